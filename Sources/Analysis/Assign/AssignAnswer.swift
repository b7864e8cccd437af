import JuryAssignment
import Tables

/// What `analyse assign` says: the readings, and why.
struct AssignAnswer {
    private let answer: AssignmentAnswer
    private let problem: AssignmentProblem
    private let unknownIDs: Set<String>

    init(_ answer: AssignmentAnswer, _ problem: AssignmentProblem, _ unknownIDs: Set<String>) {
        (self.answer, self.problem, self.unknownIDs) = (answer, problem, unknownIDs)
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

    func explanation() throws -> [UInt8] { try Answer.json(Explanation(answer, problem, unknownIDs)) }
}

private struct Explanation: Encodable {
    let total, minimum, bound, networkCost, gap: Double
    let expectedTotal: Double?
    let readings: Int
    let unmet: [Unmet]
    let underloaded: [Underloaded]
    let changes: Changes?
    let keptDespiteConflict: [Pair]
    let ignoredIds: [String]
    let proof: Proof
    let seed: String

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
        case underloaded, changes, keptDespiteConflict = "kept_despite_conflict", ignoredIds = "ignored_ids", proof,
            seed
    }
}

extension Explanation {
    init(_ answer: AssignmentAnswer, _ problem: AssignmentProblem, _ unknownIDs: Set<String>) {
        let (jurors, entries) = (problem.jurors, problem.entries)
        (total, minimum, bound) = (answer.total, answer.minimum, answer.bound)
        (networkCost, gap, expectedTotal) = (answer.networkCost, answer.gap, answer.expectedTotal)
        readings = answer.readings.count
        unmet = answer.unmet.map {
            Unmet(
                entryId: entries[$0.entry].id, missing: $0.missing, cause: $0.cause.rawValue, conflicts: $0.conflicts,
                withoutAffinity: $0.unknown)
        }.sorted { $0.entryId < $1.entryId }
        underloaded = answer.underloaded.map {
            Underloaded(jurorId: jurors[$0.juror].id, missing: $0.missing, cause: $0.cause.rawValue)
        }.sorted { $0.jurorId < $1.jurorId }
        let pair = { (pair: AssignmentProblem.Pair) in
            Pair(entryId: entries[pair.entry].id, jurorId: jurors[pair.juror].id)
        }
        changes = answer.changes.map {
            Changes(
                stayed: $0.stayed, takenBack: Pair.sorted($0.takenBack.map(pair)),
                added: Pair.sorted($0.added.map(pair)))
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

extension Explanation.Pair {
    fileprivate static func sorted(_ pairs: [Self]) -> [Self] {
        pairs.sorted { ($0.entryId, $0.jurorId) < ($1.entryId, $1.jurorId) }
    }
}
