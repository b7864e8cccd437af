import Foundation

/// Where a statement stands, by rules that are published before the votes.
public enum ConsensusState: String, Sendable, CaseIterable {
    /// The final share of agreement reaches the threshold with probability 0.9 at least.
    case agreed
    /// It does so with probability 0.1 at most.
    case rejected
    case open
    /// Fewer than four votes for or against, whatever they say.
    case tooFewVotes = "too-few-votes"

    /// The votes for or against that a state needs.
    public static let fewestOpinions = 4

    init(probability: Double, opinions: Int) {
        switch probability {
        case _ where opinions < Self.fewestOpinions: self = .tooFewVotes
        case 0.9...: self = .agreed
        case ...0.1: self = .rejected
        default: self = .open
        }
    }
}

/// What the votes so far say of the final result among a known number of people, all of whom are expected to vote.
///
/// The votes still missing are Beta-binomial given those seen (Jeffreys' prior): the panel is the whole population, so
/// that the only uncertainty is in the votes that are not in yet, and it ends when they are.
public struct PanelForecast: Sendable {
    public let count: VoteCount
    /// Everybody who may vote, those who have not done so included.
    public let panel: Int
    /// Agreements that reach the threshold when all have voted.
    public let required: Int
    /// P(k more agreements), for k from 0 to the number of votes missing.
    public let distribution: [Double]

    /// The panel is at least as large as the number of votes; the threshold is above 0 and at most 1.
    public init(_ count: VoteCount, panel: Int, threshold: Double) {
        self.count = count
        self.panel = max(panel, count.votes)
        required = Self.required(of: self.panel, threshold)
        distribution = Self.betaBinomial(count, missing: self.panel - count.votes)
    }

    /// Agreements among `panel` that make a share of `threshold`; 0.6 of 25 is 15, in binary numbers as well.
    public static func required(of panel: Int, _ threshold: Double) -> Int {
        max(1, Int((threshold * Double(panel) - 1e-9).rounded(.up)))
    }

    public var missing: Int { panel - count.votes }

    /// P(final share of agreement ≥ threshold).
    public var probability: Double { probability(agreesNeeded: required - count.agrees) }

    public var state: ConsensusState { ConsensusState(probability: probability, opinions: count.opinions) }

    /// Whether the missing votes can still change the outcome, whatever has been said so far.
    public var isDecided: Bool { count.agrees >= required || required - count.agrees > missing }

    /// The missing votes that could still change the outcome: all of them, or none.
    public var decidingVotes: Int { isDecided ? 0 : missing }

    /// Agreements among the missing votes that settle it for the statement; 0 when it is settled either way.
    public var agreesToReach: Int { isDecided ? 0 : required - count.agrees }

    /// Other votes among the missing ones that settle it against the statement; 0 when it is settled either way.
    public var othersToMiss: Int { isDecided ? 0 : missing - (required - count.agrees) + 1 }

    /// The final number of agreements lies here with probability `level` at least: equal tails, whole numbers.
    public func interval(level: Double = 0.9) -> ClosedRange<Int> {
        let tail = (1 - level) / 2
        var (low, high, sum) = (0, 0, 0.0)
        for (more, probability) in distribution.enumerated() {
            sum += probability
            if sum < tail { low = more + 1 }
            if sum < 1 - tail { high = more + 1 }
        }
        return count.agrees + min(low, missing)...count.agrees + min(high, missing)
    }

    /// Bits of uncertainty about the outcome that one more vote is expected to remove: where the next vote helps most.
    public func gain() -> Double {
        guard missing > 0 else { return 0 }
        let chance = BetaDistribution.jeffreys(successes: count.agrees, trials: count.votes).mean
        let (agree, other) = (VoteCount(agrees: 1), VoteCount(disagrees: 1))
        let after = chance * Self.bits(following(agree)) + (1 - chance) * Self.bits(following(other))
        return max(0, Self.bits(probability) - after)
    }

    private func following(_ vote: VoteCount) -> Double {
        let distribution = Self.betaBinomial(count + vote, missing: missing - 1)
        return Self.tail(of: distribution, from: required - count.agrees - vote.agrees)
    }

    private func probability(agreesNeeded: Int) -> Double { Self.tail(of: distribution, from: agreesNeeded) }

    private static func tail(of distribution: [Double], from first: Int) -> Double {
        if first <= 0 { return 1 }
        return min(1, distribution.dropFirst(first).reduce(0, +))
    }

    private static func bits(_ p: Double) -> Double {
        p <= 0 || p >= 1 ? 0 : -p * log2(p) - (1 - p) * log2(1 - p)
    }

    // Ratios of neighbours, walked from the most probable value: no factorial, no overflow, no cancellation.
    static func betaBinomial(_ count: VoteCount, missing: Int) -> [Double] {
        let share = BetaDistribution.jeffreys(successes: count.agrees, trials: count.votes)
        let ratio = { (k: Int) -> Double in
            let (k, rest) = (Double(k), Double(missing - k - 1))
            return (rest + 1) * (k + share.alpha) / ((k + 1) * (rest + share.beta))
        }
        let start = Int((Double(missing) * share.mean).rounded(.down))
        var weights = Array(repeating: 0.0, count: missing + 1)
        weights[start] = 1
        for k in start..<missing { weights[k + 1] = weights[k] * ratio(k) }
        for k in stride(from: start - 1, through: 0, by: -1) { weights[k] = weights[k + 1] / ratio(k) }
        let sum = weights.reduce(0, +)
        return weights.map { $0 / sum }
    }
}
