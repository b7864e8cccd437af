import Grids
import TextSimilarity
import Web
import Words

extension Reader {
    /// One comparison a line: `people est d’au moins 11`; above them, whether one of them is enough.
    func cell(of condition: Condition) -> String {
        let lines = condition.parts.map { part in
            let values = part.values.map(CellSigns.quoted).joined(separator: ", ")
            return [part.field, words(for: part.test), values].filter { !$0.isEmpty }.joined(separator: " ")
        }
        return ((condition.joint == .any ? [oneIsEnough] : []) + lines).joined(separator: "\n")
    }

    var oneIsEnough: String { t("One of these is enough:") }
}

/// Conditions as people change them in a cell, in the words of any of these readers.
struct ConditionCell {
    let readers: [Reader]

    /// Nil of an empty cell. `form` says how the questions that it looks at are answered.
    func condition(_ text: String, in form: Form) throws(QuestionFault.Kind) -> Condition? {
        var lines = text.split(whereSeparator: \.isNewline).map { String($0).trimmed }.filter { !$0.isEmpty }
        let isAny = lines.first.map { first in readers.contains { isLike(first, $0.oneIsEnough) } } ?? false
        if isAny { lines.removeFirst() }
        var parts: [Condition.Part] = []
        for line in lines { parts.append(try part(line, in: form)) }
        return parts.isEmpty ? nil : Condition(isAny ? .any : .all, parts)
    }

    private func part(_ line: String, in form: Form) throws(QuestionFault.Kind) -> Condition.Part {
        let name = String(line.prefix { !$0.isWhitespace })
        guard let field = form[id: name] else {
            throw .flaw(.noQuestion(name, nearest: nearestName(to: name, among: form.fields.map(\.id))))
        }
        let rest = String(line.dropFirst(name.count)).trimmed
        guard let (test, said) = test(rest) else { throw .noTest(rest) }
        let values =
            said.isEmpty ? [] : test == .isOneOf ? CellSigns.parts(said, at: ",") : [CellSigns.parts(said, at: "\n")[0]]
        return Condition.Part(field: name, test: test, values: values.map { written($0, for: field) })
    }

    /// The longest words that it begins with, and what follows them.
    private func test(_ text: String) -> (Condition.Test, String)? {
        let known = readers.flatMap { reader in Condition.Test.allCases.map { ($0, reader.words(for: $0)) } }
        let found = known.filter { _, words in
            text.count >= words.count && isLike(String(text.prefix(words.count)), words)
                && (text.count == words.count || text.dropFirst(words.count).first?.isWhitespace == true)
        }
        return found.max { $0.1.count < $1.1.count }.map { test, words in
            (test, String(text.dropFirst(words.count)).trimmed)
        }
    }

    /// As a form's file writes it: a choice by its name, whatever it was called by.
    private func written(_ value: String, for field: FormField) -> String {
        switch field.kind {
        case .choice, .choices:
            field.choices.contains { $0.id == value }
                ? value
                : field.choices.first { isLike($0.label.french, value) || isLike($0.label.english ?? "", value) }?.id
                    ?? value
        case .number, .money: TypedFigure(value).map { QuestionCells.plain($0.value) } ?? value
        case .date: Day.typed(value)?.description ?? value
        default: value
        }
    }

    private func isLike(_ one: String, _ other: String) -> Bool { !other.isEmpty && fold(one) == fold(other) }
}
