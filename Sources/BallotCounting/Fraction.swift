/// A share of something, compared exactly whatever the sizes: by products of 128 bits.
struct Fraction: Comparable {
    let numerator: Int
    let denominator: Int

    /// The denominator is above 0.
    init(_ numerator: Int, _ denominator: Int) { (self.numerator, self.denominator) = (numerator, denominator) }

    static func < (one: Fraction, other: Fraction) -> Bool {
        let left = one.numerator.multipliedFullWidth(by: other.denominator)
        let right = other.numerator.multipliedFullWidth(by: one.denominator)
        return (left.high, left.low) < (right.high, right.low)
    }

    static func == (one: Fraction, other: Fraction) -> Bool { !(one < other) && !(other < one) }
}

extension Array<Int> {
    /// Groups of what compares alike, the best first; each group in ascending order.
    ///
    /// - Parameter compare: below 0 when the first is the worse one, above 0 when it is the better one.
    func ranked(_ compare: (Int, Int) -> Int) -> Ranking {
        let ordered = sorted { one, other in
            let order = compare(one, other)
            return order > 0 || order == 0 && one < other
        }
        return ordered.reduce(into: []) { groups, place in
            if let best = groups.last?.first, compare(best, place) == 0 {
                groups[groups.count - 1].append(place)
            } else {
                groups.append([place])
            }
        }
    }
}
