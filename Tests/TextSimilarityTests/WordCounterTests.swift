import Testing

@testable import TextSimilarity

struct WordCounterTests {
    @Test(arguments: TextAnalysis.Language.allCases)
    func `a counter finds the stems that an analysis finds`(language: TextAnalysis.Language) {
        let texts = [
            "L’équipe compose son planning ; l'équipe d’après-midi aussi.", "The teams’ home-help rounds, 39 of them.",
            "", "Épiceries solidaires du Haut-Doubs", "salarié·es à temps partiel",
        ]
        var counter = WordCounter(language: language)
        for text in texts {
            let stems = counter.numbers(of: text).map { counter.words[Int($0)].stem }
            #expect(stems == TextAnalysis(language: language).stems(of: text), "\(text)")
        }
    }

    @Test func `a word is kept as it was first written`() {
        var counter = WordCounter(language: .french)
        _ = counter.numbers(of: "Épicerie, epicerie")
        #expect(counter.words.map(\.form) == ["épicerie"])
        #expect(counter.words.map(\.folded) == ["epicerie"])
    }

    @Test func `a longer word is found by a beginning that is nearly right`() {
        let index = SpellingIndex(["boulangerie", "boulon", "maison", "bon"])
        #expect(index.beginnings(like: "boulanjer") == ["boulangerie"])
        #expect(index.beginnings(like: "toulanger") == [])
        #expect(index.beginnings(like: "boul") == [])
    }
}
