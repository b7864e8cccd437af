import Foundation
import TextSimilarity

/// Which entries say which stems, and how loudly: a word in the title weighs more than one in the text.
///
/// An entry's weight for a stem is `8` for its title, `3` for its strapline and organisation, and `1 + ln n` for `n` times in
/// the text, times `ln(1 + N / d)` where `d` of `N` entries say it (TF-IDF with sub-linear frequency).
struct WordIndex: Sendable {
    private struct Posting: Sendable {
        let place: Int32
        let weight: Float
    }

    private var postings: [String: [Posting]] = [:]
    /// Sorted, for words that are still being typed.
    private var stems: [String] = []
    private let size: Int

    init(size: Int) { self.size = size }

    /// Adds what one entry says; places must come in order.
    mutating func add(
        _ place: Int, title: some Sequence<Substring>, head: some Sequence<Substring>, body: some Sequence<Substring>
    ) {
        var weights: [Substring: (head: Float, count: Int)] = [:]
        for stem in body { weights[stem, default: (0, 0)].count += 1 }
        for stem in head { weights[stem, default: (0, 0)].head = 3 }
        for stem in title { weights[stem, default: (0, 0)].head = 8 }
        for (stem, weight) in weights {
            let text = weight.count > 0 ? 1 + Float(log(Double(weight.count))) : 0
            postings[String(stem), default: []].append(Posting(place: Int32(place), weight: weight.head + text))
        }
    }

    mutating func finish() { stems = postings.keys.sorted() }

    var vocabulary: [String] { stems }

    /// The longest stem that this one begins with: a slip at the end of a word keeps it from being brought down to its stem.
    func beginnings(of stem: String) -> [String] {
        let lengths = stride(from: stem.count - 1, through: 4, by: -1)
        return lengths.lazy.map { String(stem.prefix($0)) }.first { postings[$0] != nil }.map { [$0] } ?? []
    }

    /// Adds to each entry's score what it has of these terms; the entries that have all of them.
    func find(_ terms: [[String]], unfinished: String?, scores: inout [Float]) -> SheetSet {
        var found = SheetSet(all: size)
        for (position, alternatives) in terms.enumerated() {
            let isLast = position == terms.count - 1
            found = found.intersection(entries(saying: alternatives, begun: isLast ? unfinished : nil, &scores))
        }
        return found
    }

    /// The entries that have any of these terms.
    func findAny(_ terms: [[String]], scores: inout [Float]) -> SheetSet {
        terms.reduce(into: SheetSet(empty: size)) { found, alternatives in
            found.formUnion(entries(saying: alternatives, begun: nil, &scores))
        }
    }

    private func entries(saying alternatives: [String], begun: String?, _ scores: inout [Float]) -> SheetSet {
        var found = SheetSet(empty: size)
        for stem in alternatives + (begun.map(continuations) ?? []) {
            guard let said = postings[stem] else { continue }
            let rarity = Float(log(1 + Double(size) / Double(said.count)))
            for posting in said {
                found.insert(Int(posting.place))
                scores[Int(posting.place)] += posting.weight * rarity
            }
        }
        return found
    }

    /// Stems that begin so, not too many: a letter or two would be half the dictionary.
    private func continuations(_ start: String) -> [String] {
        var low = 0
        var high = stems.count
        while low < high {
            let middle = (low + high) / 2
            if stems[middle] < start { low = middle + 1 } else { high = middle }
        }
        return Array(stems[low...].prefix { $0.hasPrefix(start) }.prefix(40))
    }
}
