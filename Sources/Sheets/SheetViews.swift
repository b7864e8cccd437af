import Forms
import Foundation
import Grids
import Organisations
import Submissions
import Web
import Words

// How a sheet is read, wherever it is shown: by the public, by its organisation, by the agency.
extension Reader {
    /// The story, part by part, from the starting point to the source's credit. Parts that say nothing leave no trace.
    public func sheetBody(_ reading: SheetReading) -> HTML {
        let (sheet, content) = (reading.sheet, reading.sheet.content)
        let parts: [HTML] = [
            story(sheet, t("The starting point"), [content.need, content.before]),
            story(sheet, t("What was done"), [content.response]),
            story(sheet, t("With whom"), [content.whoWith]),
            story(sheet, t("In its own words"), [content.description]),
            steps(sheet), effects(sheet), quote(sheet),
            list(sheet, t("What was difficult"), content.difficulties),
            list(sheet, t("What helped"), content.levers),
            story(sheet, t("The risk taken"), [content.risk]),
            cost(sheet), reuse(sheet), source(sheet),
        ]
        return "<div class=\"flow flow-6\">\(parts)</div>"
    }

    /// The identity card, to stand beside the story.
    public func sheetIdentity(_ reading: SheetReading) -> HTML {
        let website = reading.sheet.content.website ?? reading.organisations.first?.website.ifFilled
        let lines: [HTML] = [
            reading.organisations.isEmpty
                ? cardLine(t("Carried by"), t("An organisation that the source does not name")) : "",
            HTML(reading.organisations.map(identity)), since(reading.sheet), website.map(websiteLine) ?? "",
            cardLine(t("Edition"), reading.editionName), termLines(reading),
        ]
        return "<dl class=\"record\">\(lines)</dl>"
    }

    /// ` lang="fr"` where the sheet is not in the page's language.
    public func languageMark(_ sheet: Sheet) -> HTML {
        sheet.language == language.rawValue ? "" : " lang=\"\(sheet.language)\""
    }

    /// A text of the sheet as its own language sets it.
    public func said(_ text: String, in sheet: Sheet) -> String {
        Typography(language: sheet.language).typeset(text)
    }

    // MARK: the story

    private func story(_ sheet: Sheet, _ title: String, _ texts: [String?]) -> HTML {
        let texts = texts.compactMap { $0?.ifFilled }
        guard !texts.isEmpty else { return "" }
        return """
            <section class="prose"><h2>\(title)</h2><div class="flow"\(languageMark(sheet))>\(texts.map { blocks($0, sheet) })</div></section>
            """
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
            return """
                \(String(word.prefix(word.count - start.count)))<a href="\(url: address)" rel="nofollow">\(address)</a>\(String(start.dropFirst(end)))
                """
        }
        return HTML.joined(words, by: " ")
    }

    private func list(_ sheet: Sheet, _ title: String, _ items: [String]?) -> HTML {
        guard let items, !items.isEmpty else { return "" }
        let lines = items.map { item -> HTML in "<li>\(said(item, in: sheet))</li>" }
        return "<section class=\"prose\"><h2>\(title)</h2><ul\(languageMark(sheet))>\(lines)</ul></section>"
    }

    private func steps(_ sheet: Sheet) -> HTML {
        guard let steps = sheet.content.steps, !steps.isEmpty else { return "" }
        let lines = steps.map { step -> HTML in
            """
            <li><time datetime="\(step.date)">\(formats.month(step.date).capitalisedFirst)</time><p\(languageMark(sheet))>\(said(step.text, in: sheet))</p></li>
            """
        }
        return "<section class=\"flow\"><h2>\(t("The steps"))</h2><ol class=\"steps\">\(lines)</ol></section>"
    }

    private func quote(_ sheet: Sheet) -> HTML {
        guard let quote = sheet.content.quote, !quote.text.isEmpty else { return "" }
        let words = quote.text.trimmingCharacters(in: CharacterSet(charactersIn: "«»\"“” \u{A0}"))
        let set = sheet.language == "fr" ? said("« \(words) »", in: sheet) : "“\(said(words, in: sheet))”"
        return """
            <figure class="voices"\(languageMark(sheet))><blockquote><p>\(set)</p></blockquote><figcaption class="quiet">\(said(quote.role, in: sheet))</figcaption></figure>
            """
    }

    private func cost(_ sheet: Sheet) -> HTML {
        guard let cost = sheet.content.cost else { return "" }
        let range = amounts(cost)
        let note = cost.note?.ifFilled.map { note -> HTML in "<p\(languageMark(sheet))>\(said(note, in: sheet))</p>" }
        guard range != nil || note != nil else { return "" }
        let per = cost.per?.ifFilled.map { said($0, in: sheet) }
        let line = range.map { range -> HTML in
            "<p><strong>\(range)</strong>\(per.map { per -> HTML in " (<span\(languageMark(sheet))>\(per)</span>)" })</p>"
        }
        return "<section class=\"prose\"><h2>\(t("What it cost"))</h2>\(line)\(note)</section>"
    }

    private func amounts(_ cost: SheetContent.Cost) -> String? {
        let unit = cost.unit?.ifFilled ?? "EUR"
        func amount(_ number: Double) -> String {
            unit == "EUR" || unit == "€"
                ? formats.money(cents: Int((number * 100).rounded())) : "\(figure(number)) \(unit)"
        }
        switch (cost.min, cost.max) {
        case (let least?, let most?) where least == most: return amount(least)
        case (let least?, let most?): return t("Between \(amount(least)) and \(amount(most))")
        case (let least?, nil): return t("From \(amount(least))")
        case (nil, let most?): return t("Up to \(amount(most))")
        case (nil, nil): return nil
        }
    }

    private func reuse(_ sheet: Sheet) -> HTML {
        let conditions = sheet.content.reuseConditions ?? []
        let words = sheet.content.reuse?.ifFilled
        guard words != nil || !conditions.isEmpty else { return "" }
        let lines = conditions.map { condition -> HTML in
            """
            <li>\(icon("alert"))<span><strong>\(t("Provided that:"))</strong> <span\(languageMark(sheet))>\(said(condition, in: sheet))</span></span></li>
            """
        }
        let list: HTML = lines.isEmpty ? "" : "<ul class=\"ticks\">\(lines)</ul>"
        return """
            <section class="sect flow"><h2>\(t("What can be taken up"))</h2>\(words.map { text -> HTML in "<div class=\"flow\"\(languageMark(sheet))>\(blocks(text, sheet))</div>" })\(list)</section>
            """
    }

    private func source(_ sheet: Sheet) -> HTML {
        guard let source = sheet.source else { return "" }
        return """
            <p class="small quiet">\(t("Source:")) <a href="\(url: source.address)" rel="nofollow">\(source.name)</a>. \(t("Licence: \(source.licence)."))</p>
            """
    }
}

// The identity card, line by line.
extension Reader {
    private func identity(_ organisation: Organisation) -> HTML {
        let activity = language == .english ? organisation.activityEN.ifFilled : nil
        let facts: [(String, String?)] = [
            (t("Carried by"), organisation.name), (t("Activity"), activity ?? organisation.activityFR.ifFilled),
            (t("Form"), form(of: organisation)), (t("Size"), size(of: organisation)),
            (t("Place"), placeLabel(organisation.place)),
        ]
        return HTML(facts.compactMap { fact in fact.1.map { cardLine(fact.0, $0) } })
    }

    private func form(of organisation: Organisation) -> String? {
        if let code = organisation.legalCategory.ifFilled { return legalLabel(code) }
        return organisation.kind == .other ? nil : kindLabel(organisation.kind)
    }

    private func size(of organisation: Organisation) -> String? {
        if let headcount = organisation.headcount {
            return t("\(headcount) person", "\(headcount) people", count: headcount)
        }
        return SizeBracket(organisation.sizeBracket).map(sizeLabel)
    }

    private func since(_ sheet: Sheet) -> HTML {
        guard sheet.source == nil, let first = sheet.content.steps?.map(\.date).filter({ !$0.isEmpty }).min() else {
            return ""
        }
        return cardLine(t("Since"), formats.month(first))
    }

    private func websiteLine(_ address: String) -> HTML {
        let shown = address.replacing(/^https?:\/\/(www\.)?/, with: "").prefix(40)
        return """
            <div><dt>\(t("Website"))</dt><dd><a href="\(url: address)" rel="nofollow">\(String(shown))</a></dd></div>
            """
    }

    private func termLines(_ reading: SheetReading) -> HTML {
        HTML(
            reading.vocabularies.compactMap { vocabulary in
                let chosen = reading.sheet.tags[vocabulary.id.description] ?? []
                let labels = vocabulary.terms.filter { chosen.contains($0.id.description) }
                    .map { $0.label.wording(in: language.rawValue).text }
                return labels.isEmpty
                    ? nil : cardLine(vocabularyLabel(vocabulary.id.description), labels.joined(separator: ", "))
            })
    }

    /// The name of a vocabulary of the house's grid; another one is shown by its own.
    public func vocabularyLabel(_ name: String) -> String {
        switch name {
        case "need": t("Needs")
        case "beneficiary": t("For whom")
        case "kind": t("Kind of initiative")
        case "impact": t("Effects")
        case "impact_path": t("How the effects come")
        case "quality_of_life": t("Quality of life")
        case "approach": t("Approach")
        case "working_conditions_topic": t("Working life")
        case "maturity": t("Maturity")
        default: name
        }
    }

    private func cardLine(_ name: String, _ value: String) -> HTML {
        "<div><dt>\(name)</dt><dd>\(typeset(value))</dd></div>"
    }
}

extension String {
    /// A sentence begins: `Mars 2011`.
    var capitalisedFirst: String { prefix(1).uppercased() + dropFirst() }
}
