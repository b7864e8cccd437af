import Forms
import Identifiers
import Organisations
import Web

/// What staff write to all whose file is still a draft.
struct DraftLetter: Equatable, Sendable {
    enum Fault: Error, Equatable { case subjectMissing, textMissing }

    /// Sent once, however often its form comes back.
    let key: String
    var subject = ""
    var text = ""

    init(key: String) { self.key = key }

    init(_ fields: Fields) {
        key = String((fields.text("key") ?? "").prefix(40))
        (subject, text) = (fields.text("subject") ?? "", fields.text("text") ?? "")
    }

    var faults: [Fault] {
        (subject.isEmpty ? [.subjectMissing] : []) + (text.isEmpty ? [.textMissing] : [])
    }
}
