import Forms
import Foundation
import Identifiers
import Organisations
import Submissions
import Web
import Words

// The parts of a sheet, as its edition's form describes them.
extension Reader {
    func part(_ part: SheetPart, of sheet: Sheet) -> HTML {
        let told = part.lines.compactMap { line in sheet.content[line.id].map { (line, $0) } }.filter { $0.1.isShown }
        guard let first = told.first else { return "" }
        let values = told.map { value($0.1, of: $0.0, sheet, isAmongOthers: part.lines.count > 1) }
        // Somebody's words need no heading.
        if part.title == nil, case .quote = first.1 { return HTML(values) }
        let style: HTML = part.standsOut ? "sect flow" : told.allSatisfy { $0.1.isProse } ? "prose" : "flow"
        return "<section class=\"\(style)\"><h2>\(wording(part.title ?? first.0.label))</h2>\(values)</section>"
    }

    private func value(_ value: SheetValue, of line: SheetPart.Line, _ sheet: Sheet, isAmongOthers: Bool) -> HTML {
        switch value {
        case .text(let address) where line.kind == .film && WebAddress.isWhole(address): film(address)
        case .text(let id) where line.kind == .choice: "<p>\(choice(id, among: line.choices))</p>"
        case .text(let text):
            "<div class=\"\(isAmongOthers ? "prose flow" : "flow")\"\(languageMark(sheet))>\(blocks(text, sheet))</div>"
        case .list(let chosen) where line.kind == .choices:
            "<p>\(formats.list(chosen.map { choice($0, among: line.choices) }))</p>"
        case .list(let items): list(items, after: line.beforeEach.map(wording), sheet)
        case .steps(let steps): self.steps(steps, sheet)
        case .indicators(let indicators): figures(indicators, sheet)
        case .cost(let cost): self.cost(cost, sheet)
        case .quote(let quote): self.quote(quote, sheet)
        case .budget(let entries): budget(entries, sheet)
        }
    }

    /// Seen where it lies: nothing of another site is loaded here.
    private func film(_ address: String) -> HTML {
        let host = address.replacing(/^https?:\/\/(www\.)?/, with: "").prefix { $0 != "/" }
        return "<p><a href=\"\(url: address)\" rel=\"nofollow\">\(t("Watch the film, on \(String(host))"))</a></p>"
    }

    private func blocks(_ text: String, _ sheet: Sheet) -> HTML {
        HTML(
            TextBlock.blocks(of: said(text, in: sheet)).map { block in
                switch block {
                case .heading(let words): "<h3>\(words)</h3>"
                case .list(let items): "<ul>\(items.map { item -> HTML in "<li>\(linked(item))</li>" })</ul>"
                case .paragraph(let lines): "<p>\(HTML.joined(lines.map(linked), by: "<br>"))</p>"
                }
            })
    }

    /// The addresses in a text as links.
    private func linked(_ text: String) -> HTML {
        guard text.contains("://") else { return "\(text)" }
        let words = text.split(separator: " ", omittingEmptySubsequences: false).map { word -> HTML in
            let start = word.drop { "(<«".contains($0) }
            guard start.hasPrefix("https://") || start.hasPrefix("http://") else { return "\(String(word))" }
            let end = start.reversed().drop { ").,;:!?>»\u{A0}\u{202F}".contains($0) }.count
            let address = String(start.prefix(end))
            let (before, after) = (String(word.prefix(word.count - start.count)), String(start.dropFirst(end)))
            return "\(before)<a href=\"\(url: address)\" rel=\"nofollow\">\(address)</a>\(after)"
        }
        return HTML.joined(words, by: " ")
    }

    private func list(_ items: [String], after words: String?, _ sheet: Sheet) -> HTML {
        guard let words else {
            let lines = items.map { item -> HTML in "<li>\(said(item, in: sheet))</li>" }
            return "<ul\(languageMark(sheet))>\(lines)</ul>"
        }
        let lines = items.map { item -> HTML in
            let text: HTML = "<span\(languageMark(sheet))>\(said(item, in: sheet))</span>"
            return "<li>\(icon("alert"))<span><strong>\(words)</strong> \(text)</span></li>"
        }
        return "<ul class=\"ticks\">\(lines)</ul>"
    }

    private func steps(_ steps: [Told.Step], _ sheet: Sheet) -> HTML {
        let lines = steps.map { step -> HTML in
            let date: HTML = "<time datetime=\"\(step.date)\">\(formats.month(step.date).capitalisedFirst)</time>"
            return "<li>\(date)<p\(languageMark(sheet))>\(said(step.text, in: sheet))</p></li>"
        }
        return "<ol class=\"steps\">\(lines)</ol>"
    }

    private func quote(_ quote: Told.Quote, _ sheet: Sheet) -> HTML {
        let words = quote.text.trimmingCharacters(in: CharacterSet(charactersIn: "«»\"“” \u{A0}"))
        let set = sheet.language == "fr" ? said("« \(words) »", in: sheet) : "“\(said(words, in: sheet))”"
        return """
            <figure class="voices"\(languageMark(sheet))><blockquote><p>\(set)</p></blockquote>
            <figcaption class="quiet">\(said(quote.role, in: sheet))</figcaption></figure>
            """
    }

    private func cost(_ cost: Told.Cost, _ sheet: Sheet) -> HTML {
        let note = cost.note?.ifFilled.map { note -> HTML in "<p\(languageMark(sheet))>\(said(note, in: sheet))</p>" }
        let per = cost.per?.ifFilled.map { per -> HTML in
            " (<span\(languageMark(sheet))>\(said(per, in: sheet))</span>)"
        }
        let line = amounts(cost).map { range -> HTML in "<p><strong>\(range)</strong>\(per)</p>" }
        return "\(line)\(note)"
    }

    func amounts(_ cost: Told.Cost) -> String? {
        let unit = cost.unit?.ifFilled ?? "EUR"
        func amount(_ number: Double) -> String {
            unit == "EUR" || unit == "€"
                ? formats.money(euros: number) : "\(figure(number))\u{A0}\(unit)"
        }
        switch (cost.min, cost.max) {
        case (let least?, let most?) where least == most: return amount(least)
        case (let least?, let most?): return t("Between \(amount(least)) and \(amount(most))")
        case (let least?, nil): return t("From \(amount(least))")
        case (nil, let most?): return t("Up to \(amount(most))")
        case (nil, nil): return nil
        }
    }
}

extension SheetValue {
    /// For whom or for what alone says no cost.
    var isShown: Bool {
        guard case .cost(let cost) = self else { return true }
        return cost.min != nil || cost.max != nil || cost.note?.ifFilled != nil
    }

    /// Set as a text is.
    fileprivate var isProse: Bool {
        switch self {
        case .text, .list, .cost: true
        case .steps, .indicators, .quote, .budget: false
        }
    }
}
