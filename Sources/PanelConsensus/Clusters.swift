import Foundation

/// Points of the plane parted around centres.
struct Clusters: Sendable {
    /// The cluster of each point.
    private(set) var labels: [Int]
    private(set) var centres: [SIMD2<Double>]

    /// k-means (Lloyd, 1982) from seeded starts far apart (Arthur and Vassilvitskii, «k-means++», 2007), the best of
    /// some. Nil when there are fewer than k distinct points.
    static func best(
        of k: Int, _ points: [SIMD2<Double>], weights: [Double], starts: Int,
        using generator: inout some RandomNumberGenerator
    ) -> Clusters? {
        var best: (clusters: Clusters, spread: Double)?
        for _ in 0..<starts {
            guard let start = start(k, points, weights, &generator) else { return nil }
            var clusters = Clusters(labels: [Int](repeating: -1, count: points.count), centres: start)
            let spread = clusters.settle(points, weights)
            if spread < best?.spread ?? .infinity { best = (clusters, spread) }
        }
        return best?.clusters
    }

    /// The same centres moved among other points, until these change no more.
    func settled(on points: [SIMD2<Double>]) -> Clusters {
        var clusters = Clusters(labels: [Int](repeating: -1, count: points.count), centres: centres)
        _ = clusters.settle(points, [Double](repeating: 1, count: points.count))
        return clusters
    }

    private init(labels: [Int], centres: [SIMD2<Double>]) { (self.labels, self.centres) = (labels, centres) }

    var count: Int { centres.count }

    /// The weight of each cluster.
    func sizes(_ weights: [Double]) -> [Double] {
        var sizes = [Double](repeating: 0, count: count)
        for (label, weight) in zip(labels, weights) { sizes[label] += weight }
        return sizes
    }

    // The next centre is drawn with the square of its distance to those there are.
    private static func start(
        _ k: Int, _ points: [SIMD2<Double>], _ weights: [Double], _ generator: inout some RandomNumberGenerator
    ) -> [SIMD2<Double>]? {
        var distances = [Double](repeating: 1, count: points.count)
        var centres: [SIMD2<Double>] = []
        while centres.count < k {
            guard let next = draw(zip(distances, weights).map { $0 * $1 }, &generator) else { return nil }
            centres.append(points[next])
            for (place, point) in points.enumerated() {
                let distance = squared(point - points[next])
                distances[place] = centres.count == 1 ? distance : min(distances[place], distance)
            }
        }
        return centres
    }

    private static func draw(_ chances: [Double], _ generator: inout some RandomNumberGenerator) -> Int? {
        let sum = chances.reduce(0, +)
        guard sum > 0 else { return nil }
        var rest = Double(generator.next() >> 11) * 0x1p-53 * sum
        for (place, chance) in chances.enumerated() where chance > 0 {
            rest -= chance
            if rest < 0 { return place }
        }
        return chances.lastIndex { $0 > 0 }
    }

    // Until no point changes its centre; returns what is left of squared distances.
    private mutating func settle(_ points: [SIMD2<Double>], _ weights: [Double]) -> Double {
        for _ in 0..<100 {
            guard reassign(points) else { break }
            var sums = [SIMD2<Double>](repeating: .zero, count: count)
            let sizes = sizes(weights)
            for (place, label) in labels.enumerated() { sums[label] += weights[place] * points[place] }
            for cluster in centres.indices where sizes[cluster] > 0 {
                centres[cluster] = sums[cluster] / sizes[cluster]
            }
        }
        return points.indices.reduce(0) { $0 + weights[$1] * Self.squared(points[$1] - centres[labels[$1]]) }
    }

    private mutating func reassign(_ points: [SIMD2<Double>]) -> Bool {
        var changed = false
        for (place, point) in points.enumerated() {
            let label = nearest(to: point)
            if label != labels[place] { (labels[place], changed) = (label, true) }
        }
        return changed
    }

    private func nearest(to point: SIMD2<Double>) -> Int {
        var (best, least) = (0, Double.infinity)
        for (place, centre) in centres.enumerated() {
            let distance = Self.squared(point - centre)
            if distance < least { (best, least) = (place, distance) }
        }
        return best
    }

    private static func squared(_ vector: SIMD2<Double>) -> Double { vector.x * vector.x + vector.y * vector.y }
}

/// Distances between points that each stand for `weights[i]` people.
struct Distances: Sendable {
    private let rows: [[Double]]
    private let weights: [Double]

    init(_ points: [SIMD2<Double>], weights: [Double]) {
        self.weights = weights
        rows = points.map { point in
            points.map { other in
                let step = point - other
                return (step.x * step.x + step.y * step.y).squareRoot()
            }
        }
    }

    /// The mean silhouette (Rousseeuw, 1987) of all people: near 1 when each is close to their own and far from the next.
    func silhouette(_ clusters: Clusters) -> Double {
        let sizes = clusters.sizes(weights)
        let total = rows.indices.reduce(0) { $0 + weights[$1] * width(of: $1, clusters, sizes) }
        return total / weights.reduce(0, +)
    }

    private func width(of point: Int, _ clusters: Clusters, _ sizes: [Double]) -> Double {
        let own = clusters.labels[point]
        guard sizes[own] > 1 else { return 0 }
        var sums = [Double](repeating: 0, count: clusters.count)
        for (other, label) in clusters.labels.enumerated() { sums[label] += weights[other] * rows[point][other] }
        let inside = sums[own] / (sizes[own] - 1)
        let others = clusters.centres.indices.filter { $0 != own && sizes[$0] > 0 }.map { sums[$0] / sizes[$0] }
        guard let outside = others.min(), max(inside, outside) > 0 else { return 0 }
        return (outside - inside) / max(inside, outside)
    }
}
