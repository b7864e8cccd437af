import Identifiers
import Mail

extension Identifier<Message> {
    /// Its page for staff, without language.
    var path: String { "/agence/messages/\(self)" }
}

extension Message.Act {
    /// Where it is done to all messages of a list.
    var listPath: String { "/agence/messages/\(path)" }
}
