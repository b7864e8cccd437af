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

    /// The same files, each name in one spelling where that is wished.
    func folded(_ names: NameOptions) throws -> AssignFiles {
        let columns = ["juror_id", "entry_id", "id"] + (AffinityFile.isLong(affinity) ? [] : affinity.header.prefix(1))
        let files = try names.read(
            [affinity, conflicts, pools, networks, keep, current], columns: columns,
            headers: AffinityFile.isLong(affinity) ? [] : Array(affinity.header.dropFirst()))
        return AssignFiles(
            affinity: files[0] ?? affinity, conflicts: files[1], pools: files[2], networks: files[3], keep: files[4],
            current: files[5])
    }

    /// The problem, and the ids in pools and networks that are neither juror nor entry.
    func problem(of command: AssignCommand) throws -> (AssignmentProblem, unknownIDs: Set<String>) {
        var table = try AffinityFile(affinity)
        let present = table.jurors.names.count
        let kept = try keep.map { try readings($0, &table) } ?? []
        let current = try current.map { try readings($0, &table) } ?? []
        var problem = AssignmentProblem(
            jurors: table.jurors.names.enumerated().map { place, name in
                place < present
                    ? .init(name, leastLoad: command.minLoad, mostLoad: command.maxLoad) : .init(name, mostLoad: 0)
            }, entries: table.entries.names.map { .init($0, readers: command.readers) },
            affinities: table.affinities, seed: Seed(command.seed))
        (problem.kept, problem.current) = (kept, current)
        (problem.poolCap, problem.repeatedNetworkCost) = (command.poolCap, command.networkCost)
        (problem.pairLimit, problem.isFair) = (command.pairLimit, command.fair)
        if let conflicts { try forbid(conflicts, table, &problem) }
        var unknown: Set<String> = []
        if let pools { try label(pools, "pool", table, &unknown) { problem.jurors[$0].pool = $1 } }
        if let networks { try label(networks, "network", table, &unknown) { problem.jurors[$0].network = $1 } }
        return (problem, unknown)
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
        _ file: DataFile, _ name: String, _ table: AffinityFile, _ unknown: inout Set<String>,
        _ set: (Int, String) -> Void
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
            if juror == nil, table.entries.places[whose] == nil { unknown.insert(whose) }
        }
    }

    /// Rows that stand twice are one reading. Who is not among the affinities has left: no mistake.
    private func readings(_ file: DataFile, _ table: inout AffinityFile) throws -> [AssignmentProblem.Pair] {
        let (juror, entry) = try (file.column("juror_id"), file.column("entry_id"))
        var pairs: [AssignmentProblem.Pair] = []
        var seen: Set<AssignmentProblem.Pair> = []
        try file.forEachRow { row in
            let (who, what) = try (row.name(juror), row.name(entry))
            guard let place = table.entries.places[what] else {
                throw row.refusal(entry, "«\(what)» is no entry of \(affinity.name)")
            }
            let pair = AssignmentProblem.Pair(juror: table.juror(who), entry: place)
            if seen.insert(pair).inserted { pairs.append(pair) }
        }
        return pairs
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

    static func isLong(_ file: DataFile) -> Bool {
        ["juror_id", "entry_id", "affinity"].allSatisfy { file.header.contains($0) }
    }

    /// Rows of juror_id, entry_id and affinity, whatever other columns there are; a table otherwise.
    init(_ file: DataFile) throws {
        try file.mustHoldRows()
        try Self.isLong(file) ? readRows(of: file) : readTable(of: file)
        guard !jurors.names.isEmpty else { throw DataRefusal(file: file.name, reason: "holds no jurors") }
        guard !entries.names.isEmpty else { throw DataRefusal(file: file.name, reason: "holds no entries") }
    }

    /// The place of a juror, who may have left.
    mutating func juror(_ name: String) -> Int {
        if let place = jurors.places[name] { return place }
        affinities.appendJuror()
        return jurors.place(of: name)
    }

    private mutating func readTable(of file: DataFile) throws {
        for (place, name) in file.header.dropFirst().enumerated() {
            guard !name.isEmpty else {
                throw DataRefusal(file: file.name, line: 1, reason: "column \(place + 2) has no entry")
            }
            guard entries.add(file.reading(of: name)) != nil else {
                throw DataRefusal(
                    file: file.name, line: 1, column: name, reason: "«\(file.reading(of: name))» stands twice")
            }
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
        guard jurors.names.count * entries.names.count <= 250_000_000 else {
            throw DataRefusal(file: file.name, reason: "has jurors and entries for more than 250,000,000 pairs")
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
