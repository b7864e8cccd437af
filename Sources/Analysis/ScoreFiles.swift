import ScoreCalibration

/// The files of a jury's marks, and what makes readings of them.
struct ScoreFiles {
    let scores: DataFile
    var columns = ScoreColumns()
    let options: MarkOptions
    var weights: DataFile?
    var pools: DataFile?

    /// What they say, each name in one spelling where that is wished, in the conflicts too.
    func folded(_ names: NameOptions, with conflicts: DataFile? = nil) throws -> (Read, conflicts: DataFile?) {
        let columns = [columns.entry, columns.juror, columns.criterion ?? "criterion", "criterion", "id"]
        let files = try names.read([scores, weights, pools, conflicts], columns: columns + ScorePlaces.namedElsewhere)
        var folded = ScoreFiles(scores: files[0] ?? scores, columns: self.columns, options: options)
        (folded.weights, folded.pools) = (files[1], files[2])
        return (try folded.read(), files[3])
    }

    /// Marks as readings, and what a person should know of them.
    struct Read {
        let readings: Readings
        /// Marks too far from all others to be on their scale: they count nowhere.
        let setAside: [Mark]
        let notes: [String]
    }

    private struct Rows {
        var marks: [Mark] = []
        var lines: [Int] = []
        /// By criterion, where the rows themselves tell them.
        var weights: [String: Double]?
    }

    func read() throws -> Read {
        try scores.mustHoldRows()
        let rows = try rows()
        guard !rows.marks.isEmpty else { throw DataRefusal(file: scores.name, reason: "holds no mark") }
        let weights = try weights.map { try Self.weights($0) } ?? rows.weights
        let pools = try pools.map { try Self.pools($0) }
        let far = options.knowsScale ? [] : FarMarks.places(in: rows.marks)
        do {
            let kept = rows.marks.indices.filter { !far.contains($0) }.map { rows.marks[$0] }
            // What is repeated, or has no weight, is found among all marks, with the line it has.
            var readings = try Readings(rows.marks, weights: weights)
            if !far.isEmpty { readings = try Readings(kept, weights: weights) }
            readings = try pools.map { try readings.pooled($0) } ?? readings
            return Read(
                readings: readings, setAside: far.sorted().map { rows.marks[$0] },
                notes: far.sorted().map { note(on: rows.marks[$0], line: rows.lines[$0]) } + alike(rows.marks))
        } catch let fault as MarkFault {
            throw refusal(fault, rows.lines)
        }
    }

    /// A row whose mark is empty is a mark not given yet.
    private func rows() throws -> Rows {
        let places = try ScorePlaces(scores, columns)
        var (rows, weights) = (Rows(), [String: Double]())
        try scores.forEachRow { row in
            guard !places.isWithheld(row) else { return }
            let (name, reader) = try (row.name(places.entry), row.name(places.juror))
            let aspect = try places.criterion.map { try row.name($0) } ?? ""
            if let column = places.weight, self.weights == nil { try Self.add(row, column, aspect, to: &weights) }
            guard let mark = try places.mark(of: row, options) else { return }
            let sitting = places.sitting.map(row.text) ?? ""
            rows.marks.append(Mark(entry: name, juror: reader, criterion: aspect, sitting: sitting, value: mark))
            rows.lines.append(row.line)
        }
        if places.weight != nil, self.weights == nil {
            let marked = Set(rows.marks.lazy.map(\.criterion))
            rows.weights = weights.filter { marked.contains($0.key) }
        }
        return rows
    }

    /// The weight that stands in each row of a criterion.
    private static func add(_ row: DataRow, _ column: Int, _ criterion: String, to weights: inout [String: Double])
        throws
    {
        let weight = try row.number(column)
        guard weight >= 0 else { throw row.refusal(column, "is below 0") }
        if let before = weights.updateValue(weight, forKey: criterion), before != weight {
            let words =
                "criterion «\(criterion)» weighs \(PlainNumber.text(before)) above, and \(PlainNumber.text(weight)) here"
            throw row.refusal(column, words)
        }
    }

    private func note(on mark: Mark, line: Int) -> String {
        "\(scores.name), line \(line): «\(PlainNumber.text(mark.value))», the mark of \(mark.juror) for \(mark.entry), is far from "
            + "all others and counts nowhere; mend it, or say the scale with --min and --max"
    }

    private func alike(_ marks: [Mark]) -> [String] {
        Spellings(Set(marks.lazy.map(\.juror))).notes(of: scores.name, "jurors")
            + Spellings(Set(marks.lazy.map(\.entry))).notes(of: scores.name, "entries")
            + Spellings(Set(marks.lazy.map(\.criterion))).notes(of: scores.name, "criteria")
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
