import Seeds

/// Finds texts that may be copies of each other, edited or cut short; people decide what to do with them.
///
/// Candidates come from MinHash signatures; each is then compared in full, so the seed decides who is looked at and
/// never the score.
public struct DuplicateSearch: Sendable {
    /// Two texts that may be one; `id` comes before `otherID`.
    public struct Pair: Sendable, Equatable {
        public var id: String
        public var otherID: String
        /// From 0 to 1; 1 when text and title are the same but for case, accents and signs.
        public var score: Double
        /// The share of the runs of five letters that both have among those that any has.
        public var resemblance: Double
        /// The share of the shorter text's runs that the other has too.
        public var containment: Double
        /// How much the titles resemble each other, by runs of three letters; nil when there are none.
        public var title: Double?
    }

    /// Two texts with this score or more may be one.
    public static let threshold = 0.42

    private struct Entry {
        var id: String
        var shingles: LetterRuns
        var title: LetterRuns?
        var signature: [UInt32]
    }

    private let hash: MinHash
    private var entries: [Entry] = []

    public init(seed: Seed) { hash = MinHash(seed: seed) }

    /// Adds a text; its title counts as its beginning, and once more by itself.
    public mutating func add(_ text: String, title: String? = nil, id: String) {
        let shingles = LetterRuns.shingles(of: title.map { "\($0)\n\(text)" } ?? text)
        guard shingles.count > 0 else { return }
        let signature = hash.signature(of: shingles)
        entries.append(Entry(id: id, shingles: shingles, title: title.map(LetterRuns.trigrams), signature: signature))
    }

    /// The pairs that may be one, the likeliest first. Of texts that are all the same, the first is paired with each
    /// of the others, and alone with what resembles them.
    public func pairs(atLeast threshold: Double = Self.threshold) -> [Pair] {
        var firsts: [Entry] = []
        var pairs: [Pair] = []
        var known: [Same: Int] = [:]
        for entry in entries.sorted(by: { $0.id < $1.id }) {
            let same = Same(shingles: entry.shingles, title: entry.title)
            if let first = known[same] {
                pairs.append(Self.compare(firsts[first], entry))
            } else {
                known[same] = firsts.count
                firsts.append(entry)
            }
        }
        pairs += Self.near(firsts, atLeast: threshold)
        return pairs.sorted(by: Self.isBefore)
    }

    private struct Same: Hashable {
        var shingles: LetterRuns
        var title: LetterRuns?
    }

    private static func isBefore(_ first: Pair, _ second: Pair) -> Bool {
        if first.score != second.score { return first.score > second.score }
        return first.id == second.id ? first.otherID < second.otherID : first.id < second.id
    }

    // Ten thousand texts made from one form must not be compared a hundred million times.
    private static let lookLimit = 50

    private static func near(_ entries: [Entry], atLeast threshold: Double) -> [Pair] {
        var buckets = SignatureBuckets(entries.map(\.signature))
        var pairs: [Pair] = []
        for text in entries.indices {
            var candidates: [(hope: Double, other: Int)] = []
            buckets.forEachEarlier(than: text) { other in
                let hope = hope(entries[other], entries[text], atLeast: threshold)
                if hope >= threshold { candidates.append((hope, other)) }
            }
            candidates.sort { $0.hope == $1.hope ? $0.other < $1.other : $0.hope > $1.hope }
            for candidate in candidates.prefix(lookLimit) {
                let pair = compare(entries[candidate.other], entries[text])
                if pair.score >= threshold { pairs.append(pair) }
            }
        }
        return pairs
    }

    /// The score two texts may have at best as far as their signatures tell: three deviations above the estimate.
    private static func hope(_ first: Entry, _ second: Entry, atLeast threshold: Double) -> Double {
        let estimate = MinHash.estimate(first.signature, second.signature)
        let deviation = (max(estimate, 0.1) * (1 - min(estimate, 0.9)) / Double(MinHash.permutations)).squareRoot()
        let resemblance = min(estimate + 3 * deviation, 1)
        let (shorter, longer) = (
            min(first.shingles.count, second.shingles.count), max(first.shingles.count, second.shingles.count)
        )
        let shared = min(resemblance * Double(shorter + longer) / (1 + resemblance), Double(shorter))
        let likeness = likeness(resemblance: resemblance, containment: shared / Double(shorter), runs: shorter)
        guard score(likeness, title: 1) >= threshold else { return 0 }
        return score(likeness, title: titles(first, second))
    }

    private static func compare(_ first: Entry, _ second: Entry) -> Pair {
        let shared = Double(first.shingles.shared(with: second.shingles))
        let shorter = min(first.shingles.count, second.shingles.count)
        let resemblance = shared / (Double(first.shingles.count + second.shingles.count) - shared)
        let containment = shared / Double(shorter)
        let title = titles(first, second)
        let likeness = likeness(resemblance: resemblance, containment: containment, runs: shorter)
        return Pair(
            id: first.id, otherID: second.id, score: score(likeness, title: title), resemblance: resemblance,
            containment: containment, title: title)
    }

    private static func titles(_ first: Entry, _ second: Entry) -> Double? {
        guard let one = first.title, let other = second.title else { return nil }
        return one == other ? 1 : one.resemblance(with: other)
    }

    /// An excerpt of some length counts for half of what it has in common, however long the rest of the other is.
    private static func likeness(resemblance: Double, containment: Double, runs: Int) -> Double {
        runs >= 50 && containment >= 0.9 ? max(resemblance, containment / 2) : resemblance
    }

    private static func score(_ likeness: Double, title: Double?) -> Double {
        title.map { 0.8 * likeness + 0.2 * $0 } ?? likeness
    }
}
