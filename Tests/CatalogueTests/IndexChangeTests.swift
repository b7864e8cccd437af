import Forms
import Foundation
import Sheets
import Submissions
import Testing
import TextSimilarity
import World

@testable import Catalogue

struct IndexChangeTests {
    private static let words = ["atelier", "tournée", "fournil", "charpente", "vélo", "crèche", "toiture", "four"]

    /// Number, version and moment decide what a sheet says.
    private static func sheet(_ number: Int, version: Int = 0) -> IndexedSheet {
        let word = { (shift: Int) in words[(number * 7 + version * 3 + shift) % words.count] }
        return .sample(
            number, "\(word(0)) numéro \(number)", "Avec \(word(1))", need: [number % 2 == 0 ? "health" : "mobility"],
            department: ["25", "39", "70", "90"][(number + version) % 4], body: "\(word(2)) \(word(3)) \(word(2))",
            publishedAt: World.monday - Double((number * 37) % 11))
    }

    @Test func `an index that followed many changes answers as one that was made at once`() {
        var index = CatalogueIndex((0..<60).map { Self.sheet($0) })
        var now = Dictionary(uniqueKeysWithValues: (0..<60).map { ($0, 0) })
        for step in 1...120 {
            let number = (step * 29) % 75
            let isGone = step % 5 == 0
            now[number] = isGone ? nil : step
            index.replace(
                [SheetKey(World.key("0009", number))],
                by: .init(segments: isGone ? [] : [Segment([Self.sheet(number, version: step)])]))
        }
        let fresh = CatalogueIndex(now.map { Self.sheet($0.key, version: $0.value) })
        #expect(index.parts.count > 1 && index.parts.count < 12)
        #expect(index.count == fresh.count)
        for order in CatalogueQuestion.Order.allCases {
            for words in [""] + Self.words + ["numéro", "fournill"] {
                for terms in [[:], [.need: ["health"]], [.territory: ["39", "70"]]] as [[Facet: [String]]] {
                    var question = CatalogueQuestion()
                    (question.words, question.order, question.terms) = (words, order, terms)
                    let (left, right) = (index.answer(question), fresh.answer(question))
                    #expect(left.entries.map(\.sheet) == right.entries.map(\.sheet), "\(words) \(order) \(terms)")
                    #expect(left.count == right.count)
                    #expect(left.counts.said == right.counts.said)
                }
            }
        }
    }

    @Test func `segments that are brought together in the background lose nothing that happened meanwhile`() {
        var index = CatalogueIndex((0..<20).map { Self.sheet($0) })
        index.replace([SheetKey(World.key("0009", 3))], by: .init(segments: [Segment([Self.sheet(3, version: 1)])]))
        let old = index.hold()
        let merged = SegmentMerge(old.map { SegmentMerge.Part(segment: $0.segment, live: $0.live) }).segment()
        index.withdraw([SheetKey(World.key("0009", 5)), SheetKey(World.key("0009", 3))])
        index.replace([SheetKey(World.key("0009", 9))], by: .init(segments: [Segment([Self.sheet(9, version: 2)])]))
        index.exchange(old, for: merged)
        #expect(index.parts[0].segment === merged)
        #expect(index.count == 18)
        #expect(index.entry(World.key("0009", 5)) == nil && index.entry(World.key("0009", 3)) == nil)
        #expect(index.entry(World.key("0009", 9))?.title == Self.sheet(9, version: 2).entry.title)
    }

    @Test func `a segment is the same once it was written and read again`() throws {
        let segment = Segment((0..<50).map { Self.sheet($0) })
        let again = try Segment(file: segment.file)
        #expect(again.file == segment.file)
        #expect(CatalogueIndex(again, profiles: [:]).answer(CatalogueQuestion()).count == 50)
        for length in stride(from: 0, to: segment.file.count, by: 101) {
            #expect(throws: ByteReader.Unreadable.self) { try Segment(file: Array(segment.file.prefix(length))) }
        }
    }

    @Test func `an entry is the same once it was written and read again`() throws {
        let entry = CatalogueEntry(
            sheet: World.key("0009", 1), slug: "pain", language: "fr", title: "Le pain", strapline: "Le jour",
            titleEN: "Bread", summaryEN: "By day", organisations: ["Fournil", "Moulin"], place: "Poligny (39)",
            edition: "2014", awards: [.init(nameFR: "Prix", nameEN: "Prize", isMention: true)], source: "Liste",
            publishedAt: World.monday, facets: [.need: ["health"]], profile: nil)
        let read = try #require(Segment([IndexedSheet(entry: entry)]).entry(at: 0))
        #expect("\(read)" == "\(entry)")
    }

    @Test(arguments: CatalogueQuestion.Order.allCases)
    func `who turns the pages reads every sheet once, whatever is published or withdrawn meanwhile`(
        order: CatalogueQuestion.Order
    ) {
        var index = CatalogueIndex((0..<90).map { Self.sheet($0) })
        var question = CatalogueQuestion()
        (question.words, question.order) = ("numéro", order)
        var read: [Sheet.ID] = []
        var answer = index.answer(question)
        read += answer.entries.map(\.sheet)
        for turn in 1...4 {
            // What was read just now is withdrawn, and new ones come before all others.
            let last = SheetKey(read[read.count - turn])
            index.withdraw([last])
            let new = IndexedSheet.sample(
                200 + turn, "aaa numéro numéro", "numéro", body: "numéro numéro", publishedAt: World.monday + 100)
            index.replace([], by: .init(segments: [Segment([new])]))
            question = question.on(page: turn + 1, after: answer.next)
            answer = index.answer(question)
            read += answer.entries.map(\.sheet)
        }
        #expect(Set(read).count == read.count)
        #expect(Set(read) == Set((0..<90).map { World.key("0009", $0) }))
        #expect(answer.next == nil)
    }

    @Test func `a bookmark that nobody gave is left out`() {
        for text in ["", "~~~~", "titre~1~zz~0~a", "recents~x~\(String(repeating: "0", count: 32))~0~"] {
            #expect(Bookmark(text) == nil, "\(text)")
        }
    }
}

extension [Facet: [(term: String, count: Int)]] {
    /// Those that somebody has, in an order that can be compared.
    fileprivate var said: [String] {
        flatMap { facet, terms in terms.filter { $0.count > 0 }.map { "\(facet) \($0.term) \($0.count)" } }.sorted()
    }
}
