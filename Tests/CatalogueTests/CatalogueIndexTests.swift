import Forms
import Foundation
import Organisations
import Submissions
import Testing
import TextSimilarity
import World

@testable import Catalogue

struct CatalogueIndexTests {
    private let index = CatalogueIndex([
        .sample(1, "Partager les trajets", "Trois usines remplissent un car.", need: ["mobility"], department: "25"),
        .sample(
            2, "Mobilités douces à l'atelier", "Des vélos pour aller travailler.", need: ["mobility", "health"],
            department: "39"),
        .sample(
            3, "Accueillir des salariés handicapés", "Un poste se règle à deux.", need: ["employment"], department: "25"
        ),
        .sample(4, "La crèche des trois équipes", "Ouverte de 4 h 30 à 22 h 30.", need: [], department: "90"),
    ])

    @Test func `a word is found whatever its accents, its plural and its case`() {
        for words in ["mobilité", "mobilite", "MOBILITÉS", "Mobilites"] {
            #expect(titles(words) == ["Mobilités douces à l'atelier"], "\(words)")
        }
        for words in ["handicapé", "handicapés", "handicapee"] {
            #expect(titles(words) == ["Accueillir des salariés handicapés"], "\(words)")
        }
    }

    @Test func `all the words must be there`() {
        #expect(titles("usines car") == ["Partager les trajets"])
        #expect(titles("usines vélos").count == 2)
        #expect(answer("usines vélos").reading == .nearest)
    }

    @Test func `the last word may still be growing`() {
        #expect(titles("crè") == ["La crèche des trois équipes"])
    }

    @Test func `a word nobody says is read as the nearest one, and the answer says so`() {
        let answer = answer("mobilitté")
        #expect(answer.entries.map(\.title) == ["Mobilités douces à l'atelier"])
        #expect(answer.reading == .corrected([.init(typed: "mobilitté", said: ["mobilités"])]))
    }

    @Test func `a word that is far from all finds nothing`() {
        #expect(answer("xylophone").count == 0)
        #expect(answer("xylophone").reading == .all)
    }

    @Test func `terms of a facet widen, facets narrow`() {
        #expect(count([.need: ["mobility"]]) == 2)
        #expect(count([.need: ["mobility", "employment"]]) == 3)
        #expect(count([.need: ["mobility"], .territory: ["25"]]) == 1)
    }

    @Test func `a facet's counts say what each term would give, the other facets kept`() {
        var question = CatalogueQuestion()
        question.terms = [.need: ["mobility"], .territory: ["25"]]
        let counts = index.answer(question).counts
        #expect(count(of: "employment", .need, counts) == 1)
        #expect(count(of: "mobility", .need, counts) == 1)
        #expect(count(of: "39", .territory, counts) == 1)
        #expect(count(of: "90", .territory, counts) == 0)
    }

    @Test func `a term nobody has finds nothing, and a page too far is the last one`() {
        #expect(count([.need: ["no-such"]]) == 0)
        var question = CatalogueQuestion()
        question.page = 99
        #expect(index.answer(question).page == 1)
    }

    @Test func `an empty catalogue answers`() {
        let answer = CatalogueIndex([]).answer(CatalogueQuestion())
        #expect(answer.count == 0 && answer.pages == 1)
    }

    @Test func `titles are sorted as a dictionary does`() {
        var question = CatalogueQuestion()
        question.order = .title
        #expect(index.answer(question).entries.map { $0.title.prefix(2) } == ["Ac", "La", "Mo", "Pa"])
    }

    private func answer(_ words: String) -> CatalogueIndex.Answer {
        var question = CatalogueQuestion()
        question.words = words
        return index.answer(question)
    }

    private func titles(_ words: String) -> [String] { answer(words).entries.map(\.title) }

    private func count(_ terms: [Facet: [String]]) -> Int {
        var question = CatalogueQuestion()
        question.terms = terms
        return index.answer(question).count
    }

    private func count(of term: String, _ facet: Facet, _ counts: [Facet: [(term: String, count: Int)]]) -> Int? {
        counts[facet]?.first { $0.term == term }?.count
    }
}

extension IndexedSheet {
    static func sample(
        _ number: Int, _ title: String, _ strapline: String, need: [String] = [], department: String = "25",
        body: String = "", publishedAt: Date? = nil
    ) -> IndexedSheet {
        let entry = CatalogueEntry(
            sheet: World.key("0009", number), slug: "sheet-\(number)", language: "fr", title: title,
            strapline: strapline, organisations: ["Organisation \(number)"], place: "", edition: "2014", awards: [],
            source: nil, publishedAt: publishedAt ?? World.monday - Double(number),
            facets: [.need: need, .territory: [department]], profile: nil)
        return IndexedSheet(entry: entry, french: SheetTexts(title: title, head: strapline, body: body))
    }
}
