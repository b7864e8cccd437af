import JuryAssignment
import ScoreCalibration

/// Whether the marks of an assignment could be compared, by the very checks of `calibrate`.
struct JuryLinks {
    private let problem: AssignmentProblem
    private let jurors: [String: Int]
    private let entries: [String: Int]
    /// The pools of entries and jurors, where each entry has one: `calibrate` takes them into account.
    private var pools: [String: String]?
    private let least: Int

    /// `least`: how many readings must link a part at least; 0 asks for none, and `refusal` says what that leaves.
    init(_ problem: AssignmentProblem, pools file: DataFile?, least: Int) throws {
        (self.problem, self.least) = (problem, least)
        jurors = Dictionary(problem.jurors.map(\.id).enumerated().map { ($1, $0) }) { first, _ in first }
        entries = Dictionary(problem.entries.map(\.id).enumerated().map { ($1, $0) }) { first, _ in first }
        guard let file else { return }
        let (id, pool) = try (file.column("id"), file.column("pool"))
        var named: [String: String] = [:]
        try file.forEachRow { row in named[try row.name(id)] = row.text(pool) }
        named = named.filter { !$0.value.isEmpty }
        if problem.entries.allSatisfy({ named[$0.id] != nil }) { pools = named }
    }

    /// Why marks given by these readings would not be calibrated; nil when they would, whatever the marks.
    func refusal(_ answer: AssignmentAnswer) -> CalibrationRefusal? { comparability(answer)?.refusal }

    func parts(_ answer: AssignmentAnswer) -> [SecludedPart] {
        guard let readings = readings(answer) else { return [] }
        return Comparability(readings, leastLinks: max(1, least)).secluded.map { part in
            SecludedPart(
                entries: Set(part.entries.compactMap { entries[readings.entries[$0]] }),
                jurors: Set(part.jurors.compactMap { jurors[readings.jurors[$0]] }), lacking: part.lacking)
        }
    }

    private func comparability(_ answer: AssignmentAnswer) -> Comparability? {
        readings(answer).map { Comparability($0, leastLinks: max(1, least)) }
    }

    /// Marks that say nothing: only who reads what is looked at.
    private func readings(_ answer: AssignmentAnswer) -> Readings? {
        let marks = answer.readings.map {
            Mark(entry: problem.entries[$0.entry].id, juror: problem.jurors[$0.juror].id, value: 0)
        }
        guard let readings = try? Readings(marks) else { return nil }
        return pools.flatMap { try? readings.pooled($0) } ?? readings
    }
}
