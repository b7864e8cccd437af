import Testing
import World

@testable import Catalogue

struct WordSearchTests {
    private let index = CatalogueIndex([
        .sample(
            1, "Cuire le pain le jour", "Le boulanger ne se lève plus la nuit.",
            body: "Dans une boulangerie on commence la nuit. Le travail de nuit a cessé."),
        .sample(
            2, "Préparer l'après-toit", "Un second métier avant quarante ans.",
            body: "Les couvreurs ne dorment plus la nuit. Nuitées, nuitée, nuitamment."),
        .sample(3, "Le télétravail au village", "Deux jours par semaine près de chez soi."),
        .sample(4, "Des visières pour tous", "Un atelier de couture les fabrique."),
        .sample(5, "Une boulangerie partagée", "Trois communes, un fournil."),
        .sample(6, "Maison partagée", "Vivre à plusieurs générations."),
    ])

    private func answer(_ words: String) -> CatalogueIndex.Answer {
        var question = CatalogueQuestion()
        question.words = words
        return index.answer(question)
    }

    @Test(arguments: [
        ("boulanjer", "Cuire le pain le jour"), ("boulangers", "Cuire le pain le jour"),
        ("visère", "Des visières pour tous"), ("télé travail", "Le télétravail au village"),
        ("teletravial", "Le télétravail au village"), ("maisonpartagée", "Maison partagée"),
    ])
    func `what is meant is found`(words: String, title: String) {
        #expect(answer(words).entries.map(\.title).contains(title))
    }

    @Test func `a correction says what was typed and what was read`() {
        #expect(answer("boulanjer").reading == .corrected([.init(typed: "boulanjer", said: ["boulanger"])]))
        #expect(answer("pain boulanjer").reading == .corrected([.init(typed: "boulanjer", said: ["boulanger"])]))
        #expect(answer("boulanger").reading == .all)
    }

    @Test func `where nobody says the very word, another of its family is read`() {
        let index = CatalogueIndex([.sample(1, "La boulangerie de jour", ""), .sample(2, "Le four", "")])
        for words in ["boulangers", "boulanjer"] {
            var question = CatalogueQuestion()
            question.words = words
            let answer = index.answer(question)
            #expect(answer.entries.map(\.slug) == ["sheet-1"], "\(words)")
            #expect(answer.reading == .corrected([.init(typed: words, said: ["boulangerie"])]))
        }
    }

    @Test func `the baker comes before the roofer for the night`() {
        #expect(answer("nuit").entries.map(\.title) == ["Cuire le pain le jour", "Préparer l'après-toit"])
    }

    @Test func `words that no sheet says together find those that say some, and it is said`() {
        let answer = answer("pain visières")
        #expect(answer.reading == .nearest)
        #expect(Set(answer.entries.map(\.slug)) == ["sheet-1", "sheet-4"])
    }

    @Test func `a word that is withdrawn with its sheet corrects nothing any more`() {
        var index = index
        index.withdraw([SheetKey(World.key("0009", 4))])
        var question = CatalogueQuestion()
        question.words = "visère"
        let answer = index.answer(question)
        #expect(!answer.entries.contains { $0.slug == "sheet-4" })
        #expect(answer.reading != .corrected([.init(typed: "visère", said: ["visières"])]))
    }

    @Test func `what finds nothing leads to what finds something`() {
        let index = CatalogueIndex([
            .sample(1, "Le pain", "", need: ["health"], department: "25"),
            .sample(2, "Le four", "", need: ["mobility"], department: "39"),
        ])
        var question = CatalogueQuestion()
        (question.words, question.terms) = ("pain", [.territory: ["39"]])
        #expect(index.answer(question).count == 0)
        let changes = index.waysOut(of: question).map { "\($0.change) \($0.count)" }
        #expect(changes.count == 2 && changes.allSatisfy { $0.hasSuffix(" 1") })
        question.terms = [:]
        question.words = "xylophone"
        #expect(index.waysOut(of: question).map(\.change) == [.instead("health", .need), .instead("mobility", .need)])
    }

    @Test func `thousands of sheets that say a word are counted right`() {
        let index = CatalogueIndex(
            (0..<3000).map { number in
                let word = number % 3 == 0 ? "ouvert" : "fermé"
                return .sample(number, "Atelier \(word)", "", need: [number % 7 == 0 ? "a" : "b"])
            })
        var question = CatalogueQuestion()
        question.words = "ouvert"
        let answer = index.answer(question)
        #expect(answer.count == 1000)
        #expect(answer.counts[.need]?.first { $0.term == "a" }?.count == (0..<3000).count { $0 % 21 == 0 })
    }
}
