import Foundation

/// The value that leaves as many entries above it as there are places, on average.
struct Boundary {
    let value: Double
    /// (mean − boundary)/deviation of each entry.
    let distances: [Double]
    let probabilities: [Double]

    init(_ means: [Double], _ deviations: [Double], expecting places: Double) {
        let widest = deviations.max() ?? 0
        var (low, high) = ((means.min() ?? 0) - 40 * widest, (means.max() ?? 0) + 40 * widest)
        func distances(_ value: Double) -> [Double] {
            zip(means, deviations).map { mean, deviation in
                guard deviation > 0 else { return mean > value ? 40 : mean < value ? -40 : 0 }
                return min(max((mean - value) / deviation, -40), 40)
            }
        }
        for _ in 0..<100 {
            let middle = low + (high - low) / 2
            if distances(middle).reduce(0, { $0 + Self.probability($1) }) > places {
                low = middle
            } else {
                high = middle
            }
        }
        value = low + (high - low) / 2
        self.distances = distances(value)
        probabilities = self.distances.map(Self.probability)
    }

    /// Φ.
    static func probability(_ distance: Double) -> Double { erfc(-distance / 2.0.squareRoot()) / 2 }
}

/// One entry and the boundary: how far apart, and how much of the uncertainty planned readings will remove.
///
/// With r the share of the variance that is learnt, the probability P′ that one will then see has
/// E[P′²] = Φ₂(z, z; r), so P(1 − P) falls by ∫₀ʳ φ₂(z, z; ρ) dρ = (1/2π) ∫ exp(−z²/(1 + sin t)) dt, t from 0 to arcsin r.
struct Nearness: Sendable {
    private let square: Double
    private let variance: Double
    /// r
    private(set) var learnt = 0.0
    private var angle = 0.0
    /// φ₂(z, z; r)
    private var slope = 0.0
    /// How far P(1 − P) is expected to have fallen.
    private(set) var settled = 0.0

    init(distance: Double, variance: Double) {
        (square, self.variance) = (distance * distance, variance)
        slope = density()
    }

    /// How far P(1 − P) falls when this much more of the variance is learnt.
    func gain(_ variance: Double) -> Double {
        guard self.variance > 0 else { return 0 }
        let more = variance / self.variance
        // So small a step is a straight line.
        return more < 1e-3 * (1 - learnt) ? slope * more : fall(to: angle(more))
    }

    mutating func learn(_ variance: Double) {
        guard self.variance > 0 else { return }
        let next = angle(variance / self.variance)
        settled += fall(to: next)
        learnt = min(1, learnt + variance / self.variance)
        angle = next
        slope = density()
    }

    private func angle(_ more: Double) -> Double { asin(min(1, learnt + more)) }

    private func density() -> Double {
        exp(-square / (1 + learnt)) / (2 * .pi * max(1 - learnt * learnt, 1e-12).squareRoot())
    }

    /// By Gauss and Legendre with three points.
    private func fall(to next: Double) -> Double {
        let (middle, half) = ((angle + next) / 2, (next - angle) / 2)
        let aside = half * 0.6.squareRoot()
        func height(_ angle: Double) -> Double { exp(-square / (1 + sin(angle))) }
        let sum = 8 * height(middle) + 5 * (height(middle - aside) + height(middle + aside))
        return half * sum / 18 / .pi
    }

    /// The probability of the wrong side once a share of the variance is learnt, one deciding by the mean:
    /// (1/π) ∫ exp(−z²/(2 sin² t)) dt, t from arcsin √share to π/2 (Craig, 1991), by Simpson's rule.
    func risk(at share: Double) -> Double {
        let (from, steps) = (asin(min(max(share, 0), 1).squareRoot()), 256)
        let width = (Double.pi / 2 - from) / Double(steps)
        let sum = (0...steps).reduce(0.0) { sum, step in
            let sine = sin(from + width * Double(step))
            let height = sine > 0 ? exp(-square / (2 * sine * sine)) : square > 0 ? 0 : 1
            return sum + height * (step == 0 || step == steps ? 1 : step % 2 == 1 ? 4 : 2)
        }
        return sum * width / 3 / .pi
    }
}
