import Foundation

/// The distribution of an unknown share. Parameters are positive.
public struct BetaDistribution: Sendable, Hashable {
    public let alpha: Double
    public let beta: Double

    public init(alpha: Double, beta: Double) { (self.alpha, self.beta) = (alpha, beta) }

    /// What is known of a share after some successes among some trials, with Jeffreys' prior Beta(½, ½).
    public static func jeffreys(successes: Int, trials: Int) -> BetaDistribution {
        BetaDistribution(alpha: Double(successes) + 0.5, beta: Double(trials - successes) + 0.5)
    }

    public var mean: Double { alpha / (alpha + beta) }

    /// P(share ≤ x): the regularised incomplete beta function, by its continued fraction (Abramowitz and Stegun,
    /// «Handbook of Mathematical Functions», 1964, 26.5.8) on the side of the mean where that converges fast.
    public func cumulative(_ x: Double) -> Double {
        guard x > 0 else { return 0 }
        guard x < 1 else { return 1 }
        let front = weight(x)
        guard x > (alpha + 1) / (alpha + beta + 2) else { return front * Self.fraction(alpha, beta, x) / alpha }
        return 1 - front * Self.fraction(beta, alpha, 1 - x) / beta
    }

    /// The x with P(share ≤ x) = p, by halving: 60 steps reach the precision of the numbers.
    public func quantile(_ p: Double) -> Double {
        var (low, high) = (0.0, 1.0)
        for _ in 0..<60 {
            let middle = (low + high) / 2
            if cumulative(middle) < p { low = middle } else { high = middle }
        }
        return (low + high) / 2
    }

    // x^α (1 − x)^β / B(α, β), the large terms of the three gamma functions taken together before they can cancel.
    private func weight(_ x: Double) -> Double {
        let sum = alpha + beta
        let main = alpha * log(x * sum / alpha) + beta * log((1 - x) * sum / beta)
        let rest = stirlingRest(sum) - stirlingRest(alpha) - stirlingRest(beta)
        return (alpha * beta / (2 * .pi * sum)).squareRoot() * exp(main + rest)
    }

    // Evaluated from the front (Lentz, 1976): it stops when one more term changes nothing.
    private static func fraction(_ a: Double, _ b: Double, _ x: Double) -> Double {
        var c = 1.0
        var d = 1 / awayFromZero(1 - (a + b) * x / (a + 1))
        var value = d
        for step in 1...20_000 {
            let m = Double(step)
            let even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
            let odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
            var change = 1.0
            for term in [even, odd] {
                d = 1 / awayFromZero(1 + term * d)
                c = awayFromZero(1 + term / c)
                change = c * d
                value *= change
            }
            if abs(change - 1) < 1e-16 { break }
        }
        return value
    }

    private static func awayFromZero(_ x: Double) -> Double { abs(x) < 1e-300 ? 1e-300 : x }
}

/// What Stirling's formula leaves of ln Γ(x), for positive x: ln Γ(x) − (x − ½) ln x + x − ½ ln 2π.
func stirlingRest(_ x: Double) -> Double {
    // Below 12, seven terms of the series are not enough: Γ(x + 1) = x Γ(x) leads there.
    guard x >= 12 else { return stirlingRest(x + 1) + (x + 0.5) * log1p(1 / x) - 1 }
    return stirlingSeries.reduce(0) { $0 / (x * x) + $1 } / x
}

// From the seventh term to the first.
private let stirlingSeries: [Double] = [
    1.0 / 156, -691.0 / 360_360, 1.0 / 1_188, -1.0 / 1_680, 1.0 / 1_260, -1.0 / 360, 1.0 / 12,
]
