import ArgumentParser

/// The names of the columns of a file of marks; nil for one that is read under its usual name where there is one.
struct ScoreColumns {
    var entry = Self.usualEntry
    var juror = Self.usualJuror
    var criterion: String?
    var value = Self.usualValue
    var sitting: String?
    var weight: String?

    static let usualEntry = "entry_id"
    static let usualJuror = "judge_id"
    static let usualValue = "score"
}

/// What `calibrate` and `next-reader` may be told of the marks themselves.
struct MarkOptions: ParsableArguments {
    @Option(help: "The lowest mark of the scale: one below it is refused with its line.") var min: Double?

    @Option(help: "The highest mark of the scale: one above it is refused with its line.") var max: Double?

    @Option(help: "A word that stands where there is no mark, as ABS or n.c.; may be given several times.")
    var missing: [String] = []

    func validate() throws {
        guard [min, max].compactMap(\.self).allSatisfy(\.isFinite) else {
            throw ValidationError("--min and --max are numbers.")
        }
        if let min, let max, min >= max { throw ValidationError("--min is below --max.") }
    }

    func isMissing(_ text: String) -> Bool {
        missing.contains { $0.lowercased() == text.lowercased() }
    }

    /// Why this mark is none of the scale; nil when it is, or when nothing was said of the scale.
    func fault(of mark: Double) -> String? {
        if let min, mark < min { return "is below \(PlainNumber.text(min)), the lowest mark (--min)" }
        if let max, mark > max { return "is above \(PlainNumber.text(max)), the highest mark (--max)" }
        return nil
    }

    /// Whoever says both ends of the scale has said which marks are possible.
    var knowsScale: Bool { min != nil && max != nil }
}

/// Where the columns of a file of marks stand, ours or those of an edition's own export.
struct ScorePlaces {
    let entry, juror, value: Int
    let criterion, sitting, weight: Int?
    /// In an export: the level that was found where a juror saw nothing documented.
    let found: Int?

    /// What the table of readings that the site gives out calls them, in its two languages.
    private static let exported = (
        entry: ["N°", "No."], juror: ["Juré·e", "Juror"], criterion: ["Point de repère", "Checkpoint"],
        value: ["Note", "Mark"], weight: ["Poids", "Weight"], found: ["Trouvé depuis", "Found since"]
    )

    /// Every name by which an export's column is known.
    static var namedHere: Set<String> {
        Set(exported.entry + exported.juror + exported.criterion + exported.value + exported.weight + exported.found)
    }

    /// Columns of names in exports and in side files.
    static var namedElsewhere: [String] {
        exported.entry + exported.juror + exported.criterion + ["juror_id", ScoreColumns.usualEntry]
    }

    init(_ file: DataFile, _ columns: ScoreColumns) throws(DataRefusal) {
        let isExport = Self.isExport(file)
        let exported = { (names: [String]) in isExport ? names.lazy.compactMap(file.optionalColumn).first : nil }
        func needed(_ name: String, _ usual: String, _ others: [String]) throws(DataRefusal) -> Int {
            if let place = file.optionalColumn(name) { return place }
            if name == usual, let place = exported(others) { return place }
            return try file.column(name)
        }
        func optional(_ name: String?, _ usual: String, _ others: [String]) throws(DataRefusal) -> Int? {
            if let name { return try file.column(name) }
            return file.optionalColumn(usual) ?? exported(others)
        }
        entry = try needed(columns.entry, ScoreColumns.usualEntry, Self.exported.entry)
        juror = try needed(columns.juror, ScoreColumns.usualJuror, Self.exported.juror + ["juror_id"])
        value = try needed(columns.value, ScoreColumns.usualValue, Self.exported.value)
        criterion = try optional(columns.criterion, "criterion", Self.exported.criterion)
        sitting = try optional(columns.sitting, "repeat", [])
        weight = try optional(columns.weight, "weight", Self.exported.weight)
        found = exported(Self.exported.found)
    }

    /// Whether this is the table of readings of an edition.
    private static func isExport(_ file: DataFile) -> Bool {
        [exported.entry, exported.juror, exported.criterion, exported.value].allSatisfy { names in
            names.contains { file.optionalColumn($0) != nil }
        }
    }

    /// A line of an export that only says what is withheld from whoever asked for it.
    func isWithheld(_ row: DataRow) -> Bool { found != nil && row.text(juror).isEmpty && row.text(value).isEmpty }

    /// What an export says where there is no level: left out, as if the checkpoint had not been asked.
    static let withoutLevel: Set<String> = [
        "not-applicable", "not-documented", "not applicable", "not documented", "sans objet", "non documenté",
    ]

    /// The mark of a row; nil where none was given, or where it is said that there is none.
    func mark(of row: DataRow, _ options: MarkOptions) throws(DataRefusal) -> Double? {
        if let found, let level = try row.optionalNumber(found) { return level }
        let text = row.text(value)
        if options.isMissing(text) { return nil }
        // «Non documenté : à demander au porteur» begins like the word it stands for.
        if found != nil, Self.withoutLevel.contains(where: text.lowercased().hasPrefix) { return nil }
        guard let mark = try row.optionalNumber(value) else { return nil }
        if let fault = options.fault(of: mark) { throw row.refusal(value, "«\(text.prefix(40))» \(fault)") }
        return mark
    }
}
