import PanelConsensus
import Seeds

/// From votes to the answer.
struct ConsensusReport {
    let votes: ConsensusVotes
    let mode: ConsensusMode
    let panel: Int
    let threshold: Double
    let seed: Seed
    private let conversation: Conversation
    private let found: OpinionGroups

    init(_ votes: ConsensusVotes, mode: ConsensusMode, panel: Int, threshold: Double, seed: Seed) {
        (self.votes, self.mode, self.panel, self.threshold, self.seed) = (votes, mode, panel, threshold, seed)
        found = votes.conversation.opinionGroups(seed: seed, rules: votes.declared == nil ? GroupRules() : .none)
        var conversation = votes.conversation
        conversation.show(votes.declared?.groups ?? found.groups)
        self.conversation = conversation
    }

    func answer() -> ConsensusAnswer {
        ConsensusAnswer(
            mode: mode, participants: mode == .panel ? panel : votes.participants.count, votes: conversation.votes,
            threshold: threshold, seed: seed.text,
            moderated: conversation.rejected.sorted().map { votes.statements[$0] },
            statements: conversation.openStatements.map(statement), groups: groups, consensus: consensus)
    }

    private func statement(_ place: Int) -> ConsensusAnswer.Statement {
        let count = conversation.counts[place]
        let groups = conversation.groupCounts.map { $0[place] }
        let answer = { (probability: Double, state: ConsensusState) in
            ConsensusAnswer.Statement(
                id: votes.statements[place], agrees: count.agrees, disagrees: count.disagrees, passes: count.passes,
                probability: probability, state: state.rawValue)
        }
        switch mode {
        case .panel:
            let forecast = PanelForecast(count, panel: panel, threshold: threshold)
            var statement = answer(forecast.probability, forecast.state)
            statement.panel = panel(forecast, votes.declared == nil ? [] : groups)
            return statement
        case .crowd:
            let standing = CrowdStanding(count, groups: groups, threshold: threshold)
            var statement = answer(standing.thresholdProbability, standing.state)
            statement.crowd = crowd(standing, place)
            return statement
        }
    }

    private func panel(_ forecast: PanelForecast, _ groups: [VoteCount]) -> ConsensusAnswer.Panel {
        let interval = forecast.interval()
        return ConsensusAnswer.Panel(
            required: forecast.required, missing: forecast.missing, deciding_votes: forecast.decidingVotes,
            agrees_to_reach: forecast.agreesToReach, others_to_miss: forecast.othersToMiss,
            agrees_low: interval.lowerBound, agrees_high: interval.upperBound, gain: forecast.gain(),
            worst_group: GroupShare.worst(of: groups).map(share))
    }

    private func share(_ share: GroupShare) -> ConsensusAnswer.Share {
        ConsensusAnswer.Share(
            group: votes.declared?.names[share.group] ?? "", agrees: share.count.agrees, votes: share.count.votes,
            share: share.share, low: share.low, high: share.high)
    }

    private func crowd(_ standing: CrowdStanding, _ place: Int) -> ConsensusAnswer.Crowd {
        let extremity = found.extremities[place]
        let statistics = standing.statistics.enumerated().map { group, value in
            ConsensusAnswer.Statistics(
                group: name(group), na: value.na, nd: value.nd, ns: value.ns, pa: value.pa, pd: value.pd,
                pat: value.pat, pdt: value.pdt, ra: value.ra, rd: value.rd, rat: value.rat, rdt: value.rdt)
        }
        return ConsensusAnswer.Crowd(
            group_aware_consensus: standing.groupAwareConsensus, extremity: extremity,
            priority: standing.priority(extremity: extremity, isMeta: votes.meta.contains(place)),
            held_open_by: standing.heldOpenBy.map(name), groups: statistics)
    }

    private var consensus: ConsensusAnswer.Consensus? {
        guard mode == .crowd else { return nil }
        let open = conversation.openStatements
        let ids = { side in
            Representativeness.consensus(open.map { conversation.counts[$0] }, side: side)
                .map { votes.statements[open[$0.statement]] }
        }
        return ConsensusAnswer.Consensus(agree: ids(.agree), disagree: ids(.disagree))
    }

    private var groups: ConsensusAnswer.Groups {
        guard let declared = votes.declared else { return foundGroups }
        return ConsensusAnswer.Groups(
            stable: true, declared: true, k: declared.names.count, members: members, reason: "the groups were declared",
            representative: portraits)
    }

    private var foundGroups: ConsensusAnswer.Groups {
        ConsensusAnswer.Groups(
            stable: found.isStable, declared: false, k: found.count, members: members,
            reason: found.isStable ? found.reason : "no stable groups: \(found.reason)",
            near_limit: found.chances == nil ? nil : found.isNearLimit,
            separated: found.isStable ? found.isSeparated : nil, silhouette: found.silhouette,
            agreement: found.agreement,
            agreement_range: found.agreementRange.map { [$0.lowerBound, $0.upperBound] },
            chances: found.chances.map(ConsensusAnswer.Chances.init),
            cuts: found.cuts.map(ConsensusAnswer.Chances.init),
            representative: portraits)
    }

    private var portraits: [ConsensusAnswer.Portrait]? {
        guard mode == .crowd, !conversation.groupCounts.isEmpty else { return nil }
        let open = conversation.openStatements
        let statistics = open.map { place in PolisStatistics.all(conversation.groupCounts.map { $0[place] }) }
        return conversation.groupCounts.indices.map { group in
            let chosen = Representativeness.statements(of: statistics.map { $0[group] })
            return ConsensusAnswer.Portrait(
                group: name(group),
                statements: chosen.map {
                    ConsensusAnswer.Trait(
                        id: votes.statements[open[$0.statement]], side: $0.side == .agree ? "agree" : "disagree",
                        weight: $0.weight, best_agreed: $0.isBestAgreed)
                })
        }
    }

    private var members: [String: GroupName]? {
        conversation.groups.map { groups in
            let named = zip(votes.participants, groups).compactMap { person, group in group.map { (person, name($0)) } }
            return Dictionary(uniqueKeysWithValues: named)
        }
    }

    private func name(_ group: Int) -> GroupName {
        votes.declared.map { .declared($0.names[group]) } ?? .found(group)
    }
}
