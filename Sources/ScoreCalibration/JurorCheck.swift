import Foundation

/// How a juror's marks go with those of the others.
public struct JurorCheck: Sendable, Equatable {
    /// Correlation between the juror's marks and what the others' marks say of the same entries; nil below three of them,
    /// or where one of the two does not vary.
    public let consistency: Double?
    /// Deviation of the juror's marks from estimate plus severity; nil for one reading.
    public let residualDeviation: Double?
    /// How far the juror's marks follow what the others say: 1 fully, 0 not at all; nil where that does not vary.
    public let slope: Double?
    /// The variance of the juror's marks around what the others say, as a share of what it would be for a juror like them.
    public let noise: Double?
    /// The probability that a juror like the others would seem as odd; nil where there is too little to tell.
    public let doubt: Double?
    /// The doubt once all jurors are tested at once: of those flagged at a level, no more than that share are like the
    /// others, on average (Benjamini and Hochberg, 1995).
    public internal(set) var juryDoubt: Double?

    /// Odd beyond what chance makes of one juror among so many, and by much: the marks follow the entries by little more
    /// than half or less, or lie around them with twice the variance.
    public var isOutlier: Bool {
        guard let juryDoubt, juryDoubt <= Self.level else { return false }
        return slope ?? 1 < 0.6 || noise ?? 1 > 2
    }

    static let level = 0.05
    /// Fewer readings shared with others say nothing of a juror.
    static let fewestReadings = 4
}

extension [JurorCheck] {
    /// With the doubts of the whole jury: of m tested, the i-th smallest doubt p becomes the least p·m/i from there on up.
    func testedTogether() -> [JurorCheck] {
        let tested = indices.compactMap { place in self[place].doubt.map { (place: place, doubt: $0) } }
            .sorted { ($0.doubt, $0.place) < ($1.doubt, $1.place) }
        var (checks, least) = (self, 1.0)
        for (rank, juror) in tested.enumerated().reversed() {
            least = Swift.min(least, juror.doubt * Double(tested.count) / Double(rank + 1))
            checks[juror.place].juryDoubt = least
        }
        return checks
    }
}

/// Checks each juror against what the others say of the same entries, the variances taken as known.
///
/// What the others say of entry i without juror j: the mean m of μ + pool + entry, given their marks less their
/// severities; its variance v. A juror like the others marks m + severity + chance of variance v + σ²; so the slope of
/// the marks on m is 1 (below: the juror does not follow the entries), and the squares around m add up to χ² (above: the
/// juror is noisier than the others). Each is tested at half the level.
struct JurorChecks {
    private let calibration: Calibration
    private var sums: [Double]
    private var counts: [Double]

    private struct Comparison {
        let mark: Double
        let others: Double
        let variance: Double
    }

    init(_ calibration: Calibration) {
        self.calibration = calibration
        sums = calibration.readings.entries.map { _ in 0 }
        counts = sums
        for reading in calibration.readings.list {
            sums[reading.entry] += reading.mark - calibration.severities[reading.juror]
            counts[reading.entry] += 1
        }
    }

    func all() -> [JurorCheck] {
        var (compared, residuals) = (
            [[Comparison]](repeating: [], count: calibration.readings.jurors.count),
            [[Double]](repeating: [], count: calibration.readings.jurors.count)
        )
        for reading in calibration.readings.list {
            if let comparison = comparison(reading) { compared[reading.juror].append(comparison) }
            let expected = calibration.estimates[reading.entry] + calibration.severities[reading.juror]
            residuals[reading.juror].append(reading.mark - expected)
        }
        return zip(compared, residuals).map { compared, residuals in
            let (slope, noise, doubt) = Self.oddity(compared)
            return JurorCheck(
                consistency: Self.correlation(compared), residualDeviation: Self.deviation(residuals), slope: slope,
                noise: noise, doubt: doubt)
        }.testedTogether()
    }

    private func comparison(_ reading: Reading) -> Comparison? {
        let (variances, entry) = (calibration.variances, reading.entry)
        let others = counts[entry] - 1
        guard others > 0, variances.entry > 0, variances.residual > 0 else { return nil }
        let prior = calibration.mean + (calibration.poolEffects?[entry] ?? 0)
        let sum = sums[entry] - (reading.mark - calibration.severities[reading.juror])
        let variance = 1 / (1 / variances.entry + others / variances.residual)
        let mean = variance * (prior / variances.entry + sum / variances.residual)
        return Comparison(mark: reading.mark, others: mean, variance: variance + variances.residual)
    }

    private static func correlation(_ compared: [Comparison]) -> Double? {
        guard compared.count >= 3 else { return nil }
        let (marks, others) = centred(compared)
        let squares = (dot(marks, marks) * dot(others, others)).squareRoot()
        guard squares > 0, squares.isFinite else { return nil }
        return min(max(dot(marks, others) / squares, -1), 1)
    }

    /// Slope, noise and doubt.
    private static func oddity(_ compared: [Comparison]) -> (slope: Double?, noise: Double?, doubt: Double?) {
        guard compared.count >= JurorCheck.fewestReadings else { return (nil, nil, nil) }
        let (marks, others) = centred(compared)
        let count = Double(compared.count)
        let variance = compared.reduce(0) { $0 + $1.variance } / count
        let spread = dot(others, others)
        let slope = spread > 1e-12 * variance ? dot(marks, others) / spread : nil
        let slopeDoubt = slope.map { normalTail((1 - $0) * (spread / variance).squareRoot()) } ?? 1
        let gaps = zip(marks, others).map(-)
        let squares = dot(gaps, gaps) / variance
        let noiseDoubt = squaresTail(squares, freedom: count - 1)
        return (slope, squares / (count - 1), min(2 * min(slopeDoubt, noiseDoubt), 1))
    }

    private static func centred(_ compared: [Comparison]) -> (marks: [Double], others: [Double]) {
        let count = Double(compared.count)
        let mark = compared.reduce(0) { $0 + $1.mark / count }, other = compared.reduce(0) { $0 + $1.others / count }
        return (compared.map { $0.mark - mark }, compared.map { $0.others - other })
    }

    private static func dot(_ first: [Double], _ second: [Double]) -> Double {
        zip(first, second).reduce(0) { $0 + $1.0 * $1.1 }
    }

    private static func deviation(_ residuals: [Double]) -> Double? {
        guard residuals.count > 1 else { return nil }
        let mean = residuals.reduce(0, +) / Double(residuals.count)
        return (residuals.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(residuals.count - 1)).squareRoot()
    }

    private static func normalTail(_ value: Double) -> Double { erfc(value / 2.0.squareRoot()) / 2 }

    /// P(χ² > value), by the cube root of Wilson and Hilferty (1931).
    private static func squaresTail(_ value: Double, freedom: Double) -> Double {
        let spread = 2 / (9 * freedom)
        return normalTail((cbrt(value / freedom) - 1 + spread) / spread.squareRoot())
    }
}
