import Forms
import Organisations
import Submissions
import Testing
import Web
import Words
import World

@testable import Catalogue

struct ShownItemsTests {
    private let labels: TermLabels

    init() throws { labels = TermLabels(grid: try World.defaultGrid().grid, form: CompleteFile.form) }

    private func lines(_ index: CatalogueIndex, in language: Language, heading: Int = 2) -> String {
        let reader = Reader(language: language, phrasebook: .english)
        return index.answer(CatalogueQuestion()).entries
            .map { String(decoding: reader.catalogueItem($0, labels, heading: heading).bytes, as: UTF8.self) }
            .joined()
    }

    @Test func `a line that was written before is the same, in its language and under its heading`() {
        let index = CatalogueIndex([.sample(1, "Le pain", "De nuit"), .sample(2, "Le four", "De jour")])
        let first = lines(index, in: .french)
        #expect(first.contains("href=\"/initiatives/sheet-1\"") && first.contains("Le four"))
        let english = lines(index, in: .english)
        #expect(english.contains("href=\"/en/initiatives/sheet-1\""))
        #expect(lines(index, in: .french, heading: 3).contains("<h3>"))
        #expect(lines(index, in: .french) == first)
        #expect(lines(index, in: .english) == english)
    }

    @Test func `a sheet that changed is shown as it is now`() {
        var index = CatalogueIndex([.sample(1, "Le pain", ""), .sample(2, "Le four", "")])
        #expect(lines(index, in: .french).contains("Le pain"))
        let new = Segment([.sample(1, "La brioche", "")])
        index.replace([SheetKey(World.key("0009", 1))], by: .init(segments: [new]))
        let shown = lines(index, in: .french)
        #expect(shown.contains("La brioche") && shown.contains("Le four") && !shown.contains("Le pain"))
    }
}
