import JuryAssignment
import ScoreCalibration
import Seeds

/// Who reads what next, from the marks so far: where the choice of the best is uncertain, or evenly where the marks
/// cannot tell.
struct NextReadings {
    struct Question {
        /// How many readings are left.
        var count: Int
        /// How many entries will be chosen.
        var top: Int
        var lowerIsBetter = false
    }

    let readings: Readings
    let question: Question
    let calibration: Calibration?
    /// With all proposals planned; nil where none was chosen by gain.
    private(set) var gain: ReadingGain?
    private(set) var proposals: [NextReader.Proposal] = []
    /// What a person should know about the answer.
    private(set) var notes: [String] = []

    /// So many entries at least are looked at, and no more than a dense covariance holds.
    private static let candidates = 400...2000

    /// `reader` knows the readings made, the loads and the conflicts, by the places of `readings`.
    init(_ readings: Readings, _ reader: NextReader, _ question: Question) {
        (self.readings, self.question) = (readings, question)
        var (reader, refusal) = (reader, CalibrationRefusal?.none)
        do { calibration = try Calibration(readings) } catch {
            (calibration, refusal) = (nil, error)
        }
        if let calibration { chooseByGain(calibration, &reader) }
        guard proposals.count < question.count else { return }
        let even = reader.chooseEvenly(
            question.count - proposals.count, preferring: Self.crossing(readings, after: refusal))
        if !even.isEmpty { notes.append(whyEven(even.count, refusal)) }
        proposals += even
    }

    private mutating func chooseByGain(_ calibration: Calibration, _ reader: inout NextReader) {
        let limit = min(max(question.count, Self.candidates.lowerBound), Self.candidates.upperBound)
        let found = ReadingGain(
            calibration, top: question.top, lowerIsBetter: question.lowerIsBetter, candidates: limit)
        guard var gain = found else { return }
        proposals = reader.choose(
            question.count, among: gain.candidates, gain: { gain.gain(entry: $0, juror: $1) },
            planned: { gain.plan(entry: $0, juror: $1) })
        if !proposals.isEmpty { self.gain = gain }
    }

    private func whyEven(_ count: Int, _ refusal: CalibrationRefusal?) -> String {
        let evenly = "\(count) readings go where they are fewest"
        if let refusal { return "\(evenly), the marks cannot be calibrated yet: \(refusal.reason)" }
        if question.top >= readings.entries.count {
            return "\(evenly), there is nothing to choose: \(readings.entries.count) entries for \(question.top) places"
        }
        if gain == nil { return "\(evenly), the marks tell no entry from another" }
        return "\(evenly), no reading that could change the choice is left"
    }

    /// Where a part is hardly linked to the others, readings across its border come first.
    private static func crossing(
        _ readings: Readings, after refusal: CalibrationRefusal?
    ) -> ((Int, Int) -> Bool)? {
        switch refusal {
        case .barelyLinked:
            return readings.pools.map { pools in { pools.ofEntry[$0] != pools.ofJuror[$1] } }
        case .secluded(let entries, _):
            let part = Set(entries)
            let isInside = readings.entries.map(part.contains)
            var inside = readings.jurors.map { _ in 0 }
            for reading in readings.list { inside[reading.juror] += isInside[reading.entry] ? 1 : -1 }
            return { isInside[$0] != (inside[$1] > 0) }
        default: return nil
        }
    }
}

extension NextReader {
    /// Knows the readings made.
    init(_ readings: Readings, maxLoad: Int?, seed: Seed) {
        self.init(entries: readings.entries, jurors: readings.jurors, maxLoad: maxLoad, seed: seed)
        for reading in readings.list { read(entry: reading.entry, juror: reading.juror) }
    }
}
