import Foundation

/// Found sheets in the order that was asked for, a page at a time.
struct Listing {
    /// A sheet, by its part and its place there.
    struct Spot {
        let part: Int
        let place: Int
    }

    let parts: [CatalogueIndex.Part]
    let sets: [SheetSet]
    /// By part and place; none where the order does not need them.
    let scores: [SheetScores]
    let order: CatalogueQuestion.Order

    /// A page by its number, or what follows a bookmark; `before` counts what precedes it.
    func page(_ number: Int, size: Int, after bookmark: Bookmark?) -> (spots: [Spot], before: Int) {
        if let bookmark, bookmark.order == order {
            let after = following(present(bookmark), size)
            if !after.spots.isEmpty { return after }
        }
        let before = (number - 1) * size
        if isByRank {
            let runs = parts.indices.map { newest($0, size, from: placesOf($0, before: before)).places }
            return (merged(runs, size), before)
        }
        let first = merged(parts.indices.map { run($0, limit: before + size).places }, before + size)
        return (Array(first.dropFirst(before)), before)
    }

    func bookmark(at spot: Spot) -> Bookmark {
        let segment = parts[spot.part].segment
        return Bookmark(
            order: order, rank: segment.ranks[spot.place], title: order == .title ? Array(title(of: spot)) : [],
            score: order == .best ? score(spot) : 0)
    }

    /// What the bookmark stands at may have changed its place, and is followed there.
    private func present(_ bookmark: Bookmark) -> Bookmark {
        for (number, part) in parts.enumerated() {
            guard let place = part.segment.place(of: bookmark.rank.key), sets[number].contains(place) else { continue }
            return self.bookmark(at: Spot(part: number, place: place))
        }
        return bookmark
    }

    private func following(_ bookmark: Bookmark, _ size: Int) -> (spots: [Spot], before: Int) {
        let runs = parts.indices.map { run($0, limit: size, after: bookmark) }
        return (merged(runs.map(\.places), size), runs.reduce(0) { $0 + $1.before })
    }

    private func merged(_ runs: [[Int]], _ limit: Int) -> [Spot] {
        if runs.count == 1 { return runs[0].prefix(limit).map { Spot(part: 0, place: $0) } }
        var next = runs.map { _ in 0 }
        var spots: [Spot] = []
        while spots.count < limit {
            var first: Spot?
            for (part, run) in runs.enumerated() where next[part] < run.count {
                let spot = Spot(part: part, place: run[next[part]])
                if first.map({ comes(spot, before: $0) }) ?? true { first = spot }
            }
            guard let first else { break }
            next[first.part] += 1
            spots.append(first)
        }
        return spots
    }

    private func comes(_ one: Spot, before other: Spot) -> Bool {
        switch order {
        case .newest: break
        case .title:
            let (left, right) = (title(of: one), title(of: other))
            if left != right { return left.lexicographicallyPrecedes(right) }
        case .best where scores.isEmpty: break
        case .best:
            if score(one) != score(other) { return score(one) > score(other) }
        }
        return parts[one.part].segment.ranks[one.place] < parts[other.part].segment.ranks[other.place]
    }

    private func title(of spot: Spot) -> ArraySlice<UInt8> {
        let titles = parts[spot.part].segment.titles
        return titles.bytes[titles.range(of: spot.place)]
    }

    private func score(_ spot: Spot) -> Float { scores.isEmpty ? 0 : scores[spot.part].score(at: spot.place) }

}

// One part alone.
extension Listing {
    private typealias Run = (places: [Int], before: Int)

    /// The first places of one part in the order, of those after a bookmark where there is one; `before` counts those up to it.
    private func run(_ part: Int, limit: Int, after bookmark: Bookmark? = nil) -> Run {
        if order == .title { return byTitle(part, limit, bookmark) }
        guard isByRank else { return best(part, limit, bookmark) }
        let first = bookmark.map { mark in
            Self.first(of: parts[part].segment.count) { mark < self.bookmark(at: Spot(part: part, place: $0)) }
        }
        return newest(part, limit, from: first ?? 0)
    }

    /// Whether the places of each part are in the order already.
    private var isByRank: Bool { order == .newest || order == .best && scores.isEmpty }

    private func newest(_ part: Int, _ limit: Int, from first: Int) -> Run {
        var places: [Int] = []
        sets[part].forEach(from: first) { place in
            places.append(place)
            return places.count < limit
        }
        return (places, first > 0 ? sets[part].count(before: first) : 0)
    }

    /// How many places of a part come before one in the order of all that is found: what precedes a page is counted, not walked through.
    private func placesOf(_ part: Int, before number: Int) -> Int {
        guard number > 0 else { return 0 }
        let ranks = parts[part].segment.ranks
        return Self.first(of: ranks.count) { self.found(before: ranks[$0]) >= number }
    }

    private func found(before rank: SheetRank) -> Int {
        zip(parts, sets).reduce(0) { count, one in
            let ranks = one.0.segment.ranks
            return count + one.1.count(before: Self.first(of: ranks.count) { ranks[$0] >= rank })
        }
    }

    private func byTitle(_ part: Int, _ limit: Int, _ bookmark: Bookmark?) -> Run {
        let order = parts[part].segment.byTitle
        let first = bookmark.map { mark in
            Self.first(of: order.count) { mark < self.bookmark(at: Spot(part: part, place: Int(order[$0]))) }
        }
        var places: [Int] = []
        for place in order[(first ?? 0)...] where sets[part].contains(Int(place)) {
            places.append(Int(place))
            if places.count == limit { break }
        }
        return (places, order[..<(first ?? 0)].count { sets[part].contains(Int($0)) })
    }

    /// The first number for which something holds that holds for all behind it too.
    private static func first(of count: Int, where holds: (Int) -> Bool) -> Int {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if holds(middle) { high = middle } else { low = middle + 1 }
        }
        return low
    }

    private func best(_ part: Int, _ limit: Int, _ bookmark: Bookmark?) -> Run {
        let (scores, set, ranks) = (scores[part], sets[part], parts[part].segment.ranks)
        let bounds = ScoreBounds(of: scores, words: set.words.count)
        var heap = BestPlaces(limit: min(limit, set.count))
        var before = 0
        for (number, word) in set.words.enumerated() where word != 0 {
            // What stands before the bookmark is counted, too.
            let least = min(heap.least, bookmark?.score.nextDown ?? .infinity)
            let wanted = least < 0 ? word : bounds.promising(at: number, of: word, above: least)
            scores.forEach(at: number, of: wanted) { place, score in
                if let bookmark, (bookmark.score, ranks[place]) <= (score, bookmark.rank) {
                    before += 1
                } else {
                    heap.offer(place, score)
                }
            }
        }
        return (heap.sorted, before)
    }
}

/// The places of the highest scores, of equals the lowest place: a heap with the worst of them on top.
struct BestPlaces {
    private let limit: Int
    private var heap: [(score: Float, place: Int)] = []

    init(limit: Int) {
        self.limit = limit
        heap.reserveCapacity(min(limit, 1024))
    }

    var sorted: [Int] { heap.sorted { Self.isBetter($0, $1) }.map(\.place) }

    /// What a place behind all that were offered must score more than to stay.
    var least: Float { limit == 0 ? .infinity : heap.count < limit ? -.infinity : heap[0].score }

    mutating func offer(_ place: Int, _ score: Float) {
        guard limit > 0 else { return }
        let one = (score: score, place: place)
        if heap.count < limit {
            heap.append(one)
            rise()
        } else if Self.isBetter(one, heap[0]) {
            heap[0] = one
            sink()
        }
    }

    private static func isBetter(_ one: (score: Float, place: Int), _ other: (score: Float, place: Int)) -> Bool {
        one.score == other.score ? one.place < other.place : one.score > other.score
    }

    private mutating func rise() {
        var child = heap.count - 1
        while child > 0, Self.isBetter(heap[(child - 1) / 2], heap[child]) {
            heap.swapAt(child, (child - 1) / 2)
            child = (child - 1) / 2
        }
    }

    private mutating func sink() {
        var parent = 0
        while true {
            var worst = parent
            for child in [2 * parent + 1, 2 * parent + 2] where child < heap.count {
                if Self.isBetter(heap[worst], heap[child]) { worst = child }
            }
            if worst == parent { return }
            heap.swapAt(worst, parent)
            parent = worst
        }
    }
}
