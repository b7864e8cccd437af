import BallotCounting
import Seeds
import Testing

struct MajorityJudgmentTests {
    /// The definition, as naively as it reads: take the lower median out, one mark at a time.
    private func majorityValue(_ counts: [Int]) -> [Int] {
        var marks = counts.enumerated().flatMap { Array(repeating: $0.offset, count: $0.element) }
        var value: [Int] = []
        while !marks.isEmpty { value.append(marks.remove(at: (marks.count - 1) / 2)) }
        return value
    }

    private func order(_ one: [Int], _ other: [Int]) -> Int {
        one.lexicographicallyPrecedes(other) ? -1 : other.lexicographicallyPrecedes(one) ? 1 : 0
    }

    private func order(_ one: GradeTally?, _ other: GradeTally?) throws -> Int {
        try #require(one).compare(#require(other)).signum()
    }

    private func marks(_ total: Int, grades: Int, by chance: inout SeededGenerator) -> [Int] {
        let favourite = Int.random(in: 0..<grades, using: &chance)
        return (0..<total).reduce(into: Array(repeating: 0, count: grades)) { counts, _ in
            let grade = Bool.random(using: &chance) ? favourite : Int.random(in: 0..<grades, using: &chance)
            counts[grade] += 1
        }
    }

    @Test func `two tallies compare as their medians taken out one by one`() throws {
        var chance = Seed("majority judgment").generator("tallies")
        var ties = 0
        for trial in 0..<6_000 {
            let (total, grades) = (1 + trial % 23, 2 + trial % 6)
            let (one, other) = (marks(total, grades: grades, by: &chance), marks(total, grades: grades, by: &chance))
            let expected = order(majorityValue(one), majorityValue(other))
            #expect(try order(GradeTally(one), GradeTally(other)) == expected, "\(one) and \(other)")
            ties += expected == 0 ? 1 : 0
        }
        #expect(ties > 100)
    }

    @Test func `tallies of different sizes compare as if both were multiplied to one size`() throws {
        var chance = Seed("majority judgment").generator("sizes")
        for trial in 0..<3_000 {
            let (first, second) = (1 + trial % 9, 1 + trial / 9 % 8)
            let (one, other) = (marks(first, grades: 5, by: &chance), marks(second, grades: 5, by: &chance))
            let expected = order(majorityValue(one.map { $0 * second }), majorityValue(other.map { $0 * first }))
            #expect(try order(GradeTally(one), GradeTally(other)) == expected, "\(one) and \(other)")
        }
    }

    @Test func `counts as large as they may be compare without overflow`() throws {
        let half = Int.max / 4
        let (one, other) = ([half, 1, half], [half, 0, half - 1])
        #expect(try order(GradeTally(one), GradeTally(other)) == 1)
        #expect(try order(GradeTally([half, 0, half]), GradeTally([1, 0, 1])) == 0)
        #expect(GradeTally([Int.max / 2, 1]) == nil)
        #expect(GradeTally([Int.max, Int.max]) == nil)
        #expect(GradeTally([2, -1]) == nil)
        #expect(GradeTally([0, 0]) == nil)
    }

    @Test func `the majority value and its gauge are told`() throws {
        let tally = try #require(GradeTally([1, 0, 2, 1, 0]))
        #expect(tally.majorityGrade == 2)
        #expect(tally.gauge == (above: 1, below: 1))
        let steps = tally.majorityValue.map { [$0.lower, $0.upper, $0.until] }
        #expect(steps == [[2, 2, 2], [0, 3, 4]])
    }

    private func ballots(_ rows: [(String, String, Int32?)]) throws -> Ballots {
        var box = BallotBox()
        for (line, row) in rows.enumerated() { box.add(voter: row.0, entry: row.1, value: row.2, place: line + 2) }
        return try box.ballots()
    }

    private let partial: [(String, String, Int32?)] = [
        ("v1", "bees", 4), ("v1", "cider", 3), ("v2", "bees", 4), ("v2", "cider", 3), ("v3", "cider", 5),
        ("v4", "cider", 4), ("v4", "mill", nil), ("v5", "dance", 6), ("v5", "cider", 2),
    ]

    @Test func `an entry is judged by those who saw it, if they are enough`() throws {
        let count = try MajorityJudgment(ballots(partial), grades: 7)
        #expect(count.ranking == [[2], [0], [1]])
        let strict = try MajorityJudgment(
            ballots(partial), grades: 7, missing: .unseen(minimumExposure: Exposure(percent: 200)))
        #expect(strict.threshold == 2)
        #expect(strict.ranking == [[0], [1]])
        #expect(strict.unranked == [2, 3])
    }

    @Test func `a missing grade can be counted as the worst`() throws {
        let count = try MajorityJudgment(ballots(partial), grades: 7, missing: .counted(grade: 0))
        #expect(count.ranking == [[1], [0], [2], [3]])
        #expect(count.tallies[3]?.counts == [5, 0, 0, 0, 0, 0, 0])
    }

    @Test func `a conflict is no bad grade`() throws {
        var box = BallotBox()
        box.add(voter: "v1", entry: "bees", value: 5, place: 2)
        box.add(voter: "v2", entry: "cider", value: 4, place: 3)
        box.forbid(voter: "v2", entry: "bees")
        box.forbid(voter: "absent", entry: "bees")
        let count = try MajorityJudgment(box.ballots(), grades: 7, missing: .counted(grade: 0))
        #expect(count.tallies.map { $0?.total } == [1, 2])
        #expect(count.ranking == [[0], [1]])
    }

    @Test func `the median number of marks decides how many are needed`() {
        #expect(Exposure.half.threshold([100, 100, 100, 5_000]) == 50)
        #expect(Exposure(percent: 33).threshold([10, 10]) == 4)
        #expect(Exposure.half.threshold([]) == 1)
        #expect(Exposure(percent: 0).threshold([0, 7]) == 1)
    }
}
