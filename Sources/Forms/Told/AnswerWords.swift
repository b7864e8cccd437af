import Foundation
import Grids
import Web
import Words

// Answers of the kinds that need more than their letters, in words.
extension Reader {
    /// One text for one answer: in a table's cell, in a sentence, on paper. What cannot be read is as it was typed. Of what was
    /// left empty it is empty.
    public func answerWords(_ value: AnswerValue, of field: FormField, grid: Grid? = nil) -> String {
        guard !value.isEmpty else { return "" }
        return switch (value.tidied, field.kind) {
        case (.text(let text), .number(let figures)):
            [figureWords(text), figures.unit.map(wording) ?? ""].filter { !$0.isEmpty }.joined(separator: "\u{A0}")
        case (.text(let text), .money): moneyWords(text)
        case (.text(let text), .date): dayWords(text)
        case (.text(let text), .choice): choice(text, of: field)
        case (.text, .tick): t("Yes")
        case (.text(let version), .consent(let consent)): consentWords(version, consent)
        case (.parts(let parts), .period): periodWords(parts)
        case (.parts(let parts), .address): addressWords(parts)
        case (.parts(let parts), .person):
            ["name", "role", "email", "phone"].compactMap { parts[$0] }.joined(separator: ", ")
        case (.parts(let parts), .checkpoint):
            [parts["level"].map { levelWords($0, grid: grid) }, parts["why"]].compactMap(\.self).joined(separator: ". ")
        case (.rows(let rows), .budget): budgetWords(rows)
        case (.rows(let rows), .block(let block)):
            rows.map { rowWords($0, of: block, in: field) }.joined(separator: " | ")
        case (.rows(let rows), .file), (.rows(let rows), .picture):
            rows.map { row in
                let said = [
                    row["name"], row["about"] ?? row["alternative"], row["credit"].map { t("Picture by \($0)") },
                ]
                return said.compactMap(\.self).filter { !$0.isBlank }.joined(separator: " – ")
            }.joined(separator: " | ")
        default: value.plain
        }
    }

    /// A row of a block, each cell after its label and in the order of the form.
    public func rowWords(_ row: [String: String], of block: FormField.Block, in field: FormField) -> String {
        block.cells.compactMap { cell -> String? in
            guard let typed = row[cell.id], !typed.isBlank else { return nil }
            return labelled(wording(cell.label), cellWords(typed, cell, in: field))
        }.joined(separator: betweenParts)
    }

    /// Between two parts of one text, each after its label.
    public var betweenParts: String { language == .french ? "\u{A0}; " : "; " }

    public func cellWords(_ typed: String, _ cell: FormField.Cell, in field: FormField) -> String {
        answerWords(.text(typed), of: cell.asField(in: field))
    }

    /// A number as the language writes it.
    public func figureWords(_ typed: String) -> String {
        guard let value = TypedFigure(typed)?.value else { return typed }
        let decimals = (0...4).first { (value * pow(10, Double($0))).rounded() / pow(10, Double($0)) == value } ?? 4
        return formats.number(value, decimals: decimals)
    }

    public func moneyWords(_ typed: String) -> String {
        TypedFigure(typed).map { formats.money(euros: $0.value) } ?? typed
    }

    public func dayWords(_ typed: String) -> String { formats.month(TypedMonth(typed)?.text ?? typed) }

    public func periodWords(_ parts: [String: String]) -> String {
        let days = ["from", "to"].map { parts[$0].flatMap { formats.parseDay($0) } }
        if let first = days[0], let last = days[1], first <= last { return formats.period(first, last) }
        let typed = ["from", "to"].map { parts[$0].map(dayWords) ?? "…" }
        return parts.isEmpty ? "" : typed.joined(separator: " – ")
    }

    public func addressWords(_ parts: [String: String]) -> String {
        let town = ["postcode", "commune"].compactMap { parts[$0] }.joined(separator: " ")
        return [parts["street"] ?? "", town].filter { !$0.isEmpty }.joined(separator: ", ")
    }

    /// The word of a level of the grid's scale, with its number.
    public func levelWords(_ typed: String, grid: Grid?) -> String {
        guard let level = Int(typed), let scale = grid?.scale, scale.levels.contains(level) else { return typed }
        return "\(level) – \(wording(scale.label(of: level)))"
    }

    private func consentWords(_ version: String, _ consent: FormField.Consent) -> String {
        version == consent.version
            ? t("Agreed to (text \(version))") : t("Agreed to an earlier text (\(version))")
    }

    private func budgetWords(_ rows: [[String: String]]) -> String {
        let lines = rows.map { row in
            labelled(
                budgetSide(row["side"]),
                [row["what"], row["amount"].map(moneyWords)].compactMap(\.self).joined(separator: ", "))
        }
        return (lines + budgetTotals(Told.Budget(rows))).joined(separator: betweenParts)
    }

    public func budgetSide(_ side: String?) -> String { side == "income" ? t("Income") : t("Expense") }

    /// “Expenses: 12,000 €”, “Income: 10,000 €”; empty where nothing is counted.
    public func budgetTotals(_ budget: Told.Budget) -> [String] {
        guard budget.hasAmounts else { return [] }
        return [
            t("Total of expenses: \(formats.money(cents: budget.expenses))"),
            t("Total of income: \(formats.money(cents: budget.income))"),
        ]
    }
}
