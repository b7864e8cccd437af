/// Where a statement stands in a crowd: those who voted are a sample of those who may, and groups weigh alike.
public struct CrowdStanding: Sendable {
    public let count: VoteCount
    /// One count a group shown; empty when none is.
    public let groups: [VoteCount]
    public let threshold: Double

    public init(_ count: VoteCount, groups: [VoteCount], threshold: Double) {
        (self.count, self.groups, self.threshold) = (count, groups, threshold)
    }

    /// The product of the groups' shares; without groups, everybody is one.
    public var groupAwareConsensus: Double {
        PolisStatistics.groupAwareConsensus(groups.isEmpty ? [count] : groups)
    }

    /// One value a group, in their order.
    public var statistics: [PolisStatistics] { PolisStatistics.all(groups) }

    /// P(share of agreement ≥ threshold) among all who may vote, given those who did (Jeffreys' prior).
    public var thresholdProbability: Double { Self.probability(count, threshold) }

    /// As in a panel, but what one group rejects is open, however many agree elsewhere.
    public var state: ConsensusState {
        let state = ConsensusState(probability: thresholdProbability, opinions: count.opinions)
        return heldOpenBy.isEmpty ? state : .open
    }

    /// The groups that reject what everybody together agrees on, and so keep it open.
    public var heldOpenBy: [Int] {
        let state = ConsensusState(probability: thresholdProbability, opinions: count.opinions)
        return state == .agreed ? groups.indices.filter { rejects(groups[$0]) } : []
    }

    /// How much it should be shown next, from the votes of the groups shown (everybody's when there are none).
    public func priority(extremity: Double, isMeta: Bool = false) -> Double {
        let heard = groups.isEmpty ? count : groups.reduce(VoteCount(), +)
        return PolisStatistics.priority(heard, extremity: extremity, isMeta: isMeta)
    }

    private func rejects(_ group: VoteCount) -> Bool {
        ConsensusState(probability: Self.probability(group, threshold), opinions: group.opinions) == .rejected
    }

    private static func probability(_ count: VoteCount, _ threshold: Double) -> Double {
        1 - BetaDistribution.jeffreys(successes: count.agrees, trials: count.votes).cumulative(threshold)
    }
}
