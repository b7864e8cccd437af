import Foundation
import Seeds

/// Whether the best K would be others had the criteria weighed a little differently.
public struct WeightSensitivity: Sendable, Equatable {
    public let draws: Int
    /// The share of draws in which the best K are the same.
    public let unchanged: Double
    /// Of each entry, the share of draws that put it among the best K.
    public let topShares: [Double]

    /// Weights are drawn from a Dirichlet law around those declared, of this concentration: a weight of one fifth
    /// deviates by about 0.06.
    public static let concentration = 50.0

    /// `estimates` tells what each entry gets from one value for each reading, all else as it stands.
    ///
    /// Nil with one criterion only.
    init?(
        _ readings: Readings, top: Int, lowerIsBetter: Bool, draws: Int, seed: Seed, _ estimates: ([Double]) -> [Double]
    ) {
        guard readings.criteria.count > 1, top < readings.entries.count else { return nil }
        let whole = !readings.criterionMarks.contains { $0.isNaN }
        let criteria = readings.criteria.indices
        let apart = whole ? criteria.map { estimates(readings.marks(on: $0)) } : []
        var generator = seed.generator("calibration: weights")
        let declared = Self.best(estimates(readings.list.map(\.mark)), top, lowerIsBetter)
        var (same, counts) = (0, readings.entries.map { _ in 0 })
        for _ in 0..<draws {
            let weights = Self.weights(around: readings.weights, &generator)
            let values =
                whole
                ? readings.entries.indices.map { entry in criteria.reduce(0) { $0 + weights[$1] * apart[$1][entry] } }
                : estimates(readings.scores(weights))
            let best = Self.best(values, top, lowerIsBetter)
            if best == declared { same += 1 }
            for entry in best { counts[entry] += 1 }
        }
        self.draws = draws
        unchanged = Double(same) / Double(draws)
        topShares = counts.map { Double($0) / Double(draws) }
    }

    private static func best(_ values: [Double], _ top: Int, _ lowerIsBetter: Bool) -> Set<Int> {
        Set(Ranking(values, lowerIsBetter: lowerIsBetter).order.prefix(top))
    }

    private static func weights(around weights: [Double], _ generator: inout SeededGenerator) -> [Double] {
        let drawn = weights.map { gamma(shape: $0 * concentration, &generator) }
        let total = drawn.reduce(0, +)
        return total > 0 ? drawn.map { $0 / total } : weights
    }

    /// Marsaglia and Tsang, «A simple method for generating gamma variables» (2000).
    private static func gamma(shape: Double, _ generator: inout SeededGenerator) -> Double {
        guard shape >= 1 else {
            return gamma(shape: shape + 1, &generator) * pow(1 - generator.uniform(), 1 / shape)
        }
        let base = shape - 1.0 / 3
        while true {
            let normal = generator.normal()
            let cube = pow(1 + normal / (9 * base).squareRoot(), 3)
            guard cube > 0 else { continue }
            let uniform = 1 - generator.uniform()
            if log(uniform) < normal * normal / 2 + base * (1 - cube + log(cube)) { return base * cube }
        }
    }
}

extension Readings {
    /// The mark of each reading on one criterion; NaN where none was given.
    func marks(on criterion: Int) -> [Double] { list.indices.map { criterionMarks[$0 * criteria.count + criterion] } }

    /// The score of each reading under other weights.
    func scores(_ weights: [Double]) -> [Double] {
        let scale = CriterionScale(criterionMarks, weights: weights)
        return list.indices.map { scale.score(criterionMarks, $0) ?? list[$0].mark }
    }
}
