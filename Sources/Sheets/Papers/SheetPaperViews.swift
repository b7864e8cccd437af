import Documents
import Forms
import Foundation
import Media
import Organisations
import Submissions
import Web
import Words

// A public sheet on paper, from the same values as its page.
extension Reader {
    /// `slug` is its initiative's word in addresses; `awards` stand behind the facts.
    public func sheetPaper(_ reading: ShownSheet, _ slug: String, awards: [PaperPart]) -> Paper {
        let sheet = reading.sheet
        var paper = Paper("sheet", title: said(sheet.title, in: sheet), kicker: typeset(reading.editionName), for: self)
        paper.lead = said(sheet.strapline, in: sheet)
        paper.titleLanguage = other(sheet)
        paper.facts = facts(of: reading)
        let (first, others) = (reading.album.pictures.prefix(1), reading.album.pictures.dropFirst())
        paper.parts = printed(first, of: reading) + summary(of: sheet) + awards
        paper.parts += reading.form.sheet.flatMap { printed($0, of: sheet) }
        if !others.isEmpty { paper.parts += [.chapter(t("In pictures"))] + printed(others, of: reading) }
        paper.parts += printedPapers(of: reading) + [.chapter(t("On the site"))] + siteLink(slug)
        paper.notes = notes(of: reading)
        paper.reference = t("version \(sheet.version)")
        return paper
    }

    /// The language of what is told, where it is not the reader's.
    func other(_ sheet: Sheet) -> PaperLanguage? {
        sheet.language == language.rawValue ? nil : PaperLanguage(sheet.language)
    }

    /// For those who do not read its language.
    private func summary(of sheet: Sheet) -> [PaperPart] {
        guard language == .english, sheet.language != "en", let summary = sheet.content.summaryEN else { return [] }
        let title = sheet.content.titleEN.map { [PaperPart.question(typeset($0))] } ?? []
        return title + [.text(typeset(summary)), .small(t("The sheet itself is in French."))]
    }

    private func printed(_ pictures: some Sequence<SheetMedium>, of reading: ShownSheet) -> [PaperPart] {
        pictures.compactMap { picture in
            guard let form = picture.printed, let files = reading.files else { return nil }
            let shown = PaperPicture(
                form.printedName, alternative: said(picture.saying.words, in: reading.sheet),
                caption: credit(of: picture), at: files.path(form.digest))
            return .picture(shown, in: other(reading.sheet))
        }
    }

    private func printedPapers(of reading: ShownSheet) -> [PaperPart] {
        let links = reading.album.papers.compactMap { paper -> PaperPart? in
            guard let digest = paper.medium.digest, let files = reading.files else { return nil }
            let by = paper.saying.credit.isEmpty ? "" : ", " + typeset(paper.saying.credit)
            let words = "\(said(paper.saying.words, in: reading.sheet)) (\(extent(of: paper.medium)))\(by)"
            return .link(words, to: address(files.path(digest)))
        }
        return links.isEmpty ? [] : [.chapter(t("Papers to read"))] + links
    }

    private func siteLink(_ slug: String) -> [PaperPart] {
        let address = address(Initiative.path(slug))
        return [.link(address, to: address)]
    }

    private func notes(of reading: ShownSheet) -> [String] {
        let source = reading.sheet.source.map { source in
            "\(t("Source:")) \(source.name), \(source.address). \(t("Licence: \(source.licence)."))"
        }
        let changed = reading.changedAt.map { day in
            t("Changed since it first came out: version \(reading.sheet.version), of \(formats.day(day)).")
        }
        return [source, changed].compactMap(\.self)
    }
}

// The identity card.
extension Reader {
    private func facts(of reading: ShownSheet) -> [Paper.Fact] {
        let sheet = reading.sheet
        var facts = reading.organisations.flatMap(facts)
        if reading.organisations.isEmpty {
            facts.append(.init(t("Carried by"), t("An organisation that the source does not name")))
        }
        if sheet.source == nil, let first = sheet.content.beginning {
            facts.append(.init(t("Since"), formats.month(first)))
        }
        if let website = sheet.content.website ?? reading.organisations.first?.website.ifFilled {
            facts.append(.init(t("Website"), website))
        }
        facts.append(.init(t("Edition"), typeset(reading.editionName)))
        let category = inEitherWords(reading.categoryFR, reading.categoryEN)
        if !category.isEmpty { facts.append(.init(t("Category"), category)) }
        return facts + terms(of: reading)
    }

    private func facts(of organisation: Organisation) -> [Paper.Fact] {
        let facts: [(String, String?)] = [
            (t("Carried by"), organisation.name),
            (t("Activity"), inEitherWords(organisation.activityFR, organisation.activityEN).ifFilled),
            (t("Form"), form(of: organisation)), (t("Size"), size(of: organisation)),
            (t("Place"), placeLabel(organisation.place)),
        ]
        return facts.compactMap { name, words in words.map { .init(name, typeset($0)) } }
    }

    private func terms(of reading: ShownSheet) -> [Paper.Fact] {
        reading.vocabularies.compactMap { vocabulary -> Paper.Fact? in
            let chosen = reading.sheet.tags[vocabulary.id.description] ?? []
            let labels = vocabulary.terms.filter { chosen.contains($0.id.description) }.map { wording($0.label) }
            guard !labels.isEmpty else { return nil }
            return Paper.Fact(
                vocabularyLabel(vocabulary, reading.form), labels.joined(separator: ", "))
        }
    }

    /// In English where somebody wrote it, for whoever reads English.
    private func inEitherWords(_ french: String, _ english: String) -> String {
        language == .english && !english.isEmpty ? typeset(english) : typeset(french, in: Language.french.rawValue)
    }
}

extension ShownSheet {
    /// What its paper shows, by the names that it uses: sharp at the width of a page.
    public var printedPictures: [(name: String, form: StoredForm)] {
        album.pictures.compactMap(\.printed).map { (name: $0.printedName, form: $0) }
    }
}

extension SheetMedium {
    fileprivate var printed: StoredForm? { form("image/jpeg", near: 800) }
}

extension StoredForm {
    /// It holds enough of the digest: other bytes are another name.
    fileprivate var printedName: String { "\(digest.description.prefix(40)).jpg" }
}
