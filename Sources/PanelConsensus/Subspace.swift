import Foundation

/// Four directions found together by power iteration (Rutishauser, «Simultaneous iteration method for symmetric
/// matrices», 1970): with two to spare, the first two converge at the speed of the fifth variance, not of the third.
struct Subspace: Sendable {
    /// One row a statement, in it its loading on each direction.
    var basis: [SIMD4<Double>]

    /// Anywhere: a start along no direction in particular.
    init(width: Int, using generator: () -> Double) {
        basis = (0..<width).map { _ in SIMD4(generator(), generator(), generator(), generator()) }
        orthonormalise()
    }

    /// Applies the symmetric operator until the first two directions stand still to `tolerance`, `sweeps` times at most.
    func iterated(
        sweeps: Int, tolerance: Double, by apply: ([SIMD4<Double>]) -> [SIMD4<Double>]
    ) -> Subspace {
        var (result, values) = (self, SIMD4<Double>.zero)
        for _ in 0..<sweeps {
            let product = apply(result.basis)
            let vectors: FourByFour
            (values, vectors) = Self.products(result.basis, product).diagonalised()
            let (turned, image) = (Self.turn(result.basis, by: vectors), Self.turn(product, by: vectors))
            let isStill = Self.distance(image, turned, values) <= tolerance * abs(values[0])
            result.basis = isStill ? turned : image
            if isStill { break }
            result.orthonormalise()
        }
        result.settle(values)
        return result
    }

    private static func products(_ first: [SIMD4<Double>], _ second: [SIMD4<Double>]) -> FourByFour {
        var sums = FourByFour()
        for (a, b) in zip(first, second) {
            for row in 0..<4 { sums.rows[row] += a[row] * b }
        }
        return sums
    }

    private static func turn(_ basis: [SIMD4<Double>], by vectors: FourByFour) -> [SIMD4<Double>] {
        basis.map {
            ($0[0] * vectors.rows[0] + $0[1] * vectors.rows[1]) + ($0[2] * vectors.rows[2] + $0[3] * vectors.rows[3])
        }
    }

    /// How far the images of the first two directions are from multiples of them.
    private static func distance(_ image: [SIMD4<Double>], _ basis: [SIMD4<Double>], _ values: SIMD4<Double>) -> Double
    {
        var sum = SIMD4<Double>()
        for (a, b) in zip(image, basis) {
            let rest = a - values * b
            sum += rest * rest
        }
        return max(sum[0], sum[1]).squareRoot()
    }

    // Gram and Schmidt, twice over because once loses digits. A direction that vanishes stays 0.
    private mutating func orthonormalise() {
        for column in 0..<4 {
            let before = norm(column)
            for earlier in Array(0..<column) + Array(0..<column) {
                let overlap = basis.reduce(0) { $0 + $1[earlier] * $1[column] }
                for row in basis.indices { basis[row][column] -= overlap * basis[row][earlier] }
            }
            let after = norm(column)
            let scale = after > 1e-12 * before ? 1 / after : 0
            for row in basis.indices { basis[row][column] *= scale }
        }
    }

    private func norm(_ column: Int) -> Double { basis.reduce(0) { $0 + $1[column] * $1[column] }.squareRoot() }

    // A direction along which nothing varies is none. Of a direction and its opposite, the one whose largest loading is
    // positive is taken.
    private mutating func settle(_ values: SIMD4<Double>) {
        for column in 0..<4 {
            let largest = basis.reduce(0.0) { abs($1[column]) > abs($0) * (1 + 1e-9) ? $1[column] : $0 }
            let scale = values[column] <= 1e-12 * values[0] ? 0.0 : largest < 0 ? -1 : 1
            guard scale != 1 else { continue }
            for row in basis.indices { basis[row][column] *= scale }
        }
    }
}

/// A small symmetric matrix, by rows.
struct FourByFour: Sendable {
    var rows = [SIMD4<Double>](repeating: .zero, count: 4)

    /// Eigenvalues in falling order, eigenvectors in columns (Jacobi's rotations).
    func diagonalised() -> (values: SIMD4<Double>, vectors: FourByFour) {
        var (a, v) = (self, FourByFour())
        for place in 0..<4 { v.rows[place][place] = 1 }
        for _ in 0..<30 {
            for (p, q) in [(0, 1), (0, 2), (0, 3), (1, 2), (1, 3), (2, 3)] { a.rotate(p, q, turning: &v) }
        }
        let order = (0..<4).sorted { a.rows[$0][$0] > a.rows[$1][$1] }
        var sorted = FourByFour()
        for row in 0..<4 {
            for column in 0..<4 { sorted.rows[row][column] = v.rows[row][order[column]] }
        }
        return (SIMD4(order.map { a.rows[$0][$0] }), sorted)
    }

    private mutating func rotate(_ p: Int, _ q: Int, turning vectors: inout FourByFour) {
        guard abs(rows[p][q]) > 1e-300 else { return }
        let slope = (rows[q][q] - rows[p][p]) / (2 * rows[p][q])
        let t = (slope < 0 ? -1 : 1) / (abs(slope) + (slope * slope + 1).squareRoot())
        let c = 1 / (t * t + 1).squareRoot()
        let s = t * c
        let (first, second) = (rows[p], rows[q])
        (rows[p], rows[q]) = (c * first - s * second, s * first + c * second)
        turnColumns(p, q, c, s)
        vectors.turnColumns(p, q, c, s)
    }

    private mutating func turnColumns(_ p: Int, _ q: Int, _ c: Double, _ s: Double) {
        for row in 0..<4 {
            let (first, second) = (rows[row][p], rows[row][q])
            (rows[row][p], rows[row][q]) = (c * first - s * second, s * first + c * second)
        }
    }
}
