import ArgumentParser
import Foundation
import JuryAssignment
import ScoreCalibration
import Seeds

/// `rallynov analyse next-reader`: who reads what next, so that the choice of the best is least likely to be wrong.
struct NextReaderCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "next-reader", abstract: "Proposes the readings that most reduce the risk of a wrong choice.",
        discussion: """
            Scores are those of calibrate: one row a mark, with entry, juror, mark and, where there are several, \
            criterion and repeat. A juror never reads an entry twice, and readings made count for the load. Readings go \
            where it is uncertain whether an entry is among the best; while the marks cannot be calibrated they go \
            evenly, and first where they link parts of the jury. The answer is CSV: entry_id, juror_id and gain, the \
            expected fall of Σ P(1 − P), empty for even coverage. What a person should know beside it is said on \
            standard error. Formulas, sources, limits: docs/analysis/next-reader.md.
            Exit codes: 0 answered; 2 bad arguments; 3 bad data.
            """)

    @Option(help: "The marks; - reads standard input.") var scores: String

    @Option(help: "How many readings are left.") var readings: Int

    @Option(help: "How many entries will be chosen.") var top: Int

    @Option(help: "The most readings of a juror, those made included.") var maxLoad: Int?

    @Option(help: "Who must not read what: juror_id, entry_id.") var conflicts: String?

    @Option(help: "What settles ties.") var seed = "0"

    @Option(help: "The column of what is marked.") var entry = "entry_id"

    @Option(help: "The column of who marks.") var juror = "judge_id"

    @Option(help: "The column of the criterion (default: criterion, where there is one).") var criterion: String?

    @Option(help: "The column of the mark.") var value = "score"

    @Option(
        name: .customLong("repeat"),
        help: "The column that numbers repeated readings (default: repeat, where there is one).")
    var sitting: String?

    @Option(help: "The weights of the criteria: criterion, weight.") var weights: String?

    @Option(help: "The column of the weight of each row's criterion (default: weight, where there is one).")
    var weightColumn: String?

    @Option(help: "The pools of entries and jurors: id, pool.") var pools: String?

    @OptionGroup var marks: MarkOptions

    @OptionGroup var names: NameOptions

    @Flag(help: "A low mark is a good one.") var lowerIsBetter = false

    @Option(help: "Where to write why, as JSON: probabilities, risks before and as expected after, and a sentence.")
    var explain: String?

    func validate() throws {
        guard (0...1_000_000).contains(readings) else { throw ValidationError("--readings is 0 to 1,000,000.") }
        guard top >= 1 else { throw ValidationError("--top is 1 or more.") }
        guard maxLoad.map({ $0 >= 0 }) ?? true else { throw ValidationError("--max-load is 0 or more.") }
        guard [scores, conflicts, weights, pools].count(where: { $0 == "-" }) < 2 else {
            throw ValidationError("Standard input can be read once.")
        }
        guard explain != "-" else {
            throw ValidationError("--explain needs a file: standard output holds the readings.")
        }
    }

    func run() throws {
        try Answer.tell {
            let answer = try answer(
                scores: DataFile(scores), conflicts: conflicts.map { try DataFile($0) },
                weights: weights.map { try DataFile($0) }, pools: pools.map { try DataFile($0) })
            if let explain { try Answer.save(answer.explanation(), to: explain) }
            return Told(bytes: answer.table, notes: answer.notes)
        }
    }

    func answer(
        scores: DataFile, conflicts: DataFile? = nil, weights: DataFile? = nil, pools: DataFile? = nil
    ) throws -> NextReaderAnswer {
        let columns = ScoreColumns(
            entry: entry, juror: juror, criterion: criterion, value: value, sitting: sitting, weight: weightColumn)
        let files = ScoreFiles(scores: scores, columns: columns, options: marks, weights: weights, pools: pools)
        let (read, conflicts) = try files.folded(names, with: conflicts)
        let made = read.readings
        var reader = NextReader(made, maxLoad: maxLoad, seed: Seed(seed))
        let strangers = try conflicts.map { try forbid($0, made, &reader) } ?? 0
        let question = NextReadings.Question(count: readings, top: top, lowerIsBetter: lowerIsBetter)
        return NextReaderAnswer(
            NextReadings(made, reader, question), before: reader, strangers: strangers, readingNotes: read.notes)
    }

    /// How many conflicts concern no juror or entry of the marks: people who have not begun.
    private func forbid(_ file: DataFile, _ marks: Readings, _ reader: inout NextReader) throws -> Int {
        let (juror, entry) = try (file.column("juror_id"), file.column("entry_id"))
        let jurors = Dictionary(uniqueKeysWithValues: zip(marks.jurors, 0...))
        let entries = Dictionary(uniqueKeysWithValues: zip(marks.entries, 0...))
        var strangers = 0
        try file.forEachRow { row in
            let (who, what) = try (jurors[row.name(juror)], entries[row.name(entry)])
            if let who, let what { reader.forbid(entry: what, juror: who) } else { strangers += 1 }
        }
        return strangers
    }
}
