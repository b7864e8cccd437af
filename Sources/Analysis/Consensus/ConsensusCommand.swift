import ArgumentParser
import PanelConsensus
import Seeds

/// Whether those who vote are all who may, or a sample of them.
enum ConsensusMode: String, CaseIterable, Encodable, ExpressibleByArgument {
    case panel, crowd
}

/// `rallynov analyse consensus`: where each statement stands, and whether people form groups.
struct ConsensusCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "consensus", abstract: "Says where a panel or a crowd stands on each statement, as JSON.",
        discussion: """
            Votes have the columns voter_id, comment_id and vote (1 agree, -1 disagree, 0 pass). Of two votes of one person on \
            one statement the last counts: by the column last_voted_ms or timestamp where there is one, else by the order of \
            the rows. Comments have comment_id and may have moderated (-1: taken out) and is_meta (1: asks people about \
            themselves). Groups have participant and group; people who have not voted yet may stand there.

            States: too-few-votes (fewer than 4 for or against), agreed (the share of agreement reaches the threshold \
            with probability 0.9 at least), rejected (0.1 at most), open. «probability» is that probability in both \
            modes; in a crowd what one group rejects is open at most, and held_open_by names the group.

            Formulas, sources and limits: docs/analysis/panel-consensus.md.
            """)

    @Option(help: "The votes (- for standard input).")
    var votes: String

    @Option(help: "The statements, with what moderators decided.")
    var comments: String?

    @Option(help: "panel: those who may vote are known, and few; crowd: not (default: panel up to 60 people).")
    var mode: ConsensusMode?

    @Option(help: "The share of agreement among all votes that makes consensus: above 0, at most 1.")
    var threshold = 0.6

    @Option(help: "The groups people belong to; without them, groups of opinion are looked for.")
    var groups: String?

    @Option(help: "The people of the panel, where some stand in no file.")
    var panelSize: Int?

    @Option(help: "What all chance is drawn from.")
    var seed = "0"

    @OptionGroup var names: NameOptions

    func validate() throws {
        guard threshold > 0, threshold <= 1 else {
            throw ValidationError("--threshold must be above 0 and at most 1.")
        }
        if let panelSize {
            guard (1...1_000_000).contains(panelSize) else {
                throw ValidationError("--panel-size must be between 1 and 1000000.")
            }
            guard mode != .crowd else {
                throw ValidationError("--panel-size is for panels: a crowd has no known size.")
            }
        }
        guard [votes, comments, groups].count(where: { $0 == "-" }) < 2 else {
            throw ValidationError("Only one file can be standard input.")
        }
    }

    func run() throws {
        try Answer.tell {
            try told(
                votes: DataFile(votes), comments: comments.map { try DataFile($0) },
                groups: groups.map { try DataFile($0) })
        }
    }

    func answer(votes: DataFile, comments: DataFile?, groups: DataFile?) throws -> [UInt8] {
        try told(votes: votes, comments: comments, groups: groups).bytes
    }

    private static let nameColumns = [
        "voter_id", "voter-id", "participant", "participant_id", "comment_id", "comment-id", "statement", "group",
    ]

    func told(votes: DataFile, comments: DataFile?, groups: DataFile?) throws -> Told {
        try votes.mustHoldRows()
        let files = try names.read([votes, comments, groups], columns: Self.nameColumns)
        let input = try ConsensusVotes(votes: files[0] ?? votes, comments: files[1], groups: files[2])
        let people = input.participants.count
        if let panelSize, panelSize < people {
            throw DataRefusal(file: votes.name, reason: "\(people) people, more than --panel-size \(panelSize)")
        }
        let mode = mode ?? (panelSize != nil || people <= 60 ? .panel : .crowd)
        let report = ConsensusReport(
            input, mode: mode, panel: panelSize ?? people, threshold: threshold, seed: Seed(seed))
        return Told(
            bytes: try Answer.json(report.answer()),
            notes: Spellings(input.participants).notes(of: votes.name, "people")
                + Spellings(input.statements).notes(of: votes.name, "statements"))
    }
}
