import ArgumentParser
import ScoreCalibration
import Seeds

/// `rallynov analyse calibrate`: what each entry deserves once severity is taken out of the marks, and how sure it is.
struct CalibrateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "calibrate", abstract: "Corrects marks for the severity of jurors, with intervals, as JSON.",
        discussion: """
            Scores have one row a mark: entry, juror, mark and, where there are several, criterion and repeat; a row without \
            a mark counts as not given yet. The table of readings that an edition gives out is read as it is. Weights have \
            criterion and weight, or stand in a column of the scores; without them all criteria count alike. Pools \
            (territories, networks) have id and pool, for entries and jurors alike; declare them before marks are seen.

            A mark that no scale holds together with the others counts nowhere and is named on standard error; --min and \
            --max say the scale, and refuse what is off it. Names that differ by case or spaces only are named there too.

            Where severity cannot be told from chance — parts that no juror links, a pool linked by fewer than three \
            readings, too few data — «refused» says why and the raw means stand alone.

            Formulas, sources and limits: docs/analysis/score-calibration.md.
            """)

    @Option(help: "The marks (- for standard input).")
    var scores: String

    @Option(help: "The column of what is marked.")
    var entry = "entry_id"

    @Option(help: "The column of who marks.")
    var juror = "judge_id"

    @Option(help: "The column of the criterion (default: criterion, where there is one).")
    var criterion: String?

    @Option(help: "The column of the mark.")
    var value = "score"

    @Option(
        name: .customLong("repeat"),
        help: "The column that numbers repeated readings (default: repeat, where there is one).")
    var sitting: String?

    @Option(help: "The weights of the criteria.")
    var weights: String?

    @Option(help: "The column of the weight of each row's criterion (default: weight, where there is one).")
    var weightColumn: String?

    @OptionGroup var marks: MarkOptions

    @OptionGroup var names: NameOptions

    @Option(help: "The pools of entries and jurors.")
    var pools: String?

    @Option(help: "How many entries will be chosen (default: a tenth of them, one at least).")
    var top: Int?

    @Option(help: "What all chance is drawn from.")
    var seed = "0"

    @Flag(help: "A low mark is a good one.")
    var lowerIsBetter = false

    func validate() throws {
        if let top, top < 1 { throw ValidationError("--top must be 1 or more.") }
        guard [scores, weights, pools].count(where: { $0 == "-" }) < 2 else {
            throw ValidationError("Only one file can be standard input.")
        }
    }

    func run() throws {
        try Answer.tell {
            try told(
                scores: DataFile(scores), weights: weights.map { try DataFile($0) },
                pools: pools.map { try DataFile($0) })
        }
    }

    func answer(scores: DataFile, weights: DataFile? = nil, pools: DataFile? = nil) throws -> [UInt8] {
        try told(scores: scores, weights: weights, pools: pools).bytes
    }

    func told(scores: DataFile, weights: DataFile? = nil, pools: DataFile? = nil) throws -> Told {
        let columns = ScoreColumns(
            entry: entry, juror: juror, criterion: criterion, value: value, sitting: sitting, weight: weightColumn)
        let files = ScoreFiles(scores: scores, columns: columns, options: marks, weights: weights, pools: pools)
        let read = try files.folded(names).0
        let question = CalibrationReport.Question(top: top, lowerIsBetter: lowerIsBetter, seed: Seed(seed))
        let answer = CalibrateAnswer(CalibrationReport(read.readings, question), setAside: read.setAside)
        return Told(bytes: try Answer.json(answer), notes: read.notes)
    }
}
