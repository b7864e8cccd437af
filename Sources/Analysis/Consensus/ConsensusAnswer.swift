import PanelConsensus

/// What `analyse consensus` says, in the words of its JSON.
struct ConsensusAnswer: Encodable {
    let mode: ConsensusMode
    let participants: Int
    let votes: Int
    let threshold: Double
    let seed: String
    /// Statements taken out by a moderator.
    let moderated: [String]
    let statements: [Statement]
    let groups: Groups
    /// What a majority surely says, in a crowd.
    var consensus: Consensus?

    struct Statement: Encodable {
        let id: String
        let agrees, disagrees, passes: Int
        /// That the share of agreement reaches the threshold; the state follows from it, in both modes.
        let probability: Double
        let state: String
        var panel: Panel?
        var crowd: Crowd?
    }

    /// What only a panel has: an end that can be foreseen.
    struct Panel: Encodable {
        let required, missing, deciding_votes, agrees_to_reach, others_to_miss: Int
        let agrees_low, agrees_high: Int
        let gain: Double
        let worst_group: Share?
    }

    struct Share: Encodable {
        let group: String
        let agrees, votes: Int
        let share, low, high: Double
    }

    /// What only a crowd has: groups to compare, and an order in which to show statements.
    struct Crowd: Encodable {
        /// The product of the groups' shares of agreement, as Polis has it: no probability of the threshold.
        let group_aware_consensus: Double
        let extremity, priority: Double
        /// The groups that reject what everybody together agrees on: such a statement is open.
        let held_open_by: [GroupName]
        let groups: [Statistics]
    }

    struct Statistics: Encodable {
        let group: GroupName
        let na, nd, ns: Int
        let pa, pd, pat, pdt, ra, rd, rat, rdt: Double
    }

    struct Consensus: Encodable {
        let agree, disagree: [String]
    }

    /// What tells one group from the others.
    struct Portrait: Encodable {
        let group: GroupName
        let statements: [Trait]
    }

    struct Trait: Encodable {
        let id, side: String
        let weight: Double
        let best_agreed: Bool
    }

    struct Groups: Encodable {
        let stable: Bool
        let declared: Bool
        let k: Int
        let members: [String: GroupName]?
        let reason: String
        /// Whether a trial came out so near its limit that another seed could end it otherwise; absent where none was made.
        var near_limit: Bool?
        /// Whether a gap parts the groups found; absent where none are.
        var separated: Bool?
        var silhouette: Double?
        var agreement: Double?
        /// Where the median agreement lies with 95 % probability, were people left out without end.
        var agreement_range: [Double]?
        var chances: Chances?
        var cuts: Chances?
        /// What tells each group from the others, in a crowd.
        var representative: [Portrait]?
    }

    struct Chances: Encodable {
        let equalled, trials: Int

        init(_ chances: (equalled: Int, trials: Int)) { (equalled, trials) = chances }
    }
}

/// Declared groups have names, found ones numbers.
enum GroupName: Encodable {
    case declared(String)
    case found(Int)

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .declared(let name): try container.encode(name)
        case .found(let number): try container.encode(number)
        }
    }
}

extension ConsensusAnswer.Groups {
    private enum Key: String, CodingKey {
        case stable, declared, k, members, reason, near_limit, separated, silhouette, agreement, agreement_range,
            chances, cuts
        case representative
    }

    // Members are null, not absent, when no groups are shown.
    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(stable, forKey: .stable)
        try container.encode(declared, forKey: .declared)
        try container.encode(k, forKey: .k)
        try container.encode(members, forKey: .members)
        try container.encode(reason, forKey: .reason)
        try container.encodeIfPresent(near_limit, forKey: .near_limit)
        try container.encodeIfPresent(separated, forKey: .separated)
        try container.encodeIfPresent(silhouette, forKey: .silhouette)
        try container.encodeIfPresent(agreement, forKey: .agreement)
        try container.encodeIfPresent(agreement_range, forKey: .agreement_range)
        try container.encodeIfPresent(chances, forKey: .chances)
        try container.encodeIfPresent(cuts, forKey: .cuts)
        try container.encodeIfPresent(representative, forKey: .representative)
    }
}
