import Testing
import TextSimilarity

@Suite(.timeLimit(.minutes(5)))
struct HostileTextTests {
    @Test(arguments: TextAnalysis.Language.allCases)
    func `invisible and lone characters do no harm`(language: TextAnalysis.Language) {
        let analysis = TextAnalysis(language: language)
        #expect(analysis.stems(of: "mo\u{200B}bi\u{200D}l\u{FEFF}e") == analysis.stems(of: "mobile"))
        #expect(analysis.stems(of: "\u{301}\u{302} \u{FE0F}\u{200D}\u{200B} 👩‍👩‍👧 🇫🇷").isEmpty)
        #expect(analysis.stems(of: "-vélo-’vélo’·'--· vélo\u{301}").count == 3)
        #expect(analysis.stems(of: "\u{FDFA}\u{FDFA}").allSatisfy { !$0.contains(" ") })
        #expect(analysis.stems(of: "1️⃣ 2·3 a'b'c d''e").isEmpty == false)
        #expect(analysis.stems(of: "").isEmpty)
    }

    @Test(arguments: [
        "a", "é", "a-", "a’", "l’", "a·b", "e\u{301}", "a\u{200B}", "日", "\u{FDFA}", "-", "a\u{301}\u{301}",
    ])
    func `an endless word is cut and costs no more than its length`(piece: String) {
        let text = String(repeating: piece, count: 100_000)
        for language in TextAnalysis.Language.allCases {
            let analysis = TextAnalysis(language: language)
            #expect(analysis.stems(of: text).allSatisfy { $0.utf8.count <= 256 })
            #expect(analysis.queryTerms(of: text).count <= 32)
        }
    }

    @Test func `analyses at the same time do not disturb each other`() async {
        let text = "Mobilité solidaire des salarié·es handicapé·es en centre-ville, l’accès aux données et l’emploi"
        let expected = TextAnalysis(language: .french).stems(of: text)
        #expect(expected.count == 10)
        await withTaskGroup(of: [String].self) { group in
            for _ in 0..<100 { group.addTask { TextAnalysis(language: .french).stems(of: text) } }
            for await stems in group { #expect(stems == expected) }
        }
    }
}
