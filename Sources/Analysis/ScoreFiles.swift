import ScoreCalibration

/// The names of the columns of a file of marks; nil for one that is read under its usual name where there is one.
struct ScoreColumns {
    var entry = "entry_id"
    var juror = "judge_id"
    var criterion: String?
    var value = "score"
    var sitting: String?
}

/// The files of a jury's marks, and what makes readings of them.
struct ScoreFiles {
    let scores: DataFile
    var columns = ScoreColumns()
    var weights: DataFile?
    var pools: DataFile?

    func readings() throws -> Readings {
        let (marks, lines) = try marks()
        guard !marks.isEmpty else { throw DataRefusal(file: scores.name, reason: "holds no mark") }
        let weights = try weights.map { try Self.weights($0) }
        let pools = try pools.map { try Self.pools($0) }
        do {
            let readings = try Readings(marks, weights: weights)
            return try pools.map { try readings.pooled($0) } ?? readings
        } catch let fault as MarkFault {
            throw refusal(fault, lines)
        }
    }

    /// A row whose mark is empty is a mark not given yet.
    private func marks() throws -> (marks: [Mark], lines: [Int]) {
        let (entry, juror) = try (scores.column(columns.entry), scores.column(columns.juror))
        let value = try scores.column(columns.value)
        let criterion = try optional(columns.criterion, "criterion"), sitting = try optional(columns.sitting, "repeat")
        var (marks, lines) = ([Mark](), [Int]())
        try scores.forEachRow { row in
            let (name, reader) = try (row.name(entry), row.name(juror))
            let aspect = try criterion.map { try row.name($0) } ?? ""
            guard let mark = try row.optionalNumber(value) else { return }
            marks.append(
                Mark(entry: name, juror: reader, criterion: aspect, sitting: sitting.map(row.text) ?? "", value: mark))
            lines.append(row.line)
        }
        return (marks, lines)
    }

    private func optional(_ name: String?, _ usual: String) throws -> Int? {
        try name.map { try scores.column($0) } ?? scores.optionalColumn(usual)
    }

    private static func weights(_ file: DataFile) throws -> [String: Double] {
        let (criterion, weight) = try (file.column("criterion"), file.column("weight"))
        var weights: [String: Double] = [:]
        try file.forEachRow { row in
            let (name, number) = try (row.name(criterion), row.number(weight))
            guard number >= 0 else { throw row.refusal(weight, "is below 0") }
            guard weights.updateValue(number, forKey: name) == nil else {
                throw row.refusal(criterion, "«\(name)» stands twice in this file")
            }
        }
        return weights
    }

    private static func pools(_ file: DataFile) throws -> [String: String] {
        let (id, pool) = try (file.column("id"), file.column("pool"))
        var pools: [String: String] = [:]
        try file.forEachRow { row in
            let name = try row.name(id)
            guard pools.updateValue(try row.name(pool), forKey: name) == nil else {
                throw row.refusal(id, "«\(name)» stands twice in this file")
            }
        }
        return pools
    }

    private func refusal(_ fault: MarkFault, _ lines: [Int]) -> DataRefusal {
        let weightsName = weights?.name ?? scores.name
        return switch fault {
        case .repeated(let place):
            DataRefusal(
                file: scores.name, line: lines[place], column: columns.value,
                reason:
                    "this juror marked this entry before; repeated readings need a column that numbers them (--repeat)")
        case .outOfRange(let place):
            DataRefusal(
                file: scores.name, line: lines[place], column: columns.value, reason: "is too large to be a mark")
        case .negativeWeight(let criterion):
            DataRefusal(file: weightsName, column: "weight", reason: "«\(criterion)» weighs less than 0")
        case .withoutWeight(let criterion):
            DataRefusal(file: weightsName, column: "criterion", reason: "criterion «\(criterion)» has no weight")
        case .unknownCriterion(let criterion):
            DataRefusal(file: weightsName, column: "criterion", reason: "nobody marked criterion «\(criterion)»")
        case .noWeight: DataRefusal(file: weightsName, column: "weight", reason: "no criterion weighs anything")
        case .entryWithoutPool(let entry):
            DataRefusal(file: pools?.name ?? scores.name, column: "id", reason: "entry «\(entry)» has no pool")
        }
    }
}
