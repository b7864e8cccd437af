import JuryAssignment
import Seeds

/// The files of `analyse assign`.
struct AssignFiles {
    var affinity: DataFile
    var conflicts: DataFile?
    var pools: DataFile?
    var networks: DataFile?
    var keep: DataFile?
    var current: DataFile?

    /// What the files say beyond the problem.
    struct Notes {
        /// Ids in pools and networks that are neither juror nor entry.
        var unknownIDs: Set<String> = []
        /// Finished readings of people who are no longer jurors.
        var keptOfLeavers: [(juror: String, entry: Int)] = []
        /// Current readings of people who are no longer jurors.
        var currentOfLeavers: [(juror: String, entry: Int)] = []
    }
}

extension AssignFiles {
    init(_ command: AssignCommand) throws(DataRefusal) {
        try self.init(
            affinity: DataFile(command.affinity), conflicts: Self.file(command.conflicts),
            pools: Self.file(command.pools), networks: Self.file(command.networks), keep: Self.file(command.keep),
            current: Self.file(command.current))
    }

    private static func file(_ path: String?) throws(DataRefusal) -> DataFile? {
        guard let path else { return nil }
        return try DataFile(path)
    }

    func problem(of command: AssignCommand) throws -> (AssignmentProblem, Notes) {
        let table = try AffinityFile(affinity)
        var notes = Notes()
        var problem = AssignmentProblem(
            jurors: table.jurors.names.map { .init($0, leastLoad: command.minLoad, mostLoad: command.maxLoad) },
            entries: table.entries.names.map { .init($0, readers: command.readers) }, affinities: table.affinities,
            seed: Seed(command.seed))
        problem.poolCap = command.poolCap
        problem.repeatedNetworkCost = command.networkCost
        (problem.pairLimit, problem.isFair) = (command.pairLimit, command.fair)
        if let conflicts { try forbid(conflicts, table, &problem) }
        if let pools { try label(pools, "pool", table, &notes) { problem.jurors[$0].pool = $1 } }
        if let networks { try label(networks, "network", table, &notes) { problem.jurors[$0].network = $1 } }
        if let keep { (problem.kept, notes.keptOfLeavers) = try readings(keep, table) }
        if let current { (problem.current, notes.currentOfLeavers) = try readings(current, table) }
        for reading in notes.keptOfLeavers { problem.entries[reading.entry].readers -= 1 }
        return (problem, notes)
    }

    private func forbid(_ file: DataFile, _ table: AffinityFile, _ problem: inout AssignmentProblem) throws {
        let (juror, entry) = try (file.column("juror_id"), file.column("entry_id"))
        try file.forEachRow { row in
            guard let first = try table.jurors.places[row.name(juror)] else {
                throw row.refusal(juror, "«\(row.text(juror))» is no juror of \(affinity.name)")
            }
            guard let second = try table.entries.places[row.name(entry)] else {
                throw row.refusal(entry, "«\(row.text(entry))» is no entry of \(affinity.name)")
            }
            problem.affinities[first, second] = .conflict
        }
    }

    private func label(
        _ file: DataFile, _ name: String, _ table: AffinityFile, _ notes: inout Notes, _ set: (Int, String) -> Void
    ) throws {
        let (id, column) = try (file.column("id"), file.column(name))
        var labels: [String: String] = [:]
        try file.forEachRow { row in
            let (whose, label) = try (row.name(id), row.text(column))
            if let old = labels.updateValue(label, forKey: whose), old != label {
                throw row.refusal(column, "«\(whose)» is in «\(old)» above, and «\(label)» here")
            }
            let juror = table.jurors.places[whose]
            if let juror, !label.isEmpty { set(juror, label) }
            if juror == nil, table.entries.places[whose] == nil { notes.unknownIDs.insert(whose) }
        }
    }

    /// Rows that stand twice are one reading. People who have left are no jurors any more, and no mistake.
    private func readings(
        _ file: DataFile, _ table: AffinityFile
    ) throws -> ([AssignmentProblem.Pair], [(juror: String, entry: Int)]) {
        let (juror, entry) = try (file.column("juror_id"), file.column("entry_id"))
        var pairs: [AssignmentProblem.Pair] = []
        var leavers: [(juror: String, entry: Int)] = []
        var seen: Set<[String]> = []
        try file.forEachRow { row in
            let (who, what) = try (row.name(juror), row.name(entry))
            guard let place = table.entries.places[what] else {
                throw row.refusal(entry, "«\(what)» is no entry of \(affinity.name)")
            }
            guard seen.insert([who, what]).inserted else { return }
            if let juror = table.jurors.places[who] {
                pairs.append(.init(juror: juror, entry: place))
            } else {
                leavers.append((who, place))
            }
        }
        return (pairs, leavers)
    }
}

/// The affinities of a file, in either form.
struct AffinityFile {
    private(set) var jurors = Names()
    private(set) var entries = Names()
    private(set) var affinities = Affinities(entries: 0)

    /// Names in the order of the file, and their places.
    struct Names {
        private(set) var names: [String] = []
        private(set) var places: [String: Int] = [:]

        /// Nil when it was there.
        mutating func add(_ name: String) -> Int? {
            guard places[name] == nil else { return nil }
            names.append(name)
            places[name] = names.count - 1
            return names.count - 1
        }

        mutating func place(of name: String) -> Int { places[name] ?? add(name) ?? 0 }
    }

    /// Rows of juror_id, entry_id and affinity, whatever other columns there are; a table otherwise.
    init(_ file: DataFile) throws {
        let isLong = ["juror_id", "entry_id", "affinity"].allSatisfy { file.header.contains($0) }
        try isLong ? readRows(of: file) : readTable(of: file)
        guard !jurors.names.isEmpty else { throw DataRefusal(file: file.name, reason: "holds no jurors") }
        guard !entries.names.isEmpty else { throw DataRefusal(file: file.name, reason: "holds no entries") }
    }

    private mutating func readTable(of file: DataFile) throws {
        for (place, name) in file.header.dropFirst().enumerated() {
            guard !name.isEmpty else {
                throw DataRefusal(file: file.name, line: 1, reason: "column \(place + 2) has no entry")
            }
            _ = entries.add(name)
        }
        affinities = Affinities(entries: entries.names.count)
        var row: [Affinities.Value] = Array(repeating: .conflict, count: entries.names.count)
        try file.forEachRow { cells in
            guard try jurors.add(cells.name(0)) != nil else {
                throw cells.refusal(0, "«\(cells.text(0))» stands twice")
            }
            for entry in row.indices { row[entry] = try Self.value(cells, entry + 1) }
            affinities.append(row, expecting: file.size / max(1, cells.size))
        }
    }

    private mutating func readRows(of file: DataFile) throws {
        let columns = try (
            juror: file.column("juror_id"), entry: file.column("entry_id"), value: file.column("affinity")
        )
        try file.forEachRow { row in
            _ = try (jurors.place(of: row.name(columns.juror)), entries.place(of: row.name(columns.entry)))
        }
        guard jurors.names.count * entries.names.count <= 1 << 30 else {
            throw DataRefusal(file: file.name, reason: "has more than a thousand million pairs")
        }
        affinities = Affinities(entries: entries.names.count, reservingJurors: jurors.names.count)
        for _ in jurors.names { affinities.appendJuror() }
        try file.forEachRow { row in
            let (juror, entry) = try (
                jurors.place(of: row.name(columns.juror)), entries.place(of: row.name(columns.entry))
            )
            guard affinities[juror, entry] == .unknown else {
                throw row.refusal(columns.entry, "«\(row.text(columns.entry))» stands twice for this juror")
            }
            affinities[juror, entry] = try Self.value(row, columns.value)
        }
    }

    private static func value(_ row: DataRow, _ column: Int) throws(DataRefusal) -> Affinities.Value {
        guard let number = try row.optionalNumber(column) else { return .conflict }
        guard Affinities.isAllowed(number) else { throw row.refusal(column, "is larger than an affinity may be") }
        return .affinity(Float(number))
    }
}
