/// The covariance of the values of some entries and of the severities of all jurors, together and dense: what it takes
/// to plan several readings one after the other.
///
/// Value + severity is the mark to come, the chance of a reading apart.
struct JointLaw: Sendable {
    let entries: [Int]
    let jurorCount: Int
    /// Entries first, then jurors; row by row.
    private(set) var covariance: [Double]
    /// The chance of one reading.
    private(set) var residualVariance: Double

    var size: Int { entries.count + jurorCount }

    init(_ posterior: Posterior, entries: [Int], jurors: Int) {
        (self.entries, jurorCount) = (entries, jurors)
        covariance = [Double](repeating: 0, count: (entries.count + jurors) * (entries.count + jurors))
        residualVariance = 0
        for (weight, law) in posterior.parts {
            residualVariance += weight * law.residualVariance
            add(law, weight)
            addGaps(from: posterior, law, weight)
        }
    }

    private mutating func add(_ law: GaussianPosterior, _ weight: Double) {
        let (size, depth) = (size, law.meanImage.count)
        // The kernel wants one stride for rows and columns alike.
        let stride = max(size, depth)
        var (images, product) = (law.images(entries, stride: stride), [Double](repeating: 0, count: size * stride))
        images.withUnsafeMutableBufferPointer { images in
            product.withUnsafeMutableBufferPointer { product in
                guard let images = images.baseAddress, let product = product.baseAddress else { return }
                for start in Swift.stride(from: 0, to: size, by: 64) {
                    RowProduct.subtract(
                        from: product + start, stride: stride, rows: size, columns: min(64, size - start), left: images,
                        right: images + start * stride, depth: depth)
                }
            }
        }
        let factor = weight * law.residualVariance
        for row in 0..<size {
            for column in 0..<size { covariance[row * size + column] -= factor * product[row * stride + column] }
            covariance[row * size + row] += factor * law.ownChance(row, entries)
        }
    }

    /// What the laws of a mixture differ by in their means.
    private mutating func addGaps(from posterior: Posterior, _ law: GaussianPosterior, _ weight: Double) {
        guard posterior.parts.count > 1 else { return }
        let severities = (0..<jurorCount).map { juror in
            posterior.parts.reduce(0) { $0 + $1.weight * $1.law.severities[juror] }
        }
        let gaps =
            entries.map { law.means[$0] - posterior.means[$0] } + zip(law.severities, severities).map { $0 - $1 }
        for row in 0..<size {
            for column in 0..<size { covariance[row * size + column] += weight * gaps[row] * gaps[column] }
        }
    }

    /// What is left to learn once a mark of this variance and these covariances is given, whatever it turns out to be.
    mutating func condition(on covariances: [Double], variance: Double) {
        let size = size
        covariance.withUnsafeMutableBufferPointer { covariance in
            covariances.withUnsafeBufferPointer { known in
                for row in 0..<size where known[row] != 0 {
                    let (factor, line) = (known[row] / variance, row * size)
                    for column in 0..<size { covariance[line &+ column] -= factor * known[column] }
                }
            }
        }
    }
}

extension GaussianPosterior {
    /// Rows whose products are covariances in units of σ², the part of each level's own chance left out.
    fileprivate func images(_ entries: [Int], stride: Int) -> [Double] {
        var images: [Double] = []
        images.reserveCapacity((entries.count + severities.count) * stride)
        let padding = [Double](repeating: 0, count: stride - meanImage.count)
        for entry in entries {
            var image = meanImage
            addImage(of: entry, 1, to: &image)
            images += image + padding
        }
        for juror in severities.indices { images += severityImage(juror) + padding }
        return images
    }

    private func severityImage(_ juror: Int) -> [Double] {
        let (design, size) = (model.design, model.triangle.size)
        var image = [Double](repeating: 0, count: size)
        func add(_ column: Int, _ factor: Double) {
            for place in column..<size { image[place] += factor * upper[column * size + place] }
        }
        if design.entriesOutside {
            add(juror, model.scales[juror])
        } else {
            for cell in design.spans[juror]..<design.spans[juror + 1] {
                let column = design.columns[cell]
                add(column, -model.shrinkage[juror] * design.counts[cell] * model.scales[column])
            }
        }
        return image
    }

    /// The variance that the images of entries and jurors do not hold: that of the eliminated side.
    fileprivate func ownChance(_ place: Int, _ entries: [Int]) -> Double {
        if place < entries.count { return chance(entries[place]) }
        return model.design.entriesOutside ? 0 : model.shrinkage[place - entries.count]
    }
}
