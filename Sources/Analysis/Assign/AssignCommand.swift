import ArgumentParser
import JuryAssignment
import ScoreCalibration
import Seeds

/// `rallynov analyse assign`: gives jurors their entries.
struct AssignCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "assign", abstract: "Gives each entry its readers, the best there are for all together.",
        discussion: """
            Affinities are a table, one row a juror and one column an entry, whose empty cells are conflicts; or rows \
            of juror_id, entry_id and affinity, where an empty affinity is a conflict and a pair that is not there is \
            not proposed. The answer is CSV: entry_id, juror_id and affinity, finished readings included.
            There is always an answer. What it could not meet, and why, is said on standard error and in the file of \
            --explain, with the total, the minimum of an entry, the bound of that minimum and the proof. Marks can be \
            compared where the readings link all jurors: a part that keeps to itself gets a few readings across its \
            border (--links). docs/analysis/jury-assignment.md says how.
            Exit codes: 0 answered; 2 bad arguments; 3 bad data; 4 answered, but entries lack readers.
            """)

    @Option(help: "How well they fit; - reads standard input.") var affinity: String

    @Option(help: "Readers of each entry.") var readers: Int

    @Option(help: "The most entries of a juror, finished ones included.") var maxLoad: Int

    @Option(help: "The least entries of a juror, met when it can be.") var minLoad = 0

    @Option(help: "Who must not read what: juror_id, entry_id.") var conflicts: String?

    @Option(help: "Pools of jurors: id, pool.") var pools: String?

    @Option(help: "At most so many readers of one pool for an entry.") var poolCap: Int?

    @Option(help: "Networks of jurors: id, network. Readers of an entry come from different ones when it costs little.")
    var networks: String?

    @Option(help: "What a second reader of one network costs, in affinity (default: a tenth of the range).")
    var networkCost: Double?

    @Option(help: "Finished readings, which stay: juror_id, entry_id.") var keep: String?

    @Option(help: "Readings not begun, of which as few as possible change: juror_id, entry_id.") var current: String?

    @Option(help: "No pair is given with a larger probability: the answer is drawn by the seed.") var pairLimit: Double?

    @Option(help: "What chance is drawn from: ties, and readings under --pair-limit.") var seed = "rallynov"

    @Flag(help: "First the entry that fares worst, then the next worst, and so on; then the total.") var fair = false

    @Option(
        help:
            "Readings that link a part of the jury that keeps to itself, at least; more where calibrate needs them; 0: none."
    )
    var links = Comparability.usualLinks

    @OptionGroup var names: NameOptions

    @Option(help: "Where to write total, minimum, bound and what is unmet, as JSON.") var explain: String?

    func validate() throws {
        try validateNumbers()
        try validateFiles()
    }

    private func validateNumbers() throws {
        guard (1...1_000_000).contains(readers) else { throw ValidationError("--readers is 1 or more.") }
        guard maxLoad >= 1 else { throw ValidationError("--max-load is 1 or more.") }
        guard (0...maxLoad).contains(minLoad) else {
            throw ValidationError("--min-load is at least 0 and at most --max-load.")
        }
        guard poolCap.map({ $0 >= 1 }) ?? true else { throw ValidationError("--pool-cap is 1 or more.") }
        guard (0...1_000_000).contains(links) else { throw ValidationError("--links is 0 or more.") }
        guard networkCost.map({ $0 >= 0 && $0 <= Affinities.limit }) ?? true else {
            throw ValidationError("--network-cost is 0 or more.")
        }
        guard pairLimit.map({ $0 >= 0.0001 && $0 <= 1 }) ?? true else {
            throw ValidationError("--pair-limit is between 0.0001 and 1.")
        }
    }

    private func validateFiles() throws {
        guard poolCap == nil || pools != nil else { throw ValidationError("--pool-cap needs --pools.") }
        guard networkCost == nil || networks != nil else { throw ValidationError("--network-cost needs --networks.") }
        guard [affinity, conflicts, pools, networks, keep, current].count(where: { $0 == "-" }) < 2 else {
            throw ValidationError("Standard input can be read once.")
        }
        guard explain != "-" else {
            throw ValidationError("--explain needs a file: standard output holds the readings.")
        }
    }

    func run() throws {
        try Answer.tell {
            let answer = try answer(AssignFiles(self))
            if let explain { try Answer.save(answer.explanation(), to: explain) }
            return Told(bytes: answer.table, notes: answer.notes, isPartial: answer.isPartial)
        }
    }

    func answer(_ files: AssignFiles) throws -> AssignAnswer {
        let files = try files.folded(names)
        let (problem, unknownIDs) = try files.problem(of: self)
        let jury = try JuryLinks(problem, pools: files.pools, least: links)
        do {
            let answer = try links == 0 ? problem.solve() : problem.solve(linking: jury.parts)
            return AssignAnswer(answer, problem, unknownIDs, jury, file: files.affinity.name)
        } catch {
            throw DataRefusal(
                file: files.affinity.name, reason: "has more jurors and entries than can be counted exactly")
        }
    }
}
