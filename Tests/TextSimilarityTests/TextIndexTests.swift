import Foundation
import Seeds
import Testing
import TextSimilarity

struct TextIndexTests {
    private func index(_ texts: [String], language: TextAnalysis.Language = .french) -> TextIndex {
        var collection = TextCollection(language: language)
        for (number, text) in texts.enumerated() { collection.add(text, id: "t\(number)") }
        return collection.index()
    }

    private func neighbours(of text: String, in texts: [String], limit: Int = 5) -> [String] {
        index(texts).neighbours(of: text, limit: limit).map(\.id)
    }

    // Some words come in nearly all texts, others in one.
    private func randomTexts(_ count: Int, seed: String) -> [(id: String, text: String)] {
        var chance = Seed(seed).generator("texts")
        return (0..<count).map { number in
            let words = (0..<Int.random(in: 0...30, using: &chance)).map { _ in
                "mot\(Int(pow(chance.uniform(), 3) * 120))x"
            }
            return ("t\(number)", words.joined(separator: " "))
        }
    }

    /// Every cosine, from the published formula and the stems alone.
    private func plain(_ texts: [(id: String, text: String)]) -> [String: [String: Double]] {
        let analysis = TextAnalysis(language: .french)
        let counts = texts.map {
            Dictionary($0.text.isEmpty ? [] : analysis.stems(of: $0.text).map { ($0, 1.0) }) { $0 + $1 }
        }
        var holding: [String: Double] = [:]
        for count in counts { for stem in count.keys { holding[stem, default: 0] += 1 } }
        let weights = counts.map { count in
            Dictionary(
                uniqueKeysWithValues: count.map { stem, times in
                    (stem, (1 + log(times)) * log(1 + Double(texts.count) / (holding[stem] ?? 1)))
                })
        }
        func product(_ first: [String: Double], _ second: [String: Double]) -> Double {
            first.reduce(0) { $0 + $1.value * (second[$1.key] ?? 0) }
        }
        var cosines: [String: [String: Double]] = [:]
        for (one, weightsOfOne) in zip(texts, weights) {
            for (other, weightsOfOther) in zip(texts, weights) where one.id != other.id {
                let length = (product(weightsOfOne, weightsOfOne) * product(weightsOfOther, weightsOfOther))
                    .squareRoot()
                cosines[one.id, default: [:]][other.id] =
                    length > 0 ? product(weightsOfOne, weightsOfOther) / length : 0
            }
        }
        return cosines
    }

    @Test(arguments: [1, 5, 40])
    func `the neighbours are those of the greatest cosines, all pairs compared`(limit: Int) {
        for round in 0..<2 {
            let texts = randomTexts(70, seed: "cosines \(round)")
            var collection = TextCollection(language: .french)
            for text in texts { collection.add(text.text, id: text.id) }
            let cosines = plain(texts)
            collection.index().forEachText(limit: limit) { id, neighbours in
                let expected = (cosines[id] ?? [:]).values.filter { $0 > 0 }.sorted(by: >).prefix(limit)
                #expect(neighbours.count == expected.count)
                for (neighbour, cosine) in zip(neighbours, expected) {
                    #expect(abs(neighbour.score - cosine) < 1e-12)
                    #expect(abs((cosines[id]?[neighbour.id] ?? 0) - cosine) < 1e-12)
                }
            }
        }
    }

    @Test func `neither the order of the texts nor what was replaced or taken away changes the answer`() {
        let texts = randomTexts(80, seed: "order")
        var chance = Seed("order").generator("shuffle")
        var (first, second) = (TextCollection(language: .french), TextCollection(language: .french))
        for text in texts { first.add(text.text, id: text.id) }
        second.add("Tout autre chose, un vélo", id: "t3")
        second.add("De trop : un train", id: "u")
        for text in texts.shuffled(using: &chance) { second.add(text.text, id: text.id) }
        second.remove("u")
        second.remove("unknown")
        var answers: [[TextIndex.Neighbour]] = []
        first.index().forEachText { _, neighbours in answers.append(neighbours) }
        var others: [[TextIndex.Neighbour]] = []
        second.index().forEachText { _, neighbours in others.append(neighbours) }
        #expect(answers == others)
        #expect(second.count == 80 && second.contains("t3") && !second.contains("u"))
    }

    @Test func `nearness is the same both ways, to the last digit`() {
        let texts = randomTexts(40, seed: "both ways")
        let index = index(texts.map(\.text))
        for id in index.ids {
            for neighbour in index.neighbours(of: id, limit: 60) {
                let back = index.neighbours(of: neighbour.id, limit: 60).first { $0.id == id }
                #expect(back?.score == neighbour.score)
            }
        }
    }

    @Test func `reasons are the weightiest shared words, as the text writes them`() {
        let texts = [
            "Une épicerie solidaire pour les étudiants", "Des épiceries solidaires à la ferme",
            "Le vélo pour les étudiantes",
            "Les étudiants du lycée",
        ]
        let nearest = index(texts).neighbours(of: "t0")
        #expect(nearest.first?.id == "t1")
        #expect(nearest.first?.reasons == ["épicerie", "solidaire"])
        #expect(nearest.dropFirst().allSatisfy { $0.reasons == ["étudiants"] })
    }

    @Test func `texts of the same words are the nearest, in the order of their names`() {
        let texts = ["un vélo", "un train", "des vélos", "le train bleu", "Vélo.", "", "le", "le"]
        #expect(neighbours(of: "t2", in: texts) == ["t0", "t4"])
        #expect(index(texts).neighbours(of: "t2").map(\.score) == [1, 1])
        #expect(neighbours(of: "t2", in: texts, limit: 1) == ["t0"])
        #expect(neighbours(of: "t3", in: texts) == ["t1"])
        for silent in ["t5", "t6", "t7", "t99"] { #expect(neighbours(of: silent, in: texts).isEmpty) }
        #expect(neighbours(of: "t0", in: texts, limit: 0).isEmpty)
        #expect(index([]).ids.isEmpty)
    }

    @Test func `two thousand copies of one text are not compared with each other`() {
        let copies = Array(repeating: "Transport solidaire des habitants du village", count: 2000)
        let nearest = index(copies).neighbours(of: "t77")
        #expect(nearest.map(\.id) == ["t0", "t1", "t10", "t100", "t1000"])
        #expect(nearest.allSatisfy { $0.score == 1 })
    }

    @Test func `a query finds what it says, misspelt or not`() {
        let index = index([
            "La mobilité des salariés à la campagne", "Un jardin partagé", "Des jardins et des abeilles",
            "L’autopartage",
        ])
        func answers(_ query: String) -> [String] { index.texts(answering: query).map(\.id) }
        #expect(answers("mobilite") == ["t0"])
        #expect(answers("MOBILITÉS") == ["t0"])
        #expect(answers("moblité") == ["t0"])
        #expect(answers("mobiltié salaries") == ["t0"])
        #expect(index.texts(answering: "mobiltié salaries").first?.reasons == ["salariés", "mobilité"])
        #expect(answers("jardin") == ["t1", "t2"])
        #expect(answers("auto-partage") == ["t3", "t1"])
        #expect(answers("jardin abielles") == ["t2", "t1"])
        for nothing in ["", "le la les", "zzzzzzzz", "?!"] { #expect(answers(nothing).isEmpty) }
    }
}
