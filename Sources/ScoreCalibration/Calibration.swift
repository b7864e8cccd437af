import Foundation
import Seeds

/// Marks made comparable: what each entry deserves on the scale of the jury, what each juror adds to a mark, and how
/// sure one may be of it. Fit once, ask much.
///
/// mark = μ + pool of the entry + entry + juror + chance, all random but μ; variances by restricted maximum likelihood.
public struct Calibration: Sendable {
    /// Variances of the marks, in squared marks.
    public struct Variances: Sendable, Equatable {
        /// Nil when pools were not declared, or there is only one.
        public let pool: Double?
        public let entry: Double
        public let juror: Double
        public let residual: Double
    }

    public let readings: Readings
    public let variances: Variances
    public let posterior: Posterior
    /// What each juror adds to a mark: below 0 for a severe one.
    public let severities: [Double]
    public let severityDeviations: [Double]
    /// The probability that jurors of one severity would seem to differ at least as much (likelihood ratio, halved at
    /// the bound).
    public let severityDoubt: Double
    /// −2 ln of the restricted likelihood of the marks, with all constants.
    public let deviance: Double

    public init(_ readings: Readings) throws(CalibrationRefusal) {
        try GuardRails.check(readings)
        let fit = try MarkFit(readings)
        let best = try fit.search()
        self.readings = readings
        posterior = Posterior([(1, fit.posterior(best))])
        variances = fit.variances(best)
        severities = fit.posterior(best).severities
        severityDeviations = fit.posterior(best).severityVariances().map { max($0, 0).squareRoot() }
        severityDoubt = fit.doubt(best)
        deviance = best.deviance + Double(readings.list.count - 1) * 2 * log(fit.scale)
    }
}

/// The marks of a campaign brought to mean 0 and variance 1, and the design they stand in.
struct MarkFit {
    let design: Design
    let poolOf: [Int]?
    let mean: Double
    let scale: Double
    let marks: [Double]

    init(_ readings: Readings) throws(CalibrationRefusal) {
        let list = readings.list
        let pools = readings.pools.flatMap { Set($0.ofEntry).count > 1 ? $0 : nil }
        poolOf = pools?.ofEntry
        design = Design(
            list, entries: readings.entries.count, jurors: readings.jurors.count, poolOf: poolOf,
            poolCount: pools?.names.count ?? 0)
        let count = Double(list.count)
        let largest = list.reduce(0) { max($0, abs($1.mark)) }
        let mean = list.reduce(0) { $0 + $1.mark / largest } / count * largest
        let square = list.reduce(0) { $0 + ($1.mark - mean) / largest * (($1.mark - mean) / largest) } / (count - 1)
        let scale = square.squareRoot() * largest
        // Marks that differ by their last bits only are the same mark.
        guard scale > largest * 1e-12, scale.isFinite else { throw .noVariance }
        marks = design.source.map { (list[$0].mark - mean) / scale }
        (self.mean, self.scale) = (mean, scale)
    }

    /// The places of the effects in `Ratios`.
    var entryEffect: Int { design.entriesOutside ? 0 : 1 }
    var jurorEffect: Int { 1 - entryEffect }

    func search(withoutJurors: Bool = false) throws(CalibrationRefusal) -> Likelihood {
        let effects = [0, 1] + (poolOf == nil ? [] : [2])
        let kept = withoutJurors ? effects.filter { $0 != jurorEffect } : effects
        guard let best = VarianceSearch(design: design, marks: marks, effects: kept).best() else { throw .unsolved }
        return best
    }

    func posterior(_ likelihood: Likelihood) -> GaussianPosterior {
        GaussianPosterior(likelihood, poolOf: poolOf, mean: mean, scale: scale)
    }

    func variances(_ likelihood: Likelihood) -> Calibration.Variances {
        let (ratios, residual) = (likelihood.model.ratios, likelihood.residualVariance * scale * scale)
        return Calibration.Variances(
            pool: poolOf == nil ? nil : residual * ratios.pool, entry: residual * ratios[entryEffect],
            juror: residual * ratios[jurorEffect], residual: residual)
    }

    /// The variance stands on its bound when jurors are alike, so half of the law of χ² with one degree lies at 0 (Self
    /// and Liang, 1987).
    func doubt(_ best: Likelihood) -> Double {
        guard let without = try? search(withoutJurors: true) else { return 1 }
        let ratio = without.deviance - best.deviance
        return ratio <= 1e-9 ? 1 : erfc((ratio / 2).squareRoot()) / 2
    }
}
