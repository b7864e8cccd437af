import Testing

@testable import BallotCounting

struct RankedTests {
    /// «3 ab>c» is three ballots that share the first rank between a and b.
    private func ballots(_ text: String, conflicts: [(String, String)] = []) throws -> Ballots {
        var (box, voter) = (BallotBox(), 0)
        for line in text.split(separator: "\n") {
            let parts = line.split(separator: " ")
            for _ in 0..<(Int(parts[0]) ?? 0) {
                voter += 1
                for (rank, group) in parts[1].split(separator: ">").enumerated() {
                    for entry in group {
                        box.add(voter: "v\(voter)", entry: "\(entry)", value: Int32(rank + 1), place: 1)
                    }
                }
            }
        }
        for (voter, entry) in conflicts { box.forbid(voter: voter, entry: entry) }
        return try box.ballots()
    }

    // The example of section 3.1 of Schulze's paper of 2011, whose beatpaths and order it gives.
    private let schulze =
        "5 a>c>b>e>d\n5 a>d>e>c>b\n8 b>e>d>a>c\n3 c>a>b>e>d\n7 c>a>e>b>d\n2 c>b>a>d>e\n7 d>c>e>b>a\n8 e>b>a>d>c"

    @Test func `Schulze's own example has the order and the beatpaths he gives`() throws {
        let count = try Schulze(ballots(schulze))
        #expect(count.ranking == [[4], [0], [2], [1], [3]])
        #expect(count.preferences[0, 1] == 20)
        #expect(count.strengths[0, 1] == 28)
        #expect(count.strengths[4, 0] == 25)
        #expect(count.strengths[0, 4] == 24)
    }

    @Test func `a circle of equal strength is a tie`() throws {
        let count = try Schulze(ballots("1 a>b>c\n1 b>c>a\n1 c>a>b"))
        #expect(count.ranking == [[0, 1, 2]])
    }

    @Test func `an entry not ranked is not compared, or is last, and a conflict is never last`() throws {
        let text = "2 a>b\n1 b\n1 c>b"
        #expect(try Schulze(ballots(text), missing: .unseen(minimumExposure: .half)).preferences[1, 0] == 0)
        let last = try Schulze(ballots(text), missing: .counted(grade: 0))
        #expect(last.preferences[1, 0] == 2)
        let conflict = try Schulze(ballots(text, conflicts: [("v3", "a")]), missing: .counted(grade: 0))
        #expect(conflict.preferences[1, 0] == 1)
        #expect(conflict.preferences[1, 2] == 3)
    }

    @Test func `an entry that hardly anybody ranked cannot win by not being compared`() throws {
        let text = "6 a>b>c\n3 b>c>a\n1 z>a"
        #expect(try Schulze(ballots(text)).unranked == [3])
        #expect(
            try Schulze(ballots(text), missing: .unseen(minimumExposure: Exposure(percent: 0))).ranking[0] == [3])
    }

    @Test func `more entries than can be compared are refused`() throws {
        var box = BallotBox()
        for entry in 0...Schulze.entryLimit { box.stand("\(entry)") }
        let ballots = try box.ballots()
        #expect(throws: Schulze.Refusal.tooManyEntries(1_501)) { try Schulze(ballots) }
    }

    @Test func `the last go out, and their ballots go on to who is next`() throws {
        let count = try InstantRunoff(ballots("8 a>b>c\n7 b>c>a\n4 c>b>a\n1 c"))
        #expect(count.ranking == [[1], [0], [2]])
        #expect(count.rounds.map(\.exhausted) == [0, 1, 1])
        #expect(count.rounds.map(\.leaving) == [[2], [0], [1]])
    }

    @Test func `who is tied for the fewest goes out together, and it is told when that may matter`() throws {
        let count = try InstantRunoff(ballots("3 a\n2 b>c\n2 c>b\n1 b>d"))
        #expect(count.rounds[0].leaving == [3])
        #expect(!count.rounds[0].isContested)
        let tied = try InstantRunoff(ballots("3 a\n2 b>c\n2 c>b"))
        #expect(tied.ranking == [[0], [1, 2]])
        #expect(tied.rounds[0].isContested)
        #expect(try InstantRunoff(ballots("1 a>b\n1 b>a")).ranking == [[0, 1]])
    }

    @Test func `a ballot that puts two first counts for both while they are there`() throws {
        let count = try InstantRunoff(ballots("2 ab>c\n1 c>a\n1 a"))
        #expect(count.rounds[0].votes.map(\.votes) == [3, 2, 1])
        #expect(count.rounds[1].votes.map(\.votes) == [4, 2])
        #expect(count.ranking == [[0], [1], [2]])
    }

    @Test func `without a ballot all are equal`() throws {
        var box = BallotBox()
        box.stand("a")
        box.stand("b")
        let none = try box.ballots()
        #expect(InstantRunoff(none).ranking == [[0, 1]])
        #expect(Approval(none).ranking == [[0, 1]])
        #expect(try Schulze(none).ranking == [])
        #expect(MajorityJudgment(none, grades: 7).unranked == [0, 1])
    }
}
