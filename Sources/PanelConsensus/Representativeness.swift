/// A statement that tells one group from the others, or unites everybody, and on which side.
public struct Representative: Sendable, Hashable {
    /// The place of the statement among those given.
    public let statement: Int
    /// What they say of it: agree or disagree.
    public let side: Vote
    /// By what they are ordered.
    public let weight: Double
    /// Whether the group agrees with this one best: shown first, even where others agree more.
    public let isBestAgreed: Bool
}

/// Which statements are shown for a group, and which for everybody, by the rules Polis publishes.
public enum Representativeness {
    /// 90 % confidence, one-sided.
    public static let significant = 1.2816
    public static let most = 5

    /// For one group, from its statistics on each statement: at most five, those agreed with first; one at least when
    /// anybody voted, and where there is one, a statement the group agrees with.
    public static func statements(of group: [PolisStatistics]) -> [Representative] {
        let agreed = bestAgreed(group)
        let ranked = group.indices.filter { group[$0].tellsApart && $0 != agreed }
            .map { representative($0, group) }.sorted(by: comesFirst)
        let best = agreed.map { representative($0, group, isBestAgreed: true) }
        guard best != nil || !ranked.isEmpty else { return farthest(group) }
        let shown = ((best.map { [$0] } ?? []) + ranked).prefix(most)
        return shown.filter { $0.side == .agree } + shown.filter { $0.side == .disagree }
    }

    // Where nothing tells the group apart for certain, what comes nearest to it.
    private static func farthest(_ group: [PolisStatistics]) -> [Representative] {
        let voted = group.indices.filter { group[$0].ns > 0 }
        return voted.max { group[$0].farthest < group[$1].farthest }.map { [representative($0, group)] } ?? []
    }

    /// For everybody: at most five on which a majority surely agrees or (`.disagree`) surely disagrees.
    public static func consensus(_ counts: [VoteCount], side: Vote) -> [Representative] {
        let found = counts.enumerated().compactMap { place, count -> Representative? in
            let successes = side == .agree ? count.agrees : count.disagrees
            let share = PolisStatistics.share(successes, of: count.votes)
            let test = PolisStatistics.proportionTest(successes, of: count.votes)
            guard share > 0.5, test > significant else { return nil }
            return Representative(statement: place, side: side, weight: share * test, isBestAgreed: false)
        }
        return Array(found.sorted(by: comesFirst).prefix(most))
    }

    private static func comesFirst(_ first: Representative, _ second: Representative) -> Bool {
        (-first.weight, first.statement) < (-second.weight, second.statement)
    }

    private static func representative(
        _ place: Int, _ group: [PolisStatistics], isBestAgreed: Bool = false
    ) -> Representative {
        let value = group[place]
        let side: Vote = value.rat > value.rdt ? .agree : .disagree
        return Representative(
            statement: place, side: side, weight: side == .agree ? value.forAgree : value.forDisagree,
            isBestAgreed: isBestAgreed)
    }

    // One pass in the order of the statements, as published: what a statement must beat depends on the best so far.
    private static func bestAgreed(_ group: [PolisStatistics]) -> Int? {
        group.indices.reduce(nil) { (best: Int?, place) in
            let value = group[place]
            guard value.na + value.nd > 0 else { return best }
            guard let current = best.map({ group[$0] }) else {
                return value.pat > significant || (value.ra > 1 && value.pa > 0.5) ? place : nil
            }
            let isBetter =
                current.ra > 1 ? value.forAgree > current.forAgree : value.pa * value.pat > current.pa * current.pat
            return isBetter ? place : best
        }
    }
}

extension PolisStatistics {
    fileprivate var forAgree: Double { ra * rat * pa * pat }
    fileprivate var forDisagree: Double { rd * rdt * pd * pdt }
    fileprivate var farthest: Double { max(rat, rdt) }

    fileprivate var tellsApart: Bool {
        let limit = Representativeness.significant
        return (rat > limit && pat > limit) || (rdt > limit && pdt > limit)
    }
}
