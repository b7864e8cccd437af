import BallotCounting

/// The files of a vote, and what makes ballots of them.
struct TallyFiles {
    let ballots: DataFile
    var entries: DataFile?
    var conflicts: DataFile?

    /// What stands beside voter and entry.
    enum Marks {
        case grades(Int)
        case ranks
        case approvals
    }

    /// Columns of names, in ballots and in all side files.
    static let nameColumns = ["voter_id", "juror_id", "entry_id"]

    /// The same files, each name in one spelling where that is wished.
    func folded(_ names: NameOptions, with others: [DataFile?] = []) throws -> (TallyFiles, others: [DataFile?]) {
        let files = try names.read([ballots, entries, conflicts] + others, columns: Self.nameColumns)
        let folded = TallyFiles(ballots: files[0] ?? ballots, entries: files[1], conflicts: files[2])
        return (folded, Array(files.dropFirst(3)))
    }

    /// Names that may be one.
    func notes(on ballots: Ballots) -> [String] {
        Spellings(ballots.voters).notes(of: self.ballots.name, "voters")
            + Spellings(ballots.entries).notes(of: self.ballots.name, "entries")
    }

    func read(_ marks: Marks) throws -> Ballots {
        try ballots.mustHoldRows()
        var box = BallotBox()
        try entries.map { try stand($0, in: &box) }
        try add(marks, to: &box)
        try conflicts.map { try forbid($0, in: &box) }
        return try seal(box)
    }

    private func stand(_ file: DataFile, in box: inout BallotBox) throws {
        let column = try file.column("entry_id")
        try file.forEachRow { row in
            guard try box.stand(row.name(column)) else { throw row.refusal(column, "stands twice in this file") }
        }
    }

    private func add(_ marks: Marks, to box: inout BallotBox) throws {
        let (voter, entry) = try pair(ballots)
        let value: Int? =
            switch marks {
            case .grades: try ballots.column("grade")
            case .ranks: try ballots.column("rank")
            case .approvals: nil
            }
        let isListed = entries != nil
        try ballots.forEachRow { row in
            let name = try row.name(entry)
            guard !isListed || box.knows(entry: name) else { throw row.refusal(entry, "is not in the list of entries") }
            let mark = try value.map { try Self.mark(row, $0, marks) } ?? (value == nil ? 1 : nil)
            box.add(voter: try row.name(voter), entry: name, value: mark, place: row.line)
        }
    }

    private static func mark(_ row: DataRow, _ column: Int, _ marks: Marks) throws -> Int32? {
        guard let number = try row.optionalNumber(column) else { return nil }
        let (range, words) =
            switch marks {
            case .grades(let grades): (0...grades - 1, "a grade from 0 to \(grades - 1)")
            case .ranks, .approvals: (1...1_000_000_000, "a rank: a whole number from 1")
            }
        guard let mark = Int32(exactly: number), range.contains(Int(mark)) else {
            throw row.refusal(column, "«\(row.text(column).prefix(40))» is not \(words)")
        }
        return mark
    }

    private func forbid(_ file: DataFile, in box: inout BallotBox) throws {
        let (voter, entry) = try pair(file)
        try file.forEachRow { row in
            let name = try row.name(entry)
            guard box.knows(entry: name) else { throw row.refusal(entry, "is no entry of this vote") }
            box.forbid(voter: try row.name(voter), entry: name)
        }
    }

    private func pair(_ file: DataFile) throws -> (voter: Int, entry: Int) {
        let voter = try file.optionalColumn("voter_id") ?? file.optionalColumn("juror_id") ?? file.column("voter_id")
        return try (voter, file.column("entry_id"))
    }

    private func seal(_ box: BallotBox) throws -> Ballots {
        do {
            return try box.ballots()
        } catch {
            throw refusal(error)
        }
    }

    private func refusal(_ refusal: BallotBox.Refusal) -> DataRefusal {
        switch refusal {
        case .markedTwice(let voter, let entry, let line):
            DataRefusal(
                file: ballots.name, line: line, column: "entry_id", reason: "«\(voter)» marks «\(entry)» a second time")
        case .marksAgainstConflict(let voter, let entry, let line):
            DataRefusal(
                file: ballots.name, line: line, column: "entry_id",
                reason: "«\(voter)» has a conflict with «\(entry)» and must not mark it")
        }
    }
}
