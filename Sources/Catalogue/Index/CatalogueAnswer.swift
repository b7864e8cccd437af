import Foundation

extension CatalogueIndex {
    /// What a question finds.
    public struct Answer: Sendable {
        /// One page of them.
        public let entries: [CatalogueEntry]
        public let count: Int
        public let page: Int
        public let pages: Int
        /// How many come before the first of the page.
        public let before: Int
        /// How many there would be with each term, the other facets kept.
        public let counts: [Facet: [(term: String, count: Int)]]
        /// How the words were understood.
        public let reading: WordSense
        /// Where the next page begins, whatever changes until then.
        public let next: Bookmark?
    }

    public static let pageSize = 20

    public func answer(_ question: CatalogueQuestion) -> Answer {
        let found = found(by: question.words)
        let narrowed = zip(parts, found.sets).map { chosen(question, in: $1, of: $0, but: nil) }
        let count = narrowed.reduce(0) { $0 + $1.count }
        let pages = max(1, (count + Self.pageSize - 1) / Self.pageSize)
        let listing = Listing(parts: parts, sets: narrowed, scores: found.scores, order: question.order)
        let page = min(max(1, question.page), pages)
        let shown = listing.page(page, size: Self.pageSize, after: question.page > 1 ? question.after : nil)
        let isLast = shown.before + shown.spots.count >= count
        return Answer(
            entries: shown.spots.compactMap { entry(at: $0.place, in: parts[$0.part].segment) }, count: count,
            page: page, pages: pages, before: shown.before, counts: counts(question, found.sets, narrowed),
            reading: found.reading, next: isLast ? nil : shown.spots.last.map(listing.bookmark))
    }

    /// How many of what words find there are with the terms of a question: no page of them is made.
    func count(of question: CatalogueQuestion, among found: WordSearch.Found) -> Int {
        zip(parts, found.sets).reduce(0) { $0 + chosen(question, in: $1.1, of: $1.0, but: nil).count }
    }

    func found(by words: String) -> WordSearch.Found {
        words.isEmpty
            ? WordSearch.Found(sets: parts.map(\.live), scores: [], reading: .all) : WordSearch(parts).found(by: words)
    }

    private func chosen(_ question: CatalogueQuestion, in found: SheetSet, of part: Part, but left: Facet?) -> SheetSet
    {
        question.terms.reduce(into: found) { narrowed, choice in
            guard choice.key != left else { return }
            narrowed.formIntersection(part.segment.facets.set(ofAny: choice.value, in: choice.key))
        }
    }

    private func counts(
        _ question: CatalogueQuestion, _ found: [SheetSet], _ narrowed: [SheetSet]
    ) -> [Facet: [(term: String, count: Int)]] {
        if question.isOpen { return openTerms }
        var sums = openCounts.mapValues { _ in 0 }
        let free = Set(Facet.allCases.filter { question.terms[$0] == nil })
        for (number, part) in parts.enumerated() {
            add(part, narrowed[number], free, to: &sums)
            for facet in question.terms.keys {
                // A facet's own choice doesn't narrow its counts: its terms widen each other.
                add(part, chosen(question, in: found[number], of: part, but: facet), [facet], to: &sums)
            }
        }
        return sums.reduce(into: [:]) { $0[$1.key.facet, default: []].append((term: $1.key.term, count: $1.value)) }
    }

    private func add(_ part: Part, _ set: SheetSet, _ facets: Set<Facet>, to sums: inout [FacetTable.Term: Int]) {
        let size = set.count
        guard size > 0 else { return }
        let counts = part.segment.facets.counts(in: set, size: size, only: facets)
        for (number, term) in part.segment.facets.terms.enumerated()
        where counts[number] > 0 && facets.contains(term.facet) {
            sums[term, default: 0] += counts[number]
        }
    }
}

// What other pages show of it.
extension CatalogueIndex {
    /// The newest of those with some terms, and without others.
    public func newest(
        _ limit: Int, with terms: [Facet: [String]] = [:], without others: [Facet: [String]] = [:]
    ) -> [CatalogueEntry] {
        let sets = parts.map { part in
            var set = part.live
            for (facet, chosen) in terms { set.formIntersection(part.segment.facets.set(ofAny: chosen, in: facet)) }
            for (facet, left) in others { set.subtract(part.segment.facets.set(ofAny: left, in: facet)) }
            return set
        }
        let listing = Listing(parts: parts, sets: sets, scores: [], order: .newest)
        return listing.page(1, size: limit, after: nil).spots.compactMap {
            entry(at: $0.place, in: parts[$0.part].segment)
        }
    }

    /// The addresses and days of one stretch of all, the newest first.
    func addresses(from start: Int, count: Int) -> [(slug: String, publishedAt: Date)] {
        let listing = Listing(parts: parts, sets: parts.map(\.live), scores: [], order: .newest)
        return listing.page(start / count + 1, size: count, after: nil).spots.compactMap { spot in
            let segment = parts[spot.part].segment
            let record = segment.records.bytes[segment.records.range(of: spot.place)]
            guard let slug = CatalogueEntry.address(in: record) else { return nil }
            return (slug, Date(timeIntervalSince1970: Double(segment.ranks[spot.place].publishedAt) / 1000))
        }
    }
}
