/// Networks that cross pools: what the flow could not see is improved by hand.
///
/// As long as something is gained, a reader whose network repeats is replaced by a juror who has room, or exchanged with
/// a reader of another entry. Loads, pools and conflicts stay kept, finished and current readings stay where they are, and
/// under `isFair` no entry falls below the worse of the two that are touched. What is left between the result and the
/// flow, which bounds it, is the gap of the answer.
struct NetworkRepair {
    private let network: AssignmentNetwork
    private var readers: [[Int]]
    private var loads: [Int]
    /// Trials left: a large problem is improved as far as they go.
    private var trials = 20_000_000

    private struct Move {
        let entry: Int
        let reader: Int
        let other: Int
        /// Nil when the other has room for one more.
        let otherEntry: Int?
        let gain: Int64
    }

    init(_ network: AssignmentNetwork, _ chosen: [AssignmentNetwork.PairArc]) {
        self.network = network
        readers = network.kept.ofEntry
        loads = network.kept.ofJuror.map(\.count)
        for pair in chosen {
            readers[pair.entry].append(pair.juror)
            loads[pair.juror] += 1
        }
        for entry in readers.indices { readers[entry].sort { network.order.isBefore($0, $1) } }
    }

    /// The new readings after it, finished ones left out.
    mutating func pairs() -> [AssignmentProblem.Pair] {
        var improves = true
        while improves, trials > 0 {
            improves = false
            for entry in network.order.entries where hasRepeat(entry) {
                while let move = bestMove(of: entry) {
                    apply(move)
                    improves = true
                }
            }
        }
        return newPairs
    }

    private var newPairs: [AssignmentProblem.Pair] {
        readers.indices.flatMap { entry in
            readers[entry].map { AssignmentProblem.Pair(juror: $0, entry: entry) }
        }.filter { !network.kept.pairs.contains($0) }
    }

    private func hasRepeat(_ entry: Int) -> Bool {
        let labels = readers[entry].compactMap { network.problem.jurors[$0].network }
        return Set(labels).count < labels.count
    }

    private mutating func bestMove(of entry: Int) -> Move? {
        var best: Move?
        for reader in readers[entry] where isFree(reader, entry) && repeats(reader, in: readers[entry]) > 0 {
            for other in network.order.jurors where loads[other] < network.problem.jurors[other].mostLoad {
                consider(reader, entry, other, nil, &best)
            }
            for otherEntry in network.order.entries where otherEntry != entry && trials > 0 {
                for other in readers[otherEntry] where isFree(other, otherEntry) {
                    consider(reader, entry, other, otherEntry, &best)
                }
            }
        }
        return best
    }

    private mutating func consider(_ reader: Int, _ entry: Int, _ other: Int, _ otherEntry: Int?, _ best: inout Move?) {
        trials -= 1
        if otherEntry == nil, loads[reader] <= network.problem.jurors[reader].leastLoad { return }
        guard trials > 0, let first = change(entry, taking: other, for: reader) else { return }
        var second = (before: first.before, after: first.after)
        var gain = first.after - first.before
        if let otherEntry {
            guard let change = change(otherEntry, taking: reader, for: other) else { return }
            second = change
            gain += change.after - change.before
        }
        guard gain > best?.gain ?? 0 else { return }
        if network.problem.isFair, min(first.after, second.after) < min(first.before, second.before) { return }
        best = Move(entry: entry, reader: reader, other: other, otherEntry: otherEntry, gain: gain)
    }

    /// What the entry is worth before and after; nil when it may not be.
    private func change(_ entry: Int, taking new: Int, for old: Int) -> (before: Int64, after: Int64)? {
        let present = readers[entry]
        guard !present.contains(new), network.problem.affinities[new, entry].isAffinity else { return nil }
        let after = present.map { $0 == old ? new : $0 }
        if let cap = network.problem.poolCap, let pool = network.problem.jurors[new].pool {
            guard after.count(where: { network.problem.jurors[$0].pool == pool }) <= cap else { return nil }
        }
        return (value(present, entry), value(after, entry))
    }

    private func value(_ readers: [Int], _ entry: Int) -> Int64 {
        var (value, twice) = (Int64(0), 0)
        for reader in readers {
            if case .affinity(let number) = network.problem.affinities[reader, entry] { value += network.steps(number) }
            twice += repeats(reader, in: readers)
        }
        return value - Int64(twice / 2) * network.networkSteps
    }

    private func repeats(_ reader: Int, in readers: [Int]) -> Int {
        guard let label = network.problem.jurors[reader].network else { return 0 }
        return readers.count { network.problem.jurors[$0].network == label } - 1
    }

    private func isFree(_ juror: Int, _ entry: Int) -> Bool {
        let pair = AssignmentProblem.Pair(juror: juror, entry: entry)
        return !network.kept.pairs.contains(pair) && !network.current.contains(pair) && !network.links.contains(pair)
    }

    private mutating func apply(_ move: Move) {
        replace(move.reader, by: move.other, in: move.entry)
        if let otherEntry = move.otherEntry {
            replace(move.other, by: move.reader, in: otherEntry)
        } else {
            loads[move.reader] -= 1
            loads[move.other] += 1
        }
    }

    private mutating func replace(_ old: Int, by new: Int, in entry: Int) {
        readers[entry] = readers[entry].map { $0 == old ? new : $0 }
    }
}

/// What the flow of weighted entries leaves undone under `isFair`: the same moves, for whoever fares worse.
extension NetworkRepair {
    private static let fairTrials = 5_000_000

    /// As long as the worse of two entries gains by it, or the better while the worse loses nothing, a reader is replaced or
    /// exchanged: each move makes the values of all entries, from the least upwards, larger at the first that changes.
    mutating func raised(leavingOut beyondReach: Set<Int>) -> [AssignmentProblem.Pair] {
        trials = min(trials, Self.fairTrials)
        let entries = network.order.entries.filter {
            !beyondReach.contains($0) && network.entryNodes[$0] != NetworkSimplex.none
        }
        var values = readers.indices.map { value(readers[$0], $0) }
        var improves = true
        while improves, trials > 0 {
            improves = false
            for entry in entries.sorted(by: { values[$0] < values[$1] }) {
                while raise(entry, among: entries, &values) { improves = true }
            }
        }
        return newPairs
    }

    private mutating func raise(_ entry: Int, among entries: [Int], _ values: inout [Int64]) -> Bool {
        guard let move = fairestMove(of: entry, among: entries) else { return false }
        apply(move)
        for changed in [entry, move.otherEntry].compactMap(\.self) {
            values[changed] = value(readers[changed], changed)
        }
        return true
    }

    private mutating func fairestMove(of entry: Int, among entries: [Int]) -> Move? {
        var best: (least: Int64, most: Int64, move: Move)?
        for reader in readers[entry] where isFree(reader, entry) {
            for other in network.order.jurors where loads[other] < network.problem.jurors[other].mostLoad {
                weigh(Move(entry: entry, reader: reader, other: other, otherEntry: nil, gain: 0), &best)
            }
            for otherEntry in entries where otherEntry != entry && trials > 0 {
                for other in readers[otherEntry] where isFree(other, otherEntry) {
                    weigh(Move(entry: entry, reader: reader, other: other, otherEntry: otherEntry, gain: 0), &best)
                }
            }
        }
        return best?.move
    }

    private mutating func weigh(_ move: Move, _ best: inout (least: Int64, most: Int64, move: Move)?) {
        trials -= 1
        if move.otherEntry == nil, loads[move.reader] <= network.problem.jurors[move.reader].leastLoad { return }
        guard trials > 0, let first = change(move.entry, taking: move.other, for: move.reader) else { return }
        var second: (before: Int64, after: Int64) = (.max, .max)
        if let otherEntry = move.otherEntry {
            guard let change = change(otherEntry, taking: move.reader, for: move.other) else { return }
            second = change
        }
        let before = (min(first.before, second.before), max(first.before, second.before))
        let after = (min(first.after, second.after), max(first.after, second.after))
        guard after > before else { return }
        if let best, after <= (best.least, best.most) { return }
        best = (after.0, after.1, move)
    }
}
