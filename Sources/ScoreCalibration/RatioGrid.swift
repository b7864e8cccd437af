import Foundation

/// The sets of variance ratios that the marks allow, with their weights: restricted likelihood times prior on a grid.
///
/// Few jurors or pools leave their variance uncertain, and intervals that take it as known are too short. The grid lies in
/// ψ = ln(θ + ¼), θ the deviation of an effect in units of the residual deviation; the prior of θ is half-Cauchy of scale 1
/// (Gelman, 2006, «Prior distributions for variance parameters in hierarchical models»).
struct RatioGrid {
    let best: Likelihood
    let effects: [Int]
    let marks: [Double]
    /// The residual variance where it is known.
    let residual: Double?

    /// Above this size the variances are known well enough, and each set of them costs too much.
    static let largestSize = 200
    /// Up to this size the law of the variances is skewed and its grid fine.
    private var isSmall: Bool { best.model.design.columnCount <= 60 }
    /// Half the squared distance at which the density no longer counts.
    private static let depth = 4.5
    private static let shift = 0.25

    func parts() -> [(weight: Double, likelihood: Likelihood)] {
        guard best.model.design.columnCount <= Self.largestSize else { return [(1, best)] }
        let nodes = effects.map(nodes)
        var parts: [(weight: Double, likelihood: Likelihood)] = []
        for number in 0..<nodes.reduce(1, { $0 * $1.count }) {
            var (ratios, rest, width) = (best.model.ratios, number, 1.0)
            for (effect, nodes) in zip(effects, nodes) {
                let node = nodes[rest % nodes.count]
                rest /= nodes.count
                ratios[effect] = Self.ratio(node.place)
                width *= node.width
            }
            guard let one = Likelihood(best.model.design, ratios, marks, residual: residual) else { continue }
            parts.append((width * exp(logDensity(one)), one))
        }
        let highest = parts.reduce(0) { max($0, $1.weight) }
        let kept = parts.filter { $0.weight > highest * 3e-3 }
        let total = kept.reduce(0) { $0 + $1.weight }
        return total > 0 ? kept.map { ($0.weight / total, $0.likelihood) } : [(1, best)]
    }

    private static func ratio(_ place: Double) -> Double {
        let deviation = max(exp(place) - shift, 0)
        return deviation * deviation
    }

    /// Relative to the best; prior and change of variable included.
    private func logDensity(_ one: Likelihood) -> Double {
        effects.reduce((best.deviance - one.deviance) / 2) { sum, effect in
            let ratio = one.model.ratios[effect]
            return sum - log1p(ratio) + log(ratio.squareRoot() + Self.shift)
        }
    }

    /// Midpoints between the places where the density along one effect has gone, the others at their best.
    private func nodes(_ effect: Int) -> [(place: Double, width: Double)] {
        let centre = log(best.model.ratios[effect].squareRoot() + Self.shift)
        let floor = log(Self.shift)
        let low = edge(effect, from: centre, to: floor), high = edge(effect, from: centre, to: centre + 4)
        let count = effects.count < 3 ? (isSmall ? 9 : 5) : (isSmall ? 6 : 4)
        let width = (high - low) / Double(count)
        return (0..<count).map { (low + (Double($0) + 0.5) * width, width) }
    }

    private func edge(_ effect: Int, from centre: Double, to limit: Double) -> Double {
        let peak = logDensity(best)
        func gone(_ place: Double) -> Bool {
            var ratios = best.model.ratios
            ratios[effect] = Self.ratio(place)
            guard let one = Likelihood(best.model.design, ratios, marks, residual: residual) else { return true }
            return logDensity(one) < peak - Self.depth
        }
        guard gone(limit) else { return limit }
        var (near, far) = (centre, limit)
        for _ in 0..<8 {
            let middle = (near + far) / 2
            if gone(middle) { far = middle } else { near = middle }
        }
        return (near + far) / 2
    }
}
