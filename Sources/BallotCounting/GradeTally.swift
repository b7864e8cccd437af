/// How often an entry was given each grade, from the worst to the best, and where that puts it in majority judgment.
///
/// Tallies of different sizes are compared as shares of their own size, exactly: fractions by cross multiplication in
/// 128 bits, never by a common denominator.
public struct GradeTally: Sendable, Hashable {
    public let counts: [Int]
    public let total: Int

    /// Nil without a grade, with a negative count, or with more marks than half of what an `Int` holds.
    public init?(_ counts: [Int]) {
        var total = 0
        for count in counts {
            let (sum, overflow) = total.addingReportingOverflow(count)
            guard count >= 0, !overflow, sum <= Int.max / 2 else { return nil }
            total = sum
        }
        guard total > 0 else { return nil }
        (self.counts, self.total) = (counts, total)
    }

    /// The grade that more than half find deserved or too low: the lower of the two in the middle.
    public var majorityGrade: Int { Walk(self).lower }

    /// How many gave more than the majority grade, and how many gave less.
    public var gauge: (above: Int, below: Int) {
        let grade = majorityGrade
        return (counts[(grade + 1)...].reduce(0, +), counts[..<grade].reduce(0, +))
    }

    /// The majority value: the pair of grades just below and just above the middle, then the pairs further and further
    /// out. `until` is the distance where a pair ends, in parts of `2 * total`.
    public var majorityValue: [(lower: Int, upper: Int, until: Int)] {
        var (walk, steps): (Walk, [(lower: Int, upper: Int, until: Int)]) = (Walk(self), [])
        while let distance = walk.next {
            steps.append((walk.lower, walk.upper, distance))
            walk.advance(to: Fraction(distance, total))
        }
        return steps + [(walk.lower, walk.upper, total)]
    }

    /// The entry that comes first, by Balinski and Laraki's majority values; 0 when they are wholly alike.
    ///
    /// - Returns: below 0 when this tally is the worse one, above 0 when it is the better one.
    public func compare(_ other: GradeTally) -> Int {
        var (mine, theirs) = (Walk(self), Walk(other))
        while true {
            if mine.lower != theirs.lower { return mine.lower - theirs.lower }
            if mine.upper != theirs.upper { return mine.upper - theirs.upper }
            guard let next = [mine.nextShare, theirs.nextShare].compactMap(\.self).min() else { return 0 }
            mine.advance(to: next)
            theirs.advance(to: next)
        }
    }
}

/// Goes from the middle of a tally outwards on both sides at once.
private struct Walk {
    private let counts: [Int]
    private let total: Int
    private(set) var lower = 0
    private(set) var upper = 0
    // Marks below `lower`, and marks up to `upper` with it.
    private var below = 0
    private var upTo: Int

    init(_ tally: GradeTally) {
        (counts, total, upTo) = (tally.counts, tally.total, tally.counts[0])
        while 2 * (below + counts[lower]) < total {
            below += counts[lower]
            lower += 1
        }
        while 2 * upTo <= total {
            upper += 1
            upTo += counts[upper]
        }
    }

    /// How far from the middle one of the two grades changes next, in parts of `2 * total`; nil when neither does.
    var next: Int? {
        switch (below > 0, upTo < total) {
        case (true, true): min(total - 2 * below, 2 * upTo - total)
        case (true, false): total - 2 * below
        case (false, true): 2 * upTo - total
        case (false, false): nil
        }
    }

    var nextShare: Fraction? { next.map { Fraction($0, total) } }

    mutating func advance(to distance: Fraction) {
        while below > 0, Fraction(total - 2 * below, total) <= distance {
            lower -= 1
            below -= counts[lower]
        }
        while upTo < total, Fraction(2 * upTo - total, total) <= distance {
            upper += 1
            upTo += counts[upper]
        }
    }
}
