import Foundation
import Seeds

/// All that a jury is shown: for each entry the raw mean beside the estimate, for each juror severity and consistency.
///
/// When calibration is refused raw means and ranks by them remain, with the reason.
public struct CalibrationReport: Sendable {
    /// What to ask.
    public struct Question: Sendable {
        /// How many entries will be chosen; nil for a tenth of them, one at least.
        public var top: Int?
        public var lowerIsBetter: Bool
        public var seed: Seed

        public init(top: Int? = nil, lowerIsBetter: Bool = false, seed: Seed = Seed("0")) {
            (self.top, self.lowerIsBetter, self.seed) = (top, lowerIsBetter, seed)
        }
    }

    /// What the model says of one entry.
    public struct Standing: Sendable {
        public let estimate: Double
        public let error: Double
        /// The bounds of the 90 % interval.
        public let low: Double
        public let high: Double
        public let topProbability: Double
        public let cluster: Int
    }

    public let readings: Readings
    public let top: Int
    public let rawMeans: [Double]
    /// By the estimate, or by the raw mean where calibration is refused.
    public let ranks: [Int]
    public let rawRanks: [Int]
    /// Nil where calibration is refused.
    public let standings: [Standing]?
    public let calibration: Calibration?
    public let checks: [JurorCheck]?
    public let refusal: CalibrationRefusal?
    public let alpha: Double?
    public let sensitivity: WeightSensitivity?

    /// 1.6449 deviations on each side hold 90 % of a normal law.
    private static let reach = 1.6448536269514722

    public init(_ readings: Readings, _ question: Question = Question()) {
        let entries = readings.entries.count
        let top = min(question.top ?? max(entries / 10, 1), entries)
        rawMeans = readings.meansByEntry(readings.list.map(\.mark))
        rawRanks = Ranking(rawMeans, lowerIsBetter: question.lowerIsBetter).ranks
        alpha = Agreement.alpha(readings)
        var (found, refusal) = (Calibration?.none, CalibrationRefusal?.none)
        do { found = try Calibration(readings) } catch { refusal = error }
        let ranking = Ranking(found?.estimates ?? rawMeans, lowerIsBetter: question.lowerIsBetter)
        ranks = ranking.ranks
        standings = found.map { Self.standings($0, ranking.order, top, question) }
        checks = found.map { JurorChecks($0).all() }
        sensitivity = WeightSensitivity(
            readings, top: top, lowerIsBetter: question.lowerIsBetter,
            draws: readings.jurors.count <= 500 || entries <= 500 ? 1_000 : 200, seed: question.seed
        ) { values in found?.estimates(from: values) ?? readings.meansByEntry(values) }
        (self.readings, self.top, self.refusal, calibration) = (readings, top, refusal, found)
    }

    private static func standings(
        _ calibration: Calibration, _ order: [Int], _ top: Int, _ question: Question
    ) -> [Standing] {
        let posterior = calibration.posterior
        let draws = calibration.readings.list.count <= 20_000 ? 4_000 : 1_000
        let chances = posterior.topProbabilities(
            top, lowerIsBetter: question.lowerIsBetter, draws: draws, seed: question.seed)
        let clusters = posterior.clusters(order, lowerIsBetter: question.lowerIsBetter)
        return calibration.estimates.indices.map { entry in
            let (estimate, error) = (calibration.estimates[entry], posterior.error(of: entry))
            return Standing(
                estimate: estimate, error: error, low: estimate - reach * error, high: estimate + reach * error,
                topProbability: chances[entry], cluster: clusters[entry])
        }
    }
}

extension Readings {
    /// The mean over readings of each entry.
    func meansByEntry(_ values: [Double]) -> [Double] {
        var (means, counts) = (entries.map { _ in 0.0 }, entries.map { _ in 0.0 })
        for (reading, value) in zip(list, values) {
            counts[reading.entry] += 1
            means[reading.entry] += (value - means[reading.entry]) / counts[reading.entry]
        }
        return means
    }
}
