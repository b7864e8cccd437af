/// Takes marks as they come, in any order, and makes ballots of them.
public struct BallotBox: Sendable {
    private var entries = Names()
    private var voters = Names()
    private var marks: [Placed] = []
    private var conflicts: [Placed] = []

    /// A mark, and where it comes from.
    private struct Placed: Sendable {
        let voter: Int32
        let entry: Int32
        let value: Int32
        let place: Int32
    }

    /// What two rows cannot both say. The place is the caller's, as the number of a line.
    public enum Refusal: Error, Equatable, Sendable {
        case markedTwice(voter: String, entry: String, place: Int)
        case marksAgainstConflict(voter: String, entry: String, place: Int)
    }

    public init() {}

    /// An entry that stands even if nobody marks it. False when it is known already.
    @discardableResult
    public mutating func stand(_ entry: String) -> Bool { entries.add(entry) }

    public func knows(entry: String) -> Bool { entries.knows(entry) }

    /// One row. Without a value the voter has voted but says nothing of this entry.
    public mutating func add(voter: String, entry: String, value: Int32?, place: Int) {
        let (voter, entry) = (voters.place(of: voter), entries.place(of: entry))
        marks.append(Placed(voter: voter, entry: entry, value: value ?? Self.none, place: Int32(clamping: place)))
    }

    /// A voter who must not mark an entry. Those who have not voted have no effect.
    public mutating func forbid(voter: String, entry: String) {
        guard voters.knows(voter) else { return }
        let (voter, entry) = (voters.place(of: voter), entries.place(of: entry))
        conflicts.append(Placed(voter: voter, entry: entry, value: Self.none, place: 0))
    }

    private static let none = Int32.min

    /// Refuses the first of the rows that contradict an earlier one.
    public func ballots() throws(Refusal) -> Ballots {
        let (order, names) = entries.sorted()
        let byVoter = self.byVoter(order)
        let forbidden = forbidden(order)
        if let refusal = byVoter.contradiction(forbidden, names, voters.all) { throw refusal }
        var starts = [0]
        var kept: [Ballots.Mark] = []
        kept.reserveCapacity(marks.count)
        for voter in voters.all.indices {
            for mark in byVoter.rows[byVoter.starts[voter]..<byVoter.starts[voter + 1]] where mark.value != Self.none {
                kept.append(Ballots.Mark(entry: mark.entry, value: mark.value))
            }
            starts.append(kept.count)
        }
        return Ballots(entries: names, voters: voters.all, marks: kept, starts: starts, conflicts: forbidden)
    }

    private func forbidden(_ order: [Int32]) -> [Int: Set<Int32>] {
        conflicts.reduce(into: [:]) { $0[Int($1.voter), default: []].insert(order[Int($1.entry)]) }
    }

    private struct Sheaf {
        var rows: [Placed]
        var starts: [Int]

        func contradiction(_ forbidden: [Int: Set<Int32>], _ entries: [String], _ voters: [String]) -> Refusal? {
            var twice: Placed?
            for (row, next) in zip(rows, rows.dropFirst()) where row.voter == next.voter && row.entry == next.entry {
                if next.place < twice?.place ?? .max { twice = next }
            }
            if let twice {
                let (voter, entry) = (voters[Int(twice.voter)], entries[Int(twice.entry)])
                return .markedTwice(voter: voter, entry: entry, place: Int(twice.place))
            }
            let against = forbidden.flatMap { voter, conflicting in
                rows[starts[voter]..<starts[voter + 1]].filter {
                    $0.value != BallotBox.none && conflicting.contains($0.entry)
                }
            }
            return against.min { $0.place < $1.place }.map {
                let (voter, entry) = (voters[Int($0.voter)], entries[Int($0.entry)])
                return .marksAgainstConflict(voter: voter, entry: entry, place: Int($0.place))
            }
        }
    }

    // A counting sort by voter, then each voter's rows by entry.
    private func byVoter(_ order: [Int32]) -> Sheaf {
        var starts = Array(repeating: 0, count: voters.all.count + 1)
        for mark in marks { starts[Int(mark.voter) + 1] += 1 }
        for voter in voters.all.indices { starts[voter + 1] += starts[voter] }
        var next = starts
        let sorted = [Placed](unsafeUninitializedCapacity: marks.count) { rows, count in
            for mark in marks {
                let (voter, entry) = (Int(mark.voter), order[Int(mark.entry)])
                let row = Placed(voter: mark.voter, entry: entry, value: mark.value, place: mark.place)
                (rows.baseAddress! + next[voter]).initialize(to: row)
                next[voter] += 1
            }
            for voter in voters.all.indices {
                rows[starts[voter]..<starts[voter + 1]].sort { ($0.entry, $0.place) < ($1.entry, $1.place) }
            }
            count = marks.count
        }
        return Sheaf(rows: sorted, starts: starts)
    }
}
