import JuryAssignment
import ScoreCalibration
import Tables

/// What `analyse assign` says: the readings, and why.
struct AssignAnswer {
    private let answer: AssignmentAnswer
    private let problem: AssignmentProblem
    private let unknownIDs: Set<String>
    /// Why marks given by these readings could not be compared; nil when they could.
    private let incomparable: CalibrationRefusal?
    private let file: String

    init(
        _ answer: AssignmentAnswer, _ problem: AssignmentProblem, _ unknownIDs: Set<String>, _ jury: JuryLinks,
        file: String
    ) {
        (self.answer, self.problem, self.unknownIDs, self.file) = (answer, problem, unknownIDs, file)
        incomparable = jury.refusal(answer)
    }

    /// Entries lack readers.
    var isPartial: Bool { !answer.unmet.isEmpty }

    /// What a person should know beside the readings.
    var notes: [String] {
        Spellings(problem.jurors.lazy.map(\.id)).notes(of: file, "jurors")
            + Spellings(problem.entries.lazy.map(\.id)).notes(of: file, "entries") + shortages + linkNotes
    }

    private static let listed = 20

    private var shortages: [String] {
        let unmet = answer.unmet.sorted { problem.entries[$0.entry].id < problem.entries[$1.entry].id }
        guard !unmet.isEmpty else { return [] }
        let missing = unmet.reduce(0) { $0 + $1.missing }
        let lines = unmet.prefix(Self.listed).map {
            "«\(problem.entries[$0.entry].id)» lacks \($0.missing): \(words(for: $0))"
        }
        let more = unmet.count > Self.listed ? ["and \(unmet.count - Self.listed) entries more"] : []
        let head = "\(missing) readings are missing, of \(unmet.count) entries; the others have what was asked for"
        return [head] + lines + more
    }

    private func words(for unmet: AssignmentAnswer.Unmet) -> String {
        switch unmet.cause {
        case .jurors: "there are fewer jurors than readers asked for"
        case .conflict: "\(unmet.conflicts) jurors have a conflict"
        case .affinity: "\(unmet.unknown) jurors have no affinity to it"
        case .pool: "too many of those who may read it are of one pool"
        case .pairLimit: "the probability of a pair is limited too tightly"
        case .load, .demand: "enough jurors may read it, but their loads are full"
        }
    }

    private var linkNotes: [String] {
        var notes: [String] = []
        if answer.links > 0 {
            let cost = (answer.linkCost * 1e6).rounded() / 1e6
            notes.append(
                "\(answer.links) readings link parts of the jury that would keep to themselves; they cost \(PlainNumber.text(cost)) of "
                    + "affinity (--links 0 does without)")
        }
        if let incomparable {
            notes.append("marks given by these readings could not be calibrated: \(incomparable.reason)")
        }
        return notes
    }

    /// By entry and juror id, so that the order of the input does not show.
    var table: [UInt8] {
        var rows = answer.readings.map {
            (entry: problem.entries[$0.entry].id, juror: problem.jurors[$0.juror].id, affinity: $0.affinity)
        }
        rows.sort { ($0.entry, $0.juror) < ($1.entry, $1.juror) }
        var writer = TableWriter(columns: ["entry_id", "juror_id", "affinity"], dialect: .machine)
        for row in rows { writer.append([.text(row.entry), .text(row.juror), Cell(row.affinity)]) }
        return writer.bytes
    }

    func explanation() throws -> [UInt8] { try Answer.json(Explanation(answer, problem, unknownIDs, incomparable)) }
}

private struct Explanation: Encodable {
    let total, minimum, bound, networkCost, gap: Double
    let expectedTotal: Double?
    let readings: Int
    let jurors: Int
    let entries: Int
    let links: Links
    let unmet: [Unmet]
    let underloaded: [Underloaded]
    let changes: Changes?
    let keptDespiteConflict: [Pair]
    let ignoredIds: [String]
    let proof: Proof
    let seed: String

    /// What links the parts of the jury, and whether its marks could then be calibrated.
    struct Links: Encodable {
        let readings: Int
        let cost: Double
        let comparable: Bool
        let code, reason: String?
    }

    struct Unmet: Encodable {
        let entryId: String
        let missing: Int
        let cause: String
        let conflicts, withoutAffinity: Int

        enum CodingKeys: String, CodingKey {
            case entryId = "entry_id", missing, cause, conflicts, withoutAffinity = "without_affinity"
        }
    }

    struct Underloaded: Encodable {
        let jurorId: String
        let missing: Int
        let cause: String

        enum CodingKeys: String, CodingKey { case jurorId = "juror_id", missing, cause }
    }

    struct Changes: Encodable {
        let stayed: Int
        let takenBack, added: [Pair]

        enum CodingKeys: String, CodingKey { case stayed, takenBack = "taken_back", added }
    }

    struct Pair: Encodable {
        let entryId, jurorId: String

        enum CodingKeys: String, CodingKey { case entryId = "entry_id", jurorId = "juror_id" }
    }

    struct Proof: Encodable {
        let pairs, candidates, rounds, pivots: Int
    }

    enum CodingKeys: String, CodingKey {
        case total, minimum, bound, networkCost = "network_cost", gap, expectedTotal = "expected_total", readings, unmet
        case jurors, entries, links, underloaded, changes, keptDespiteConflict = "kept_despite_conflict", ignoredIds =
            "ignored_ids", proof,
            seed
    }
}

extension Explanation {
    init(
        _ answer: AssignmentAnswer, _ problem: AssignmentProblem, _ unknownIDs: Set<String>,
        _ refusal: CalibrationRefusal?
    ) {
        let (jurors, entries) = (problem.jurors, problem.entries)
        (self.jurors, self.entries) = (jurors.count, entries.count)
        links = Links(answer, refusal)
        (total, minimum, bound) = (answer.total, answer.minimum, answer.bound)
        (networkCost, gap, expectedTotal) = (answer.networkCost, answer.gap, answer.expectedTotal)
        readings = answer.readings.count
        unmet = answer.unmet.map { Unmet($0, entries) }.sorted { $0.entryId < $1.entryId }
        underloaded = answer.underloaded.map {
            Underloaded(jurorId: jurors[$0.juror].id, missing: $0.missing, cause: $0.cause.rawValue)
        }.sorted { $0.jurorId < $1.jurorId }
        let pair = { (pair: AssignmentProblem.Pair) in
            Pair(entryId: entries[pair.entry].id, jurorId: jurors[pair.juror].id)
        }
        changes = answer.changes.map { changes in
            let (takenBack, added) = (changes.takenBack.map(pair), changes.added.map(pair))
            return Changes(stayed: changes.stayed, takenBack: Pair.sorted(takenBack), added: Pair.sorted(added))
        }
        keptDespiteConflict = Pair.sorted(
            answer.readings.filter { $0.isKept && problem.affinities[$0.juror, $0.entry] == .conflict }
                .map { pair(.init(juror: $0.juror, entry: $0.entry)) })
        ignoredIds = unknownIDs.sorted()
        let proof = answer.proof
        self.proof = Proof(pairs: proof.pairs, candidates: proof.candidates, rounds: proof.rounds, pivots: proof.pivots)
        seed = problem.seed.text
    }
}

extension Explanation.Unmet {
    init(_ unmet: AssignmentAnswer.Unmet, _ entries: [AssignmentProblem.Entry]) {
        self.init(
            entryId: entries[unmet.entry].id, missing: unmet.missing, cause: unmet.cause.rawValue,
            conflicts: unmet.conflicts, withoutAffinity: unmet.unknown)
    }
}

extension Explanation.Links {
    init(_ answer: AssignmentAnswer, _ refusal: CalibrationRefusal?) {
        self.init(
            readings: answer.links, cost: (answer.linkCost * 1e9).rounded() / 1e9, comparable: refusal == nil,
            code: refusal?.code, reason: refusal?.reason)
    }
}

extension Explanation.Pair {
    fileprivate static func sorted(_ pairs: [Self]) -> [Self] {
        pairs.sorted { ($0.entryId, $0.jurorId) < ($1.entryId, $1.jurorId) }
    }
}
