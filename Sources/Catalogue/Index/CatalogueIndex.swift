import Foundation
import Grids
import Sheets
import Submissions
import TextSimilarity

/// The whole catalogue in memory, as it is at one position of its changes: questions are answered without the database.
///
/// It is a few segments, the first by far the largest. A change marks sheets as gone and adds a small segment; segments are
/// brought together in the background. The answers do not depend on how they are cut, but for the last digits of a score.
public struct CatalogueIndex: Sendable {
    /// A segment with those of its sheets that are still there as they are in it.
    struct Part: Sendable {
        let segment: Segment
        var live: SheetSet
        var count: Int

        init(_ segment: Segment) {
            (self.segment, live, count) = (segment, SheetSet(all: segment.count), segment.count)
        }

        /// The newest of its sheets that has a term.
        func first(with term: String, in facet: Facet) -> Int? {
            var first: Int?
            segment.facets.set(of: term, in: facet)?.forEach { place in
                if live.contains(place) { first = place }
                return first == nil
            }
            return first
        }

        var isWhole: Bool { count == segment.count }

        mutating func remove(_ key: SheetKey) -> Bool {
            guard let place = segment.place(of: key), live.contains(place) else { return false }
            live.remove(place)
            count -= 1
            return true
        }
    }

    private(set) var parts: [Part] = []
    private(set) var profiles: [SheetKey: Profile] = [:]
    /// The first parts, while they are brought together elsewhere.
    private var held = 0
    /// How many there are with each term, all sheets counted.
    private(set) var openCounts: [FacetTable.Term: Int] = [:]
    /// The same by facet, as an open question is answered.
    private(set) var openTerms: [Facet: [(term: String, count: Int)]] = [:]

    /// How many segments a first question would still have to make something of.
    var unprepared: Int { parts.count { !$0.segment.isPrepared } }

    /// How many sheets there are.
    public var count: Int { parts.reduce(0) { $0 + $1.count } }

    init(_ segment: Segment, profiles: [SheetKey: Profile]) {
        (parts, self.profiles) = (segment.count == 0 ? [] : [Part(segment)], profiles)
        countAll()
    }

    init(_ sheets: [IndexedSheet]) {
        self.init(Segment(sheets), profiles: [:])
        for sheet in sheets { profiles[SheetKey(sheet.entry.sheet)] = sheet.entry.profile }
    }

    /// The entry of a sheet, while it is public.
    public func entry(_ sheet: Sheet.ID) -> CatalogueEntry? {
        let key = SheetKey(sheet)
        return parts.lazy.compactMap { part -> CatalogueEntry? in
            guard let place = part.segment.place(of: key), part.live.contains(place) else { return nil }
            return entry(at: place, in: part.segment)
        }.first
    }

    func entry(at place: Int, in segment: Segment) -> CatalogueEntry? {
        var entry = segment.entry(at: place)
        entry?.profile = profiles[segment.ranks[place].key]
        // A profile follows the jury, not the segment.
        if entry?.profile == nil { entry?.shown = ShownItems.Place(items: segment.shown, place: place) }
        return entry
    }

    public func count(of term: String, in facet: Facet) -> Int {
        openCounts[FacetTable.Term(facet: facet, term: term)] ?? 0
    }
}

extension CatalogueIndex {
    /// What categories are called, by their code: as the newest sheet of each part that has one says.
    var categoryNames: [String: Localized] {
        (openTerms[.category] ?? []).reduce(into: [:]) { names, one in
            let entries = parts.compactMap { part -> CatalogueEntry? in
                part.first(with: one.term, in: .category).flatMap { part.segment.entry(at: $0) }
            }
            guard let newest = entries.max(by: { $0.publishedAt < $1.publishedAt }) else { return }
            let english = newest.categoryEN.isEmpty ? nil : newest.categoryEN
            names[one.term] = Localized(newest.categoryFR, english: english)
        }
    }
}

// What follows the writes.
extension CatalogueIndex {
    /// Puts sheets in the place of what was known of some keys; a key without a sheet is gone.
    mutating func replace(_ keys: some Sequence<SheetKey>, by sheets: CatalogueStore.Sheets) {
        for key in keys { remove(key) }
        for segment in sheets.segments where segment.count > 0 { parts.append(Part(segment)) }
        profiles.merge(sheets.profiles) { _, new in new }
        tidy()
        countAll()
    }

    /// Takes sheets away, at once.
    mutating func withdraw(_ keys: some Sequence<SheetKey>) {
        for key in keys { remove(key) }
        countAll()
    }

    private mutating func remove(_ key: SheetKey) {
        profiles[key] = nil
        for number in parts.indices where parts[number].remove(key) { return }
    }

    /// Brings the last parts together while they are small and about the same: their number grows with the logarithm of the
    /// writes.
    private mutating func tidy() {
        guard parts.count > held else { return }
        parts = parts[..<held] + parts[held...].filter { $0.count > 0 }
        while parts.count - 2 >= max(held, 1) {
            let (older, newer) = (parts[parts.count - 2].segment.count, parts[parts.count - 1].segment.count)
            guard older <= 2 * newer, older + newer <= Segment.few else { return }
            let last = parts.suffix(2).map { SegmentMerge.Part(segment: $0.segment, live: $0.live) }
            parts.removeLast(2)
            parts.append(Part(SegmentMerge(last).segment()))
        }
    }

    /// Keeps all parts as they are cut now, until they are exchanged.
    mutating func hold() -> [Part] {
        held = parts.count
        return parts
    }

    /// The same with some of the held parts brought together.
    mutating func exchange(_ old: [Part], for merged: Segment) {
        held = 0
        guard let first = parts.firstIndex(where: { $0.segment === old.first?.segment }),
            parts.count >= first + old.count,
            zip(parts[first...], old).allSatisfy({ $0.segment === $1.segment })
        else { return }
        var new = Part(merged)
        // What went while they were brought together.
        for (now, before) in zip(parts[first...], old) where now.count < before.count {
            var lost = before.live
            lost.subtract(now.live)
            for place in lost.places { _ = new.remove(now.segment.ranks[place].key) }
        }
        parts.replaceSubrange(first..<first + old.count, with: [new])
    }

    private mutating func countAll() {
        openCounts = parts.reduce(into: [:]) { sums, part in
            let facets = part.segment.facets
            var counts = facets.counts
            if !part.isWhole {
                var gone = SheetSet(all: part.segment.count)
                gone.subtract(part.live)
                let less = facets.counts(in: gone, size: part.segment.count - part.count, only: Set(Facet.allCases))
                for number in counts.indices { counts[number] -= less[number] }
            }
            for (number, term) in facets.terms.enumerated() where counts[number] > 0 {
                sums[term, default: 0] += counts[number]
            }
        }
        openTerms = openCounts.reduce(into: [:]) { terms, one in
            terms[one.key.facet, default: []].append((term: one.key.term, count: one.value))
        }
    }
}
