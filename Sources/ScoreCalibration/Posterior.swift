import Foundation
import Seeds

/// What is known of the values of all entries together: a mixture of normal laws, one for each set of variances that the
/// marks allow.
///
/// The value of an entry is the mark that the average juror would give it, the chance of a reading apart. Entries count by their places in `Readings.entries`.
public struct Posterior: Sendable {
    let parts: [(weight: Double, law: GaussianPosterior)]
    public let means: [Double]
    /// What is reported as the estimate, around which `error(of:)` is taken.
    private let estimates: [Double]

    init(_ parts: [(weight: Double, law: GaussianPosterior)], around estimates: [Double]) {
        (self.parts, self.estimates) = (parts, estimates)
        means = (parts.first?.law.means.indices ?? 0..<0).map { entry in
            parts.reduce(0) { $0 + $1.weight * $1.law.means[entry] }
        }
    }

    public func variance(of entry: Int) -> Double {
        parts.reduce(0) { sum, part in
            let gap = part.law.means[entry] - means[entry]
            return sum + part.weight * (part.law.variance(of: entry) + gap * gap)
        }
    }

    /// The standard error of the estimate: the root of the expected squared distance of the value from it.
    public func error(of entry: Int) -> Double {
        let gap = means[entry] - estimates[entry]
        return max(variance(of: entry) + gap * gap, 0).squareRoot()
    }

    public func covariance(_ first: Int, _ second: Int) -> Double {
        parts.reduce(0) { sum, part in
            let gaps = (part.law.means[first] - means[first]) * (part.law.means[second] - means[second])
            return sum + part.weight * (part.law.covariance(first, second) + gaps)
        }
    }

    /// P(value of the first > value of the second), from their joint law.
    public func probability(_ first: Int, above second: Int) -> Double {
        parts.reduce(0) { sum, part in
            let gap = part.law.means[first] - part.law.means[second]
            let deviation = part.law.varianceOfDifference(first, second).squareRoot()
            let single = deviation > 0 ? erfc(-gap / deviation / 2.0.squareRoot()) / 2 : gap > 0 ? 1 : gap < 0 ? 0 : 0.5
            return sum + part.weight * single
        }
    }

    /// What a juror's mark of an entry would be and would tell, had it been given: its variance, chance of the reading
    /// included, and its covariance with the value of every entry. After such a mark the covariance of entries a and b
    /// falls by covariances[a]·covariances[b]/variance, whatever the mark.
    public func forecast(entry: Int, juror: Int) -> (mean: Double, variance: Double, covariances: [Double]) {
        var (mean, variance) = (0.0, 0.0)
        var covariances = [Double](repeating: 0, count: means.count)
        for (weight, law) in parts {
            let one = law.forecast(entry: entry, juror: juror)
            mean += weight * (law.means[entry] + law.severities[juror])
            variance += weight * one.variance
            for place in covariances.indices { covariances[place] += weight * one.covariances[place] }
        }
        return (mean, variance, covariances)
    }

    /// Joint draws: `body` gets the values of all entries, once a draw. The same seed gives the same draws.
    public func draw(_ count: Int, seed: Seed, _ body: (UnsafeMutableBufferPointer<Double>) -> Void) {
        var generator = seed.generator("calibration: posterior")
        var given = 0
        for (place, part) in parts.enumerated() {
            let share = parts[...place].reduce(0) { $0 + $1.weight }
            let upTo = place == parts.count - 1 ? count : Int((Double(count) * share).rounded())
            part.law.draw(max(upTo - given, 0), normal: { generator.normal() }, body)
            given = max(given, upTo)
        }
    }

    /// As above, kept: one array of values a draw.
    public func draws(_ count: Int, seed: Seed) -> [[Double]] {
        var draws: [[Double]] = []
        draw(count, seed: seed) { draws.append(Array($0)) }
        return draws
    }
}
