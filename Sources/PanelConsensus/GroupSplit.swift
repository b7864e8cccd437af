import Foundation

/// People parted by where they stand, as many groups as part them best.
struct GroupSplit: Sendable {
    /// One label a point; 0 is the largest group.
    let labels: [Int]
    let count: Int
    let silhouette: Double

    /// Nil when the points do not differ, or every split leaves a group too small.
    init?(of points: [SIMD2<Double>], rules: GroupRules, using generator: inout some RandomNumberGenerator) {
        let base = BaseClusters(points, most: rules.baseClusters, using: &generator)
        let distances = Distances(base.centres, weights: base.sizes)
        var best: (clusters: Clusters, silhouette: Double)?
        let most = min(rules.mostGroups, 2 + base.centres.count / 12)
        for count in 2...max(2, most) {
            guard
                let clusters = Clusters.best(
                    of: count, base.centres, weights: base.sizes, starts: 12, using: &generator)
            else { break }
            guard clusters.sizes(base.sizes).allSatisfy({ $0 >= Double(rules.smallestGroup) }) else { continue }
            let silhouette = distances.silhouette(clusters)
            if silhouette > best?.silhouette ?? -.infinity { best = (clusters, silhouette) }
        }
        guard let best else { return nil }
        // People at the edge of a base cluster may be closer to another group than its centre is.
        let labels = best.clusters.settled(on: points).labels
        (self.labels, count, silhouette) = (
            Self.bySize(labels, best.clusters.count), best.clusters.count, best.silhouette
        )
    }

    /// Group 0 is the largest; of two of one size, the one whose first member comes first.
    private static func bySize(_ labels: [Int], _ count: Int) -> [Int] {
        let sizes = (0..<count).map { group in labels.count { $0 == group } }
        let firsts = (0..<count).map { labels.firstIndex(of: $0) ?? labels.count }
        let order = (0..<count).sorted { (-sizes[$0], firsts[$0]) < (-sizes[$1], firsts[$1]) }
        var names = [Int](repeating: 0, count: count)
        for (name, group) in order.enumerated() { names[group] = name }
        return labels.map { names[$0] }
    }
}

/// Points brought together before they are parted, so that the cost of parting no longer grows with their number.
private struct BaseClusters {
    let labels: [Int]
    let centres: [SIMD2<Double>]
    let sizes: [Double]

    init(_ points: [SIMD2<Double>], most: Int, using generator: inout some RandomNumberGenerator) {
        let ones = [Double](repeating: 1, count: points.count)
        guard points.count > most,
            let clusters = Clusters.best(of: most, points, weights: ones, starts: 1, using: &generator)
        else {
            (labels, centres, sizes) = (Array(points.indices), points, ones)
            return
        }
        (labels, centres, sizes) = (clusters.labels, clusters.centres, clusters.sizes(ones))
    }
}
