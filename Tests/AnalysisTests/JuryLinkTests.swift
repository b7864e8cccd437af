import ArgumentParser
import Foundation
import Seeds
import Testing

@testable import Analysis

/// Juries that territories would part: what links them, what it costs, and whether marks can then be compared.
struct JuryLinkTests {
    /// Jurors and entries in turn of so many territories, who fit well inside and hardly outside.
    private func affinity(jurors: Int, entries: Int, territories: Int, seed: String = "a") -> String {
        var chance = Seed(seed).generator("affinity")
        let header = "juror_id," + (0..<entries).map { "P\($0)" }.joined(separator: ",")
        let rows = (0..<jurors).map { juror in
            "R\(juror),"
                + (0..<entries).map { entry in
                    let isNear = juror % territories == entry % territories
                    return String(format: "%.3f", (isNear ? 0.7 : 0) + 0.3 * chance.uniform())
                }.joined(separator: ",")
        }
        return ([header] + rows).joined(separator: "\n") + "\n"
    }

    private func assign(_ affinity: String, pools: String? = nil, _ options: [String]) throws -> AssignAnswer {
        let files = try AssignFiles(
            affinity: DataFile(Array(affinity.utf8), name: "a.csv"),
            pools: pools.map { try DataFile(Array($0.utf8), name: "p.csv") })
        return try AssignCommand.parse(["--affinity", "a.csv", "--readers", "3"] + options).answer(files)
    }

    private func why(_ answer: AssignAnswer) throws -> (links: [String: Any], total: Double, readings: Int) {
        let why = try #require(JSONSerialization.jsonObject(with: Data(answer.explanation())) as? [String: Any])
        return try (
            #require(why["links"] as? [String: Any]), #require(why["total"] as? Double),
            #require(why["readings"] as? Int)
        )
    }

    /// What `calibrate` makes of marks given by these readings.
    private func refusal(of answer: AssignAnswer, pools: String? = nil) throws -> String? {
        var chance = Seed("marks").generator("marks")
        let rows = String(decoding: answer.table, as: UTF8.self).split(separator: "\r\n").dropFirst().map { row in
            let cells = row.split(separator: ",", omittingEmptySubsequences: false)
            return "\(cells[0]),\(cells[1]),\(Int(chance.uniform() * 5))\n"
        }
        let scores = "entry_id,judge_id,score\n" + rows.joined()
        let bytes = try CalibrateCommand.parse(["--scores", "s.csv"]).answer(
            scores: DataFile(Array(scores.utf8), name: "s.csv"),
            pools: pools.map { try DataFile(Array($0.utf8), name: "p.csv") })
        let answer = try #require(JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any])
        return answer["refused_code"] as? String
    }

    @Test(arguments: [(12, 36, 3, 10), (10, 30, 2, 10), (16, 48, 4, 10), (24, 60, 6, 9)], [[], ["--fair"]])
    func `a jury that affinities part is linked, for what it must cost`(
        shape: (Int, Int, Int, Int), options: [String]
    ) throws {
        let table = affinity(jurors: shape.0, entries: shape.1, territories: shape.2)
        let options = options + ["--max-load", "\(shape.3)"]
        let apart = try assign(table, options + ["--links", "0"])
        #expect(try refusal(of: apart) == "disconnected")
        let before = try why(apart)
        #expect(before.links["comparable"] as? Bool == false && before.links["code"] as? String == "disconnected")
        #expect(apart.notes.contains { $0.hasPrefix("marks given by these readings could not be calibrated") })

        let linked = try assign(table, options)
        #expect(try refusal(of: linked) == nil)
        let after = try why(linked)
        #expect(after.readings == before.readings && after.readings == 3 * shape.1)
        #expect(after.links["comparable"] as? Bool == true && after.links["code"] == nil)
        let (count, cost) = try (#require(after.links["readings"] as? Int), #require(after.links["cost"] as? Double))
        #expect(abs(before.total - after.total - cost) < 1e-6)
        // Each costs what lies between a fit inside and one outside at most, and no more than a third cross.
        #expect(cost > 0 && cost <= Double(count) && count <= after.readings / 3)
        #expect(linked.notes.contains { $0.hasPrefix("\(count) readings link parts") })
    }

    @Test func `pools that are declared need three readings each across their border`() throws {
        let table = affinity(jurors: 12, entries: 36, territories: 3)
        let pools =
            "id,pool\n" + (0..<36).map { "P\($0),T\($0 % 3)\n" }.joined()
            + (0..<12).map { "R\($0),T\($0 % 3)\n" }.joined()
        let linked = try assign(table, pools: pools, ["--max-load", "10"])
        #expect(try refusal(of: linked, pools: pools) == nil)
        let count = try #require(why(linked).links["readings"] as? Int)
        #expect((3...9).contains(count))
        let more = try assign(table, pools: pools, ["--max-load", "10", "--links", "6"])
        #expect(try #require(why(more).links["readings"] as? Int) > count)
    }

    @Test func `a jury whose readings link it already pays nothing`() throws {
        let answer = try assign(affinity(jurors: 12, entries: 36, territories: 1), ["--max-load", "10"])
        let links = try why(answer).links
        #expect(links["readings"] as? Int == 0 && links["cost"] as? Double == 0 && links["comparable"] as? Bool == true)
        #expect(answer.notes.isEmpty && !answer.isPartial)
        let plain = try assign(affinity(jurors: 12, entries: 36, territories: 1), ["--max-load", "10", "--links", "0"])
        #expect(plain.table == answer.table)
    }

    @Test func `a part that nobody may link is told, and the others lose nothing by it`() throws {
        // R1 and R3 may read what is theirs alone.
        let rows = affinity(jurors: 4, entries: 8, territories: 2).split(separator: "\n").map { row in
            row.split(separator: ",").enumerated().map { place, cell in
                guard row.first == "R", place > 0 else { return String(cell) }
                return Double(cell) ?? 1 < 0.5 ? "" : String(cell)
            }.joined(separator: ",")
        }
        let table = rows.joined(separator: "\n") + "\n"
        let files = try AssignFiles(affinity: DataFile(Array(table.utf8), name: "a.csv"))
        let arguments = ["--affinity", "a.csv", "--readers", "2", "--max-load", "8"]
        let answer = try AssignCommand.parse(arguments).answer(files)
        #expect(try why(answer).links["code"] as? String == "disconnected")
        let plain = try AssignCommand.parse(arguments + ["--links", "0"]).answer(files)
        #expect(plain.table == answer.table)
    }

    @Test func `the order of rows changes no byte`() throws {
        let rows = affinity(jurors: 12, entries: 36, territories: 3).split(separator: "\n").map(String.init)
        let turned = ([rows[0]] + rows.dropFirst().reversed()).joined(separator: "\n") + "\n"
        let options = ["--max-load", "10"]
        #expect(try assign(rows.joined(separator: "\n"), options).table == assign(turned, options).table)
    }

    // What cannot be met

    @Test func `an entry that nobody may read does not turn fairness off for the others`() throws {
        let table = "juror_id,Verger,Atelier,Orphelin\nAda,0.9,0.75,\nBen,0.8,0.3,\nEve,0.2,0.1,\nNoe,,0.2,\n"
        let files = try AssignFiles(affinity: DataFile(Array(table.utf8), name: "a.csv"))
        let arguments = ["--affinity", "a.csv", "--readers", "2", "--max-load", "1", "--fair"]
        let answer = try AssignCommand.parse(arguments).answer(files)
        let rows = String(decoding: answer.table, as: UTF8.self).split(separator: "\r\n").dropFirst().map(String.init)
        #expect(rows == ["Atelier,Ada,0.75", "Atelier,Noe,0.2", "Verger,Ben,0.8", "Verger,Eve,0.2"])
        let why = try #require(JSONSerialization.jsonObject(with: Data(answer.explanation())) as? [String: Any])
        #expect(why["minimum"] as? Double == 0.95 && why["bound"] as? Double == 0.95)
        let unmet = try #require(why["unmet"] as? [[String: Any]])
        #expect(unmet.map { $0["entry_id"] as? String } == ["Orphelin"] && unmet[0]["cause"] as? String == "conflict")
        #expect(answer.isPartial && answer.notes.contains("«Orphelin» lacks 2: 4 jurors have a conflict"))
    }

    @Test func `what cannot be met is said, and what can be given is given`() throws {
        let table = "juror_id,F1,F2,F3\nJ1,0.9,0.4,\nJ2,0.8,,\nJ3,0.7,0.6,0.2\n"
        let files = try AssignFiles(affinity: DataFile(Array(table.utf8), name: "a.csv"))
        let arguments = ["--affinity", "a.csv", "--readers", "2", "--max-load", "3"]
        let answer = try AssignCommand.parse(arguments).answer(files)
        #expect(answer.isPartial)
        #expect(String(decoding: answer.table, as: UTF8.self).contains("F3,J3,0.2"))
        #expect(answer.notes.contains("1 readings are missing, of 1 entries; the others have what was asked for"))
        #expect(answer.notes.contains("«F3» lacks 1: 2 jurors have a conflict"))
        #expect(throws: ExitCode(4)) { try Answer.tell { Told(bytes: [], isPartial: true) } }
    }
}
