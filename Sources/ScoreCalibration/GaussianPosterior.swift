import Foundation

/// What is known of the entries once the variances are taken as given: a joint normal law, kept in factored form.
///
/// The value of an entry is μ + pool + entry: the mark that the average juror would give, chance of a reading apart. Its law
/// is a sparse row over the columns that stay (their covariance is σ²·A⁻¹) and chance of its own.
struct GaussianPosterior: Sendable {
    let means: [Double]
    /// What each juror adds to a mark.
    let severities: [Double]
    let mean: Double
    /// What its pool adds to each entry.
    let poolEffects: [Double]?
    let residualVariance: Double
    let model: MixedModel
    let upper: [Double]
    /// Which pool column each entry stands in.
    private let poolOf: [Int]?
    /// L⁻¹ of the row that all values share: the mean.
    let meanImage: [Double]

    /// `marks` in the order of the design, around 0; `mean` and `scale` lead back to the marks.
    init(_ likelihood: Likelihood, poolOf: [Int]?, mean: Double, scale: Double) {
        let (model, solution) = (likelihood.model, likelihood.solution)
        let design = model.design
        let values = Self.values(solution, design, poolOf)
        means = values.entries.map { mean + scale * $0 }
        severities = values.jurors.map { scale * $0 }
        poolEffects = poolOf.map { $0.map { scale * solution.kept[design.innerCount + $0] } }
        self.mean = mean + scale * solution.kept[design.meanColumn]
        // The residual variance is an estimate too: the law is Student's, of this variance.
        let freedom = Double(design.readingCount - 1)
        residualVariance = likelihood.residualVariance * scale * scale * freedom / max(freedom - 2, 1)
        (self.model, self.poolOf) = (model, poolOf)
        upper = model.triangle.inverseTransposed()
        var base = [Double](repeating: 0, count: design.columnCount)
        base[design.meanColumn] = 1
        meanImage = model.triangle.solveLower(base)
    }

    /// μ + pool + entry for each entry, and the effect of each juror.
    static func values(_ solution: MixedModel.Solution, _ design: Design, _ poolOf: [Int]?)
        -> (entries: [Double], jurors: [Double])
    {
        let (inner, outer) = (Array(solution.kept[..<design.innerCount]), solution.outer)
        let (entries, jurors) = design.entriesOutside ? (outer, inner) : (inner, outer)
        let level = solution.kept[design.meanColumn]
        let values = entries.indices.map { entry in
            level + entries[entry] + (poolOf.map { solution.kept[design.innerCount + $0[entry]] } ?? 0)
        }
        return (values, jurors)
    }

    /// What the row of an entry has besides the base, in units of the scaled columns.
    private func forEachCell(_ entry: Int, _ body: (Int, Double) -> Void) {
        let design = model.design
        if let poolOf {
            let column = design.innerCount + poolOf[entry]
            body(column, model.scales[column])
        }
        guard design.entriesOutside else { return body(entry, model.scales[entry]) }
        for cell in design.spans[entry]..<design.spans[entry + 1] {
            let column = design.columns[cell]
            body(column, -model.shrinkage[entry] * design.counts[cell] * model.scales[column])
        }
    }

    /// The variance of an entry's own chance, in units of the residual variance.
    func chance(_ entry: Int) -> Double { model.design.entriesOutside ? model.shrinkage[entry] : 0 }

    func addImage(of entry: Int, _ sign: Double, to image: inout [Double]) {
        let size = model.triangle.size
        upper.withUnsafeBufferPointer { upper in
            image.withUnsafeMutableBufferPointer { image in
                forEachCell(entry) { column, factor in
                    let line = column * size
                    for place in column..<size { image[place] += sign * factor * upper[line + place] }
                }
            }
        }
    }

    func variance(of entry: Int) -> Double {
        var image = meanImage
        addImage(of: entry, 1, to: &image)
        return residualVariance * (Self.square(image) + chance(entry))
    }

    func covariance(_ first: Int, _ second: Int) -> Double {
        guard first != second else { return variance(of: first) }
        var (one, other) = (meanImage, meanImage)
        addImage(of: first, 1, to: &one)
        addImage(of: second, 1, to: &other)
        return residualVariance * (zip(one, other).reduce(0) { $0 + $1.0 * $1.1 })
    }

    /// The variance of the difference between two entries: what they share goes out.
    func varianceOfDifference(_ first: Int, _ second: Int) -> Double {
        guard first != second else { return 0 }
        var image = [Double](repeating: 0, count: model.triangle.size)
        addImage(of: first, 1, to: &image)
        addImage(of: second, -1, to: &image)
        return residualVariance * (Self.square(image) + chance(first) + chance(second))
    }

    /// The variance of what each juror adds to a mark, over and above the mean juror.
    func severityVariances() -> [Double] {
        let design = model.design
        let size = model.triangle.size
        if design.entriesOutside {
            return (0..<design.innerCount).map { juror in
                let row = upper[juror * size..<(juror + 1) * size]
                return residualVariance * model.ratios.inner * row.reduce(0) { $0 + $1 * $1 }
            }
        }
        var image = [Double](repeating: 0, count: size)
        return (0..<design.outerCount).map { juror in
            let first = model.crossImage(juror, upper, into: &image)
            let kept = image[first...].reduce(0) { $0 + $1 * $1 }
            let factor = model.shrinkage[juror]
            return residualVariance * (factor + factor * factor * kept)
        }
    }

    private static func square(_ image: [Double]) -> Double { image.reduce(0) { $0 + $1 * $1 } }

    /// A mark not yet given: its variance (that of the reading included) and its covariance with the value of every entry.
    func forecast(entry: Int, juror: Int) -> (variance: Double, covariances: [Double]) {
        let design = model.design
        var row = [Double](repeating: 0, count: model.triangle.size)
        row[design.meanColumn] = 1
        forEachCell(entry) { row[$0] += $1 }
        var jurorChance = 0.0
        if design.entriesOutside {
            row[juror] += model.scales[juror]
        } else {
            jurorChance = model.shrinkage[juror]
            for cell in design.spans[juror]..<design.spans[juror + 1] {
                let column = design.columns[cell]
                row[column] -= jurorChance * design.counts[cell] * model.scales[column]
            }
        }
        let half = model.triangle.solveLower(row)
        let image = model.triangle.solveTransposed(half)
        let variance = Self.square(half) + chance(entry) + jurorChance + 1
        let covariances = means.indices.map { other in
            var sum = image[design.meanColumn] + (other == entry ? chance(entry) : 0)
            forEachCell(other) { sum += $1 * image[$0] }
            return residualVariance * sum
        }
        return (residualVariance * variance, covariances)
    }

    /// Joint draws of the values of all entries, one call of `body` a draw.
    func draw(_ count: Int, normal: () -> Double, _ body: (UnsafeMutableBufferPointer<Double>) -> Void) {
        let (size, batch) = (model.triangle.size, 64)
        var values = means
        for start in stride(from: 0, to: count, by: batch) {
            let rows = min(batch, count - start)
            let kept = correlated(rows, normal)
            for row in 0..<rows {
                place(kept[row * size..<(row + 1) * size], normal, into: &values)
                values.withUnsafeMutableBufferPointer { body($0) }
            }
        }
    }

    /// `rows` draws of the columns that stay, in units of σ and of the scaled columns: U·x, the sign being free.
    private func correlated(_ rows: Int, _ normal: () -> Double) -> [Double] {
        let size = model.triangle.size
        var chance = (0..<rows * size).map { _ in normal() }
        var drawn = [Double](repeating: 0, count: rows * size)
        drawn.withUnsafeMutableBufferPointer { drawn in
            chance.withUnsafeMutableBufferPointer { chance in
                upper.withUnsafeBufferPointer { upper in
                    guard let drawn = drawn.baseAddress, let left = chance.baseAddress, let upper = upper.baseAddress
                    else { return }
                    for start in stride(from: 0, to: size, by: 64) {
                        RowProduct.subtract(
                            from: drawn + start, stride: size, rows: rows, columns: min(64, size - start),
                            left: left + start, right: upper + start * size + start, depth: size - start)
                    }
                }
            }
        }
        return drawn
    }

    private func place(_ kept: ArraySlice<Double>, _ normal: () -> Double, into values: inout [Double]) {
        let (deviation, first) = (residualVariance.squareRoot(), kept.startIndex)
        for entry in values.indices {
            var sum = kept[first + model.design.meanColumn]
            forEachCell(entry) { sum += $1 * kept[first + $0] }
            let own = chance(entry)
            if own > 0 { sum += own.squareRoot() * normal() }
            values[entry] = means[entry] + deviation * sum
        }
    }
}
