import Seeds
import Testing
import TextSimilarity

struct SpellingTests {
    private let vocabulary = ["accompagn", "handicap", "mobil", "mobili", "vill", "eau", "ete"]

    @Test(
        arguments: [
            ("acompagn", ["accompagn"]), ("acocmpagn", ["accompagn"]), ("handcap", ["handicap"]),
            ("hnadciap", ["handicap"]),
            ("mobilt", ["mobil", "mobili"]), ("mobil", ["mobil"]), ("eua", []), ("bill", ["vill"]), ("bulle", []),
            ("zzzzzzzz", []), ("", []),
        ] as [(String, [String])])
    func `the nearest words are proposed, and none that is far`(word: String, nearest: [String]) {
        #expect(TextAnalysis(language: .french).closest(to: word, among: vocabulary) == nearest)
    }

    @Test func `no more edits than allowed`() {
        let analysis = TextAnalysis(language: .french)
        #expect(analysis.closest(to: "handcp", among: vocabulary, maxEdits: 2) == ["handicap"])
        #expect(analysis.closest(to: "handcp", among: vocabulary, maxEdits: 1).isEmpty)
        #expect(analysis.closest(to: "mobil", among: vocabulary, maxEdits: 0) == ["mobil"])
    }

    @Test(
        arguments: [
            ("boulangerie", "boulangrie", true), ("dupont", "dupond", true), ("plateau", "plateua", true),
            ("dupont", "dupont", false), ("dupont", "durand", false), ("", "a", true), ("", "", false),
        ] as [(String, String, Bool)])
    func `one edit is a letter too many, missing, wrong or swapped`(one: String, other: String, isOne: Bool) {
        #expect(TextAnalysis.areOneEditApart(one, other) == isOne)
        #expect(TextAnalysis.areOneEditApart(other, one) == isOne)
    }

    // The plain definition over every cell, against which the early exits are held.
    @Test func `early exits change no distance`() {
        let words = [
            "abcdef", "abcdfe", "bacdfe", "abcde", "abcdefg", "xbcdey", "badcfe", "fedcba", "aabcdeff", "abcxdef",
        ]
        let analysis = TextAnalysis(language: .english)
        for first in words {
            for second in words {
                let edits = distance(Array(first), Array(second))
                let isAllowed = edits <= (first.count < 6 ? 1 : 2)
                #expect(analysis.closest(to: first, among: [second]).isEmpty != isAllowed, "\(first) \(second)")
            }
        }
    }

    private func distance(_ first: [Character], _ second: [Character]) -> Int {
        var cells = (0...first.count).map { row in (0...second.count).map { row == 0 ? $0 : $0 == 0 ? row : 0 } }
        for row in 1...first.count {
            for column in 1...second.count {
                let change = cells[row - 1][column - 1] + (first[row - 1] == second[column - 1] ? 0 : 1)
                cells[row][column] = min(change, cells[row - 1][column] + 1, cells[row][column - 1] + 1)
                guard row > 1, column > 1, first[row - 1] == second[column - 2], first[row - 2] == second[column - 1]
                else { continue }
                cells[row][column] = min(cells[row][column], cells[row - 2][column - 2] + 1)
            }
        }
        return cells[first.count][second.count]
    }
}

struct SpellingIndexTests {
    @Test func `the index finds what a look at every word finds`() {
        var chance = Seed("spelling").generator("words")
        func word() -> String {
            String(
                (0..<Int.random(in: 0...9, using: &chance)).map { _ in "abcdeéσ".randomElement(using: &chance) ?? "a" })
        }
        let words = Set((0..<600).map { _ in word() }).sorted()
        let index = SpellingIndex(words)
        let analysis = TextAnalysis(language: .french)
        for sought in (0..<400).map({ _ in word() }) {
            for maxEdits in -1...2 {
                let expected = Set(analysis.closest(to: sought, among: words, maxEdits: maxEdits))
                #expect(Set(index.nearest(to: sought, maxEdits: maxEdits).words) == expected, "\(sought) \(maxEdits)")
            }
        }
    }

    @Test func `words that are as near are told by their length, and of one length as they came`() {
        let index = SpellingIndex(["moulins", "coulin", "moulit", "moulind", "boulin"])
        #expect(index.nearest(to: "moulin").words == ["coulin", "moulit", "boulin", "moulins", "moulind"])
        #expect(index.beginnings(like: "moulin") == ["moulins", "moulind"])
    }

    @Test func `the edits are told, and endless words do no harm`() {
        let endless = String(repeating: "a", count: 5000)
        let index = SpellingIndex(["mobilite", "mobile", endless, String(repeating: "b", count: 64)])
        #expect(index.nearest(to: "mobilite").edits == 0)
        #expect(index.nearest(to: "mobiltie").words == ["mobilite"])
        #expect(index.nearest(to: "mobiltie").edits == 1)
        #expect(index.nearest(to: endless).words.isEmpty)
        #expect(index.nearest(to: String(repeating: "b", count: 63)).edits == 1)
        #expect(SpellingIndex([]).nearest(to: "mobile").words.isEmpty)
    }
}
