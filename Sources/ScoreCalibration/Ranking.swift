import Foundation
import Seeds

/// Entries from best to worst.
struct Ranking {
    /// Entries by their places, best first; equal ones in the order of their identifiers.
    let order: [Int]
    /// Of each entry; equal values share the better rank.
    let ranks: [Int]

    init(_ values: [Double], lowerIsBetter: Bool) {
        let sign = lowerIsBetter ? -1.0 : 1.0
        let order = values.indices.sorted { (-sign * values[$0], $0) < (-sign * values[$1], $1) }
        // Values that differ by rounding only are equal.
        let tolerance = 1e-10 * values.reduce(0) { max($0, abs($1)) }
        var ranks = values.map { _ in 0 }
        for (place, entry) in order.enumerated() {
            let tied = place > 0 && abs(values[order[place - 1]] - values[entry]) <= tolerance
            ranks[entry] = tied ? ranks[order[place - 1]] : place + 1
        }
        (self.order, self.ranks) = (order, ranks)
    }
}

extension Posterior {
    /// Of each entry, the probability to be among the best `top`, counted over joint draws.
    func topProbabilities(_ top: Int, lowerIsBetter: Bool, draws: Int, seed: Seed) -> [Double] {
        var counts = means.map { _ in 0 }
        guard top < means.count else { return means.map { _ in 1 } }
        let sign = lowerIsBetter ? 1.0 : -1.0
        var ordered = [Double](repeating: 0, count: means.count)
        draw(draws, seed: seed) { values in
            for entry in values.indices { ordered[entry] = sign * values[entry] }
            let bound = Self.smallest(top, of: &ordered)
            for entry in values.indices where sign * values[entry] <= bound { counts[entry] += 1 }
        }
        return counts.map { min(Double($0) / Double(draws), 1) }
    }

    /// The `rank`-th smallest value (Hoare, «Find», 1961); the values change their places.
    private static func smallest(_ rank: Int, of values: inout [Double]) -> Double {
        var (low, high) = (0, values.count - 1)
        let target = rank - 1
        while low < high {
            let pivot = values[(low + high) / 2]
            var (left, right) = (low, high)
            while left <= right {
                while values[left] < pivot { left += 1 }
                while values[right] > pivot { right -= 1 }
                guard left <= right else { break }
                values.swapAt(left, right)
                left += 1
                right -= 1
            }
            if target <= right {
                high = right
            } else if target >= left {
                low = left
            } else {
                break
            }
        }
        return values[target]
    }

    /// Groups of entries that the marks do not tell apart, numbered from 1, best first: a group goes on, down the ranking,
    /// until an entry is below its first one with a probability above 0.9.
    func clusters(_ order: [Int], lowerIsBetter: Bool) -> [Int] {
        var clusters = means.map { _ in 0 }
        guard var head = order.first else { return clusters }
        var cluster = 1
        for entry in order {
            let below = lowerIsBetter ? probability(entry, above: head) : probability(head, above: entry)
            if entry != head, below > 0.9 {
                head = entry
                cluster += 1
            }
            clusters[entry] = cluster
        }
        return clusters
    }
}
