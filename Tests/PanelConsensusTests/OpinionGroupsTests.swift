import Foundation
import Seeds
import Testing

@testable import PanelConsensus

struct OpinionGroupsTests {
    /// Few trials: the bench runs all of them.
    private var quick: GroupRules {
        var rules = GroupRules()
        (rules.permutations, rules.resamples) = (19, 9)
        return rules
    }

    /// Camps of opinion that answer each statement alike nineteen times in twenty; with no camps, by chance.
    private func votes(_ people: Int, _ statements: Int, camps: Int, seed: String) -> [[Int8?]] {
        var draws = Seed(seed).generator("votes")
        let sides = (0..<max(camps, 1)).map { _ in (0..<statements).map { _ in draws.uniform() < 0.5 } }
        return (0..<people).map { person in
            sides[person % max(camps, 1)].map { side in
                let keeps = draws.uniform() < (camps == 0 ? 0.5 : 0.95)
                return draws.uniform() < 0.2 ? nil : side == keeps ? 1 : -1
            }
        }
    }

    @Test func `camps are found, whatever the order of people`() throws {
        let rows = votes(24, 16, camps: 2, seed: "camps")
        let found = Conversation(rows).opinionGroups(seed: Seed("a"), rules: quick)
        let groups = try #require(found.groups).compactMap(\.self)
        #expect(found.count == 2)
        #expect(adjustedRandIndex(groups, (0..<24).map { $0 % 2 }) == 1)
        #expect(found.chances?.equalled == 0)
        let reversed = Conversation(rows.reversed()).opinionGroups(seed: Seed("a"), rules: quick)
        #expect(adjustedRandIndex(try #require(reversed.groups).compactMap(\.self), groups.reversed()) == 1)
    }

    @Test func `an outcome near the limit says that another seed may end otherwise, on both sides of it`() throws {
        let conversation = Conversation(votes(24, 16, camps: 2, seed: "camps"))
        var rules = GroupRules()
        rules.resamples = 20
        let far = conversation.opinionGroups(seed: Seed("a"), rules: rules)
        #expect(far.isStable)
        let (agreement, range) = try (#require(far.agreement), #require(far.agreementRange))
        #expect(range.contains(agreement))
        rules.agreement = agreement - 0.03
        let above = conversation.opinionGroups(seed: Seed("a"), rules: rules)
        #expect(above.isStable && above.isNearLimit && above.reason.contains("near the limit"))
        rules.agreement = agreement + 0.03
        let below = conversation.opinionGroups(seed: Seed("a"), rules: rules)
        #expect(!below.isStable && below.isNearLimit && below.reason.contains("near the limit"))
        rules.agreement = agreement + 0.3
        let missed = conversation.opinionGroups(seed: Seed("a"), rules: rules)
        #expect(!missed.isStable && !missed.isNearLimit)
    }

    @Test(arguments: [
        (0, 199, false), (5, 199, true), (9, 199, true), (14, 199, true), (30, 199, false), (10, 15, false),
    ])
    func `a trial is near its limit when one in twenty is within two deviations`(
        equalled: Int, trials: Int, isNear: Bool
    ) {
        #expect(GroupRules().isNear((equalled, trials)) == isNear)
    }

    @Test func `the same votes and seed give the same answer`() {
        let conversation = Conversation(votes(30, 10, camps: 3, seed: "same"))
        let (first, second) = (
            conversation.opinionGroups(seed: Seed("a"), rules: quick),
            conversation.opinionGroups(seed: Seed("a"), rules: quick)
        )
        #expect(first.groups == second.groups)
        #expect(
            (first.reason, first.silhouette, first.agreement) == (second.reason, second.silhouette, second.agreement))
        #expect(first.extremities == second.extremities)
    }

    @Test func `votes by chance make no groups`() {
        let announced = (0..<6).count { trial in
            Conversation(votes(20, 8, camps: 0, seed: "chance \(trial)")).opinionGroups(seed: Seed("a"), rules: quick)
                .isStable
        }
        #expect(announced <= 1)
    }

    @Test func `a rejected statement has no part in groups`() {
        var rows = votes(24, 12, camps: 2, seed: "moderated")
        let without = Conversation(rows).opinionGroups(seed: Seed("a"), rules: quick)
        for person in rows.indices { rows[person].append(person % 3 == 0 ? 1 : -1) }
        var conversation = Conversation(rows)
        conversation.rejected = [12]
        let with = conversation.opinionGroups(seed: Seed("a"), rules: quick)
        #expect(with.groups == without.groups)
        #expect(with.extremities == without.extremities + [0])
    }

    @Test(arguments: [0, 1, 2, 9])
    func `a handful of people makes no groups, and says why`(people: Int) {
        let found = Conversation(votes(people, 8, camps: 2, seed: "few")).opinionGroups(seed: Seed("a"), rules: quick)
        #expect((found.isStable, found.count) == (false, 0))
        #expect(found.reason.contains("of 10 needed"))
    }

    @Test func `people who all say the same make no groups`() {
        for value: Int8 in [-1, 0, 1] {
            let rows = [[Int8?]](repeating: [Int8?](repeating: value, count: 8), count: 20)
            let found = Conversation(rows).opinionGroups(seed: Seed("a"), rules: quick)
            #expect(found.reason.contains("differ too little"))
            #expect(found.extremities.allSatisfy { $0 == 0 })
        }
    }

    @Test func `one person apart is no group`() {
        var rows = [[Int8?]](repeating: [Int8?](repeating: 1, count: 8), count: 20)
        rows[7] = [Int8?](repeating: -1, count: 8)
        #expect(!Conversation(rows).opinionGroups(seed: Seed("a"), rules: quick).isStable)
    }

    @Test func `two points with many people each are two groups, and not three`() throws {
        let rows = (0..<20).map { [Int8?](repeating: $0 < 12 ? 1 : -1, count: 8) }
        let found = Conversation(rows).opinionGroups(seed: Seed("a"), rules: quick)
        #expect(found.groups == (0..<20).map { $0 < 12 ? 0 : 1 })
        #expect(found.silhouette == 1)
    }

    @Test func `the same statement twice changes nobody's group`() throws {
        let rows = votes(24, 12, camps: 2, seed: "twins")
        let once = try #require(Conversation(rows).opinionGroups(seed: Seed("a"), rules: quick).groups)
        let twice = Conversation(rows.map { $0 + [$0[0]] }).opinionGroups(seed: Seed("a"), rules: quick)
        #expect(try #require(twice.groups) == once)
    }

    @Test func `who voted on little is in no group`() throws {
        var rows = votes(24, 12, camps: 2, seed: "silent")
        rows[5] = [1, 1, 1] + [Int8?](repeating: nil, count: 9)
        let groups = try #require(Conversation(rows).opinionGroups(seed: Seed("a"), rules: quick).groups)
        #expect(groups[5] == nil)
        #expect(groups.count { $0 == nil } == 1)
    }

    @Test func `dealing votes anew keeps who voted where and what was said of each statement`() {
        let conversation = Conversation(votes(15, 6, camps: 2, seed: "dealt"))
        let matrix = VoteMatrix(conversation)
        var draws = Seed("a").generator("deal")
        let dealt = matrix.shuffled(matrix.placesByColumn(), using: &draws)
        #expect(dealt.columns == matrix.columns)
        #expect(dealt.votes != matrix.votes)
        #expect(dealt.means() == matrix.means())
    }

    @Test func `large conversations are tried on a sample`() throws {
        var rules = quick
        (rules.sample, rules.baseClusters) = (30, 20)
        let rows = votes(60, 9, camps: 2, seed: "large")
        let found = Conversation(rows).opinionGroups(seed: Seed("a"), rules: rules)
        let groups = try #require(found.groups)
        let placed = groups.indices.filter { groups[$0] != nil }
        #expect(adjustedRandIndex(placed.compactMap { groups[$0] }, placed.map { $0 % 2 }) > 0.8)
    }
}

struct GeometryTests {
    @Test func `axes, places and extremities equal those of numpy`() throws {
        let oracle = try Oracle.read()
        let matrix = VoteMatrix(oracle.conversation)
        let search = GroupSearch(matrix, rules: .none, seed: Seed("a"))
        #expect(zip(search.axes.extremities, oracle.axes.extremities).allSatisfy { abs($0 - $1) < 1e-10 })
        for (ours, theirs) in zip(search.axes.points(of: matrix), oracle.axes.points) {
            #expect(abs(ours.x - theirs[0]) < 1e-10 && abs(ours.y - theirs[1]) < 1e-10)
        }
    }

    @Test func `votes without variance have no axes`() {
        let matrix = VoteMatrix(Conversation([[1, 0], [1, 0], [1, nil]]))
        let axes = GroupSearch(matrix, rules: .none, seed: Seed("a")).axes
        #expect(axes.points(of: matrix).allSatisfy { $0 == .zero })
        #expect(axes.extremities == [0, 0])
    }

    @Test func `votes that vary along one line have one axis`() {
        let matrix = VoteMatrix(Conversation([[1, -1], [1, -1], [-1, 1], [-1, 1]]))
        let points = GroupSearch(matrix, rules: .none, seed: Seed("a")).axes.points(of: matrix)
        #expect(points.allSatisfy { abs(abs($0.x) - 2.0.squareRoot()) < 1e-12 && abs($0.y) < 1e-12 })
    }

    @Test func `who voted on few statements is moved outwards`() {
        let matrix = VoteMatrix(
            Conversation([[1, 1, 1, 1], [-1, -1, -1, -1], [1, nil, nil, nil], [-1, nil, nil, nil]]))
        let points = GroupSearch(matrix, rules: .none, seed: Seed("a")).axes.points(of: matrix)
        let plain = PrincipalAxes(of: matrix, from: Subspace(width: 4) { 0.5 }, sweeps: 50).loadings[0].x
        #expect(abs(abs(points[2].x) - 2 * abs(plain)) < 1e-9)
    }

    @Test func `more clusters than distinct points there are none`() {
        var draws = Seed("a").generator("clusters")
        let points: [SIMD2<Double>] = [[0, 0], [0, 0], [1, 0], [1, 0]]
        let ones = [1.0, 1, 1, 1]
        #expect(Clusters.best(of: 3, points, weights: ones, starts: 4, using: &draws) == nil)
        #expect(Clusters.best(of: 2, points, weights: ones, starts: 4, using: &draws)?.sizes(ones) == [2, 2])
    }

    @Test func `the silhouette of four points is that computed by hand`() throws {
        var draws = Seed("a").generator("clusters")
        let points: [SIMD2<Double>] = [[0, 0], [1, 0], [4, 0], [6, 0]]
        let ones = [1.0, 1, 1, 1]
        let clusters = try #require(Clusters.best(of: 2, points, weights: ones, starts: 4, using: &draws))
        // 1 − 1/5, 1 − 1/4, 1 − 2/3.5, 1 − 2/5.5
        let expected = (4.0 / 5 + 3.0 / 4 + 3.0 / 7 + 7.0 / 11) / 4
        #expect(abs(Distances(points, weights: ones).silhouette(clusters) - expected) < 1e-14)
    }

    @Test func `a point that stands for three people counts as three`() throws {
        var draws = Seed("a").generator("clusters")
        let points: [SIMD2<Double>] = [[0, 0], [1, 0], [5, 0], [7, 0]]
        let weights = [3.0, 1, 2, 1]
        let copies = zip(points, weights).flatMap { Array(repeating: $0, count: Int($1)) }
        let ones = [Double](repeating: 1, count: copies.count)
        let few = try #require(Clusters.best(of: 2, points, weights: weights, starts: 4, using: &draws))
        let many = try #require(Clusters.best(of: 2, copies, weights: ones, starts: 4, using: &draws))
        let (short, long) = (Distances(points, weights: weights), Distances(copies, weights: ones))
        #expect(abs(short.silhouette(few) - long.silhouette(many)) < 1e-14)
    }

    @Test func `partitions are compared beyond names and chance`() {
        #expect(adjustedRandIndex([0, 0, 1, 1], [1, 1, 0, 0]) == 1)
        #expect(abs(adjustedRandIndex([0, 0, 1, 2], [0, 0, 1, 1]) - 4.0 / 7) < 1e-15)
        #expect(abs(adjustedRandIndex([0, 0, 1, 1], [0, 1, 0, 1]) + 0.5) < 1e-15)
        #expect(adjustedRandIndex([], []) == 1)
    }
}
