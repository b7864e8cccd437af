import Forms
import Grids
import Web
import Words

// Answers of the kinds that a form's author may add, as they are read.
extension Reader {
    func newerAnswer(_ value: AnswerValue, of field: FormField, _ file: SubmissionFile) -> HTML {
        switch (value, field.kind) {
        case (.text(let text), .film) where FormField.isFilm(text):
            "<a href=\"\(url: withScheme(text))\" rel=\"nofollow noopener\">\(text)</a>"
        case (.rows(let rows), .budget): budgetTable(rows, caption: label(of: field))
        case (.rows(let rows), .block(let block)): blockList(rows, block, field)
        case (.parts(let parts), .checkpoint):
            """
            \(levelWords(parts["level"] ?? "–", grid: file.grid))\
            \(parts["why"].map { why -> HTML in "<span class=\"sub\">\(inFrench(why))</span>" })
            """
        case (.rows(let rows), _): "<ul>\(rows.map { row -> HTML in "<li>\(mediaWords(row, file))</li>" })</ul>"
        default: "\(answerWords(value, of: field, grid: file.grid))"
        }
    }

    func mediaWords(_ row: [String: String], _ file: SubmissionFile) -> HTML {
        let about = row["about"] ?? row["alternative"] ?? ""
        let credit = row["credit"].map { t("Picture by \($0)") } ?? ""
        let lines = [about, credit].filter { !$0.isBlank }.map { words -> HTML in
            "<span class=\"sub\">\(inFrench(words))</span>"
        }
        return "\(mediumAnswer(row, file))\(lines)"
    }

    private func blockList(_ rows: [[String: String]], _ block: FormField.Block, _ field: FormField) -> HTML {
        let items = rows.enumerated().map { place, row -> HTML in
            let lines = block.cells.compactMap { cell -> HTML? in
                guard let typed = row[cell.id], !typed.isBlank else { return nil }
                return
                    "<div><dt>\(marked(cell.label))</dt><dd>\(inFrench(cellWords(typed, cell, in: field)))</dd></div>"
            }
            return
                "<li><span class=\"label\">\(rowTitle(place, of: field))</span><dl class=\"record\">\(lines)</dl></li>"
        }
        return "<ol class=\"flow flow-2\">\(items)</ol>"
    }

    private func budgetTable(_ rows: [[String: String]], caption: String) -> HTML {
        let lines = rows.map { row -> HTML in
            """
            <tr><th scope="row">\(inFrench(row["what"] ?? ""))</th><td data-th="\(t("Expense or income"))">\(budgetSide(row["side"]))</td>
            <td class="n" data-th="\(t("Amount (euro)"))">\(moneyWords(row["amount"] ?? "–"))</td></tr>
            """
        }
        // Each is a sentence of its own.
        let totals = budgetTotals(Told.Budget(rows)).map { words -> HTML in "<p><strong>\(words)</strong></p>" }
        return """
            <div class="scroll" role="region" tabindex="0" aria-label="\(caption)"><table class="table stack-sm"><caption class="vh">\(caption)</caption>
            <thead><tr><th scope="col">\(t("What for", as: "line of a budget"))</th><th scope="col">\(t("Expense or income"))</th>\
            <th scope="col" class="n">\(t("Amount (euro)"))</th></tr></thead><tbody>\(lines)</tbody></table></div>\
            \(totals)
            """
    }

    /// For a spreadsheet: numbers that it can count with, days that it can sort; what has several parts is read.
    func newerTableText(_ value: AnswerValue, of field: FormField, grid: Grid?) -> String {
        switch (value, field.kind) {
        case (.text(let text), .number), (.text(let text), .money): plainFigure(text)
        case (.text(let text), .date): TypedMonth(text)?.text ?? text
        default: answerWords(value, of: field, grid: grid)
        }
    }
}
