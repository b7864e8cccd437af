import Documents
import Forms
import Foundation
import Identifiers
import Submissions
import Web
import Words

// The parts of a sheet on paper. The switch knows every shape: the compiler names a new one here.
extension Reader {
    func printed(_ part: SheetPart, of sheet: Sheet) -> [PaperPart] {
        let told = part.lines.compactMap { line in sheet.content[line.id].map { (line, $0) } }.filter { $0.1.isShown }
        guard let first = told.first else { return [] }
        let values = told.flatMap { line, value in printed(value, of: line, sheet) }
        if part.title == nil, case .quote = first.1 { return values }
        return [.chapter(wording(part.title ?? first.0.label))] + values
    }

    private func printed(_ value: SheetValue, of line: SheetPart.Line, _ sheet: Sheet) -> [PaperPart] {
        switch value {
        case .text(let address) where line.kind == .film && WebAddress.isWhole(address):
            return [.link(address, to: address)]
        case .text(let id) where line.kind == .choice: return [.text(choice(id, among: line.choices))]
        case .text(let text): return blocks(text, sheet)
        case .list(let chosen) where line.kind == .choices:
            return [.text(formats.list(chosen.map { choice($0, among: line.choices) }))]
        case .list(let items):
            let before = line.beforeEach.map { wording($0) + " " } ?? ""
            return [.list(items.map { before + said($0, in: sheet) }, in: other(sheet))]
        case .steps(let steps): return [printed(steps, sheet)]
        case .indicators(let indicators): return printed(indicators, sheet)
        case .cost(let cost): return printed(cost, sheet)
        case .quote(let quote): return [printed(quote, sheet)]
        case .budget(let entries): return printed(entries, sheet)
        }
    }

    private func blocks(_ text: String, _ sheet: Sheet) -> [PaperPart] {
        TextBlock.blocks(of: said(text, in: sheet)).map { block in
            switch block {
            case .heading(let words): .question(words)
            case .list(let items): .list(items, in: other(sheet))
            case .paragraph(let lines): .text(lines.joined(separator: "\n"), in: other(sheet))
            }
        }
    }

    private func printed(_ steps: [Told.Step], _ sheet: Sheet) -> PaperPart {
        let steps = steps.map { step in
            PaperPart.Step(when: formats.month(step.date).capitalisedFirst, text: said(step.text, in: sheet))
        }
        return .steps(steps, head: [label(ofColumn: "date"), label(ofColumn: "text")], in: other(sheet))
    }

    private func printed(_ indicators: [Told.Indicator], _ sheet: Sheet) -> [PaperPart] {
        let rows = indicators.map { one in
            let unit = one.unit.isEmpty ? "" : " (\(said(one.unit, in: sheet)))"
            return [
                said(one.name, in: sheet) + unit, moment(one.baseline, one.baselineDate), moment(one.value, one.date),
                change(one), said(one.source, in: sheet),
            ]
        }
        let head = [t("What is measured"), t("Before"), t("After"), t("Change"), t("Source")]
        return [
            .table(head: head, rows: rows, in: other(sheet)),
            .small(t("The figures, as the organisation declares them")),
        ]
    }

    private func moment(_ number: Double?, _ date: String) -> String {
        guard let number else { return t("Not measured") }
        return date.isEmpty ? figure(number) : "\(figure(number)) (\(formats.month(date)))"
    }

    private func printed(_ cost: Told.Cost, _ sheet: Sheet) -> [PaperPart] {
        let per = cost.per?.ifFilled.map { " (\(said($0, in: sheet)))" } ?? ""
        let note = cost.note?.ifFilled.map { PaperPart.text(said($0, in: sheet), in: other(sheet)) }
        return [amounts(cost).map { .text($0 + per) }, note].compactMap(\.self)
    }

    private func printed(_ quote: Told.Quote, _ sheet: Sheet) -> PaperPart {
        let words = quote.text.trimmingCharacters(in: CharacterSet(charactersIn: "«»\"“” \u{A0}"))
        let set = sheet.language == "fr" ? said("« \(words) »", in: sheet) : "“\(said(words, in: sheet))”"
        return .quote(set, by: said(quote.role, in: sheet), in: other(sheet))
    }

    private func printed(_ entries: [Told.BudgetEntry], _ sheet: Sheet) -> [PaperPart] {
        let rows = entries.map { entry in
            [
                said(entry.what, in: sheet), budgetSide(entry.side.rawValue),
                entry.cents.map { formats.money(cents: $0) } ?? "–",
            ]
        }
        let head = [t("What for", as: "line of a budget"), t("Expense or income"), t("Amount (euro)")]
        return [.table(head: head, rows: rows, in: other(sheet))]
            + budgetTotals(Told.Budget(entries)).map { .text($0) }
            + [.small(t("The budget, as the organisation declares it"))]
    }
}
