import ArgumentParser
import Foundation
import Seeds
import Testing

@testable import Analysis

struct AssignCommandTests {
    private static let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..").standardized
    private static let bids = RealData.url("jury/bidding-honest/affinity.csv")

    private let table = "juror_id,A,B,C\nAda,0.9,0.8,0.1\nBen,0.7,,0.6\nEve,0.2,0.4,0.3\n"

    private func command(_ options: [String] = []) throws -> AssignCommand {
        try AssignCommand.parse(["--affinity", "a.csv", "--readers", "2", "--max-load", "3"] + options)
    }

    private func files(_ affinity: some Sequence<UInt8>, _ others: [String: String] = [:]) throws -> AssignFiles {
        let other = { (name: String) in try others[name].map { try DataFile(Array($0.utf8), name: name) } }
        return try AssignFiles(
            affinity: DataFile(Array(affinity), name: "a.csv"), conflicts: other("conflicts"), pools: other("pools"),
            networks: other("networks"), keep: other("keep"), current: other("current"))
    }

    private func answer(_ affinity: String, _ others: [String: String] = [:], options: [String] = []) throws -> String {
        let answer = try command(options).answer(files(affinity.utf8, others))
        return String(decoding: answer.table, as: UTF8.self).replacing("\r\n", with: " ")
    }

    private func explanation(_ affinity: String, _ others: [String: String] = [:]) throws -> [String: Any] {
        let json = try command().answer(files(affinity.utf8, others)).explanation()
        return try #require(JSONSerialization.jsonObject(with: Data(json)) as? [String: Any])
    }

    @Test func `the table and the long form say the same`() throws {
        let expected = "entry_id,juror_id,affinity A,Ada,0.9 A,Ben,0.7 B,Ada,0.8 B,Eve,0.4 C,Ben,0.6 C,Eve,0.3 "
        #expect(try answer(table) == expected)
        let long = """
            entry_id;affinity;juror_id
            B;0,4;Eve
            """
        #expect(try answer(long) == "entry_id,juror_id,affinity B,Eve,0.4 ")
        let rows = "juror_id,entry_id,affinity\nEve,C,0.3\nEve,B,0.4\nEve,A,0.2\nBen,C,0.6\nBen,B,\nBen,A,0.7\n"
        #expect(try answer(rows + "Ada,C,0.1\nAda,B,0.8\nAda,A,0.9\n") == expected)
    }

    @Test func `a pair that the long form leaves out is no conflict, and is not given`() throws {
        let why = try explanation("juror_id,entry_id,affinity\nAda,A,1\nBen,B,\nAda,B,1\n")
        let unmet = try #require(why["unmet"] as? [[String: Any]])
        #expect(unmet.map { $0["cause"] as? String } == ["affinity", "conflict"])
    }

    @Test func `conflicts are kept out, finished readings stay, also of those who left`() throws {
        let others = [
            "conflicts": "juror_id,entry_id\nAda,A\n", "keep": "juror_id,entry_id\nZoe,C\nAda,C\n",
            "current": "juror_id,entry_id\nZoe,A\nEve,B\n",
        ]
        let expected = "entry_id,juror_id,affinity A,Ben,0.7 A,Eve,0.2 B,Ada,0.8 B,Eve,0.4 C,Ada,0.1 C,Zoe, "
        #expect(try answer(table, others) == expected)
        let why = try explanation(table, others)
        let changes = try #require(why["changes"] as? [String: Any])
        #expect(changes["stayed"] as? Int == 1)
        #expect((changes["taken_back"] as? [[String: String]]) == [["entry_id": "A", "juror_id": "Zoe"]])
        #expect((changes["added"] as? [Any])?.count == 3)
    }

    @Test func `an id that nobody has is refused where it would do harm, and told where it would not`() throws {
        let refusal = DataRefusal(
            file: "conflicts", line: 2, column: "juror_id", reason: "«Zed» is no juror of a.csv")
        #expect(throws: refusal) { try answer(table, ["conflicts": "juror_id,entry_id\nZed,A\n"]) }
        #expect(throws: DataRefusal.self) { try answer(table, ["keep": "juror_id,entry_id\nAda,Z\n"]) }
        let why = try explanation(table, ["pools": "id,pool\nAda,north\nZed,north\nA,south\n"])
        #expect(why["ignored_ids"] as? [String] == ["Zed"])
    }

    @Test(arguments: [
        "", "juror_id\n", "juror_id,A\n", "juror_id,A,A\nAda,1,1\n", "juror_id,A,B\nAda,1\n", "juror_id,A\nAda,x\n",
        "juror_id,A\nAda,nan\n", "juror_id,A\nAda,1\nAda,2\n", "juror_id,A\n,1\n", "juror_id,A\nAda,1e31\n",
        "juror_id,entry_id,affinity\nAda,A,1\nAda,A,1\n", "juror_id,,A\nAda,1,1\n",
    ])
    func `bad affinities are refused`(text: String) {
        #expect(throws: DataRefusal.self) { try answer(text) }
    }

    @Test(arguments: [
        "juror_id,A\nAda,1\n", "juror_id,A,B\nAda,,\n", "juror_id,A,B\nAda,0,0\nBen,0,0\n", "juror_id,A\nAda,-1e30\n",
        "juror_id,A,B\nAda,1e30,1e-30\nBen,,5\n",
    ])
    func `what is thin or strange has an answer`(text: String) throws {
        for options in [[], ["--fair"], ["--pair-limit", "0.3", "--fair"], ["--min-load", "3"]] {
            let answer = try command(options).answer(files(text.utf8))
            #expect(try !answer.explanation().isEmpty)
        }
    }

    @Test(arguments: [
        ["--readers", "0"], ["--max-load", "0"], ["--min-load", "-1"], ["--min-load", "9"], ["--pool-cap", "1"],
        ["--pair-limit", "0"], ["--pair-limit", "1.5"], ["--pair-limit", "nan"], ["--network-cost", "1"],
        ["--explain", "-"], ["--keep", "-", "--current", "-"], ["--pools", "p.csv", "--pool-cap", "0"],
    ])
    func `bad arguments are refused before anything is read`(options: [String]) {
        #expect(throws: (any Error).self) { try command(options) }
    }

    @Test func `the order of rows and columns changes no byte`() throws {
        let turned = "juror_id,C,A,B\nEve,0.3,0.2,0.4\nAda,0.1,0.9,0.8\nBen,0.6,0.7,\n"
        #expect(try answer(turned) == answer(table))
        let limited = ["--pair-limit", "0.7", "--seed", "drawn"]
        #expect(try answer(turned, options: limited) == answer(table, options: limited))
    }

    @Test func `the real bids get their readers, the fair way at the bound`() throws {
        let options = ["--readers", "3", "--max-load", "4", "--min-load", "2", "--fair"]
        let command = try AssignCommand.parse(["--affinity", Self.bids.path] + options)
        let json = try command.answer(AssignFiles(command)).explanation()
        let why = try #require(JSONSerialization.jsonObject(with: Data(json)) as? [String: Any])
        #expect(why["readings"] as? Int == 84)
        #expect(why["minimum"] as? Double == 2.5 && why["bound"] as? Double == 2.5)
        #expect((why["unmet"] as? [Any])?.isEmpty == true)
    }

    @Test(arguments: 1...40)
    func `whatever the bytes, there is an answer or a refusal`(seed: Int) throws {
        var generator = Seed("fuzz \(seed)").generator("bytes")
        func draw(_ count: Int) -> Int { Int(generator.next() % UInt64(count)) }
        let pieces = [",", "\n", "\"", "0.5", "-3", "1e9", "Ada", "A", "é", " ", ";", "", "1e-9", "nan", "\r\n"].map {
            Array($0.utf8)
        }
        for _ in 0..<8 {
            var bytes = Array(table.utf8)
            for _ in 0...draw(4) {
                let place = draw(bytes.count)
                let piece = draw(8) == 0 ? [UInt8(draw(256))] : pieces[draw(pieces.count)]
                bytes.replaceSubrange(place..<min(bytes.count, place + draw(3)), with: piece)
                if bytes.isEmpty { bytes = [10] }
            }
            var others: [String: String] = [:]
            if draw(2) == 0 { others["keep"] = "juror_id,entry_id\nAda,A\nZoe,B\n" }
            if draw(2) == 0 { others["current"] = "juror_id,entry_id\nBen,A\nEve,A\nAda,C\n" }
            if draw(2) == 0 { others["pools"] = "id,pool\nAda,n\nBen,n\nEve,s\n" }
            if draw(2) == 0 { others["networks"] = "id,network\nAda,u\nBen,v\nEve,u\n" }
            var options = ["--readers", "\(1 + draw(5))", "--max-load", "\(2 + draw(9))", "--min-load", "\(draw(3))"]
            if draw(2) == 0 { options += ["--fair"] }
            if draw(3) == 0 { options += ["--pair-limit", "0.\(1 + draw(98))"] }
            if draw(2) == 0 { options += ["--pools", "p", "--pool-cap", "\(1 + draw(2))"] }
            let command = try AssignCommand.parse(["--affinity", "a.csv"] + options)
            do {
                let answer = try command.answer(files(bytes, others))
                #expect(!answer.table.isEmpty)
                #expect(try !answer.explanation().isEmpty)
            } catch is DataRefusal {}
        }
    }
}
