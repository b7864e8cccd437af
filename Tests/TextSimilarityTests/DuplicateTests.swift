import Foundation
import Seeds
import Testing

@testable import TextSimilarity

struct DuplicateTests {
    private typealias Text = (id: String, title: String?, text: String)

    private func pairs(_ texts: [Text], seed: String = "s") -> [DuplicateSearch.Pair] {
        var search = DuplicateSearch(seed: Seed(seed))
        for text in texts { search.add(text.text, title: text.title, id: text.id) }
        return search.pairs()
    }

    private let advice = """
        Une plateforme de mobilité solidaire met en relation des conducteurs bénévoles et des habitants sans voiture
        """

    // The definition, letter by letter.
    private func runs(_ text: String, _ length: Int) -> Set<String> {
        let words = fold(text).split { !$0.isLetter && !$0.isNumber }.joined(separator: " ")
        let letters = Array(words)
        guard letters.count > length else { return letters.isEmpty ? [] : [words] }
        return Set((0...letters.count - length).map { String(letters[$0..<$0 + length]) })
    }

    private func trigrams(_ text: String) -> Set<String> {
        let words = fold(text).split { !$0.isLetter && !$0.isNumber }
        return words.reduce(into: []) { $0.formUnion(runsPadded("  \($1) ")) }
    }

    private func runsPadded(_ word: String) -> Set<String> {
        let letters = Array(word)
        return Set((0...letters.count - 3).map { String(letters[$0..<$0 + 3]) })
    }

    private func share(_ first: Set<String>, _ second: Set<String>, _ weight: (String) -> Double = { _ in 1 }) -> Double
    {
        let shared = first.intersection(second).reduce(0) { $0 + weight($1) }
        let all = first.union(second).reduce(0) { $0 + weight($1) }
        return shared / max(all, 1e-9)
    }

    private func runs(of text: Text) -> Set<String> { runs("\(text.title ?? "")\n\(text.text)", 5) }

    /// What a run tells of two of these texts, by how many others hold it.
    private func weights(_ texts: [Text]) -> (String) -> Double {
        var holders: [String: Int] = [:]
        for text in Set(texts.map { runs(of: $0) }) { for run in text { holders[run, default: 0] += 1 } }
        let others = Double(Set(texts.map { runs(of: $0) }).count - 2)
        return { run in
            let count = Double(holders[run, default: 0] - 2)
            guard count >= 4, count / others > 0.05 else { return 1 }
            return max(0, log(0.5 * others / count) / log(10))
        }
    }

    private func plainScore(_ first: Text, _ second: Text, _ weight: (String) -> Double = { _ in 1 }) -> Double {
        let (one, other) = (runs(of: first), runs(of: second))
        func size(_ runs: Set<String>) -> Double { runs.reduce(0) { $0 + weight($1) } }
        let shorter = min(size(one), size(other))
        let containment = size(one.intersection(other)) / max(shorter, 1e-9)
        let likeness = max(share(one, other, weight), shorter >= 50 && containment >= 0.9 ? containment / 2 : 0)
        guard let title = first.title, let otherTitle = second.title else { return likeness }
        return 0.8 * likeness + 0.2 * share(trigrams(title), trigrams(otherTitle))
    }

    @Test func `the score is what its definition says`() throws {
        let texts: [Text] = [
            ("a", "Écomobilité", advice),
            ("b", "Éco-mobilité du Doubs", advice.replacing("solidaire", with: "rurale") + ", œuvre"),
        ]
        let pair = try #require(pairs(texts).first)
        #expect(abs(pair.score - plainScore(texts[0], texts[1])) < 1e-12)
        #expect(
            abs(
                pair.resemblance
                    - share(runs("Écomobilité " + advice, 5), runs("\(texts[1].title ?? "") \(texts[1].text)", 5)))
                < 1e-12)
        #expect(abs((pair.title ?? 0) - share(trigrams("Écomobilité"), trigrams("Éco-mobilité du Doubs"))) < 1e-12)
    }

    private func editedTexts(_ count: Int) -> [Text] {
        var chance = Seed("edits").generator("texts")
        let words = (0..<400).map { _ in
            String(
                (0..<Int.random(in: 3...9, using: &chance)).map { _ in
                    "aeioulrstnmp".randomElement(using: &chance) ?? "a"
                })
        }
        return (0..<count).flatMap { number in
            let text = (0..<25).map { _ in words[Int(Double(400) * pow(chance.uniform(), 2))] }
            let leave = chance.uniform() * 0.5
            let copy = text.filter { _ in chance.uniform() > leave }
            return [
                (id: "a\(number)", title: text.first, text: text.joined(separator: " ")),
                (id: "b\(number)", title: text.first, text: copy.joined(separator: " ")),
            ]
        }
    }

    @Test func `nearly every pair that a look at all of them finds is found, and no other`() {
        let texts = editedTexts(36)
        var expected: Set<String> = []
        let weight = weights(texts)
        for (place, first) in texts.enumerated() {
            for second in texts[..<place] where plainScore(first, second, weight) >= DuplicateSearch.threshold {
                expected.insert([first.id, second.id].sorted().joined(separator: " "))
            }
        }
        #expect(expected.count > 25)
        for seed in ["one", "two"] {
            let found = Set(pairs(texts, seed: seed).map { "\($0.id) \($0.otherID)" })
            #expect(found.isSubset(of: expected))
            #expect(Double(found.count) >= 0.97 * Double(expected.count))
        }
    }

    @Test func `the order of the texts changes nothing, and the same seed gives the same answer`() {
        let texts = editedTexts(20)
        var chance = Seed("order").generator("shuffle")
        #expect(pairs(texts) == pairs(texts.shuffled(using: &chance)))
        #expect(pairs(texts).allSatisfy { $0.id < $0.otherID && (0...1).contains($0.score) })
    }

    @Test func `texts that are all the same are paired with the first`() {
        let texts: [Text] = ["d", "b", "c", "a"].map { ($0, nil, advice) } + [("e", nil, advice.uppercased() + " !")]
        #expect(pairs(texts).map { "\($0.id)\($0.otherID)" } == ["ab", "ac", "ad", "ae"])
        #expect(
            pairs(texts).allSatisfy { $0.score == 1 && $0.resemblance == 1 && $0.containment == 1 && $0.title == nil })
    }

    @Test func `an excerpt is found in what is four times as long`() throws {
        let long = editedTexts(2).map(\.text).joined(separator: " ")
        let pair = try #require(pairs([("long", nil, long + " " + advice), ("part", nil, advice)]).first)
        #expect(pair.containment == 1)
        #expect(pair.resemblance < DuplicateSearch.threshold)
    }

    @Test func `short and empty texts are defined`() {
        #expect(pairs([]).isEmpty)
        #expect(pairs([("a", nil, ""), ("b", nil, " ?! "), ("c", "", "")]).isEmpty)
        #expect(pairs([("a", nil, "le"), ("b", nil, "Le."), ("c", nil, "la")]).map(\.otherID) == ["b"])
        #expect(pairs([("a", "Vélo", ""), ("b", "vélo", "")]).map(\.score) == [1])
        #expect(pairs([("a", "", "un vélo"), ("b", "", "un vélo")]).map(\.score) == [1])
    }

    /// Sixty texts of their own words, all of them or every other one behind the same hundred words.
    private func behindPreamble(_ count: Int, every step: Int = 1) -> [Text] {
        var chance = Seed("preamble").generator("texts")
        func words(_ count: Int) -> String {
            (0..<count).map { _ in
                String(
                    (0..<Int.random(in: 3...9, using: &chance)).map { _ in
                        "aeioulrstnmpdcvbg".randomElement(using: &chance) ?? "a"
                    })
            }.joined(separator: " ")
        }
        let preamble = words(100)
        return (0..<count).map { number in
            (id: "t\(number)", title: words(3), text: number % step == 0 ? "\(preamble) \(words(20))" : words(60))
        }
    }

    @Test(arguments: [(60, 1), (60, 2), (150, 1), (12, 1)])
    func `what most texts share makes no pair, and a copy among them is found`(shape: (Int, Int)) {
        let texts = behindPreamble(shape.0, every: shape.1)
        // Without the others two of them are nearly the same.
        #expect(pairs([texts[0], texts[2]]).count == 1)
        #expect(pairs(texts).isEmpty)
        let copy = (id: "copy", title: texts[2].title, text: texts[2].text + " et un mot")
        #expect(pairs(texts + [copy]).map { [$0.id, $0.otherID] } == [["copy", "t2"]])
    }

    @Test func `a few copies of one text are no boilerplate`() {
        let texts = behindPreamble(40, every: 100)
        let copies = (0..<4).map { (id: "c\($0)", title: texts[5].title, text: texts[5].text + " mot\($0)") }
        #expect(pairs(texts + copies).count == 10)
    }

    @Test func `what a run tells falls from one in twenty to a half of the other texts`() {
        #expect([2, 5, 7].map { RunRarity.weight(texts: $0, of: 102) } == [1, 1, 1])
        #expect(RunRarity.weight(texts: 52, of: 102) == 0 && RunRarity.weight(texts: 102, of: 102) == 0)
        #expect(abs(RunRarity.weight(texts: 27, of: 102) - log(2) / log(10)) < 1e-12)
        #expect(RunRarity.weight(texts: 5, of: 6) == 1)
    }
}
