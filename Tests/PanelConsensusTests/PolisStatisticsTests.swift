import Testing

@testable import PanelConsensus

struct PolisStatisticsTests {
    private let mine = VoteCount(agrees: 3, passes: 1)
    private let theirs = VoteCount(agrees: 1, disagrees: 5)

    @Test func `shares, ratios and tests of a small case are those computed by hand`() {
        let value = PolisStatistics(mine, others: theirs)
        #expect((value.na, value.nd, value.ns) == (3, 0, 4))
        #expect(abs(value.pa - 4.0 / 6) < 1e-15)
        #expect(abs(value.pd - 1.0 / 6) < 1e-15)
        // 2 √5 (4/5 − 1/2) and 2 √5 (1/5 − 1/2)
        #expect(abs(value.pat - 1.3416407864998738) < 1e-14)
        #expect(abs(value.pdt + 1.3416407864998738) < 1e-14)
        // (4/6) / (2/8) and (1/6) / (6/8)
        #expect(abs(value.ra - 8.0 / 3) < 1e-15)
        #expect(abs(value.rd - 2.0 / 9) < 1e-15)
        // 4/5 against 2/7, pooled 6/12: (18/35) / √(1/4 · 12/35)
        #expect(abs(value.rat - 1.7566201313073597) < 1e-14)
    }

    @Test func `where all say the same, no group stands out`() {
        let value = PolisStatistics(VoteCount(agrees: 3), others: VoteCount(agrees: 5))
        #expect(value.rat == 0)
    }

    @Test func `consensus among groups is low as soon as one refuses`() {
        let groups = [VoteCount(agrees: 8), VoteCount(disagrees: 8)]
        #expect(abs(PolisStatistics.groupAwareConsensus(groups) - 0.9 * 0.1) < 1e-15)
        #expect(PolisStatistics.groupAwareConsensus([]) == 1)
    }

    @Test func `a new statement comes before an old one of the same shares`() {
        // ((2/3) (2/3) (1 + 8 · 2^(−1/5)))² for one agreement.
        let new = PolisStatistics.priority(VoteCount(agrees: 1), extremity: 0)
        #expect(abs(new - 12.529726250088041) < 1e-9)
        #expect(PolisStatistics.priority(VoteCount(agrees: 100), extremity: 0) < new)
        #expect(PolisStatistics.priority(VoteCount(), extremity: 0, isMeta: true) == 49)
    }

    @Test func `statistics of generated votes equal those of numpy`() throws {
        let oracle = try Oracle.read()
        var conversation = oracle.conversation
        conversation.show(oracle.groups)
        var rows = oracle.statistics.makeIterator()
        for statement in 0..<conversation.statements {
            for value in PolisStatistics.all(conversation.groupCounts.map { $0[statement] }) {
                let ours = [
                    Double(value.na), Double(value.nd), Double(value.ns), value.pa, value.pd, value.pat, value.pdt,
                    value.ra, value.rd, value.rat, value.rdt,
                ]
                let next = rows.next()
                let row = try #require(next)
                #expect(zip(ours, row).allSatisfy { abs($0 - $1) < 1e-12 })
            }
        }
        let rest = rows.next()
        #expect(rest == nil)
    }

    @Test func `what one group rejects is open, however many agree elsewhere`() {
        let many = VoteCount(agrees: 300, disagrees: 20)
        let few = VoteCount(disagrees: 20)
        #expect(CrowdStanding(many + few, groups: [many, few], threshold: 0.6).state == .open)
        #expect(CrowdStanding(many + few, groups: [], threshold: 0.6).state == .agreed)
        #expect(CrowdStanding(few, groups: [], threshold: 0.6).state == .rejected)
        #expect(CrowdStanding(VoteCount(passes: 90), groups: [], threshold: 0.6).state == .tooFewVotes)
    }
}

struct RepresentativenessTests {
    private func statistics(_ counts: [(VoteCount, VoteCount)]) -> [PolisStatistics] {
        counts.map { PolisStatistics($0, others: $1) }
    }

    private let all = VoteCount(agrees: 30)
    private let none = VoteCount(disagrees: 30)
    private let half = VoteCount(agrees: 15, disagrees: 15)

    @Test func `a group is told by what it says and others do not, agreements first`() {
        let shown = Representativeness.statements(of: statistics([(none, all), (half, half), (all, none), (all, all)]))
        #expect(shown.map(\.statement) == [2, 0])
        #expect(shown.map(\.side) == [.agree, .disagree])
        #expect(shown.map(\.isBestAgreed) == [true, false])
    }

    @Test func `at most five are shown`() {
        let shown = Representativeness.statements(of: statistics(Array(repeating: (all, none), count: 8)))
        #expect(shown.map(\.statement) == [0, 1, 2, 3, 4])
    }

    @Test func `where nothing is certain, what comes nearest is shown; where nobody voted, nothing`() {
        let few = VoteCount(agrees: 1, disagrees: 2)
        let shown = Representativeness.statements(of: statistics([(half, half), (few, half)]))
        #expect(shown.map(\.statement) == [1])
        #expect(Representativeness.statements(of: statistics([(VoteCount(), all)])).isEmpty)
        #expect(Representativeness.statements(of: []).isEmpty)
    }

    @Test func `consensus is what a sure majority says, on either side`() {
        let counts = [half, all, VoteCount(agrees: 20, disagrees: 10), none, VoteCount(agrees: 2)]
        #expect(Representativeness.consensus(counts, side: .agree).map(\.statement) == [1, 4, 2])
        #expect(Representativeness.consensus(counts, side: .disagree).map(\.statement) == [3])
    }
}
