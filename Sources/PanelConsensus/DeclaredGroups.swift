/// What one declared group says of a statement: its share of agreement, with Jeffreys' 90 % interval.
public struct GroupShare: Sendable, Hashable {
    /// The place of the group among those declared.
    public let group: Int
    public let count: VoteCount
    public let low: Double
    public let high: Double

    public var share: Double { Double(count.agrees) / Double(count.votes) }

    // Without the ends moved, an interval after 0 of 10 would leave out 0, which is what was seen.
    init(group: Int, count: VoteCount) {
        (self.group, self.count) = (group, count)
        let distribution = BetaDistribution.jeffreys(successes: count.agrees, trials: count.votes)
        low = count.agrees == 0 ? 0 : distribution.quantile(0.05)
        high = count.agrees == count.votes ? 1 : distribution.quantile(0.95)
    }

    /// The group that agrees least. Groups are compared by Jeffreys' mean, so that one vote against does not outweigh ten;
    /// a group without votes has said nothing yet.
    public static func worst(of counts: [VoteCount]) -> GroupShare? {
        let means = counts.map { BetaDistribution.jeffreys(successes: $0.agrees, trials: $0.votes).mean }
        let heard = counts.indices.filter { counts[$0].votes > 0 }
        return heard.min { means[$0] < means[$1] }.map { GroupShare(group: $0, count: counts[$0]) }
    }
}
