import Foundation

/// What a group says of a statement, compared with all others, in the letters Polis uses: n number, p share, r ratio,
/// t test; a agree, d disagree, s seen (a pass is seen).
public struct PolisStatistics: Sendable, Hashable {
    public let na, nd, ns: Int
    public let pa, pd: Double
    public let pat, pdt: Double
    public let ra, rd: Double
    public let rat, rdt: Double

    /// `others` are the votes of all other groups together.
    public init(_ group: VoteCount, others: VoteCount) {
        (na, nd, ns) = (group.agrees, group.disagrees, group.votes)
        (pa, pd) = (Self.share(na, of: ns), Self.share(nd, of: ns))
        (pat, pdt) = (Self.proportionTest(na, of: ns), Self.proportionTest(nd, of: ns))
        ra = pa / Self.share(others.agrees, of: others.votes)
        rd = pd / Self.share(others.disagrees, of: others.votes)
        rat = Self.twoProportionTest(na, of: ns, against: others.agrees, of: others.votes)
        rdt = Self.twoProportionTest(nd, of: ns, against: others.disagrees, of: others.votes)
    }

    /// One value a group, in their order.
    public static func all(_ groups: [VoteCount]) -> [PolisStatistics] {
        let everybody = groups.reduce(VoteCount(), +)
        return groups.map { group in
            let others = VoteCount(
                agrees: everybody.agrees - group.agrees, disagrees: everybody.disagrees - group.disagrees,
                passes: everybody.passes - group.passes)
            return PolisStatistics(group, others: others)
        }
    }

    /// A share with one success and one failure added: (s + 1) / (n + 2).
    public static func share(_ successes: Int, of trials: Int) -> Double {
        Double(successes + 1) / Double(trials + 2)
    }

    /// How far a share lies above one half, in standard errors: 2 √(n + 1) ((s + 1) / (n + 1) − ½).
    public static func proportionTest(_ successes: Int, of trials: Int) -> Double {
        let n = Double(trials + 1)
        return 2 * n.squareRoot() * (Double(successes + 1) / n - 0.5)
    }

    /// How far one share lies above another, in standard errors of the pooled share, one added to all four numbers.
    public static func twoProportionTest(_ first: Int, of firstTrials: Int, against second: Int, of secondTrials: Int)
        -> Double
    {
        let (s1, s2) = (Double(first + 1), Double(second + 1))
        let (n1, n2) = (Double(firstTrials + 1), Double(secondTrials + 1))
        let pooled = (s1 + s2) / (n1 + n2)
        guard pooled != 1 else { return 0 }
        return (s1 / n1 - s2 / n2) / (pooled * (1 - pooled) * (1 / n1 + 1 / n2)).squareRoot()
    }

    /// High only where every group agrees: the product of the groups' shares. Without groups, everybody is one.
    public static func groupAwareConsensus(_ groups: [VoteCount]) -> Double {
        groups.reduce(1) { $0 * share($1.agrees, of: $1.votes) }
    }

    /// How much a statement should be shown next: agreed, divisive (`extremity`), seldom passed, and above all new
    /// statements come first. A statement about the participants themselves (`isMeta`) has a priority of its own.
    public static func priority(_ count: VoteCount, extremity: Double, isMeta: Bool = false) -> Double {
        let importance =
            (1 - share(count.passes, of: count.votes)) * (extremity + 1) * share(count.agrees, of: count.votes)
        let newness = 1 + 8 * exp2(-Double(count.votes) / 5)
        let root = isMeta ? 7 : importance * newness
        return root * root
    }
}
