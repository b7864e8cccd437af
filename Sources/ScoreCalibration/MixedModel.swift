import Foundation

/// Henderson's mixed-model equations at given variance ratios, in the spherical form of Bates et al. (2015): regular
/// even where a variance is 0.
///
/// y = μ + outer + inner + pool + e. With W the columns that stay and Z those of the outer side,
/// M = I − Z·diag(κ)·Zᵀ, κ = γ/(1 + γn); the dense matrix is S = s·Wᵀ·M·W·s + I (0 for the mean), s = √γ by column.
struct MixedModel: Sendable {
    let design: Design
    let ratios: Ratios
    /// κ of each outer level.
    let shrinkage: [Double]
    let scales: [Double]
    let triangle: DenseTriangle

    /// Nil where the equations are singular to the precision of numbers.
    init?(_ design: Design, _ ratios: Ratios) {
        (self.design, self.ratios) = (design, ratios)
        shrinkage = (0..<design.outerCount).map { level in
            ratios.outer / (1 + ratios.outer * Double(design.starts[level + 1] - design.starts[level]))
        }
        scales =
            [Double](repeating: ratios.inner.squareRoot(), count: design.innerCount)
            + [Double](repeating: ratios.pool.squareRoot(), count: design.poolCount) + [1]
        let matrix = Self.matrix(design, shrinkage, scales)
        guard let triangle = DenseTriangle(matrix, size: design.columnCount) else { return nil }
        self.triangle = triangle
    }

    private static func matrix(_ design: Design, _ shrinkage: [Double], _ scales: [Double]) -> [Double] {
        let size = design.columnCount
        var matrix = [Double](repeating: 0, count: size * size)
        matrix.withUnsafeMutableBufferPointer { matrix in
            addReadings(to: matrix, design)
            subtractOuter(from: matrix, design, shrinkage)
            for row in 0..<size {
                for column in 0...row { matrix[row * size + column] *= scales[row] * scales[column] }
                if row < size - 1 { matrix[row * size + row] += 1 }
            }
        }
        return matrix
    }

    private static func addReadings(to matrix: UnsafeMutableBufferPointer<Double>, _ design: Design) {
        let (size, mean) = (design.columnCount, design.meanColumn)
        for reading in 0..<design.readingCount {
            let inner = design.inner[reading]
            matrix[inner * size + inner] += 1
            matrix[mean * size + inner] += 1
            matrix[mean * size + mean] += 1
            guard design.poolCount > 0 else { continue }
            let pool = design.innerCount + design.pool[reading]
            matrix[pool * size + inner] += 1
            matrix[pool * size + pool] += 1
            matrix[mean * size + pool] += 1
        }
    }

    private static func subtractOuter(
        from matrix: UnsafeMutableBufferPointer<Double>, _ design: Design, _ shrinkage: [Double]
    ) {
        let size = design.columnCount
        design.columns.withUnsafeBufferPointer { columns in
            design.counts.withUnsafeBufferPointer { counts in
                for level in 0..<design.outerCount {
                    let (from, to) = (design.spans[level], design.spans[level + 1])
                    for row in from..<to {
                        let (line, factor) = (columns[row] * size, shrinkage[level] * counts[row])
                        for column in from...row { matrix[line + columns[column]] -= factor * counts[column] }
                    }
                }
            }
        }
    }

    /// What the model makes of one value for each reading (in the order of the design).
    struct Solution: Sendable {
        /// Effects of the columns that stay, then those of the outer side.
        let kept: [Double]
        let outer: [Double]
        /// P·values: what is left of each value.
        let remainder: [Double]
    }

    func solve(_ values: [Double]) -> Solution {
        let sums = outerSums(values)
        var right = [Double](repeating: 0, count: design.columnCount)
        for reading in values.indices {
            right[design.inner[reading]] += values[reading]
            if design.poolCount > 0 { right[design.innerCount + design.pool[reading]] += values[reading] }
            right[design.meanColumn] += values[reading]
        }
        for level in 0..<design.outerCount {
            let factor = shrinkage[level] * sums[level]
            for cell in design.spans[level]..<design.spans[level + 1] {
                right[design.columns[cell]] -= factor * design.counts[cell]
            }
        }
        let kept = zip(triangle.solve(zip(right, scales).map(*)), scales).map(*)
        let above = values.indices.map { values[$0] - fixedPart(kept, $0) }
        let outer = zip(outerSums(above), shrinkage).map(*)
        return Solution(kept: kept, outer: outer, remainder: spread(above, minus: outer))
    }

    private func fixedPart(_ kept: [Double], _ reading: Int) -> Double {
        let pool = design.poolCount > 0 ? kept[design.innerCount + design.pool[reading]] : 0
        return kept[design.inner[reading]] + pool + kept[design.meanColumn]
    }

    private func outerSums(_ values: [Double]) -> [Double] {
        (0..<design.outerCount).map { level in
            values[design.starts[level]..<design.starts[level + 1]].reduce(0, +)
        }
    }

    private func spread(_ values: [Double], minus outer: [Double]) -> [Double] {
        var values = values
        for level in 0..<design.outerCount {
            for reading in design.starts[level]..<design.starts[level + 1] { values[reading] -= outer[level] }
        }
        return values
    }

    /// Zᵀ·values of one effect (0 outer, 1 inner, 2 pool), spread back over the readings: Z·Zᵀ·values.
    func grouped(_ values: [Double], by effect: Int) -> (sums: [Double], spread: [Double]) {
        switch effect {
        case 0:
            let sums = outerSums(values)
            return (sums, spread(values.map { _ in 0 }, minus: sums.map { -$0 }))
        case 1: return Self.grouped(values, design.inner, design.innerCount)
        default: return Self.grouped(values, design.pool, design.poolCount)
        }
    }

    private static func grouped(_ values: [Double], _ levels: [Int], _ count: Int) -> ([Double], [Double]) {
        var sums = [Double](repeating: 0, count: count)
        for (value, level) in zip(values, levels) { sums[level] += value }
        return (sums, levels.map { sums[$0] })
    }

    /// ln|V| + ln|XᵀV⁻¹X| in units of the residual variance.
    var logDeterminant: Double {
        (0..<design.outerCount).reduce(triangle.logDeterminant) { sum, level in
            sum + log1p(ratios.outer * Double(design.starts[level + 1] - design.starts[level]))
        }
    }
}
