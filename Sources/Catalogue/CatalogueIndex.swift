import Foundation
import TextSimilarity

/// The whole catalogue in memory, made for one state of the data: questions are answered without the database.
///
/// Both engines keep the same stems, so both find the same sheets.
public struct CatalogueIndex: Sendable {
    public let entries: [CatalogueEntry]
    private let words: [String: WordIndex]
    private let sets: [Facet: [String: SheetSet]]
    private let analyses: [String: TextAnalysis]
    private let byTitle: [Int]

    /// An entry with its stems, a space between them.
    struct Source: Sendable {
        let entry: CatalogueEntry
        let title: String
        let head: String
        let body: String
    }

    /// `sources` with the newest first: the order of an open question.
    init(_ sources: [Source]) {
        entries = sources.map(\.entry)
        let size = sources.count
        var words: [String: WordIndex] = [:]
        var sets: [Facet: [String: SheetSet]] = [:]
        for (place, source) in sources.enumerated() {
            words[source.entry.language, default: WordIndex(size: size)].add(
                place, title: source.title.split(separator: " "), head: source.head.split(separator: " "),
                body: source.body.split(separator: " "))
            for (facet, terms) in source.entry.facets {
                for term in terms { sets[facet, default: [:]][term, default: SheetSet(empty: size)].insert(place) }
            }
        }
        self.words = words.mapValues { index in
            var index = index
            index.finish()
            return index
        }
        self.sets = sets
        analyses = Dictionary(
            uniqueKeysWithValues: words.keys.map { ($0, TextAnalysis(language: .init(rawValue: $0) ?? .french)) })
        let titles = sources.map { fold($0.entry.title) }
        byTitle = entries.indices.sorted { titles[$0] < titles[$1] }
    }

    /// What a question finds.
    public struct Answer: Sendable {
        /// One page of them.
        public let entries: [CatalogueEntry]
        public let count: Int
        public let page: Int
        public let pages: Int
        /// How many there would be with each term, the other facets kept.
        public let counts: [Facet: [(term: String, count: Int)]]
        /// Nothing says all the words: these say the nearest.
        public let isNearest: Bool
    }

    public static let pageSize = 20

    public func answer(_ question: CatalogueQuestion) -> Answer {
        var scores = [Float](repeating: 0, count: entries.count)
        var found = SheetSet(all: entries.count)
        var isNearest = false
        if !question.words.isEmpty {
            found = search(question.words, &scores)
            if found.count == 0 {
                found = nearest(question.words, &scores)
                isNearest = true
            }
        }
        let narrowed = chosen(question, in: found, but: nil)
        let ordered = order(narrowed, question, scores)
        let pages = max(1, (ordered.count + Self.pageSize - 1) / Self.pageSize)
        let page = min(max(1, question.page), pages)
        let shown = ordered.dropFirst((page - 1) * Self.pageSize).prefix(Self.pageSize).map { entries[$0] }
        return Answer(
            entries: shown, count: ordered.count, page: page, pages: pages, counts: counts(question, in: found),
            isNearest: isNearest && !ordered.isEmpty)
    }

    public func entry(_ slug: String) -> CatalogueEntry? { entries.first { $0.slug == slug } }

    private func search(_ text: String, _ scores: inout [Float]) -> SheetSet {
        var found = SheetSet(empty: entries.count)
        for (language, index) in words {
            guard let analysis = analyses[language] else { continue }
            let terms = analysis.queryTerms(of: text)
            guard !terms.isEmpty else { continue }
            found.formUnion(index.find(terms, unfinished: analysis.unfinishedWord(of: text), scores: &scores))
        }
        return found
    }

    /// The words as somebody may have meant them, any of them.
    private func nearest(_ text: String, _ scores: inout [Float]) -> SheetSet {
        var found = SheetSet(empty: entries.count)
        for (language, index) in words {
            guard let analysis = analyses[language] else { continue }
            let meant = analysis.queryTerms(of: text).map { alternatives in
                alternatives
                    + alternatives.flatMap { stem in
                        analysis.closest(to: stem, among: index.vocabulary, maxEdits: 2) + index.beginnings(of: stem)
                    }
            }
            found.formUnion(index.findAny(meant, scores: &scores))
        }
        return found
    }

    private func chosen(_ question: CatalogueQuestion, in found: SheetSet, but left: Facet?) -> SheetSet {
        question.terms.reduce(found) { narrowed, choice in
            guard choice.key != left else { return narrowed }
            var any = SheetSet(empty: entries.count)
            for term in choice.value { if let set = sets[choice.key]?[term] { any.formUnion(set) } }
            return narrowed.intersection(any)
        }
    }

    private func counts(
        _ question: CatalogueQuestion, in found: SheetSet
    ) -> [Facet: [(term: String, count: Int)]] {
        let all = chosen(question, in: found, but: nil)
        return Dictionary(
            uniqueKeysWithValues: sets.map { facet, terms in
                // A facet's own choice doesn't narrow its counts: its terms widen each other.
                let base = question.terms[facet] == nil ? all : chosen(question, in: found, but: facet)
                return (facet, terms.map { (term: $0.key, count: $0.value.count(meeting: base)) })
            })
    }

    private func order(_ set: SheetSet, _ question: CatalogueQuestion, _ scores: [Float]) -> [Int] {
        switch question.order {
        case .title: byTitle.filter(set.contains)
        case .newest: set.places
        case .best where question.words.isEmpty: set.places
        case .best: set.places.sorted { (scores[$0], $1) > (scores[$1], $0) }
        }
    }
}
