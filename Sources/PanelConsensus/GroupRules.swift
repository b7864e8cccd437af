/// When groups of opinion are looked for, and when they are shown. Published with the result: to change one after the
/// votes are in is to choose the result.
public struct GroupRules: Sendable, Hashable {
    /// Votes that place a participant; everybody's when there are fewer statements.
    public var votesNeeded = 7
    /// Those with most votes are taken as well until there are so many (Polis does so too).
    public var peopleToReach = 15
    /// Below, no groups are looked for.
    public var fewestPeople = 10
    public var mostGroups = 5
    /// A split that leaves a group smaller than this is not considered: one person is no group.
    public var smallestGroup = 3
    /// Above this number, people who stand close together are parted together.
    public var baseClusters = 100
    /// Stability is tried on so many people, drawn by the seed, when there are more.
    public var sample = 1_000
    /// How often votes are dealt at random, and the share of those trials that may look as well parted as the real votes.
    public var permutations = 199
    public var level = 0.05
    /// How often one person in ten is left out, and the median agreement (adjusted Rand index) then needed.
    public var resamples = 200
    public var leftOut = 0.1
    public var agreement = 0.75
    /// So near to the agreement needed, the outcome hangs on the seed: on where the search starts and who is left out.
    public var nearness = 0.05

    public init() {}

    /// Looks for no groups: for axes alone.
    public static var none: GroupRules {
        var rules = GroupRules()
        rules.fewestPeople = .max
        return rules
    }

    /// Random trials that may equal the real votes: with 199 trials and 5 %, nine.
    var permittedChances: Int { Int((level * Double(permutations + 1) + 1e-9).rounded(.down)) - 1 }

    /// Whether so many of so many trials could as well have been one more or one less than is permitted, by chance alone.
    func isNear(_ trials: (equalled: Int, trials: Int)) -> Bool {
        guard trials.trials > 0 else { return false }
        let share = Double(trials.equalled) / Double(trials.trials)
        return abs(share - level) <= 2 * (level * (1 - level) / Double(trials.trials)).squareRoot()
    }
}
