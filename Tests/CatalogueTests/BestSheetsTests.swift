import Foundation
import Testing
import World

@testable import Catalogue

/// Of thousands of sheets only those are scored that may be among the best: the answer must not show it.
struct BestSheetsTests {
    private static let words = ["atelier", "tournée", "fournil", "charpente", "vélo", "crèche", "toiture", "nuit"]

    private static let index: CatalogueIndex = {
        var index = CatalogueIndex((0..<3000).map { sheet($0) })
        index.replace([], by: .init(segments: [Segment((3000..<3700).map { sheet($0) })]))
        index.withdraw((0..<3700).filter { $0 % 11 == 0 }.map { SheetKey(World.key("0009", $0)) })
        return index
    }()

    /// Its number decides what it says, without an order that one could see.
    private static func sheet(_ number: Int) -> IndexedSheet {
        var chance = UInt64(number) &* 0x9E37_79B9_7F4A_7C15 ^ 0xD1B5_4A32_D192_ED03
        func text(_ length: Int) -> String {
            (0..<length).map { _ in
                chance = chance &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                return words[Int(chance >> 40) % words.count]
            }.joined(separator: " ")
        }
        return .sample(
            number, text(2), text(2), need: [number % 2 == 0 ? "health" : "mobility"], body: text(number % 9),
            publishedAt: World.monday.addingTimeInterval(-Double(number % 17)))
    }

    private static func listing(_ words: String) -> Listing {
        let found = WordSearch(index.parts).found(by: words)
        return Listing(parts: index.parts, sets: found.sets, scores: found.scores, order: .best)
    }

    @Test(arguments: ["atelier", "atelier vélo", "vélo nuit atelier", "crè", "toitture", "nuit xylophone"])
    func `a page of the best is what all of them in order have there`(words: String) {
        let listing = Self.listing(words)
        let all = listing.page(1, size: 5000, after: nil).spots
        #expect(all.count > 420)
        let scores = all.map { listing.bookmark(at: $0).score }
        #expect(Set(scores).count > 10)
        #expect(scores == scores.sorted(by: >))
        for first in [0, 20, 40, 400] {
            let mark = first == 0 ? nil : listing.bookmark(at: all[first - 1])
            let page = listing.page(first / 20 + 1, size: 20, after: mark)
            #expect(page.before == first, "\(first)")
            #expect(page.spots.map(Self.key) == all[first..<first + 20].map(Self.key), "\(first)")
            #expect(listing.page(first / 20 + 1, size: 20, after: nil).spots.map(Self.key) == page.spots.map(Self.key))
        }
    }

    @Test(arguments: ["atelier", "vélo nuit atelier", "crè", "toitture"])
    func `no sheet that scores above something is passed over`(words: String) {
        let listing = Self.listing(words)
        var passed = 0
        for (set, scores) in zip(listing.sets, listing.scores) {
            let bounds = ScoreBounds(of: scores, words: set.words.count)
            for least: Float in [0, 5, 10, 15, 20, 30, 1000] {
                for (number, word) in set.words.enumerated() {
                    let promising = bounds.promising(at: number, of: word, above: least)
                    scores.forEach(at: number, of: word & ~promising) { _, score in
                        passed += 1
                        #expect(score <= least)
                    }
                }
            }
        }
        // All of them, above what none can score.
        #expect(passed >= listing.sets.reduce(0) { $0 + $1.count })
    }

    @Test(arguments: [CatalogueQuestion.Order.newest, .title])
    func `a page after a bookmark goes on where the one before ended`(order: CatalogueQuestion.Order) {
        let listing = Listing(parts: Self.index.parts, sets: Self.index.parts.map(\.live), scores: [], order: order)
        let all = listing.page(1, size: 5000, after: nil).spots
        #expect(all.count == Self.index.count)
        for first in [20, 1000, 3000] {
            let page = listing.page(2, size: 20, after: listing.bookmark(at: all[first - 1]))
            #expect(page.before == first)
            #expect(page.spots.map(Self.key) == all[first..<first + 20].map(Self.key))
            let numbered = listing.page(first / 20 + 1, size: 20, after: nil)
            #expect(numbered.before == first)
            #expect(numbered.spots.map(Self.key) == page.spots.map(Self.key))
        }
    }

    @Test func `a sheet scores for a stem what it says of it`() {
        var postings = Postings()
        let said = (0..<900).map { (place: UInt32($0 * 3), code: UInt8(truncatingIfNeeded: $0 * 37 | 1)) }
        postings.append([Posting]())
        postings.append(said.map { Posting(place: $0.place, weight: WordWeight(code: $0.code)) })
        let places = StemPlaces(of: 1, in: postings, size: 2700)
        #expect(places.places.count == 900)
        #expect(Array(StemPlaces.frequent(of: postings, size: 2700).keys) == [1])
        let stems: [(said: StemPlaces, weight: Float)] = [(places, 0.5), (places, 0.25)]
        let scores = SheetScores(readings: [.init(met: SheetSet(all: 2700), stems: stems)])
        for (place, code) in said {
            let value = WordWeight(code: code).value
            #expect(scores.score(at: Int(place)) == 0.5 * value + 0.25 * value)
            #expect(scores.score(at: Int(place) + 1) == 0)
        }
    }

    @Test func `places below one are counted, and walked from one on`() {
        var set = SheetSet(empty: 200)
        for place in [0, 5, 63, 64, 130, 199] { set.insert(place) }
        for first in [0, 1, 63, 64, 65, 128, 199, 200] {
            var walked: [Int] = []
            set.forEach(from: first) { place in
                walked.append(place)
                return true
            }
            #expect(walked == set.places.filter { $0 >= first })
            #expect(set.count(before: first) == set.places.count { $0 < first })
        }
    }

    private static func key(_ spot: Listing.Spot) -> [Int] { [spot.part, spot.place] }
}
