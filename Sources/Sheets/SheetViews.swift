import Forms
import Foundation
import Grids
import Identifiers
import Organisations
import Submissions
import Web
import Words

// How a sheet is read, wherever it is shown: by the public, by its organisation, by the agency.
extension Reader {
    /// The story, part by part, from the starting point to the source's credit. Parts that say nothing leave no trace.
    public func sheetBody(_ reading: ShownSheet) -> HTML {
        let parts = reading.form.sheet.map { part($0, of: reading.sheet) }
        return """
            <div class="flow flow-6">\(headPicture(of: reading))\(parts)\(otherPictures(of: reading))\(papers(of: reading))\
            \(source(reading.sheet))</div>
            """
    }

    /// The identity card, to stand beside the story.
    public func sheetIdentity(_ reading: ShownSheet) -> HTML {
        let website = reading.sheet.content.website ?? reading.organisations.first?.website.ifFilled
        let lines: [HTML] = [
            reading.organisations.isEmpty
                ? cardLine(t("Carried by"), t("An organisation that the source does not name")) : "",
            HTML(reading.organisations.map(identity)), since(reading.sheet), website.map(websiteLine) ?? "",
            cardLine(t("Edition"), reading.editionName),
            reading.categoryFR.isEmpty
                ? "" : cardLine(t("Category"), set: inEither(reading.categoryFR, reading.categoryEN)),
            termLines(reading),
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
        let activity = inEither(organisation.activityFR, organisation.activityEN)
        let first: [HTML] = [
            cardLine(t("Carried by"), organisation.name),
            activity.isEmpty ? "" : cardLine(t("Activity"), set: activity),
        ]
        let facts: [(String, String?)] = [
            (t("Form"), form(of: organisation)), (t("Size"), size(of: organisation)),
            (t("Place"), placeLabel(organisation.place)),
        ]
        return HTML(first + facts.compactMap { fact in fact.1.map { cardLine(fact.0, $0) } })
    }

    func form(of organisation: Organisation) -> String? {
        if let code = organisation.legalCategory.ifFilled { return legalLabel(code) }
        return organisation.kind == .other ? nil : kindLabel(organisation.kind)
    }

    func size(of organisation: Organisation) -> String? {
        if let headcount = organisation.headcount {
            return t("\(headcount) person", "\(headcount) people", count: headcount)
        }
        return SizeBracket(organisation.sizeBracket).map(sizeLabel)
    }

    private func since(_ sheet: Sheet) -> HTML {
        guard sheet.source == nil, let first = sheet.content.beginning else { return "" }
        return cardLine(t("Since"), formats.month(first))
    }

    private func websiteLine(_ address: String) -> HTML {
        let shown = address.replacing(/^https?:\/\/(www\.)?/, with: "").prefix(40)
        return """
            <div><dt>\(t("Website"))</dt><dd><a href="\(url: WebAddress.read(address) ?? address)" rel="nofollow">\(String(shown))</a></dd></div>
            """
    }

    private func termLines(_ reading: ShownSheet) -> HTML {
        let asked = reading.vocabularies.filter { question(for: $0, in: reading.form) != nil }
        let lines = asked.map { termLine(vocabularyLabel($0, reading.form), [$0], reading) }
        // What nobody asks for has no name of its own: its terms stand together.
        return "\(lines)\(termLine(t("Also"), reading.vocabularies.filter { !asked.contains($0) }, reading))"
    }

    private func termLine(_ name: String, _ vocabularies: [Vocabulary], _ reading: ShownSheet) -> HTML {
        let labels = vocabularies.flatMap { vocabulary in
            let chosen = reading.sheet.tags[vocabulary.id.description] ?? []
            return vocabulary.terms.filter { chosen.contains($0.id.description) }.map { text($0.label) }
        }
        return labels.isEmpty ? "" : cardLine(name, set: HTML.joined(labels, by: ", "))
    }

    private func question(for vocabulary: Vocabulary, in form: Form) -> FormField? {
        form.fields.first { $0.kind == .terms(vocabulary.id.description) }
    }

    /// A vocabulary as the form calls it on a sheet; one that it does not ask for by its first terms: «Santé, Emploi…».
    func vocabularyLabel(_ vocabulary: Vocabulary, _ form: Form) -> String {
        if let question = question(for: vocabulary, in: form) { return wording(question.card ?? question.label) }
        let first = vocabulary.terms.prefix(2).map { wording($0.label) }.joined(separator: ", ")
        return vocabulary.terms.count > 2 ? first + "…" : first
    }

    private func cardLine(_ name: String, _ value: String) -> HTML { cardLine(name, set: "\(typeset(value))") }

    private func cardLine(_ name: String, set value: HTML) -> HTML {
        "<div><dt>\(name)</dt><dd>\(value)</dd></div>"
    }
}

extension String {
    /// A sentence begins: `Mars 2011`.
    var capitalisedFirst: String { prefix(1).uppercased() + dropFirst() }
}
