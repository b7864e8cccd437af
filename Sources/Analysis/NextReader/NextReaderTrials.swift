import ArgumentParser
import Foundation
import JuryAssignment
import ScoreCalibration
import Seeds
import Tables

/// For the bench: juries whose truth is known, read further by gain and evenly; how many of the best are found when.
struct NextReaderTrialsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "next-reader-trials", abstract: "Simulates juries read by gain and evenly.", shouldDisplay: false)

    @Option var entries = 60
    @Option var jurors = 12
    @Option(help: "Readings of each entry before the first choice, and when all are spent.") var first = 1.0
    @Option var last = 4.0
    @Option(help: "Readings proposed at once, for each entry.") var batch = 0.25
    @Option var trials = 200
    @Option var slack = 1.25
    @Option(help: "The share of entries that will be chosen.") var share = 0.1
    @Option var seed = "0"

    func run() throws {
        try Answer.write {
            var writer = TableWriter(columns: ["trial", "policy", "readings", "recall"], dialect: .machine)
            for number in 0..<trials {
                let jury = SimulatedJury(
                    entries: entries, jurors: jurors, seed: Seed("\(seed) \(entries)x\(jurors) \(number)"))
                for (policy, isEven) in [("gain", false), ("even", true)] {
                    for (readings, recall) in trial(jury, isEven: isEven) {
                        writer.append([.integer(number), .text(policy), .integer(readings), .decimal(recall)])
                    }
                }
            }
            return writer.bytes
        }
    }

    private func trial(_ jury: SimulatedJury, isEven: Bool) -> [(readings: Int, recall: Double)] {
        let (total, top) = (Int(last * Double(entries)), max(1, Int(share * Double(entries))))
        let maxLoad = Int((slack * Double(total) / Double(jurors)).rounded(.up))
        var reader = NextReader(entries: jury.entries, jurors: jury.jurors, maxLoad: maxLoad, seed: jury.seed)
        var made = reader.chooseEvenly(Int(first * Double(entries)))
        var points: [(Int, Double)] = []
        while let readings = try? Readings(made.map(jury.mark)) {
            let step = min(max(1, Int(batch * Double(entries))), total - made.count)
            let question = NextReadings.Question(count: isEven ? 0 : step, top: top)
            let next = NextReadings(readings, reader, question)
            points.append((made.count, jury.recall(of: top, next)))
            let proposals = isEven ? reader.chooseEvenly(step) : next.proposals
            guard !proposals.isEmpty else { return points }
            if !isEven { for proposal in proposals { reader.read(entry: proposal.entry, juror: proposal.juror) } }
            made += proposals
        }
        return points
    }
}

/// Marks as in section 2 of the analysis: quality, severity, chance of a reading and use of the scale vary; marks are
/// whole, from 0 to 10. Each pair has its mark before anyone is asked, the same whoever asks.
struct SimulatedJury {
    let entries: [String]
    let jurors: [String]
    let seed: Seed
    private let qualities: [Double]
    private let marks: [Double]

    init(entries: Int, jurors: Int, seed: Seed) {
        self.seed = seed
        self.entries = Self.names(entries, "e")
        self.jurors = Self.names(jurors, "j")
        var draws = seed.generator("jury")
        let qualities = (0..<entries).map { _ in draws.normal() }
        let severities = (0..<jurors).map { _ in 0.7 * draws.normal() }
        let scales = (0..<jurors).map { _ in exp(0.15 * draws.normal()) }
        marks = (0..<entries * jurors).map { pair in
            let (entry, juror) = (pair / jurors, pair % jurors)
            let seen = scales[juror] * (qualities[entry] + 0.9 * draws.normal()) + severities[juror]
            return min(max((5.5 + 1.5 * seen).rounded(), 0), 10)
        }
        self.qualities = qualities
    }

    /// In alphabetical order, so that places are the same everywhere.
    private static func names(_ count: Int, _ letter: String) -> [String] {
        let width = String(count).count
        return (0..<count).map { letter + String(repeating: "0", count: width - String($0).count) + String($0) }
    }

    func mark(_ pair: NextReader.Proposal) -> Mark {
        Mark(
            entry: entries[pair.entry], juror: jurors[pair.juror], value: marks[pair.entry * jurors.count + pair.juror])
    }

    /// The share of the truly best that the marks so far put among the best.
    func recall(of top: Int, _ next: NextReadings) -> Double {
        let readings = next.readings
        let merits = next.calibration?.estimates ?? Self.rawMeans(readings)
        let chosen = Set(
            merits.indices.sorted { (merits[$0], $1) > (merits[$1], $0) }.prefix(top).map { readings.entries[$0] })
        let best = qualities.indices.sorted { qualities[$0] > qualities[$1] }.prefix(top).map { entries[$0] }
        return Double(best.count(where: chosen.contains)) / Double(top)
    }

    private static func rawMeans(_ readings: Readings) -> [Double] {
        var (sums, counts) = (readings.entries.map { _ in 0.0 }, readings.entries.map { _ in 0.0 })
        for reading in readings.list {
            sums[reading.entry] += reading.mark
            counts[reading.entry] += 1
        }
        return zip(sums, counts).map(/)
    }
}
