import Foundation

/// The restricted likelihood of the variance ratios, the residual variance profiled out, with its slope and curvature.
struct Likelihood: Sendable {
    let model: MixedModel
    /// −2 ln of the restricted likelihood, but for a constant.
    let deviance: Double
    let residualVariance: Double
    let solution: MixedModel.Solution
    /// Whether the residual variance was given and not found.
    private let isExact: Bool

    /// A share of the variance of the marks below which a residual is nothing but rounding.
    private static let smallestShare = 1e-12

    /// `marks` in the order of the design, of mean 0 and variance 1. `residual`: the residual variance, where it is known.
    init?(_ design: Design, _ ratios: Ratios, _ marks: [Double], residual: Double? = nil) {
        guard let model = MixedModel(design, ratios) else { return nil }
        let solution = model.solve(marks)
        let freedom = Double(marks.count - 1)
        let squares = zip(marks, solution.remainder).reduce(0) { $0 + $1.0 * $1.1 }
        residualVariance = residual ?? max(squares / freedom, Self.smallestShare)
        let fit = residual.map { squares / $0 } ?? freedom
        deviance = model.logDeterminant + freedom * log(2 * .pi * residualVariance) + fit
        isExact = residual != nil
        (self.model, self.solution) = (model, solution)
        guard deviance.isFinite else { return nil }
    }

    /// The slope of the deviance for each of the effects, and its average-information curvature (Gilmour, Thompson and
    /// Cullis, 1995) with the residual variance profiled out unless it is known: positive semidefinite by construction.
    func slopeAndCurvature(_ effects: [Int]) -> (slope: [Double], curvature: [[Double]]) {
        let traces = traces()
        let remainder = solution.remainder
        let freedom = Double(remainder.count - 1)
        let groups = effects.map { model.grouped(remainder, by: $0) }
        let projected = groups.map { model.solve($0.spread).remainder }
        let along = groups.map { $0.sums.reduce(0) { $0 + $1 * $1 } }
        let slope = effects.indices.map { traces[effects[$0]] - along[$0] / residualVariance }
        let curvature = effects.indices.map { row in
            effects.indices.map { column in
                let own = zip(groups[row].spread, projected[column]).reduce(0) { $0 + $1.0 * $1.1 }
                let profiled = isExact ? 0 : along[row] * along[column] / (freedom * residualVariance)
                return (own - profiled) / residualVariance
            }
        }
        return (slope, curvature)
    }

    /// tr(ZᵀPZ) of the three effects, from the diagonal of the inverse.
    private func traces() -> [Double] {
        let (design, upper, size) = (model.design, model.triangle.inverseTransposed(), model.triangle.size)
        let (inner, pools) = (design.innerCount, design.poolCount)
        let squares = upper.withUnsafeBufferPointer { upper in
            (0..<size).map { row in
                var sum = 0.0
                for column in row..<size { sum += upper[row * size + column] * upper[row * size + column] }
                return sum
            }
        }
        let ofInner = Double(inner) - squares[..<inner].reduce(0, +)
        let ofPools = Double(pools) - squares[inner..<inner + pools].reduce(0, +)
        return [
            outerTrace(upper), ofInner / max(model.ratios.inner, .leastNormalMagnitude),
            ofPools / max(model.ratios.pool, .leastNormalMagnitude),
        ]
    }

    /// Σ over outer levels of n/(1 + γn) − ‖L⁻¹h‖²/(1 + γn)², h the scaled cross row.
    private func outerTrace(_ upper: [Double]) -> Double {
        let (design, size) = (model.design, model.triangle.size)
        var (trace, image) = (0.0, [Double](repeating: 0, count: size))
        for level in 0..<design.outerCount {
            let count = Double(design.starts[level + 1] - design.starts[level])
            let weight = 1 + model.ratios.outer * count
            let first = model.crossImage(level, upper, into: &image)
            var squares = 0.0
            for place in first..<size { squares += image[place] * image[place] }
            trace += count / weight - squares / (weight * weight)
        }
        return trace
    }
}

extension MixedModel {
    /// L⁻¹·(scaled cross row of an outer level); zero before the place returned.
    func crossImage(_ level: Int, _ upper: [Double], into image: inout [Double]) -> Int {
        let size = triangle.size
        let cells = design.spans[level]..<design.spans[level + 1]
        let first = cells.lazy.map { design.columns[$0] }.min() ?? size
        upper.withUnsafeBufferPointer { upper in
            image.withUnsafeMutableBufferPointer { image in
                for place in first..<size { image[place] = 0 }
                for cell in cells {
                    let (column, factor) = (design.columns[cell], design.counts[cell] * scales[design.columns[cell]])
                    let line = column * size
                    for place in column..<size { image[place] += factor * upper[line + place] }
                }
            }
        }
        return first
    }
}
