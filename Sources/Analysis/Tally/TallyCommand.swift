import ArgumentParser
import BallotCounting

/// `rallynov analyse tally`: counts ballots.
struct TallyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tally", abstract: "Counts ballots, and says how the ranking came about.",
        discussion: """
            Ballots are rows of voter_id (or juror_id), entry_id and: grade, from 0, the worst, for majority judgment; \
            rank, from 1, the best, for schulze and instant-runoff; nothing more for approval. Other columns are not \
            looked at. An empty grade or rank says that the voter gave none.
            The answer is JSON: method, ballots, ranking (from the best; each place a list of those who share it) and \
            how the method got there. docs/analysis/ballot-counting.md has the rules.
            Exit codes: 0 answered; 2 bad arguments; 3 bad data.
            """)

    @Option(help: "The ballots; - reads standard input.") var ballots: String

    @OptionGroup var rules: TallyRules

    @Option(help: "The entries that stand, column entry_id; others are refused (default: those on the ballots).")
    var entries: String?

    @Option(help: "Who must not mark what: voter_id (or juror_id) and entry_id.") var conflicts: String?

    @OptionGroup var checks: TallyChecks

    @OptionGroup var names: NameOptions

    func validate() throws {
        let files = [ballots, entries, conflicts, checks.envelopes, checks.declaredDomains, checks.quarantine]
        guard files.count(where: { $0 == "-" }) < 2 else {
            throw ValidationError("Standard input can be read once.")
        }
    }

    func run() throws {
        try Answer.tell {
            let files = try TallyFiles(
                ballots: DataFile(ballots), entries: entries.map(DataFile.init(_:)),
                conflicts: conflicts.map(DataFile.init(_:)))
            return try told(files)
        }
    }

    func answer(_ files: TallyFiles) throws -> [UInt8] { try told(files).bytes }

    func told(_ files: TallyFiles) throws -> Told {
        let beside = try checks.files()
        let (files, others) = try files.folded(names, with: [beside.envelopes, beside.quarantine])
        let ballots = try files.read(rules.marks)
        let isGraded = rules.method == .majorityJudgment
        let report = try checks.report(ballots, isGraded: isGraded, envelopes: others[0])
        let leftOut = try checks.leftOut(ballots, quarantine: others[1])
        let name = files.ballots.name
        var answer = try TallyAnswer(leftOut.map(ballots.without) ?? ballots, by: rules, file: name)
        answer.flags = report.map(TallyAnswer.Flags.init)
        if let leftOut {
            answer.withQuarantined = try TallyAnswer.Whole(
                TallyAnswer(ballots, by: rules, file: name), without: leftOut)
        }
        return Told(bytes: try Answer.json(answer), notes: files.notes(on: ballots))
    }
}
