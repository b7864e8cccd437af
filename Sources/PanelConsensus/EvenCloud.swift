import Foundation
import Seeds

/// A rectangle with the axes and variances of given points, evenly filled: what has no gap, and is parted best of all that
/// have none (the reference of Tibshirani, Walther and Hastie, «Estimating the number of clusters via the gap statistic»,
/// 2001).
struct EvenCloud {
    /// Half of each side.
    private let sides: (SIMD2<Double>, SIMD2<Double>)

    init(like points: [SIMD2<Double>]) {
        let count = Double(points.count)
        let centre = points.reduce(.zero, +) / count
        var (xx, xy, yy) = (0.0, 0.0, 0.0)
        for point in points {
            let step = point - centre
            xx += step.x * step.x / count
            xy += step.x * step.y / count
            yy += step.y * step.y / count
        }
        let angle = atan2(2 * xy, xx - yy) / 2
        let (middle, spread) = ((xx + yy) / 2, (((xx - yy) / 2) * ((xx - yy) / 2) + xy * xy).squareRoot())
        let (first, second) = ((3 * (middle + spread)).squareRoot(), (3 * max(0, middle - spread)).squareRoot())
        sides = (first * SIMD2(cos(angle), sin(angle)), second * SIMD2(-sin(angle), cos(angle)))
    }

    func points(_ count: Int, using generator: inout SeededGenerator) -> [SIMD2<Double>] {
        (0..<count).map { _ in
            let (first, second) = (2 * generator.uniform() - 1, 2 * generator.uniform() - 1)
            return first * sides.0 + second * sides.1
        }
    }
}
