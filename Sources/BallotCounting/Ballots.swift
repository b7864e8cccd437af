/// Everybody's ballots, checked: each voter marks an entry once at most, and none they have a conflict with.
///
/// A mark is a grade (0 is the worst), a rank (the lowest number is the best) or, for approval, any number at all.
public struct Ballots: Sendable {
    /// Sorted by their bytes, so that nothing depends on the order of a file.
    public let entries: [String]
    public let voters: [String]
    /// By voter, then by entry.
    let marks: [Mark]
    /// Where the marks of each voter begin in `marks`, and their number at the end.
    let starts: [Int]
    /// The entries each voter must not mark; only voters who have some.
    let conflicts: [Int: Set<Int32>]

    struct Mark: Sendable {
        let entry: Int32
        let value: Int32
    }

    public var count: Int { voters.count }

    func marks(of voter: Int) -> ArraySlice<Mark> { marks[starts[voter]..<starts[voter + 1]] }

    /// What one voter marked, in the order of the entries.
    public func marked(by voter: Int) -> [(entry: String, value: Int)] {
        marks(of: voter).map { (entries[Int($0.entry)], Int($0.value)) }
    }

    /// How many voters marked each entry.
    public var exposure: [Int] {
        marks.reduce(into: Array(repeating: 0, count: entries.count)) { $0[Int($1.entry)] += 1 }
    }

    /// How many voters could have marked each entry: all of them but for conflicts.
    public var eligible: [Int] {
        conflicts.values.reduce(into: Array(repeating: count, count: entries.count)) { eligible, conflicting in
            for entry in conflicting { eligible[Int(entry)] -= 1 }
        }
    }

    /// The same ballots without those of some voters; the entries stay.
    public func without(_ left: Set<String>) -> Ballots {
        var (voters, marks, starts, conflicts): ([String], [Mark], [Int], [Int: Set<Int32>]) = ([], [], [0], [:])
        for (voter, name) in self.voters.enumerated() where !left.contains(name) {
            conflicts[voters.count] = self.conflicts[voter]
            voters.append(name)
            marks += self.marks(of: voter)
            starts.append(marks.count)
        }
        return Ballots(entries: entries, voters: voters, marks: marks, starts: starts, conflicts: conflicts)
    }

    /// The names of some entries, in order.
    public func names(_ places: [Int]) -> [String] { places.sorted().map { entries[$0] } }
}

/// An order of entries from the best to the worst, by their places in `Ballots.entries`; those of one group are tied.
public typealias Ranking = [[Int]]
