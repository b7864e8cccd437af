import Foundation
import Web

// What the organisation tells, in the order of its form; contacts and agreements are not for the jury.
extension Reader {
    func fileToRead(_ file: FileToRead) -> HTML {
        let version = file.transmittedAt.map { t("The file, as sent on \(formats.day($0))") } ?? t("The file")
        let answers = Dictionary(uniqueKeysWithValues: file.answers.map { ($0.field, $0.value) })
        let parts = fileQuestions.compactMap { field, label in answers[field].flatMap { filePart(label, $0) } }
        return """
            <section class="pane flow" aria-labelledby="file"><p class="to-grid"><a class="go" href="#grid">\(t("To your grid"))</a></p><h2 id="file" class="over">\(version)</h2><div class="prose">\(parts)</div></section>
            """
    }

    private var fileQuestions: [(field: String, label: String)] {
        [
            ("strapline", t("In a sentence")), ("need", t("The need")), ("before", t("Before")),
            ("response", t("The answer")), ("steps", t("Step by step")), ("who_with", t("With whom")),
            ("effects", t("The effects")), ("indicators", t("Figures")), ("quote", t("A voice")),
            ("difficulties", t("The difficulties")), ("levers", t("What helped")), ("risk", t("The risk taken")),
            ("reuse", t("What others can take up")), ("reuse_conditions", t("On what conditions")),
            ("cost", t("The cost")),
        ]
    }

    private func filePart(_ label: String, _ value: String) -> HTML? {
        guard !value.isEmpty else { return nil }
        return "<h3>\(label)</h3>\(fileAnswer(value))"
    }

    private func fileAnswer(_ value: String) -> HTML {
        switch try? JSONDecoder().decode(ToldAnswer.self, from: Data(value.utf8)) {
        case .list(let items)?: "<ul>\(items.map { "<li>\(typeset($0.line))</li>" as HTML })</ul>"
        case .record(let item)?: "<p>\(typeset(item.line))</p>"
        case nil: "<p>\(typeset(value))</p>"
        }
    }
}

/// An answer that holds several things; any other is a text as it stands.
private enum ToldAnswer: Decodable {
    case list([Item]), record(Item)

    init(from decoder: any Decoder) throws {
        if let items = try? [Item](from: decoder) {
            self = .list(items)
        } else {
            self = .record(try Item(from: decoder))
        }
    }

    struct Item: Decodable {
        let line: String

        init(from decoder: any Decoder) throws {
            if let text = try? String(from: decoder) {
                line = text
            } else {
                let fields = try [String: Piece](from: decoder)
                line = Self.order.compactMap { fields[$0]?.text }.filter { !$0.isEmpty }.joined(separator: " · ")
            }
        }

        private static let order = [
            "name", "date", "text", "role", "baseline", "baseline_date", "value", "unit", "min", "max", "per", "note",
            "source",
        ]
    }

    struct Piece: Decodable {
        let text: String

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if let number = try? container.decode(Double.self) {
                text = number == number.rounded() ? String(Int(number)) : String(number)
            } else {
                text = (try? container.decode(String.self)) ?? ""
            }
        }
    }
}
