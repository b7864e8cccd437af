import Identifiers
import Mail
import Web

extension Message.Act {
    /// Where it is done to all messages of a list.
    var listPath: String { "/agence/messages/\(path)" }
}

extension Identifier<Message> {
    /// Its page, or one below it, within the list that it was opened from; `ok`: what was just done.
    func path(_ word: String? = nil, ok done: String? = nil, in list: Fields) -> String {
        let page = word.map { "\(path)/\($0)" } ?? path
        let asked = Fields((done.map { [(name: "ok", value: $0)] } ?? []) + list.pairs)
        return asked.pairs.isEmpty ? page : "\(page)?\(asked.urlEncoded)"
    }
}
