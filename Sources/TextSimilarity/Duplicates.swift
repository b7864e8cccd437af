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
        /// The share of the runs of five letters that both have among those that any has, each by what it tells.
        public var resemblance: Double
        /// The share of the shorter text's runs that the other has too.
        public var containment: Double
        /// How much the titles resemble each other, by runs of three letters; nil when there are none.
        public var title: Double?
        /// The cosine of their words, for texts of one name that stand near each other; nil for those found by their runs.
        public var nearness: Double?
    }

    /// Two texts with this score or more may be one.
    public static let threshold = 0.38

    private struct Entry {
        var id: String
        var shingles: LetterRuns
        var title: LetterRuns?
    }

    /// An entry with what its runs tell beside those of all others.
    private struct Weighed {
        let entry: Entry
        let runs: WeighedRuns
        let signature: [UInt32]
    }

    private let hash: MinHash
    private var entries: [Entry] = []
    private var namesakes: NamesakeSearch?

    /// `language`: looks for texts of one name in other words too, which takes their words.
    public init(seed: Seed, language: TextAnalysis.Language? = nil) {
        hash = MinHash(seed: seed)
        namesakes = language.map(NamesakeSearch.init)
    }

    /// Adds a text; its title counts as its beginning, and once more by itself.
    public mutating func add(_ text: String, title: String? = nil, id: String) {
        let shingles = LetterRuns.shingles(of: title.map { "\($0)\n\(text)" } ?? text)
        guard shingles.count > 0 else { return }
        entries.append(Entry(id: id, shingles: shingles, title: title.map(LetterRuns.trigrams)))
        if let title { namesakes?.add(text, title: title, id: id) }
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
                pairs.append(Self.same(firsts[first], entry))
            } else {
                known[same] = firsts.count
                firsts.append(entry)
            }
        }
        let rarity = RunRarity(firsts.map(\.shingles))
        pairs += Self.near(firsts.compactMap { weighed($0, rarity) }, atLeast: threshold)
        return withNamesakes(pairs, among: Set(firsts.map(\.id)), atLeast: threshold).sorted(by: Self.isBefore)
    }

    /// Nil for a text that says nothing but what most texts say.
    private func weighed(_ entry: Entry, _ rarity: RunRarity) -> Weighed? {
        let runs = rarity.weigh(entry.shingles)
        let telling = runs.telling
        guard telling.count > 0 else { return nil }
        return Weighed(entry: entry, runs: runs, signature: hash.signature(of: telling))
    }

    private static func same(_ first: Entry, _ second: Entry) -> Pair {
        Pair(
            id: first.id, otherID: second.id, score: 1, resemblance: 1, containment: 1,
            title: first.title == nil ? nil : 1)
    }

    /// Texts of one name that are neighbours, where their runs have not brought them together.
    /// The copies of a text are told with it, and no more.
    private func withNamesakes(
        _ pairs: [Pair], among firsts: Set<String>, atLeast threshold: Double
    ) -> [Pair] {
        guard let namesakes else { return pairs }
        let known = Set(pairs.map { [$0.id, $0.otherID] })
        return pairs
            + namesakes.pairs().filter { found in
                !known.contains([found.id, found.otherID]) && firsts.isSuperset(of: [found.id, found.otherID])
            }.compactMap { found in
                let score = (found.title + found.cosine) / 2
                guard score >= threshold else { return nil }
                return Pair(
                    id: found.id, otherID: found.otherID, score: score, resemblance: 0, containment: 0,
                    title: found.title,
                    nearness: found.cosine)
            }
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

    private static func near(_ entries: [Weighed], atLeast threshold: Double) -> [Pair] {
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
    private static func hope(_ first: Weighed, _ second: Weighed, atLeast threshold: Double) -> Double {
        let estimate = MinHash.estimate(first.signature, second.signature)
        let deviation = (max(estimate, 0.1) * (1 - min(estimate, 0.9)) / Double(MinHash.permutations)).squareRoot()
        let resemblance = min(estimate + 3 * deviation, 1)
        let (shorter, longer) = (min(first.runs.size, second.runs.size), max(first.runs.size, second.runs.size))
        let shared = min(resemblance * (shorter + longer) / (1 + resemblance), shorter)
        let likeness = likeness(resemblance: resemblance, containment: shared / shorter, runs: shorter)
        guard score(likeness, title: 1) >= threshold else { return 0 }
        return score(likeness, title: titles(first.entry, second.entry))
    }

    private static func compare(_ first: Weighed, _ second: Weighed) -> Pair {
        let shared = first.runs.shared(with: second.runs)
        let shorter = min(first.runs.size, second.runs.size)
        let resemblance = shared / (first.runs.size + second.runs.size - shared)
        let containment = shared / shorter
        let title = titles(first.entry, second.entry)
        let likeness = likeness(resemblance: resemblance, containment: containment, runs: shorter)
        return Pair(
            id: first.entry.id, otherID: second.entry.id, score: score(likeness, title: title),
            resemblance: resemblance,
            containment: containment, title: title)
    }

    private static func titles(_ first: Entry, _ second: Entry) -> Double? {
        guard let one = first.title, let other = second.title else { return nil }
        return one == other ? 1 : one.resemblance(with: other)
    }

    /// An excerpt of some length counts for half of what it has in common, however long the rest of the other is.
    private static func likeness(resemblance: Double, containment: Double, runs: Double) -> Double {
        runs >= 50 && containment >= 0.9 ? max(resemblance, containment / 2) : resemblance
    }

    private static func score(_ likeness: Double, title: Double?) -> Double {
        title.map { 0.8 * likeness + 0.2 * $0 } ?? likeness
    }
}
