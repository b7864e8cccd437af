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
    /// The best linear unbiased prediction of each entry: μ + pool + entry, at the variances above.
    public let estimates: [Double]
    /// The same with all its uncertainty, that of the variances included.
    public let posterior: Posterior
    /// What each juror adds to a mark: below 0 for a severe one.
    public let severities: [Double]
    public let severityDeviations: [Double]
    /// The probability that jurors of one severity would seem to differ at least as much (likelihood ratio, halved at
    /// the bound).
    public let severityDoubt: Double
    /// −2 ln of the restricted likelihood of the marks, with all constants.
    public let deviance: Double
    /// μ: what the average juror gives the average entry.
    public let mean: Double
    /// What its pool adds to each entry; nil without pools.
    public let poolEffects: [Double]?
    private let fit: MarkFit
    private let law: GaussianPosterior

    public init(_ readings: Readings) throws(CalibrationRefusal) {
        try GuardRails.check(readings)
        let fit = try MarkFit(readings)
        let best = try fit.search()
        self.readings = readings
        let law = fit.posterior(best)
        (self.fit, self.law) = (fit, law)
        (mean, poolEffects) = (law.mean, law.poolEffects)
        estimates = law.means
        variances = fit.variances(best)
        severities = law.severities
        severityDeviations = law.severityVariances().map { max($0, 0).squareRoot() }
        posterior = fit.mixture(best, law)
        severityDoubt = fit.doubt(best)
        deviance = best.deviance + Double(readings.list.count - 1) * 2 * log(fit.scale)
    }
}

extension Calibration {
    /// The share of the variance of a mark that lies in what it is given to: (pool + entry) / all. Nil when all is 0.
    public var intraclassCorrelation: Double? {
        let between = variances.entry + (variances.pool ?? 0)
        let all = between + variances.juror + variances.residual
        return all > 0 ? between / all : nil
    }

    /// What each entry would get from other marks, one for each reading, at the same variances.
    func estimates(from values: [Double]) -> [Double] {
        let mean = values.reduce(0) { $0 + $1 / Double(values.count) }
        let solution = law.model.solve(fit.design.source.map { values[$0] - mean })
        return GaussianPosterior.values(solution, fit.design, fit.poolOf).entries.map { $0 + mean }
    }
}

/// The marks of a campaign brought to mean 0 and variance 1, and the design they stand in.
struct MarkFit {
    let design: Design
    let poolOf: [Int]?
    let mean: Double
    let scale: Double
    let marks: [Double]
    /// The residual variance of marks that entries and jurors explain wholly: nothing, as near as the equations bear it.
    let residual: Double?

    /// Marks are explained wholly when no more than this share of their variance is left.
    private static let nothing = 1e-6

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
        residual = Self.residual(design, marks, hasPools: poolOf != nil)
    }

    /// Where nothing is left to chance the restricted likelihood has no highest point: it grows as the residual variance
    /// falls to 0, and with it profiled out the ratios run away and take the variances of the effects along. Held at next to
    /// nothing, what is left is the likelihood of the effects alone.
    private static func residual(_ design: Design, _ marks: [Double], hasPools: Bool) -> Double? {
        let free = Ratios(outer: 1e7, inner: 1e7, pool: hasPools ? 1e7 : 0)
        guard let widest = Likelihood(design, free, marks), widest.residualVariance < nothing else { return nil }
        return nothing
    }

    /// The places of the effects in `Ratios`.
    var entryEffect: Int { design.entriesOutside ? 0 : 1 }
    var jurorEffect: Int { 1 - entryEffect }

    var effects: [Int] { [0, 1] + (poolOf == nil ? [] : [2]) }

    func search(withoutJurors: Bool = false) throws(CalibrationRefusal) -> Likelihood {
        let kept = withoutJurors ? effects.filter { $0 != jurorEffect } : effects
        guard let best = VarianceSearch(design: design, marks: marks, effects: kept, residual: residual).best() else {
            throw .unsolved
        }
        return best
    }

    func posterior(_ likelihood: Likelihood) -> GaussianPosterior {
        GaussianPosterior(likelihood, poolOf: poolOf, mean: mean, scale: scale)
    }

    func mixture(_ best: Likelihood, _ law: GaussianPosterior) -> Posterior {
        let parts = RatioGrid(best: best, effects: effects, marks: marks, residual: residual).parts()
        guard parts.count > 1 else { return Posterior([(1, law)], around: law.means) }
        return Posterior(parts.map { ($0.weight, posterior($0.likelihood)) }, around: law.means)
    }

    func variances(_ likelihood: Likelihood) -> Calibration.Variances {
        let (ratios, residual) = (likelihood.model.ratios, likelihood.residualVariance * scale * scale)
        return Calibration.Variances(
            pool: poolOf == nil ? nil : residual * ratios.pool, entry: residual * ratios[entryEffect],
            juror: residual * ratios[jurorEffect], residual: self.residual == nil ? residual : 0)
    }

    /// The variance stands on its bound when jurors are alike, so half of the law of χ² with one degree lies at 0 (Self
    /// and Liang, 1987).
    func doubt(_ best: Likelihood) -> Double {
        guard let without = try? search(withoutJurors: true) else { return 1 }
        let ratio = without.deviance - best.deviance
        return ratio <= 1e-9 ? 1 : erfc((ratio / 2).squareRoot()) / 2
    }
}
