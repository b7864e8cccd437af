import Accounts
import Forms
import Identifiers
import Mail
import Organisations
import Web

/// What staff write to all whose file is still a draft.
struct DraftLetter: Equatable, Sendable {
    enum Fault: Error, Equatable {
        case subjectMissing, textMissing
        /// Of the English letter, one of two fields alone.
        case englishIncomplete
        /// Nobody knows what to fill in there.
        case unknownPlaceholder(String, field: String)
    }

    /// A letter in one language.
    struct Text: Equatable, Sendable {
        var subject = ""
        var text = ""

        var isEmpty: Bool { subject.isEmpty && text.isEmpty }

        /// With the words in braces filled in.
        func filled(name: String, title: String) -> Text {
            let called = Account.greeted(name)
            let values = ["nom": called ?? "", "name": called ?? "", "titre": title, "title": title]
            func words(_ text: String) -> String {
                // Whoever gave no name is greeted without one: «Bonjour,».
                let named =
                    called == nil ? text.replacing(#/[ \u{A0}]\{\s*(?:nom|name)\s*\}(?!\})/#, with: "") : text
                return Placeholders.filled(named, with: values)
            }
            return Text(subject: words(subject), text: words(text))
        }
    }

    static let placeholders: Set<String> = ["nom", "name", "titre", "title"]

    /// Sent once, however often its form comes back.
    let key: String
    var french = Text()
    /// Empty: those who read English get the French letter, all of it in French.
    var english = Text()

    init(key: String) { self.key = key }

    init(_ fields: Fields) {
        key = String((fields.text("key") ?? "").prefix(40))
        french = Text(subject: fields.text("subject") ?? "", text: fields.text("text") ?? "")
        english = Text(subject: fields.text("subject_en") ?? "", text: fields.text("text_en") ?? "")
    }

    /// The letter for somebody who reads that language, and the language it is in.
    func text(for language: Language) -> (Text, Language) {
        language == .english && !english.isEmpty ? (english, .english) : (french, .french)
    }

    var faults: [Fault] {
        var faults: [Fault] = french.subject.isEmpty ? [.subjectMissing] : []
        if french.text.isEmpty { faults.append(.textMissing) }
        if english.subject.isEmpty != english.text.isEmpty { faults.append(.englishIncomplete) }
        let fields = [
            ("subject", french.subject), ("text", french.text), ("subject_en", english.subject),
            ("text_en", english.text),
        ]
        for (field, text) in fields {
            let unknown = Placeholders.found(in: text).filter { !Self.placeholders.contains($0) }
            faults += unknown.map { .unknownPlaceholder($0, field: field) }
        }
        return faults
    }
}
