import BallotCounting
import Crypto
import Foundation
import Seeds
import Testing

@testable import Analysis

struct TallyCommandTests {
    private func file(_ text: String, _ name: String = "ballots.csv") throws -> DataFile {
        try DataFile(Array(text.utf8), name: name)
    }

    private func answer(
        _ ballots: String, _ arguments: String, entries: String? = nil, conflicts: String? = nil
    ) throws -> [String: Any] {
        let words = arguments.split(separator: " ").map(String.init)
        let command = try TallyCommand.parse(["--ballots", "ballots.csv", "--method"] + words)
        let files = try TallyFiles(
            ballots: file(ballots), entries: entries.map { try file($0, "entries.csv") },
            conflicts: conflicts.map { try file($0, "conflicts.csv") })
        let object = try JSONSerialization.jsonObject(with: Data(command.answer(files)))
        return try #require(object as? [String: Any])
    }

    private func ranking(_ answer: [String: Any]) -> [[String]]? { answer["ranking"] as? [[String]] }

    private let grades = "voter_id,entry_id,grade\na,bees,6\na,mill,3\nb,bees,5\nb,mill,\nc,mill,6\nc,bees,2\n"

    @Test func `grades, approvals and ranks are counted as the method says`() throws {
        let judgment = try answer(grades, "majority-judgment --grades 7")
        #expect(ranking(judgment) == [["bees"], ["mill"]])
        #expect(judgment["ballots"] as? Int == 3)
        #expect(judgment["method"] as? String == "majority-judgment")
        #expect(judgment["marks_needed"] as? Int == 1)
        let entries = try #require(judgment["entries"] as? [[String: Any]])
        #expect(entries[1]["tally"] as? [Int] == [0, 0, 0, 1, 0, 0, 1])
        #expect(entries[1]["majority_grade"] as? Int == 3)
        let approval = try answer("voter_id,entry_id\na,bees\na,mill\nb,mill\n", "approval")
        #expect(ranking(approval) == [["mill"], ["bees"]])
        let ranks = "juror_id,entry_id,rank\na,bees,1\na,mill,2\nb,mill,1\nb,oven,2\nc,bees,1\n"
        for method in ["schulze", "instant-runoff"] {
            #expect(try ranking(answer(ranks, method))?.first == ["bees"])
        }
    }

    @Test func `the same rows in another order give the same bytes`() throws {
        let lines = grades.split(separator: "\n").map(String.init)
        let command = try TallyCommand.parse(["--ballots", "b", "--method", "majority-judgment"])
        let other = ([lines[0]] + lines.dropFirst().reversed()).joined(separator: "\n")
        let answers = try [grades, other].map { try command.answer(TallyFiles(ballots: file($0))) }
        #expect(answers[0] == answers[1])
    }

    @Test func `a missing grade can be the worst, or another one`() throws {
        let few = "voter_id,entry_id,grade\na,bees,6\na,mill,3\nb,mill,3\nc,mill,4\n"
        #expect(try ranking(answer(few, "majority-judgment")) == [["bees"], ["mill"]])
        #expect(try ranking(answer(few, "majority-judgment --minimum-exposure 100")) == [["bees"], ["mill"]])
        let worst = try answer(few, "majority-judgment --missing worst")
        #expect(ranking(worst) == [["mill"], ["bees"]])
        #expect(worst["default_grade"] as? Int == 0)
        #expect(
            try ranking(answer(few, "majority-judgment --missing worst --default-grade 5")) == [["bees"], ["mill"]])
    }

    @Test func `entries that stand are told even if nobody marks them`() throws {
        let entries = "entry_id\nbees\nmill\noven\n"
        let judgment = try answer(grades, "majority-judgment", entries: entries)
        #expect(judgment["unranked"] as? [String] == ["oven"])
        // Ballots without a ballot ask nothing.
        #expect(throws: DataRefusal.self) {
            try answer("voter_id,entry_id,grade\n", "majority-judgment", entries: entries)
        }
    }

    @Test(arguments: [
        ("voter_id,entry_id,grade\na,bees,7\n", "line 2, column grade: «7» is not a grade from 0 to 6"),
        ("voter_id,entry_id,grade\na,bees,-1\n", "line 2, column grade: «-1» is not a grade from 0 to 6"),
        ("voter_id,entry_id,grade\na,bees,2.5\n", "line 2, column grade: «2.5» is not a grade from 0 to 6"),
        (
            "voter_id,entry_id,grade\na,bees,nan\n",
            "line 2, column grade: «nan» is not a finite number; leave the cell empty where there is none"
        ),
        ("voter_id,entry_id,grade\na,bees,1\nb,,1\n", "line 3, column entry_id: is empty"),
        ("voter_id,entry_id,grade\na,b,1\na,c,1\na,b,2\n", "line 4, column entry_id: «a» marks «b» a second time"),
        ("voter_id,entry_id\na,b\n", "line 1, column grade: this column is missing (there are: voter_id, entry_id)"),
        ("entry_id,grade\nb,1\n", "line 1, column voter_id: this column is missing (there are: entry_id, grade)"),
    ])
    func `bad ballots are refused with their place`(text: String, reason: String) {
        #expect {
            try answer(text, "majority-judgment")
        } throws: {
            "\($0)" == "ballots.csv, \(reason)"
        }
    }

    @Test func `marks of what does not stand, or against a conflict, are refused`() {
        let ranks = "juror_id,entry_id,rank\na,bees,1\na,mill,2\n"
        for (entries, conflicts, words) in [
            ("entry_id\nbees\n", nil, "ballots.csv, line 3, column entry_id: is not in the list of entries"),
            ("entry_id\nbees\nbees\n", nil, "entries.csv, line 3, column entry_id: stands twice in this file"),
            (
                nil, "juror_id,entry_id\na,mill\n",
                "ballots.csv, line 3, column entry_id: «a» has a conflict with «mill» and must not mark it"
            ),
            (nil, "juror_id,entry_id\na,oven\n", "conflicts.csv, line 2, column entry_id: is no entry of this vote"),
        ] as [(String?, String?, String)] {
            #expect {
                try answer(ranks, "schulze", entries: entries, conflicts: conflicts)
            } throws: {
                "\($0)" == words
            }
        }
    }

    @Test(arguments: [
        "plurality", "majority-judgment --grades 1", "majority-judgment --grades 0", "majority-judgment --grades -3",
        "majority-judgment --grades 101", "approval --missing worst", "instant-runoff --minimum-exposure 10",
        "schulze --missing worst --minimum-exposure 10", "schulze --missing worst --default-grade 1",
        "majority-judgment --default-grade 1", "majority-judgment --missing worst --default-grade 7",
        "schulze --minimum-exposure 101", "schulze --missing never", "schulze --declared-domains d.csv",
        "schulze --entries - --conflicts -",
    ])
    func `bad arguments are refused before anything is read`(arguments: String) {
        let words = arguments.split(separator: " ").map(String.init)
        #expect(throws: (any Error).self) { try TallyCommand.parse(["--ballots", "b.csv", "--method"] + words) }
    }

    @Test func `more entries than Schulze's method compares are refused`() {
        let many = "juror_id,entry_id,rank\n" + (0...1_500).map { "a,e\($0),1\n" }.joined()
        let reason = "has 1501 entries; schulze compares at most 1500"
        #expect(throws: DataRefusal(file: "ballots.csv", column: "entry_id", reason: reason)) {
            try answer(many, "schulze")
        }
    }

    @Test func `whatever the bytes, there is an answer or a refusal`() throws {
        var chance = Seed("tally").generator("bytes")
        let commands = try ["majority-judgment", "majority-judgment --missing worst", "schulze", "instant-runoff"].map {
            try TallyCommand.parse(["--ballots", "b", "--method"] + $0.split(separator: " ").map(String.init))
        }
        var answered = 0
        for trial in 0..<400 {
            var bytes = Array("voter_id,entry_id,grade,rank\n".utf8)
            for _ in 0..<Int.random(in: 0..<12, using: &chance) {
                let cells = (0..<4).map { _ in Self.cells[Int.random(in: 0..<Self.cells.count, using: &chance)] }
                bytes += "\(cells.joined(separator: ","))\n".utf8
            }
            for _ in 0..<(trial % 3) {
                let place = Int.random(in: 0..<bytes.count, using: &chance)
                bytes[place] = UInt8.random(in: 0...255, using: &chance)
            }
            do {
                let files = try TallyFiles(ballots: DataFile(bytes, name: "b"))
                let answer = try commands[trial % commands.count].answer(files)
                #expect(try JSONSerialization.jsonObject(with: Data(answer)) is [String: Any])
                answered += 1
            } catch is DataRefusal {}
        }
        #expect(answered > 8)
    }

    private static let cells = [
        "a", "b", "c", "d", "1", "2", "3", "3", "1", "é", "1", "2", "9999999999999", "", "\"x,y\"",
    ]
}
