import Seeds

/// An order of jurors and entries by the hash of their ids: the answer does not depend on the order of the input.
struct SeededOrder {
    let jurorHashes: [UInt64]
    let entryHashes: [UInt64]
    /// Places in the input, in the drawn order.
    let jurors: [Int]
    let entries: [Int]
    private let jurorRanks: [Int]
    private let entryRanks: [Int]

    init(_ problem: AssignmentProblem) {
        jurorHashes = problem.jurors.map { problem.seed.hash("juror " + $0.id) }
        entryHashes = problem.entries.map { problem.seed.hash("entry " + $0.id) }
        jurors = Self.sorted(jurorHashes, problem.jurors.map(\.id))
        entries = Self.sorted(entryHashes, problem.entries.map(\.id))
        (jurorRanks, entryRanks) = (Self.ranks(jurors), Self.ranks(entries))
    }

    /// `bits` drawn bits of a pair: the smaller, the better.
    @inline(__always)
    func tie(juror: Int, entry: Int, bits: Int) -> Int64 {
        Int64(truncatingIfNeeded: Seed.mix(jurorHashes[juror], entryHashes[entry]) &>> UInt64(64 &- bits))
    }

    /// In the drawn order of jurors, then of entries.
    func sorted(_ pairs: some Sequence<AssignmentProblem.Pair>) -> [AssignmentProblem.Pair] {
        let rank = { (pair: AssignmentProblem.Pair) in (jurorRanks[pair.juror], entryRanks[pair.entry]) }
        return pairs.sorted { rank($0) < rank($1) }
    }

    func isBefore(_ juror: Int, _ other: Int) -> Bool { jurorRanks[juror] < jurorRanks[other] }

    private static func ranks(_ order: [Int]) -> [Int] {
        var ranks = order
        for (rank, place) in order.enumerated() { ranks[place] = rank }
        return ranks
    }

    private static func sorted(_ hashes: [UInt64], _ ids: [String]) -> [Int] {
        hashes.indices.sorted { (hashes[$0], ids[$0]) < (hashes[$1], ids[$1]) }
    }
}

/// The best few jurors seen for each entry. Jurors are offered in the drawn order; of equals, the first stays.
struct BestJurors {
    private let size: Int
    private var counts: [Int]
    private var jurors: [Int32]
    private var scores: [Int64]
    /// What an offer must exceed.
    private(set) var thresholds: [Int64]

    init(entries: Int, size: Int, above least: Int64) {
        self.size = size
        counts = Array(repeating: 0, count: entries)
        jurors = Array(repeating: 0, count: entries * size)
        scores = Array(repeating: 0, count: entries * size)
        thresholds = Array(repeating: least, count: entries)
    }

    mutating func offer(juror: Int, entry: Int, score: Int64) {
        guard score > thresholds[entry] else { return }
        let base = entry * size
        var place = base + counts[entry]
        if counts[entry] < size { counts[entry] += 1 } else { place = worst(of: entry) }
        (jurors[place], scores[place]) = (Int32(juror), score)
        if counts[entry] == size { thresholds[entry] = max(thresholds[entry], scores[worst(of: entry)]) }
    }

    func jurors(of entry: Int) -> ArraySlice<Int32> { jurors[entry * size..<entry * size + counts[entry]] }

    private func worst(of entry: Int) -> Int {
        var worst = entry * size
        for place in entry * size..<(entry + 1) * size where scores[place] < scores[worst] { worst = place }
        return worst
    }
}
