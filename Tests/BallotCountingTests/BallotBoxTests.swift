import Testing

@testable import BallotCounting

struct BallotBoxTests {
    @Test func `the first row that repeats a mark is refused`() {
        var box = BallotBox()
        for (place, voter) in ["a", "b", "b", "a"].enumerated() {
            box.add(voter: voter, entry: "bees", value: 1, place: place + 2)
        }
        #expect(throws: BallotBox.Refusal.markedTwice(voter: "b", entry: "bees", place: 4)) { try box.ballots() }
    }

    @Test func `a mark against a conflict is refused, an empty one is not`() throws {
        var box = BallotBox()
        box.add(voter: "a", entry: "bees", value: 1, place: 2)
        box.add(voter: "b", entry: "bees", value: nil, place: 3)
        box.forbid(voter: "b", entry: "bees")
        #expect(try box.ballots().eligible == [1])
        box.forbid(voter: "a", entry: "bees")
        let refusal = BallotBox.Refusal.marksAgainstConflict(voter: "a", entry: "bees", place: 2)
        #expect(throws: refusal) { try box.ballots() }
    }

    @Test func `the order of rows changes nothing`() throws {
        let rows: [(String, String, Int32)] = [
            ("a", "x", 1), ("b", "z", 2), ("a", "y", 3), ("c", "x", 2), ("b", "x", 1),
        ]
        let rankings = try [rows, rows.reversed()].map { rows in
            var box = BallotBox()
            for row in rows { box.add(voter: row.0, entry: row.1, value: row.2, place: 1) }
            return try Schulze(box.ballots())
        }
        #expect(rankings[0].preferences == rankings[1].preferences)
        #expect(rankings[0].ranking == rankings[1].ranking)
    }

    @Test func `two spellings of one accent are two names`() throws {
        var box = BallotBox()
        box.add(voter: "a", entry: "\u{E9}t\u{E9}", value: 1, place: 2)
        box.add(voter: "a", entry: "e\u{301}te\u{301}", value: 1, place: 3)
        #expect(try box.ballots().entries.count == 2)
    }

    @Test func `some voters can be left out`() throws {
        var box = BallotBox()
        for voter in ["a", "b", "c"] { box.add(voter: voter, entry: voter == "b" ? "x" : "y", value: 1, place: 1) }
        box.forbid(voter: "c", entry: "x")
        let left = try box.ballots().without(["a"])
        #expect(left.voters == ["b", "c"])
        #expect(left.exposure == [1, 1])
        #expect(left.eligible == [1, 2])
    }

    @Test func `approvals are compared as shares of those who could approve`() throws {
        var box = BallotBox()
        for voter in ["a", "b", "c"] { box.add(voter: voter, entry: "x", value: 1, place: 1) }
        for voter in ["a", "b", "d"] { box.add(voter: voter, entry: "y", value: 1, place: 1) }
        box.add(voter: "a", entry: "z", value: 1, place: 1)
        #expect(try Approval(box.ballots()).ranking == [[0, 1], [2]])
        box.forbid(voter: "c", entry: "y")
        let count = try Approval(box.ballots())
        #expect(count.ranking == [[1], [0], [2]])
        #expect(count.approvals == [3, 3, 1])
    }
}
