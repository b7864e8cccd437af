import JuryAssignment
import Tables

/// The readings proposed, as a table and with their reasons.
struct NextReaderAnswer {
    let next: NextReadings
    /// What a person should know: why readings go evenly, why there are fewer than asked for.
    let notes: [String]

    /// `before`: the readings made, loads and conflicts; `readingNotes`: what was seen when the marks were read.
    init(_ next: NextReadings, before: NextReader, strangers: Int, readingNotes: [String] = []) {
        self.next = next
        var notes = readingNotes + next.notes
        if next.proposals.count < next.question.count { notes.append(Self.whyFewer(next, before)) }
        if strangers > 0 { notes.append("\(strangers) conflicts concern a juror or an entry without any mark") }
        self.notes = notes
    }

    private static func whyFewer(_ next: NextReadings, _ before: NextReader) -> String {
        let pairs = before.entryCount * before.jurorCount
        let (read, open) = (next.readings.list.count, before.open)
        let beyond = open - next.proposals.count
        let reasons = [
            "\(read) are read", pairs - read > open ? "\(pairs - read - open) are conflicts" : nil,
            beyond > 0 ? "\(beyond) are beyond the load" : nil,
        ]
        let why = reasons.compactMap(\.self).joined(separator: ", ")
        return "\(next.proposals.count) of \(next.question.count) readings are possible: of \(pairs) pairs \(why)"
    }

    var table: [UInt8] {
        var writer = TableWriter(columns: ["entry_id", "juror_id", "gain"], dialect: .machine)
        for proposal in next.proposals {
            let gain = Cell(proposal.gain)
            writer.append([
                .text(next.readings.entries[proposal.entry]), .text(next.readings.jurors[proposal.juror]), gain,
            ])
        }
        return writer.bytes
    }

    func explanation() throws -> [UInt8] { try Answer.json(Explanation(self)) }

    struct Explanation: Encodable {
        let top, asked, possible: Int
        let boundary: Double?
        let doubt, expected_doubt: Double?
        let readings: [Reason]
        let notes: [String]

        init(_ answer: NextReaderAnswer) {
            let next = answer.next
            (top, asked, possible) = (next.question.top, next.question.count, next.proposals.count)
            (boundary, doubt, expected_doubt) = (next.gain?.boundary, next.gain?.doubt.now, next.gain?.doubt.expected)
            readings = next.proposals.map { Reason($0, next) }
            notes = answer.notes
        }
    }

    /// Why one reading is proposed.
    struct Reason: Encodable {
        let entry_id, juror_id: String
        let gain, estimate, top_probability, risk, expected_risk: Double?
        let readings: Int
        let severity: Double?
        let reason: String

        init(_ proposal: NextReader.Proposal, _ next: NextReadings) {
            (entry_id, juror_id) = (next.readings.entries[proposal.entry], next.readings.jurors[proposal.juror])
            readings = next.readings.list.count { $0.entry == proposal.entry }
            gain = proposal.gain
            estimate = next.calibration?.estimates[proposal.entry]
            severity = next.calibration?.severities[proposal.juror]
            guard let gains = next.gain else {
                (top_probability, risk, expected_risk) = (nil, nil, nil)
                reason = "even coverage: \(readings) readings so far"
                return
            }
            let probability = gains.topProbabilities[proposal.entry]
            let risks = gains.risk(of: proposal.entry)
            (top_probability, risk, expected_risk) = (probability, risks.now, risks.expected)
            reason =
                proposal.gain == nil
                ? "even coverage: nothing to gain from it"
                : "among the best \(next.question.top) with probability \(Self.percent(probability)): the decision is "
                    + "wrong with probability \(Self.percent(risks.now)), \(Self.percent(risks.expected)) is expected "
                    + "once the readings proposed are in"
        }

        private static func percent(_ probability: Double) -> String { "\((1000 * probability).rounded() / 10) %" }
    }
}
