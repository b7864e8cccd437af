import Documents
import Grids
import Identifiers
import Web
import Words

// An answer on paper. The switch knows every kind of question: the compiler names a new one here.
extension Reader {
    /// What is printed under the question; nothing where there is no answer.
    public func printed(_ value: AnswerValue, to field: FormField, grid: Grid?) -> [PaperPart] {
        let value = value.tidied
        guard !value.isEmpty else { return [] }
        switch field.kind {
        case .line, .text, .rna, .email: return [.text(inTyped(value.words), in: typedLanguage)]
        case .siret: return [.text((try? Siret(value.words))?.formatted ?? value.words)]
        case .website: return [.link(value.words, to: Self.withScheme(value.words))]
        case .choice: return [.text(choice(value.words, of: field))]
        case .choices: return [.list(value.entries.map { choice($0, of: field) })]
        case .terms(let vocabulary): return [.list(value.entries.map { term($0, of: vocabulary, grid: grid) })]
        case .list: return [.list(value.entries.map(inTyped), in: typedLanguage)]
        case .steps: return steps(value)
        case .indicators: return indicators(value)
        case .cost: return cost(value)
        case .quote: return quote(value)
        case .tick: return [.text(t("Yes"))]
        case .film: return [.link(value.words, to: Self.withScheme(value.words))]
        case .budget: return budget(value, of: field)
        case .block(let block): return rows(value, of: block, in: field)
        case .file, .picture: return [.list(value.filledRows.map(mediumWords), in: typedLanguage)]
        case .consent(let consent): return agreed(value, to: consent, of: field)
        case .number, .date, .period, .money, .address, .person, .checkpoint:
            return [.text(answerWords(value, of: field, grid: grid))]
        case .explanation: return []
        }
    }

    /// With the text itself, as long as it is the one that was agreed to.
    private func agreed(_ value: AnswerValue, to consent: FormField.Consent, of field: FormField) -> [PaperPart] {
        let words = answerWords(value, of: field)
        guard value.words == consent.version else { return [.text(words)] }
        return [.quote(wording(consent.text), by: words)]
    }

    private func budget(_ value: AnswerValue, of field: FormField) -> [PaperPart] {
        let rows = value.filledRows.map { row in
            [inTyped(row["what"] ?? ""), budgetSide(row["side"]), row["amount"].map(moneyWords) ?? ""]
        }
        let table = PaperPart.table(head: heads(of: field), rows: rows, in: typedLanguage)
        return [table] + budgetTotals(Told.Budget(value.filledRows)).map { .text($0) }
    }

    private func rows(_ value: AnswerValue, of block: FormField.Block, in field: FormField) -> [PaperPart] {
        let rows = value.filledRows.map { row in
            block.cells.map { cell in inTyped(row[cell.id].map { cellWords($0, cell, in: field) } ?? "") }
        }
        return [.table(head: block.cells.map { wording($0.label) }, rows: rows, in: typedLanguage)]
    }

    private func mediumWords(_ row: [String: String]) -> String {
        [row["name"], row["about"] ?? row["alternative"]].compactMap { $0.map(inTyped) }.filter { !$0.isBlank }
            .joined(separator: " – ")
    }

    private func steps(_ value: AnswerValue) -> [PaperPart] {
        let steps = value.steps.map { PaperPart.Step(when: formats.month($0.date), text: inTyped($0.text)) }
        return [.steps(steps, head: [label(ofColumn: "date"), label(ofColumn: "text")], in: typedLanguage)]
    }

    private func indicators(_ value: AnswerValue) -> [PaperPart] {
        let rows = value.filledRows.map { row in
            let measured = [inTyped(row["name"] ?? ""), inTyped(row["unit"] ?? ""), directionWords(row)]
            return [
                measured.filter { !$0.isBlank }.joined(separator: ", "),
                dated(row["baseline"], row["baseline_date"]), dated(row["value"], row["date"]),
                inTyped(row["source"] ?? ""),
            ]
        }
        let head = [
            label(ofColumn: "name"), label(ofColumn: "baseline"), label(ofColumn: "value"), label(ofColumn: "source"),
        ]
        return [.table(head: head, rows: rows, in: typedLanguage)]
    }

    private func dated(_ figure: String?, _ month: String?) -> String {
        let when = monthWords(month)
        return when.isEmpty ? figureOrDash(figure) : "\(figureOrDash(figure)) (\(when))"
    }

    private func cost(_ value: AnswerValue) -> [PaperPart] {
        guard case .parts(let parts) = value else { return [] }
        let words = costWords(parts)
        return words.isEmpty ? [] : [.text(words)]
    }

    private func quote(_ value: AnswerValue) -> [PaperPart] {
        guard let quote = value.quote else { return [] }
        return [.quote("«\u{A0}\(inTyped(quote.text))\u{A0}»", by: inTyped(quote.role), in: typedLanguage)]
    }

    /// What people typed is French, whoever reads it.
    private func inTyped(_ words: String) -> String { typeset(words, in: Language.french.rawValue) }

    private var typedLanguage: PaperLanguage? {
        language == .french ? nil : PaperLanguage(Language.french.rawValue)
    }

    private static func withScheme(_ address: String) -> String {
        address.contains("://") ? address : "https://" + address
    }
}

extension AnswerValue {
    fileprivate var words: String { if case .text(let text) = self { text.trimmed } else { "" } }
    fileprivate var entries: [String] { if case .list(let entries) = self { entries.map(\.trimmed) } else { [] } }
}
