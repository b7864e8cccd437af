import PanelConsensus

/// The votes of a file, numbered in the order of the names: the order of its rows changes nothing but which of two
/// votes of one person on one statement is the last.
struct ConsensusVotes {
    private(set) var participants: [String] = []
    private(set) var statements: [String] = []
    private(set) var conversation = Conversation()
    /// Statements that ask participants about themselves.
    private(set) var meta: Set<Int> = []
    private(set) var declared: DeclaredGroups?

    init(votes: DataFile, comments: DataFile?, groups: DataFile?) throws {
        let comments = try comments.map(CommentRows.init)
        let groups = try groups.map(GroupRows.init)
        let rows = try VoteRows(votes, known: comments)
        participants = Self.ordered(rows.voters.names + (groups?.rows.map(\.participant) ?? []))
        statements = Self.ordered(rows.statements.names + (comments?.rows.map(\.id) ?? []))
        guard !participants.isEmpty else { throw DataRefusal(file: votes.name, reason: "holds no votes") }
        conversation = Conversation(participants: participants.count, statements: statements.count)
        record(rows)
        for (statement, name) in statements.enumerated() {
            guard let comment = comments?.rowsByID[name] else { continue }
            if comment.isRejected { conversation.rejected.insert(statement) }
            if comment.isMeta { meta.insert(statement) }
        }
        declared = groups.map { DeclaredGroups($0, participants) }
    }

    // Time matters only where somebody voted twice on one statement: most files have no such pair, and are not sorted.
    private mutating func record(_ rows: VoteRows) {
        let people = Self.places(of: rows.voters.names, in: participants)
        let subjects = Self.places(of: rows.statements.names, in: statements)
        let empty = conversation
        record(rows.rows, people, subjects)
        guard rows.isTimed, conversation.votes < rows.rows.count else { return }
        conversation = empty
        record(rows.inOrderOfTime, people, subjects)
    }

    private mutating func record(_ rows: [VoteRows.Row], _ people: [Int], _ subjects: [Int]) {
        for row in rows { conversation.record(row.vote, by: people[Int(row.voter)], on: subjects[Int(row.statement)]) }
    }

    private static func places(of names: [String], in ordered: [String]) -> [Int] {
        let places = Dictionary(uniqueKeysWithValues: ordered.enumerated().map { ($1, $0) })
        return names.map { places[$0] ?? 0 }
    }

    // Numbers as numbers, before words; words by their bytes.
    private static func ordered(_ names: [String]) -> [String] {
        Set(names).map { ($0, UInt64($0)) }.sorted { first, second in
            switch (first.1, second.1) {
            case (let first?, let second?) where first != second: first < second
            case (.some, nil): true
            case (nil, .some): false
            default: first.0.utf8.lexicographicallyPrecedes(second.0.utf8)
            }
        }.map(\.0)
    }
}

/// Groups that people belong to by declaration.
struct DeclaredGroups {
    let names: [String]
    /// The place of each participant's group in `names`.
    let groups: [Int?]

    fileprivate init(_ rows: GroupRows, _ participants: [String]) {
        let names = Set(rows.rows.map(\.group)).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        let places = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, $0) })
        let byParticipant = Dictionary(uniqueKeysWithValues: rows.rows.map { ($0.participant, places[$0.group]) })
        self.names = names
        groups = participants.map { byParticipant[$0] ?? nil }
    }
}

/// Names in the order they are first seen, each with its number.
private struct Numbering {
    private(set) var names: [String] = []
    private var numbers: [String: Int] = [:]
    private var last = 0

    // Rows mostly come sorted: the same name again, or the one that followed the last time.
    mutating func number(of name: String) -> Int {
        for guess in last..<min(last + 2, names.count) where names[guess] == name {
            last = guess
            return guess
        }
        last = lookUp(name)
        return last
    }

    private mutating func lookUp(_ name: String) -> Int {
        if let number = numbers[name] { return number }
        numbers[name] = names.count
        names.append(name)
        return names.count - 1
    }
}

private struct VoteRows {
    struct Row {
        let time: Double
        let voter, statement: Int32
        let vote: Vote
    }

    private(set) var voters = Numbering()
    private(set) var statements = Numbering()
    private(set) var rows: [Row] = []
    let isTimed: Bool

    init(_ file: DataFile, known: CommentRows?) throws {
        let voter = try file.column(of: ["voter_id", "voter-id", "participant"])
        let statement = try file.column(of: ["comment_id", "comment-id", "statement"])
        let vote = try file.column("vote")
        let time = file.optionalColumn("last_voted_ms") ?? file.optionalColumn("timestamp")
        isTimed = time != nil
        var accepted = 0
        try file.forEachRow { row in
            if rows.isEmpty { rows.reserveCapacity(file.size / row.size) }
            let number = try statements.number(of: row.name(statement))
            try rows.append(
                Row(
                    time: time.map(row.number) ?? 0, voter: Int32(voters.number(of: row.name(voter))),
                    statement: Int32(number), vote: row.vote(vote)))
            guard let known, number >= accepted else { return }
            let name = statements.names[number]
            guard known.rowsByID[name] != nil else {
                throw row.refusal(statement, "«\(name.prefix(40))» is not in \(known.file)")
            }
            accepted = number + 1
        }
    }

    /// The last vote of a person comes last; of two at the same time, the one further down.
    var inOrderOfTime: [Row] {
        rows.enumerated().sorted { ($0.element.time, $0.offset) < ($1.element.time, $1.offset) }.map(\.element)
    }
}

private struct CommentRows {
    struct Row {
        let id: String
        let isRejected, isMeta: Bool
    }

    let file: String
    private(set) var rows: [Row] = []
    private(set) var rowsByID: [String: Row] = [:]

    init(_ file: DataFile) throws {
        self.file = file.name
        let id = try file.column(of: ["comment_id", "comment-id", "statement"])
        let moderated = file.optionalColumn("moderated")
        let meta = file.optionalColumn("is_meta") ?? file.optionalColumn("is-meta")
        try file.forEachRow { row in
            let name = try row.name(id)
            guard rowsByID[name] == nil else { throw row.refusal(id, "«\(name.prefix(40))» stands twice") }
            let isRejected = try moderated.map { try row.one(of: [-1, 0, 1], $0) == -1 } ?? false
            let isMeta = try meta.map { try row.one(of: [0, 1], $0) == 1 } ?? false
            rows.append(Row(id: name, isRejected: isRejected, isMeta: isMeta))
            rowsByID[name] = rows.last
        }
    }
}

private struct GroupRows {
    private(set) var rows: [(participant: String, group: String)] = []

    init(_ file: DataFile) throws {
        let participant = try file.column(of: ["participant", "participant_id", "voter_id"])
        let group = try file.column("group")
        var seen: Set<String> = []
        try file.forEachRow { row in
            let name = try row.name(participant)
            guard seen.insert(name).inserted else {
                throw row.refusal(participant, "«\(name.prefix(40))» stands twice")
            }
            try rows.append((name, row.name(group)))
        }
    }
}

extension DataFile {
    /// The first of these columns that is there: files of other houses name them otherwise.
    fileprivate func column(of names: [String]) throws(DataRefusal) -> Int {
        for name in names {
            if let place = optionalColumn(name) { return place }
        }
        return try column(names[0])
    }
}

extension DataRow {
    fileprivate func vote(_ column: Int) throws(DataRefusal) -> Vote {
        switch try one(of: [-1, 0, 1], column) {
        case 1: .agree
        case -1: .disagree
        default: .pass
        }
    }

    fileprivate func one(of values: [Double], _ column: Int) throws(DataRefusal) -> Double {
        let number = try number(column)
        guard values.contains(number) else {
            let expected = values.map { String(Int($0)) }.joined(separator: ", ")
            throw refusal(column, "«\(text(column).prefix(40))» is none of \(expected)")
        }
        return number
    }
}
