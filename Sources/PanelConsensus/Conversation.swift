/// The votes of a conversation, and what has been counted of them: each vote costs the same, however many came before.
///
/// Participants and statements are numbered by `addParticipant` and `addStatement`; who keeps names keeps them outside.
public struct Conversation: Sendable {
    /// One count a statement, over all participants.
    public private(set) var counts: [VoteCount]
    /// Statements taken out by a moderator: their votes are kept, and stay outside groups and axes.
    public var rejected: Set<Int> = []
    /// The group of each participant, nil for those in none; nil where no groups are shown.
    public private(set) var groups: [Int?]?
    /// One row a group, in it one count a statement.
    public private(set) var groupCounts: [[VoteCount]] = []
    var marks: [[Mark]]

    public init(participants: Int = 0, statements: Int = 0) {
        counts = Array(repeating: VoteCount(), count: statements)
        marks = Array(repeating: [], count: participants)
    }

    public var participants: Int { marks.count }
    public var statements: Int { counts.count }
    /// Those not rejected.
    public var openStatements: [Int] { counts.indices.filter { !rejected.contains($0) } }
    public var votes: Int { counts.reduce(0) { $0 + $1.votes } }

    public mutating func addParticipant() -> Int {
        marks.append([])
        groups?.append(nil)
        return marks.count - 1
    }

    public mutating func addStatement() -> Int {
        counts.append(VoteCount())
        for group in groupCounts.indices { groupCounts[group].append(VoteCount()) }
        return counts.count - 1
    }

    /// The last vote of a participant on a statement is the one that counts.
    public mutating func record(_ vote: Vote, by participant: Int, on statement: Int) {
        let before = place(Mark(vote, on: statement), of: participant)
        if let before { count(before, by: participant, on: statement, times: -1) }
        count(vote, by: participant, on: statement, times: 1)
    }

    /// What a participant says of a statement, nil before the first vote.
    public func vote(of participant: Int, on statement: Int) -> Vote? {
        let place = marks[participant].firstPlace(of: statement)
        guard place < marks[participant].count, marks[participant][place].statement == statement else { return nil }
        return marks[participant][place].vote
    }

    /// Takes all votes of a participant out of every count, as when an account is deleted.
    public mutating func forget(_ participant: Int) {
        for mark in marks[participant] { count(mark.vote, by: participant, on: mark.statement, times: -1) }
        marks[participant] = []
    }

    /// Counts by these groups (numbered from 0) from now on; nil ends it.
    public mutating func show(_ groups: [Int?]?) {
        self.groups = groups
        let empty = Array(repeating: VoteCount(), count: statements)
        groupCounts = Array(repeating: empty, count: (groups?.compactMap(\.self).max() ?? -1) + 1)
        guard let groups else { return }
        for (participant, group) in groups.enumerated() {
            guard let group else { continue }
            for mark in marks[participant] { groupCounts[group][mark.statement].add(mark.vote) }
        }
    }

    // Votes mostly come in the order of the statements: then this is an append.
    private mutating func place(_ mark: Mark, of participant: Int) -> Vote? {
        let place = marks[participant].firstPlace(of: mark.statement)
        guard place < marks[participant].count, marks[participant][place].statement == mark.statement else {
            marks[participant].insert(mark, at: place)
            return nil
        }
        let before = marks[participant][place].vote
        marks[participant][place] = mark
        return before
    }

    private mutating func count(_ vote: Vote, by participant: Int, on statement: Int, times: Int) {
        counts[statement].add(vote, times: times)
        if let group = groups?[participant] { groupCounts[group][statement].add(vote, times: times) }
    }
}

extension [Mark] {
    /// Where a statement stands, or would: marks are kept in the order of the statements.
    fileprivate func firstPlace(of statement: Int) -> Int {
        guard let last, last.statement >= statement else { return count }
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if self[middle].statement < statement { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
