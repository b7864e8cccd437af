import Foundation

/// Finds the variance ratios of highest restricted likelihood: Newton steps on the average information, projected on
/// the bounds, each step halved until the deviance falls.
struct VarianceSearch {
    let design: Design
    /// Of mean 0 and variance 1, in the order of the design.
    let marks: [Double]
    /// Effects whose variance may be above 0: 0 outer, 1 inner, 2 pool.
    let effects: [Int]
    /// The residual variance where it is known: where entries and jurors explain the marks to the last digit.
    let residual: Double?

    /// Below this ratio a variance is 0; above the other the residual is nothing.
    static let bounds = 1e-9...1e8
    private static let steps = 60

    /// The best of the searches from several starts; from one only where each costs seconds.
    func best() -> Likelihood? {
        let starts = design.columnCount <= 300 ? [0.5, 0.02, 10] : [0.5]
        return starts.compactMap(search).min { $0.deviance < $1.deviance }
    }

    func search(from start: Double) -> Likelihood? {
        var ratios = Ratios(outer: 0, inner: 0, pool: 0)
        for effect in effects { ratios[effect] = start }
        guard var current = Likelihood(design, ratios, marks, residual: residual) else { return nil }
        for _ in 0..<Self.steps {
            let (slope, curvature) = current.slopeAndCurvature(effects)
            let free = effects.indices.filter { place in
                let ratio = current.model.ratios[effects[place]]
                return !(ratio <= Self.bounds.lowerBound && slope[place] >= 0)
                    && !(ratio >= Self.bounds.upperBound && slope[place] <= 0)
            }
            let step = Self.newtonStep(slope, curvature, free, current.model.ratios, effects)
            let promise = zip(free, step).reduce(0) { $0 - slope[$1.0] * $1.1 }
            guard promise > 1e-13, let next = descend(from: current, free, step) else { break }
            current = next
        }
        return cleared(current)
    }

    /// Tries the step, then ever smaller ones; nil when none brings the deviance down.
    private func descend(from current: Likelihood, _ free: [Int], _ step: [Double]) -> Likelihood? {
        var length = 1.0
        for _ in 0..<30 {
            var ratios = current.model.ratios
            for (place, move) in zip(free, step) {
                ratios[effects[place]] = Self.bounded(ratios[effects[place]] + length * move)
            }
            if ratios == current.model.ratios { return nil }
            if let next = Likelihood(design, ratios, marks, residual: residual), next.deviance < current.deviance {
                return next
            }
            length /= 2
        }
        return nil
    }

    /// −curvature⁻¹·slope on the free effects, no ratio growing more than tenfold or falling below a twentieth at once
    /// unless it is about to vanish.
    private static func newtonStep(
        _ slope: [Double], _ curvature: [[Double]], _ free: [Int], _ ratios: Ratios, _ effects: [Int]
    ) -> [Double] {
        let size = free.count
        var matrix = free.flatMap { row in free.map { curvature[row][$0] } }
        for place in 0..<size { matrix[place * size + place] *= 1 + 1e-10 }
        let downhill = free.map { -slope[$0] }
        var step = DenseTriangle(matrix, size: size)?.solve(downhill) ?? []
        if step.isEmpty || zip(step, downhill).reduce(0, { $0 + $1.0 * $1.1 }) <= 0 {
            step = free.map { -slope[$0] / max(curvature[$0][$0], 1e-12) }
        }
        let reach = zip(free, step).map { place, move in
            move > 0 ? min(1, (10 * ratios[effects[place]] + 0.1) / move) : 1
        }
        let shortest = reach.min() ?? 1
        return step.map { $0 * shortest }
    }

    private static func bounded(_ ratio: Double) -> Double { min(max(ratio, bounds.lowerBound), bounds.upperBound) }

    /// Ratios at the lower bound are told as 0.
    private func cleared(_ found: Likelihood) -> Likelihood? {
        var ratios = found.model.ratios
        for effect in effects where ratios[effect] <= Self.bounds.lowerBound * 1.01 { ratios[effect] = 0 }
        return ratios == found.model.ratios ? found : Likelihood(design, ratios, marks, residual: residual)
    }
}
