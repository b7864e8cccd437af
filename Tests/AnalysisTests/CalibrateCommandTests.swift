import Foundation
import Seeds
import Testing

@testable import Analysis

struct CalibrateCommandTests {
    private func bytes(
        _ scores: String, weights: String? = nil, pools: String? = nil, _ arguments: [String] = []
    ) throws -> [UInt8] {
        let command = try CalibrateCommand.parse(["--scores", "scores.csv"] + arguments)
        return try command.answer(
            scores: DataFile(Array(scores.utf8), name: "scores.csv"),
            weights: weights.map { try DataFile(Array($0.utf8), name: "weights.csv") },
            pools: pools.map { try DataFile(Array($0.utf8), name: "pools.csv") })
    }

    private func answer(
        _ scores: String, weights: String? = nil, pools: String? = nil, _ arguments: [String] = []
    ) throws -> [String: Any] {
        let bytes = try bytes(scores, weights: weights, pools: pools, arguments)
        return try #require(JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any])
    }

    private func refusal(_ scores: String, weights: String? = nil, pools: String? = nil, _ arguments: [String] = [])
        -> String
    {
        do {
            _ = try bytes(scores, weights: weights, pools: pools, arguments)
            return "no refusal"
        } catch {
            return "\(error)"
        }
    }

    private let header = "entry_id,judge_id,score\n"

    /// Five entries, four jurors, every pair.
    private var campaign: String {
        header
            + (0..<20).map { place in
                let (entry, juror) = (place / 4, place % 4)
                return "E\(entry),J\(juror),\(entry * 2 + (entry * juror * 7 + juror * 3) % 4)\n"
            }.joined()
    }

    @Test func `every key of the answer is there, numbers as numbers`() throws {
        let answer = try answer(campaign)
        #expect(answer["refused"] is NSNull && answer["icc"] is NSNumber && answer["alpha"] is NSNumber)
        let entries = try #require(answer["entries"] as? [[String: Any]])
        #expect(entries.map { $0["id"] as? String } == ["E0", "E1", "E2", "E3", "E4"])
        for key in ["raw", "estimate", "se", "low", "high", "rank", "top_probability", "cluster"] {
            #expect(entries.allSatisfy { $0[key] is NSNumber }, "\(key)")
        }
        let jurors = try #require(answer["jurors"] as? [[String: Any]])
        #expect(jurors.count == 4)
        #expect(
            jurors.allSatisfy { $0["severity"] is NSNumber && $0["consistency"] is NSNumber && $0["outlier"] is Bool })
    }

    @Test func `a refused calibration says why, and keeps raw means and ranks`() throws {
        let answer = try answer(header + "A,x,4\nB,x,6\n")
        #expect(answer["refused_code"] as? String == "too-few-data")
        #expect((answer["refused"] as? String)?.contains("2 readings") == true)
        let entries = try #require(answer["entries"] as? [[String: Any]])
        #expect(entries.map { $0["raw"] as? Double } == [4, 6])
        #expect(entries.map { $0["rank"] as? Int } == [2, 1])
        #expect(entries.allSatisfy { $0["estimate"] is NSNull && $0["cluster"] is NSNull })
    }

    @Test func `columns may have any name, and what is named must be there`() throws {
        let named = campaign.replacing("entry_id,judge_id,score", with: "file,person,points")
        #expect(refusal(named).contains("column entry_id"))
        let renamed = ["--entry", "file", "--juror", "person", "--value", "points"]
        #expect(try bytes(named, renamed) == bytes(campaign))
        #expect(refusal(campaign, ["--criterion", "aspect"]).contains("column aspect"))
        #expect(refusal(campaign, ["--repeat", "turn"]).contains("column turn"))
    }

    @Test func `the same row twice is refused at its line, unless a column numbers the readings`() {
        #expect(refusal(header + "A,x,4\nA,y,5\nA,x,6\n").contains("scores.csv, line 4, column score"))
        #expect(refusal("entry_id,judge_id,repeat,score\nA,x,1,4\nA,x,2,6\n") == "no refusal")
    }

    @Test func `bad marks and bad side files are refused by place`() {
        #expect(refusal(header + "A,x,4\nA,y,nan\n").contains("line 3, column score"))
        #expect(refusal(header + "A,x,4\n,y,2\n").contains("line 3, column entry_id"))
        #expect(refusal(header + "A,x,1e300\nB,x,1\n").contains("line 2, column score: is too large"))
        #expect(refusal(header + "A,x,\nB,x,\n").contains("holds no mark"))
        let marks = "entry_id,judge_id,criterion,score\nA,x,use,4\nA,x,form,5\n"
        #expect(refusal(marks, weights: "criterion,weight\nuse,1\n").contains("«form» has no weight"))
        #expect(refusal(marks, weights: "criterion,weight\nuse,1\nform,-1\n").contains("weights.csv, line 3"))
        #expect(refusal(marks, weights: "criterion,weight\nuse,1\nform,1\nlook,1\n").contains("«look»"))
        #expect(refusal(marks, weights: "criterion,weight\nuse,1\nuse,1\n").contains("twice"))
        #expect(refusal(campaign, pools: "id,pool\nE0,north\nE0,south\n").contains("pools.csv, line 3"))
        #expect(refusal(campaign, pools: "id,pool\nE0,north\nE1,south\n").contains("«E2» has no pool"))
    }

    @Test func `bad arguments are refused before anything is read`() {
        for arguments in [["--top", "0"], ["--top", "-1"], ["--top", "x"], ["--weights", "-", "--pools", "-"]] {
            #expect(throws: (any Error).self) { try CalibrateCommand.parse(["--scores", "s.csv"] + arguments) }
        }
    }

    @Test func `a top above all entries takes all of them`() throws {
        let entries = try #require(try answer(campaign, ["--top", "50"])["entries"] as? [[String: Any]])
        #expect(entries.allSatisfy { $0["top_probability"] as? Double == 1 })
    }

    @Test func `the same seed gives the same bytes, and the order of the rows does not matter`() throws {
        let rows = campaign.split(separator: "\n").map(String.init)
        let turned = ([rows[0]] + rows.dropFirst().reversed()).joined(separator: "\n") + "\n"
        #expect(try bytes(campaign, ["--seed", "S"]) == bytes(turned, ["--seed", "S"]))
    }

    @Test func `whatever the bytes, there is an answer without infinities or a refusal`() throws {
        var chance = Seed("fuzz").generator("calibrate")
        let cells = [
            "A", "B", "C", "D", "x", "y", "z", "1", "7.5", "-3", "0", "1e99", "-1e-99", "", "nan", "\"", "é", "1e400",
        ]
        for _ in 0..<100 {
            let rows = (0..<Int(chance.next() % 24)).map { _ in
                let ids = [cells[Int(chance.next() % 4)], cells[4 + Int(chance.next() % 3)]]
                let odd = chance.next() % 40 == 0
                return (ids + [cells[7 + Int(chance.next() % (odd ? 11 : 6))]]).joined(separator: ",")
            }
            try look(at: Array((header + rows.joined(separator: "\n")).utf8))
        }
        for _ in 0..<40 {
            var text = Array(campaign.utf8)
            for _ in 0...chance.next() % 3 {
                text[Int(chance.next() % UInt64(text.count))] = UInt8(chance.next() % 256)
            }
            try look(at: text)
        }
    }

    private func look(at text: [UInt8]) throws {
        let command = try CalibrateCommand.parse(["--scores", "scores.csv"])
        do {
            let answer = try command.answer(scores: DataFile(text, name: "scores.csv"))
            #expect(throws: Never.self) { try JSONSerialization.jsonObject(with: Data(answer)) }
        } catch {
            #expect(error is DataRefusal)
        }
    }

    @Test func `the example of the document is what the command answers`() throws {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let text = try String(contentsOf: root.appending(path: "docs/analysis/score-calibration.md"), encoding: .utf8)
        let example = try #require(text.components(separatedBy: "```csv\n").last)
        let parts = example.components(separatedBy: "```\n")
        let answer = try answer(parts[0], ["--top", "2"])
        let entries = try #require(answer["entries"] as? [[String: Any]])
        let rows = parts[1].split(separator: "\n").filter { $0.hasPrefix("| ") && !$0.hasPrefix("| id") }
        #expect(rows.count == entries.count)
        for row in rows {
            let cells = row.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
            let entry = try #require(entries.first { $0["id"] as? String == cells[0] })
            for (key, cell) in zip(
                ["raw", "raw_rank", "estimate", "rank", "top_probability", "cluster"], cells.dropFirst())
            {
                let found = try #require((entry[key] as? NSNumber)?.doubleValue), told = try #require(Double(cell))
                #expect(abs(found - told) < 0.0051, "\(cells[0]) \(key)")
            }
        }
        let icc = try #require(answer["icc"] as? Double), alpha = try #require(answer["alpha"] as? Double)
        #expect(parts[1].contains("icc \(String(format: "%.3f", icc)), alpha \(String(format: "%.3f", alpha)) "))
    }

    // The real sets

    // The ladies lie beside the project only, the pairs in it too.
    private static let panels = ["skating-worlds2017-ladies-sp", "skating-worlds2017-pairs-sp"].filter {
        RealData.has("scores/\($0)/scores.csv")
    }

    @Test(arguments: panels)
    func `the calibrated order of skaters is that of the official panel but for close ones`(name: String) throws {
        let folder = RealData.url("scores/\(name)")
        let command = try CalibrateCommand.parse(["--scores", folder.appending(path: "scores.csv").path, "--top", "5"])
        let bytes = try command.answer(scores: DataFile(folder.appending(path: "scores.csv").path))
        let answer = try #require(JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any])
        let entries = try #require(answer["entries"] as? [[String: Any]])
        let totals = try String(contentsOf: folder.appending(path: "entries.csv"), encoding: .utf8).split(
            separator: "\n"
        )
        .dropFirst().map { $0.split(separator: ",") }
        let known = Dictionary(uniqueKeysWithValues: totals.map { (String($0[0]), Double($0[2])!) })
        let pairs = entries.flatMap { one in entries.map { (one, $0) } }
        let turned = pairs.filter { one, other in
            let gap = known[one["id"] as! String]! - known[other["id"] as! String]!
            return gap * ((one["estimate"] as! Double) - (other["estimate"] as! Double)) < 0
        }
        #expect(Double(turned.count) < 0.02 * Double(pairs.count))
    }

    @Test(.enabled(if: RealData.has("scores/tv-panel/scores.csv"), "the television panel is not beside this project"))
    func `repeated readings of the television panel tell each assessor's own spread`() throws {
        let path = RealData.url("scores/tv-panel/scores.csv").path
        let bytes = try CalibrateCommand.parse(["--scores", path]).answer(scores: DataFile(path))
        let answer = try #require(JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any])
        let jurors = try #require(answer["jurors"] as? [[String: Any]])
        #expect(jurors.count == 8 && jurors.allSatisfy { $0["repeat_sd"] is NSNumber })
    }
}
