import ArgumentParser
import Foundation
import ScoreCalibration
import Seeds
import Testing

@testable import Analysis

@Suite struct NextReaderCommandTests {
    /// 12 entries read twice each by 6 jurors, the fuller the later they stand in the alphabet.
    private var scores: [String] {
        var draws = Seed("command").generator("scores")
        return (0..<24).map { reading in
            let (entry, juror) = (reading % 12, (reading + reading / 12) % 6)
            let mark = (60 + 3 * Double(entry) + 5 * draws.normal() + Double(juror)).rounded() / 10
            return "e\(entry + 10),j\(juror),\(mark)"
        }
    }

    private func file(_ rows: [String], header: String = "entry_id,judge_id,score") throws -> DataFile {
        try DataFile(Array(([header] + rows).joined(separator: "\n").utf8), name: "scores.csv")
    }

    private func answer(
        _ rows: [String], _ arguments: [String] = [], conflicts: [String]? = nil, pools: [String]? = nil
    ) throws -> NextReaderAnswer {
        let usual = ["--scores", "s", "--readings", "10", "--top", "3"]
        let command = try NextReaderCommand.parse(usual + arguments)
        return try command.answer(
            scores: file(rows), conflicts: conflicts.map { try file($0, header: "juror_id,entry_id") },
            pools: pools.map { try file($0, header: "id,pool") })
    }

    private func pairs(_ answer: NextReaderAnswer) -> [[String]] {
        String(decoding: answer.table, as: UTF8.self).split(whereSeparator: \.isNewline).dropFirst().map {
            $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        }
    }

    @Test func `readings go where the choice is uncertain, each pair once, none twice`() throws {
        let proposals = try pairs(answer(scores))
        #expect(proposals.count == 10)
        #expect(Set(proposals.map { Array($0.prefix(2)) }).count == 10)
        let read = Set(scores.map { $0.split(separator: ",").prefix(2).map(String.init) })
        #expect(read.isDisjoint(with: proposals.map { Array($0.prefix(2)) }))
        let gains = proposals.compactMap { Double($0[2]) }
        #expect(gains.count == 10 && gains.allSatisfy { $0 > 0 && $0 < 1 })
        // The lowest of all is hardly ever one of three among twelve.
        #expect(!proposals.contains { $0[0] == "e10" })
    }

    @Test func `the same seed gives the same bytes, whatever the order of the rows`() throws {
        var draws = Seed("order").generator("rows")
        let (first, second) = try (answer(scores), answer(scores.shuffled(using: &draws)))
        #expect(first.table == second.table)
        #expect(try first.explanation() == second.explanation())
    }

    @Test func `loads count readings made, and conflicts are kept`() throws {
        let conflicts = (10..<22).flatMap { ["j0,e\($0)", "j1,e\($0)"] }
        let answer = try answer(scores, ["--max-load", "6"], conflicts: conflicts)
        let proposals = pairs(answer)
        #expect(proposals.count == 8)
        #expect(proposals.allSatisfy { $0[1] != "j0" && $0[1] != "j1" })
        for juror in 2..<6 { #expect(proposals.count { $0[1] == "j\(juror)" } == 2) }
        let why = "of 72 pairs 24 are read, 16 are conflicts, 24 are beyond the load"
        #expect(answer.notes == ["8 of 10 readings are possible: \(why)"])
    }

    @Test func `conflicts of people without a mark are said, not refused`() throws {
        let answer = try answer(scores, conflicts: ["nobody,e10", "j1,nothing"])
        #expect(answer.notes == ["2 conflicts concern a juror or an entry without any mark"])
    }

    @Test func `where marks cannot be calibrated readings go evenly, first where they link the jury`() throws {
        let apart = ["a,x,1", "b,x,2", "c,y,3", "d,y,4"]
        let answer = try answer(apart, ["--readings", "3"])
        let proposals = pairs(answer)
        #expect(proposals.count == 3 && proposals.allSatisfy { $0[2].isEmpty })
        #expect(Set(proposals.map { $0[0] }).count == 3)
        #expect(answer.notes.count == 1 && answer.notes[0].hasPrefix("3 readings go where they are fewest"))
        _ = try answer.explanation()
    }

    @Test func `where a pool is hardly linked readings across pools come first`() throws {
        let names = (10..<22).map { "e\($0)" } + (0..<6).map { "j\($0)" }
        let pools = names.map { "\($0),\(Int($0.dropFirst())! % 2 == 0 ? "north" : "south")" }
        var draws = Seed("pools").generator("scores")
        let apart =
            (0..<36).map { "e\($0 / 3 + 10),j\($0 / 3 % 2 + $0 % 3 * 2),\(5 + draws.normal())" }
            + ["e10,j1,5", "e10,j3,6"]
        let proposals = try pairs(answer(apart, ["--readings", "4"], pools: pools))
        #expect(proposals.allSatisfy { Int($0[0].dropFirst())! % 2 != Int($0[1].dropFirst())! % 2 && $0[2].isEmpty })
    }

    @Test func `whatever stands in the way is answered`() throws {
        let alike = scores.map { $0.split(separator: ",").prefix(2).joined(separator: ",") + ",5" }
        #expect(try pairs(answer(alike)).count == 10)
        #expect(try pairs(answer(["a,x,5"])).isEmpty)
        #expect(try pairs(answer(["a,x,5", "b,x,6", "c,x,7"])).isEmpty)
        #expect(try pairs(answer(["a,x,5", "a,y,6", "a,z,7"])).isEmpty)
        #expect(try pairs(answer(["a,x,5", "b,x,6", "a,y,7"])).map { Array($0.prefix(2)) } == [["b", "y"]])
        #expect(try pairs(answer(scores, ["--top", "12"])).allSatisfy { $0[2].isEmpty })
        #expect(try pairs(answer(scores, ["--top", "999"])).count == 10)
        #expect(try pairs(answer(scores, ["--readings", "0"])).isEmpty)
        #expect(try pairs(answer(scores, ["--max-load", "0"])).isEmpty)
        #expect(try pairs(answer(scores, ["--readings", "1000"])).count == 48)
        #expect(try pairs(answer(scores, ["--lower-is-better"])).contains { $0[0] < "e14" })
    }

    @Test(arguments: [
        ["--readings", "-1"], ["--readings", "x"], ["--top", "0"], ["--max-load", "-1"],
        ["--scores", "-", "--conflicts", "-"],
        ["--explain", "-"],
    ])
    func `bad arguments are refused`(arguments: [String]) {
        #expect(throws: (any Error).self) {
            try NextReaderCommand.parse(["--scores", "s", "--readings", "10", "--top", "3"] + arguments)
        }
    }

    @Test func `bad data are refused with their line`() throws {
        let refusal = #expect(throws: DataRefusal.self) { try answer(scores + ["e10,j1,nan"]) }
        #expect(refusal?.line == 26 && refusal?.column == "score")
        #expect(throws: DataRefusal.self) { try answer(scores + [scores[0]]) }
        #expect(throws: DataRefusal.self) { try answer([]) }
        #expect(throws: DataRefusal.self) { try answer(scores, conflicts: ["j0,"]) }
    }

    @Test func `the reasons are numbers, and none is infinite`() throws {
        let reasons = try #require(
            JSONSerialization.jsonObject(with: Data(answer(scores).explanation())) as? [String: Any])
        let readings = try #require(reasons["readings"] as? [[String: Any]])
        for reading in readings {
            let (risk, expected) = (reading["risk"] as? Double, reading["expected_risk"] as? Double)
            #expect(try #require(expected) < #require(risk))
            let probability = try #require(reading["top_probability"] as? Double)
            #expect(probability > 0 && probability < 1)
        }
        #expect(try #require(reasons["expected_doubt"] as? Double) < #require(reasons["doubt"] as? Double))
    }

    @Test func `asking only the likely next gives what asking every pair each time gives`() throws {
        let command = try NextReaderCommand.parse(["--scores", "s", "--readings", "10", "--top", "3"])
        let marks = try ScoreFiles(
            scores: file(scores), columns: ScoreColumns(value: command.value), options: command.marks
        ).read().readings
        var full = try #require(ReadingGain(Calibration(marks), top: 3))
        var closed = Set(marks.list.map { [$0.entry, $0.juror] })
        var best = 0.0
        for _ in 0..<10 {
            let open = (0..<72).map { [$0 / 6, $0 % 6] }.filter { !closed.contains($0) }
            let gains = open.map { full.gain(entry: $0[0], juror: $0[1]) }
            let place = try #require(gains.indices.max { gains[$0] < gains[$1] })
            best += gains[place]
            closed.insert(open[place])
            full.plan(entry: open[place][0], juror: open[place][1])
        }
        let sum = try pairs(answer(scores)).compactMap { Double($0[2]) }.reduce(0, +)
        #expect(sum > 0.98 * best)
    }

    @Test func `damaged files are answered or refused, never more`() throws {
        var draws = Seed("fuzz").generator("next reader")
        let odd = [
            "", "nan", "1e308", "-1e308", "1e-320", "e10", "\"", ",", "\u{0}", "é", "-0",
            "9".padding(toLength: 400, withPad: "9", startingAt: 0),
        ]
        for _ in 0..<150 {
            var rows: [String] = scores.shuffled(using: &draws)
            rows.removeLast(Int(draws.next() % 25))
            for _ in 0..<Int(draws.next() % 4) where !rows.isEmpty {
                let (row, piece) = (Int(draws.next() % UInt64(rows.count)), odd[Int(draws.next() % UInt64(odd.count))])
                var fields = rows[row].split(separator: ",", omittingEmptySubsequences: false).map(String.init)
                fields[Int(draws.next() % UInt64(fields.count))] = piece
                rows[row] = fields.joined(separator: ",")
            }
            do {
                let answer = try answer(
                    rows, ["--top", "\(1 + draws.next() % 9)", "--max-load", "\(draws.next() % 9)"])
                _ = try answer.explanation()
                #expect(pairs(answer).allSatisfy { $0[2].isEmpty || Double($0[2])?.isFinite == true })
            } catch is DataRefusal {}
        }
    }

    @Test func `the worked example of the document is what the command says`() throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..").standardized
        let document = try String(contentsOf: root.appending(path: "docs/analysis/next-reader.md"), encoding: .utf8)
        let blocks = document.components(separatedBy: "\n```").enumerated().filter { $0.offset % 2 == 1 }
            .compactMap { $0.element.split(separator: "\n", maxSplits: 1).last.map(String.init) }
        let command = try NextReaderCommand.parse(["--scores", "s", "--readings", "3", "--top", "2", "--max-load", "5"])
        let answer = try command.answer(scores: DataFile(Array(blocks[0].utf8), name: "scores.csv"))
        let written = blocks[1].split(separator: "\n").dropFirst().map { $0.split(separator: ",").map(String.init) }
        let ours = pairs(answer)
        #expect(written.map { Array($0.prefix(2)) } == ours.map { Array($0.prefix(2)) } && ours.count == 3)
        for (one, other) in zip(ours, written) {
            #expect(try abs(#require(Double(one[2])) - #require(Double(other[2]))) < 1e-6)
        }
    }
}
