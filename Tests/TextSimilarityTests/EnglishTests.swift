import Testing
import TextSimilarity

struct EnglishTests {
    private let analysis = TextAnalysis(language: .english)

    @Test(arguments: [
        ["innovation", "innovations", "Innovative"], ["woman’s", "woman", "woman's"], ["café", "cafe", "Cafés"],
        ["disability", "disabilities"], ["self-employed", "self‑employed", "Self-Employed"],
    ])
    func `spellings of one word have one stem`(spellings: [String]) {
        #expect(Set(spellings.map(analysis.stems)).count == 1)
    }

    @Test func `small words say nothing, and French ones are no small words`() {
        #expect(analysis.stems(of: "It isn’t for the children: don't") == ["children"])
        #expect(analysis.stems(of: "d’Artagnan") == ["dartagnan"] || analysis.stems(of: "d’Artagnan") == ["d'artagnan"])
    }

    @Test func `the two languages stem differently`() {
        #expect(analysis.stems(of: "mobilities") == ["mobil"])
        #expect(TextAnalysis(language: .french).stems(of: "mobilities") != ["mobil"])
    }
}
