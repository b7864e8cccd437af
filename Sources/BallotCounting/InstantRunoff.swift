/// Instant run-off: the entry with the fewest ballots that put it first among those left goes out, again and again.
///
/// All that are tied for the fewest go out together; when all that are left are tied, they share the place. A ballot
/// that puts several first counts for each of them (Delemazure and Peters, «Generalizing Instant Runoff Voting to Allow
/// for Indifferences», 2024). Where it ranks nobody left, it is exhausted.
public struct InstantRunoff: Sendable {
    public let ballots: Int
    public let rounds: [Round]
    /// The reverse of the order of elimination.
    public let ranking: Ranking

    public struct Round: Sendable, Equatable {
        /// The entries left, and how many ballots put each of them first.
        public let votes: [(entry: Int, votes: Int)]
        public let exhausted: Int
        /// In the last round, those who share the first place.
        public let leaving: [Int]

        /// Several go out who have votes: had they gone one by one, those votes might have changed what follows.
        public var isContested: Bool {
            leaving.count > 1 && votes.contains { leaving.contains($0.entry) && $0.votes > 0 }
        }

        public static func == (one: Round, other: Round) -> Bool {
            one.votes.elementsEqual(other.votes, by: ==) && one.exhausted == other.exhausted
                && one.leaving == other.leaving
        }
    }

    public init(_ ballots: Ballots) {
        self.ballots = ballots.count
        var count = RunoffCount(ballots)
        var rounds: [Round] = []
        while let round = count.round() {
            rounds.append(round)
            count.eliminate(round.leaving)
        }
        self.rounds = rounds
        ranking = rounds.reversed().map(\.leaving)
    }
}

/// Where every ballot stands. Each mark is passed over once, so all rounds together cost no more than one reading.
private struct RunoffCount {
    private let groups: [Group]
    // Where the groups of each ballot begin.
    private let starts: [Int]
    private var current: [Int]
    // Of the current group of each ballot.
    private var standing: [Int]
    private var isLeft: [Bool]
    private var left: [Int]
    private var supporters: [[Int]]
    private var votes: [Int]
    private var exhausted = 0

    private typealias Group = ArraySlice<Ballots.Mark>

    init(_ ballots: Ballots) {
        var (groups, starts): ([Group], [Int]) = ([], [0])
        for voter in ballots.voters.indices {
            groups += ballots.marks(of: voter).sorted { ($0.value, $0.entry) < ($1.value, $1.entry) }.sharedRanks
            starts.append(groups.count)
        }
        let entries = ballots.entries.count
        (self.groups, self.starts) = (groups, starts)
        (current, standing) = (Array(starts.dropLast()), Array(repeating: 0, count: ballots.count))
        (isLeft, left) = (Array(repeating: true, count: entries), Array(0..<entries))
        (supporters, votes) = (Array(repeating: [], count: entries), Array(repeating: 0, count: entries))
        for ballot in ballots.voters.indices { support(ballot) }
    }

    func round() -> InstantRunoff.Round? {
        guard let fewest = left.map({ votes[$0] }).min() else { return nil }
        return InstantRunoff.Round(
            votes: left.map { ($0, votes[$0]) }, exhausted: exhausted, leaving: left.filter { votes[$0] == fewest })
    }

    mutating func eliminate(_ leaving: [Int]) {
        for entry in leaving { isLeft[entry] = false }
        left.removeAll { !isLeft[$0] }
        for entry in leaving {
            let freed = supporters[entry]
            supporters[entry] = []
            for ballot in freed {
                standing[ballot] -= 1
                guard standing[ballot] == 0 else { continue }
                current[ballot] += 1
                support(ballot)
            }
        }
    }

    // Counts a ballot for the first of its groups in which somebody is left.
    private mutating func support(_ ballot: Int) {
        while current[ballot] < starts[ballot + 1] {
            for mark in groups[current[ballot]] where isLeft[Int(mark.entry)] {
                standing[ballot] += 1
                votes[Int(mark.entry)] += 1
                supporters[Int(mark.entry)].append(ballot)
            }
            guard standing[ballot] == 0 else { return }
            current[ballot] += 1
        }
        exhausted += 1
    }
}

extension [Ballots.Mark] {
    /// Runs of one rank. The marks are in the order of their ranks.
    fileprivate var sharedRanks: [ArraySlice<Ballots.Mark>] {
        var (groups, start): ([ArraySlice<Ballots.Mark>], Int) = ([], 0)
        for place in indices where place + 1 == count || self[place + 1].value != self[place].value {
            groups.append(self[start...place])
            start = place + 1
        }
        return groups
    }
}
