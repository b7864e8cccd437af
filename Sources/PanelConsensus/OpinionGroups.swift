import Foundation
import Seeds

/// Groups of people who vote alike, with the trials that let them be shown; or why none are.
public struct OpinionGroups: Sendable {
    /// The group of each participant, 0 the largest; nil for who voted too little. Nil altogether unless stable.
    public let groups: [Int?]?
    /// How many groups are shown: 0 when none are.
    public let count: Int
    public let reason: String
    /// How well the split that was tried parts people (mean silhouette); nil when there was nothing to part.
    public let silhouette: Double?
    /// How often votes dealt at random were parted as well, of how many trials. Trials end when it is too often.
    public let chances: (equalled: Int, trials: Int)?
    /// The median agreement with the split when one person in ten is left out.
    public let agreement: Double?
    /// Where that median lies with 95 % probability: it is an estimate from so many draws.
    public let agreementRange: ClosedRange<Double>?
    /// Whether a trial came out so near its limit that another seed could end it otherwise.
    public let isNearLimit: Bool
    /// How often people spread evenly, without any gap, were parted as well; nil unless the groups are stable.
    public let cuts: (equalled: Int, trials: Int)?
    /// Whether a gap parts the groups. Stable groups without one are sections of a gradient: true of the votes, but where
    /// one ends and the next begins is a matter of the method.
    public let isSeparated: Bool
    /// How far out each statement places who agrees with it alone; 0 for a rejected one.
    public let extremities: [Double]

    public var isStable: Bool { groups != nil }
}

extension Conversation {
    /// Looks for groups: the same votes, rules and seed give the same answer on every machine.
    public func opinionGroups(seed: Seed, rules: GroupRules = GroupRules()) -> OpinionGroups {
        GroupSearch(VoteMatrix(self), rules: rules, seed: seed).verdict(of: self)
    }
}

/// One search: axes from all votes, a split of those who voted enough, and the trials it must pass.
struct GroupSearch {
    let matrix: VoteMatrix
    let rules: GroupRules
    let seed: Seed
    let axes: PrincipalAxes
    /// The rows that are parted.
    let people: [Int]
    let start: Subspace

    init(_ matrix: VoteMatrix, rules: GroupRules, seed: Seed) {
        (self.matrix, self.rules, self.seed) = (matrix, rules, seed)
        var generator = seed.generator("axes")
        start = Subspace(width: matrix.width) { generator.normal() }
        axes = PrincipalAxes(of: matrix, from: start, sweeps: 3_000, tolerance: 1e-13)
        people = Self.people(in: matrix, rules)
    }

    func verdict(of conversation: Conversation) -> OpinionGroups {
        let extremities = spread(axes.extremities, over: conversation)
        var finding = Finding()
        let split = trial(&finding)
        let labels = split.map { split in
            var labels = [Int?](repeating: nil, count: matrix.height)
            for (person, label) in zip(people, split.labels) { labels[person] = label }
            return labels
        }
        return OpinionGroups(
            groups: labels, count: split?.count ?? 0, reason: finding.reason, silhouette: finding.silhouette,
            chances: finding.chances, agreement: finding.agreement, agreementRange: finding.range,
            isNearLimit: finding.isNear, cuts: finding.cuts,
            isSeparated: finding.isSeparated, extremities: extremities)
    }

    /// Those with enough votes, and, where they are few, those with most.
    static func people(in matrix: VoteMatrix, _ rules: GroupRules) -> [Int] {
        let needed = max(1, min(rules.votesNeeded, matrix.width))
        let voters = (0..<matrix.height).filter { matrix.length(of: $0) > 0 }
        let enough = voters.filter { matrix.length(of: $0) >= needed }
        guard enough.count < rules.peopleToReach else { return enough }
        let byVotes = voters.sorted { (-matrix.length(of: $0), $0) < (-matrix.length(of: $1), $1) }
        return byVotes.prefix(rules.peopleToReach).sorted()
    }

    private func spread(_ extremities: [Double], over conversation: Conversation) -> [Double] {
        var rest = extremities.makeIterator()
        return (0..<conversation.statements).map { conversation.rejected.contains($0) ? 0 : rest.next() ?? 0 }
    }
}

/// What the trials said.
private struct Finding {
    var reason = ""
    var silhouette: Double?
    var chances: (equalled: Int, trials: Int)?
    var agreement: Double?
    var range: ClosedRange<Double>?
    var cuts: (equalled: Int, trials: Int)?
    var isSeparated = false
    var isNear = false

    /// Says so where the outcome of a trial is a matter of chance.
    mutating func note(isNear: Bool) {
        guard isNear else { return }
        self.isNear = true
        reason += " — near the limit: with another seed it may come out otherwise"
    }
}

extension GroupSearch {
    fileprivate func trial(_ finding: inout Finding) -> GroupSplit? {
        guard people.count >= rules.fewestPeople else {
            finding.reason = "people to place: \(people.count), of \(rules.fewestPeople) needed to look for groups"
            return nil
        }
        let all = axes.points(of: matrix)
        let points = people.map { all[$0] }
        var generator = seed.generator("groups")
        guard let split = GroupSplit(of: points, rules: rules, using: &generator) else {
            finding.reason = "people differ too little: every split leaves a group of fewer than \(rules.smallestGroup)"
            return nil
        }
        finding.silhouette = split.silhouette
        let stability = GroupStability(self, points, split)
        guard beatsChance(stability, &finding), isFoundAgain(stability, &finding) else { return nil }
        lookForGap(stability, &finding)
        return split
    }

    private func beatsChance(_ stability: GroupStability, _ finding: inout Finding) -> Bool {
        let chances = stability.chances()
        finding.chances = chances
        let isNear = rules.isNear(chances)
        guard chances.equalled > rules.permittedChances else {
            finding.isNear = isNear
            return true
        }
        finding.reason =
            "votes dealt at random are parted as well: in \(chances.equalled) of \(chances.trials) trials"
            + " (at most \(max(0, rules.permittedChances)) of \(rules.permutations) may be)"
        finding.note(isNear: isNear)
        return false
    }

    private func isFoundAgain(_ stability: GroupStability, _ finding: inout Finding) -> Bool {
        let (agreement, range) = stability.agreement()
        (finding.agreement, finding.range) = (agreement, range)
        finding.reason =
            "when one person in ten is left out, the median agreement is \((agreement * 100).rounded() / 100)"
        let isNear = range.contains(rules.agreement) || abs(agreement - rules.agreement) <= rules.nearness
        guard agreement < rules.agreement else {
            finding.note(isNear: isNear)
            return true
        }
        finding.reason += " (\(rules.agreement) is needed)"
        finding.note(isNear: isNear)
        return false
    }

    private func lookForGap(_ stability: GroupStability, _ finding: inout Finding) {
        let cuts = stability.cuts()
        finding.cuts = cuts
        finding.isSeparated = cuts.equalled <= rules.permittedChances
        finding.reason += ", and votes dealt at random are parted less well"
        finding.reason += rules.isNear(finding.chances ?? cuts) ? " (by little)" : ""
        finding.reason += "; "
        finding.reason +=
            finding.isSeparated
            ? "they are camps: people spread evenly are parted less well"
            : "they are sections of one cloud, with no gap between them: people spread evenly are parted as well"
                + " in \(cuts.equalled) of \(cuts.trials) trials"
        finding.note(isNear: rules.isNear(cuts))
    }
}
