import Foundation

/// A dense symmetric positive definite matrix in its two triangular forms: L of A = L·Lᵀ, and U = L⁻ᵀ.
///
/// Row-major, blocked so that one kernel — rows times rows — does all the work: about p³/3 multiplications each.
struct DenseTriangle: Sendable {
    let size: Int
    /// L in the lower triangle, row by row; what stands above the diagonal means nothing.
    private(set) var lower: [Double]
    /// ln |A|.
    private(set) var logDeterminant = 0.0

    /// Nil when a pivot is not above zero: the matrix is singular as far as numbers of this machine can tell.
    init?(_ matrix: [Double], size: Int) {
        self.size = size
        lower = matrix
        let succeeded = lower.withUnsafeMutableBufferPointer { buffer in
            buffer.baseAddress.map { Self.factor($0, size) } ?? true
        }
        guard succeeded else { return nil }
        for place in 0..<size { logDeterminant += 2 * log(lower[place * size + place]) }
    }

    private static let block = 48

    private static func factor(_ matrix: UnsafeMutablePointer<Double>, _ size: Int) -> Bool {
        for start in stride(from: 0, to: size, by: block) {
            let end = min(start + block, size)
            RowProduct.subtract(
                from: matrix + start * size + start, stride: size, rows: size - start, columns: end - start,
                left: matrix + start * size, right: matrix + start * size, depth: start)
            guard factorDiagonal(matrix, size, start, end) else { return false }
            for row in end..<max(end, size) { divide(matrix + row * size, by: matrix, size, start, end) }
        }
        return true
    }

    private static func factorDiagonal(_ matrix: UnsafeMutablePointer<Double>, _ size: Int, _ start: Int, _ end: Int)
        -> Bool
    {
        for row in start..<end {
            let line = matrix + row * size
            divide(line, by: matrix, size, start, row)
            var pivot = line[row]
            let given = pivot
            for place in start..<row { pivot -= line[place] * line[place] }
            guard pivot > 1e-15 * max(given, 1e-300), pivot.isFinite else { return false }
            line[row] = pivot.squareRoot()
        }
        return true
    }

    /// line[start..<end] becomes line[start..<end]·L⁻ᵀ of the diagonal block.
    private static func divide(
        _ line: UnsafeMutablePointer<Double>, by matrix: UnsafeMutablePointer<Double>, _ size: Int, _ start: Int,
        _ end: Int
    ) {
        for column in start..<max(start, end) {
            let other = matrix + column * size
            var value = line[column]
            for place in start..<column { value -= line[place] * other[place] }
            line[column] = value / other[column]
        }
    }

    /// A⁻¹·vector.
    func solve(_ vector: [Double]) -> [Double] { solveTransposed(solveLower(vector)) }

    /// L⁻¹·vector.
    func solveLower(_ vector: [Double]) -> [Double] {
        var answer = vector
        lower.withUnsafeBufferPointer { lower in
            for row in 0..<size {
                var value = answer[row]
                for column in 0..<row { value -= lower[row * size + column] * answer[column] }
                answer[row] = value / lower[row * size + row]
            }
        }
        return answer
    }

    /// L⁻ᵀ·vector.
    func solveTransposed(_ vector: [Double]) -> [Double] {
        var answer = vector
        lower.withUnsafeBufferPointer { lower in
            for row in stride(from: size - 1, through: 0, by: -1) {
                answer[row] /= lower[row * size + row]
                let value = answer[row]
                for column in 0..<row { answer[column] -= lower[row * size + column] * value }
            }
        }
        return answer
    }

    /// U = L⁻ᵀ, upper triangular, row by row: row r holds column r of L⁻¹, so A⁻¹ = U·Uᵀ.
    func inverseTransposed() -> [Double] {
        var upper = [Double](repeating: 0, count: size * size)
        upper.withUnsafeMutableBufferPointer { upper in
            lower.withUnsafeBufferPointer { lower in
                guard let upper = upper.baseAddress, let lower = lower.baseAddress else { return }
                Self.invert(UnsafeMutablePointer(mutating: lower), into: upper, size)
            }
        }
        return upper
    }

    private static func invert(
        _ lower: UnsafeMutablePointer<Double>, into upper: UnsafeMutablePointer<Double>, _ size: Int
    ) {
        for start in stride(from: 0, to: size, by: block) {
            let end = min(start + block, size)
            for row in start..<end { upper[row * size + row] = 1 }
            // Row r of U is zero before r: each slice of depth concerns only the rows above its end.
            for from in stride(from: 0, to: start, by: RowProduct.depth) {
                let to = min(from + RowProduct.depth, start)
                RowProduct.subtract(
                    from: upper + start, stride: size, rows: to, columns: end - start, left: upper + from,
                    right: lower + start * size + from, depth: to - from)
            }
            for row in 0..<end { divide(upper + row * size, by: lower, size, start, end) }
        }
    }
}

/// C −= A·Bᵀ on row-major blocks of one stride, by 4 × 4 tiles of accumulators.
enum RowProduct {
    /// Slices of this depth keep the packed right side in the cache of a core.
    static let depth = 256

    static func subtract(
        from target: UnsafeMutablePointer<Double>, stride: Int, rows: Int, columns: Int, left: UnsafePointer<Double>,
        right: UnsafePointer<Double>, depth: Int
    ) {
        let groups = (columns + 3) / 4
        var packed = [SIMD4<Double>](repeating: .zero, count: groups * min(depth, Self.depth))
        for from in Swift.stride(from: 0, to: depth, by: Self.depth) {
            let slice = min(Self.depth, depth - from)
            packed.withUnsafeMutableBufferPointer { packed in
                guard let packed = packed.baseAddress else { return }
                pack(right + from, stride, columns, slice, into: packed)
                for group in 0..<groups {
                    let corner = target + group * 4
                    let width = min(4, columns - group * 4)
                    tile(corner, stride, rows, width, left + from, packed + group * slice, slice)
                }
            }
        }
    }

    private static func pack(
        _ right: UnsafePointer<Double>, _ stride: Int, _ columns: Int, _ depth: Int,
        into packed: UnsafeMutablePointer<SIMD4<Double>>
    ) {
        for column in 0..<columns {
            let (group, lane) = (column / 4, column % 4)
            for place in 0..<depth { packed[group * depth + place][lane] = right[column * stride + place] }
        }
        for lane in columns % 4..<4 where columns % 4 > 0 {
            for place in 0..<depth { packed[columns / 4 * depth + place][lane] = 0 }
        }
    }

    private static func tile(
        _ target: UnsafeMutablePointer<Double>, _ stride: Int, _ rows: Int, _ width: Int, _ left: UnsafePointer<Double>,
        _ packed: UnsafePointer<SIMD4<Double>>, _ depth: Int
    ) {
        var row = 0
        while row + 4 <= rows {
            let line = left + row * stride
            var (first, second) = (SIMD4<Double>.zero, SIMD4<Double>.zero)
            var (third, fourth) = (SIMD4<Double>.zero, SIMD4<Double>.zero)
            for place in 0..<depth {
                let values = packed[place]
                first += values * line[place]
                second += values * line[stride &+ place]
                third += values * line[2 &* stride &+ place]
                fourth += values * line[3 &* stride &+ place]
            }
            store(first, target + row * stride, width)
            store(second, target + (row + 1) * stride, width)
            store(third, target + (row + 2) * stride, width)
            store(fourth, target + (row + 3) * stride, width)
            row += 4
        }
        while row < rows {
            let line = left + row * stride
            var sum = SIMD4<Double>.zero
            for place in 0..<depth { sum += packed[place] * line[place] }
            store(sum, target + row * stride, width)
            row += 1
        }
    }

    @inline(__always)
    private static func store(_ sum: SIMD4<Double>, _ target: UnsafeMutablePointer<Double>, _ width: Int) {
        for lane in 0..<width { target[lane] -= sum[lane] }
    }
}
