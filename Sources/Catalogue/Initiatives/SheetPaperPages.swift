import Awards
import Documents
import Media
import Organisations
import Sheets
import Web

/// Published sheets as papers, for everybody: what is withdrawn is gone with its page, whatever was made of it before.
struct SheetPaperPages: Sendable {
    /// In bytes, of all pictures that one paper shows; what is beyond is told by its words.
    private static let mostOfPictures = 30_000_000

    let sheets: PublicSheetStore
    let laureates: LaureateStore
    let papers: Papers
    let house: MediaHouse

    func show(_ visit: Visit) async throws -> Answer {
        let slug = try visit.word("slug")
        guard case .sheet(let reading) = try await sheets.find(slug).orNotFound() else {
            return .gone(visit.reader.withdrawnSheetPage)
        }
        let around = try await laureates.around(reading.sheet)
        let paper = visit.reader.sheetPaper(reading, slug, awards: around.awards.flatMap(visit.reader.printed))
        let (house, pictures) = (house, reading.printedPictures)
        return await papers.answerAnybody(paper, named: "fiche-\(slug.prefix(80))", to: visit) { make in
            try await house.lend(pictures, most: Self.mostOfPictures, to: make)
        }
    }
}

extension Reader {
    fileprivate func printed(_ laureate: LaureateStore.Laureate) -> [PaperPart] {
        let isEnglish = language == .english && !laureate.awardEN.isEmpty
        let name = isEnglish ? typeset(laureate.awardEN) : typeset(laureate.awardFR, in: Self.jurySpeaks)
        let tongue = language.rawValue == Self.jurySpeaks ? nil : PaperLanguage(Self.jurySpeaks)
        let reason: [PaperPart] =
            laureate.reason.isEmpty
            ? []
            : [.quote(typeset(laureate.reason, in: Self.jurySpeaks), by: t("The jury"), in: tongue)]
        return [.chapter(name)] + reason
    }

    /// Whoever follows every link of a page has it made for nobody.
    func sheetPaperLink(_ slug: String) -> HTML {
        """
        <a class="btn small on-screen" rel="nofollow" href="\(to(Initiative.paperPath(slug)))">\(icon("down"))\(t("The sheet as PDF"))</a>
        """
    }
}
