import Foundation

/// The two directions in which participants differ most, and where each of them stands.
///
/// Votes are centred on the mean of their statement; a vote that is missing counts as the mean, so it adds nothing. A
/// participant who voted on few statements is moved outwards by √(statements / votes), as in Polis.
struct PrincipalAxes: Sendable {
    let means: [Double]
    /// Where it ended, to start from when little has changed.
    let subspace: Subspace

    /// Power iteration from a start of one's own or from axes found before. Coarse axes are enough for a comparison of
    /// many data sets by the same procedure.
    init(of matrix: VoteMatrix, from start: Subspace, sweeps: Int, tolerance: Double = 0) {
        let means = matrix.means()
        self.means = means
        let covariance = Covariance(matrix, means: means, expectedSweeps: sweeps)
        let affordable = max(200, Self.mostProducts / max(1, covariance.products))
        subspace = start.iterated(sweeps: min(sweeps, affordable), tolerance: tolerance) { covariance.times($0) }
    }

    // Where variances are nearly alike, axes hardly stand still: some seconds of work, and 200 sweeps, must do.
    private static let mostProducts = 4_000_000_000

    /// The loading of each statement on both axes.
    var loadings: [SIMD2<Double>] { subspace.basis.map(\.lowHalf) }

    func points(of matrix: VoteMatrix) -> [SIMD2<Double>] {
        let loadings = loadings
        return (0..<matrix.height).map { row in
            var point = SIMD2<Double>()
            for place in matrix.starts[row]..<matrix.starts[row + 1] {
                let column = Int(matrix.columns[place])
                point += (Double(matrix.votes[place]) - means[column]) * loadings[column]
            }
            return point * (Double(matrix.width) / Double(max(matrix.length(of: row), 1))).squareRoot()
        }
    }

    /// How far out somebody would stand who voted on this statement alone, and agreed: what divides is extreme.
    var extremities: [Double] {
        zip(means, loadings).map { mean, loading in
            abs(1 - mean) * (Double(means.count) * (loading * loading).sum()).squareRoot()
        }
    }
}

/// The products of centred votes, summed over the participants: formed once where that is cheaper than going through
/// the votes at every sweep.
private struct Covariance {
    private let matrix: VoteMatrix
    private let means: [Double]
    private let formed: [Double]?

    init(_ matrix: VoteMatrix, means: [Double], expectedSweeps: Int) {
        (self.matrix, self.means) = (matrix, means)
        // Half of width² per participant to form it, 8 per vote and sweep to do without.
        let isCheaper =
            matrix.height * matrix.width * matrix.width / 2 < 8 * matrix.votes.count * min(expectedSweeps, 100)
        formed = isCheaper ? Self.form(matrix, means) : nil
    }

    /// Multiplications a sweep takes.
    var products: Int { 4 * (formed == nil ? 2 * matrix.votes.count : matrix.width * matrix.width) }

    func times(_ basis: [SIMD4<Double>]) -> [SIMD4<Double>] {
        guard let formed else { return timesVotes(basis) }
        let width = basis.count
        return (0..<width).map { row in
            var sum = SIMD4<Double>()
            for column in 0..<width { sum += formed[row * width + column] * basis[column] }
            return sum
        }
    }

    private func timesVotes(_ basis: [SIMD4<Double>]) -> [SIMD4<Double>] {
        var product = [SIMD4<Double>](repeating: .zero, count: basis.count)
        for row in 0..<matrix.height {
            let places = matrix.starts[row]..<matrix.starts[row + 1]
            var point = SIMD4<Double>()
            for place in places { point += centred(place) * basis[column(place)] }
            for place in places { product[column(place)] += centred(place) * point }
        }
        return product
    }

    private func column(_ place: Int) -> Int { Int(matrix.columns[place]) }

    private func centred(_ place: Int) -> Double { Double(matrix.votes[place]) - means[column(place)] }

    // Four participants at a time: each number of the sum is loaded and stored once for four products.
    private static func form(_ matrix: VoteMatrix, _ means: [Double]) -> [Double] {
        let width = matrix.width
        var sums = [Double](repeating: 0, count: width * width)
        var four = [Double](repeating: 0, count: 4 * width)
        for first in stride(from: 0, to: matrix.height, by: 4) {
            spread(matrix, rows: first..<min(first + 4, matrix.height), means, into: &four)
            add(four, width, to: &sums)
        }
        for row in 0..<width {
            for column in 0..<row { sums[row * width + column] = sums[column * width + row] }
        }
        return sums
    }

    private static func spread(_ matrix: VoteMatrix, rows: Range<Int>, _ means: [Double], into four: inout [Double]) {
        for place in four.indices { four[place] = 0 }
        for row in rows {
            for place in matrix.starts[row]..<matrix.starts[row + 1] {
                let column = Int(matrix.columns[place])
                four[(row - rows.lowerBound) * means.count + column] = Double(matrix.votes[place]) - means[column]
            }
        }
    }

    // Only the upper triangle.
    private static func add(_ four: [Double], _ width: Int, to sums: inout [Double]) {
        four.withUnsafeBufferPointer { four in
            sums.withUnsafeMutableBufferPointer { sums in
                for row in 0..<width {
                    let (a, b) = (four[row], four[width + row])
                    let (c, d) = (four[2 * width + row], four[3 * width + row])
                    let start = row * width
                    for column in row..<width {
                        sums[start &+ column] +=
                            (a * four[column] + b * four[width &+ column])
                            + (c * four[2 &* width &+ column] + d * four[3 &* width &+ column])
                    }
                }
            }
        }
    }
}
