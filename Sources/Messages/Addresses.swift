import Identifiers
import Mail
import Web

extension Message.Act {
    /// Where it is done to all messages of a list.
    var listPath: String { "/agence/messages/\(path)" }
}

extension Identifier<Message> {
    /// Its page once something is done, or none, within the list that it was opened from.
    func path(ok done: String? = nil, in list: Fields) -> String {
        let asked = Fields((done.map { [(name: "ok", value: $0)] } ?? []) + list.pairs)
        return asked.pairs.isEmpty ? path : "\(path)?\(asked.urlEncoded)"
    }
}
