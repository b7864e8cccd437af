import Identifiers
import Mail

extension Message.Act {
    /// Where it is done to all messages of a list.
    var listPath: String { "/agence/messages/\(path)" }
}
