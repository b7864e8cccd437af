import Seeds

/// Proposes who reads what next: pairs not read yet, within loads and conflicts, one after the other.
///
/// What a pair is worth is the caller's affair. Loads bind each juror alone and nothing binds entries, so no proposal
/// takes away another one's last chance: as many are found as there are (`room`).
public struct NextReader: Sendable {
    /// One proposed reading, by places in the lists given.
    public struct Proposal: Sendable, Hashable {
        public let entry: Int
        public let juror: Int
        /// Nil where the pair was chosen for even coverage.
        public let gain: Double?
    }

    public let entryCount: Int
    public let jurorCount: Int
    /// Entry after entry: a pair that was read, is proposed or must not be.
    private var closed: [Bool]
    /// Readings of each entry and of each juror, proposed ones included.
    public private(set) var coverage: [Int]
    public private(set) var loads: [Int]
    private let maxLoad: Int
    private var parts: LinkedParts
    private let entryHashes: [UInt64]
    private let jurorHashes: [UInt64]

    /// Identifiers must be distinct; with the seed they settle ties, so their order does not matter.
    public init(entries: [String], jurors: [String], maxLoad: Int? = nil, seed: Seed) {
        (entryCount, jurorCount) = (entries.count, jurors.count)
        closed = [Bool](repeating: false, count: entries.count * jurors.count)
        coverage = [Int](repeating: 0, count: entries.count)
        loads = [Int](repeating: 0, count: jurors.count)
        self.maxLoad = maxLoad ?? .max
        parts = LinkedParts(entries: entries.count, jurors: jurors.count)
        entryHashes = entries.map { seed.hash("entry \($0)") }
        jurorHashes = jurors.map { seed.hash("juror \($0)") }
    }

    /// A reading already made; said twice it counts once.
    public mutating func read(entry: Int, juror: Int) {
        guard !closed[entry * jurorCount + juror] else { return }
        take(entry, juror)
    }

    /// A pair that must not be. Readings already made are said before: they still count.
    public mutating func forbid(entry: Int, juror: Int) { closed[entry * jurorCount + juror] = true }

    /// How many readings can be proposed at most.
    public var room: Int {
        (0..<jurorCount).reduce(0) { $0 + min(slack(of: $1), openEntries(of: $1)) }
    }

    /// How many more readings jurors could take if loads did not bind.
    public var open: Int { closed.count { !$0 } }

    /// The pair of highest gain, then again with that reading planned, `count` times; ends where no gain is left.
    ///
    /// Gains mostly fall as readings are planned, so only those that would be taken next are asked again (Minoux, 1978).
    /// Gains that differ by less than a billionth are equal: the entry read least, then the juror who read least, comes
    /// first, then a hash of both with the seed.
    public mutating func choose(
        _ count: Int, among entries: [Int], gain: (_ entry: Int, _ juror: Int) -> Double,
        planned: (_ entry: Int, _ juror: Int) -> Void
    ) -> [Proposal] {
        var (table, proposals) = (GainTable(entries, jurors: jurorCount), [Proposal]())
        for row in entries.indices { table.refresh(row, isOpen: isOpen, gain) }
        while proposals.count < count, let best = table.best(before: comes) {
            guard table.isFresh(best.row) else {
                table.refresh(best.row, isOpen: isOpen, gain)
                continue
            }
            let entry = entries[best.row]
            proposals.append(Proposal(entry: entry, juror: best.juror, gain: best.gain))
            take(entry, best.juror)
            planned(entry, best.juror)
            table.age()
            if slack(of: best.juror) == 0 { table.close(juror: best.juror) }
            table.refresh(best.row, isOpen: isOpen, gain)
        }
        return proposals
    }

    /// The entry read least, by the juror who read least: even coverage. Before all, pairs that link parts of the jury
    /// that share no entry; then those preferred.
    public mutating func chooseEvenly(
        _ count: Int, preferring isPreferred: ((_ entry: Int, _ juror: Int) -> Bool)? = nil
    ) -> [Proposal] {
        var proposals: [Proposal] = []
        while proposals.count < count, let (entry, juror) = evenPair(isPreferred) {
            proposals.append(Proposal(entry: entry, juror: juror, gain: nil))
            take(entry, juror)
        }
        return proposals
    }

    private func evenPair(_ isPreferred: ((Int, Int) -> Bool)?) -> (entry: Int, juror: Int)? {
        let order = coverage.indices.sorted { (coverage[$0], entryHashes[$0]) < (coverage[$1], entryHashes[$1]) }
        if parts.count > 1, let linking = firstPair(order, where: { parts.links($0, $1) }) { return linking }
        if let isPreferred, let preferred = firstPair(order, where: isPreferred) { return preferred }
        return firstPair(order) { _, _ in true }
    }

    private func firstPair(_ order: [Int], where allows: (Int, Int) -> Bool) -> (entry: Int, juror: Int)? {
        for entry in order {
            let jurors = (0..<jurorCount).filter { isOpen(entry, $0) && allows(entry, $0) }
            if let juror = jurors.min(by: { comes((entry, $0), before: (entry, $1)) }) { return (entry, juror) }
        }
        return nil
    }

    private mutating func take(_ entry: Int, _ juror: Int) {
        closed[entry * jurorCount + juror] = true
        coverage[entry] += 1
        loads[juror] += 1
        parts.link(entry, juror)
    }

    private func isOpen(_ entry: Int, _ juror: Int) -> Bool {
        !closed[entry * jurorCount + juror] && loads[juror] < maxLoad
    }

    private func slack(of juror: Int) -> Int { max(0, maxLoad - loads[juror]) }

    private func openEntries(of juror: Int) -> Int { (0..<entryCount).count { !closed[$0 * jurorCount + juror] } }

    private func comes(_ one: (entry: Int, juror: Int), before other: (entry: Int, juror: Int)) -> Bool {
        let (first, second) = ((coverage[one.entry], loads[one.juror]), (coverage[other.entry], loads[other.juror]))
        return first == second ? tie(one) < tie(other) : first < second
    }

    private func tie(_ pair: (entry: Int, juror: Int)) -> UInt64 {
        Seed.mix(entryHashes[pair.entry], jurorHashes[pair.juror])
    }
}
