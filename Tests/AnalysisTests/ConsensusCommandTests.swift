import Foundation
import Seeds
import Testing

@testable import Analysis

struct ConsensusCommandTests: ConsensusAsked {
    @Test func `a panel is told where each statement stands`() throws {
        let votes = (1...5).map { "p\($0),s,1\n" }.joined() + "p6,s,-1\np7,t,0\n"
        let answer = try answer(header + votes, ["--panel-size", "10"])
        #expect(answer["mode"] as? String == "panel")
        #expect(answer["participants"] as? Int == 10)
        let statement = try statements(answer)[0]
        #expect(statement["id"] as? String == "s")
        #expect([statement["agrees"], statement["disagrees"], statement["passes"]].map { $0 as? Int } == [5, 1, 0])
        // One agreement more among four: 1 − (1.5 · 2.5 · 3.5 · 4.5) / (7 · 8 · 9 · 10)
        let probability = try #require(statement["probability"] as? Double)
        #expect(abs(probability - (1 - 59.0625 / 5040)) < 1e-14)
        #expect(statement["state"] as? String == "agreed")
        let panel = try #require(statement["panel"] as? [String: Any])
        #expect(
            [
                panel["required"], panel["missing"], panel["deciding_votes"], panel["agrees_to_reach"],
                panel["others_to_miss"],
            ]
            .map { $0 as? Int } == [6, 4, 4, 1, 4])
        #expect(try statements(answer)[1]["state"] as? String == "too-few-votes")
        let groups = try #require(answer["groups"] as? [String: Any])
        #expect(groups["stable"] as? Bool == false)
        #expect(groups["members"] is NSNull)
        #expect((groups["reason"] as? String)?.hasPrefix("no stable groups: ") == true)
    }

    @Test func `declared groups show the one that agrees least`() throws {
        let votes = (1...4).map { "p\($0),s,1\n" }.joined() + "p5,s,-1\np6,s,-1\n"
        let groups = "participant,group\np1,state\np2,state\np3,state\np5,unions\np6,unions\np7,unions\n"
        let answer = try answer(header + votes, groups: groups)
        #expect(answer["participants"] as? Int == 7)
        let worst = try #require(
            (try statements(answer)[0]["panel"] as? [String: Any])?["worst_group"] as? [String: Any])
        #expect(worst["group"] as? String == "unions")
        #expect([worst["agrees"], worst["votes"]].map { $0 as? Int } == [0, 2])
        let members = try #require((answer["groups"] as? [String: Any])?["members"] as? [String: String])
        #expect(
            members == [
                "p1": "state", "p2": "state", "p3": "state", "p5": "unions", "p6": "unions", "p7": "unions",
            ])
    }

    @Test func `of two votes of one person the last counts, by the time where it is told`() throws {
        let rows = "a,s,1\nb,s,1\na,s,-1\n"
        #expect(try statements(answer(header + rows))[0]["disagrees"] as? Int == 1)
        let timed = "voter_id,comment_id,vote,last_voted_ms\na,s,1,200\nb,s,1,100\na,s,-1,100\n"
        let statement = try statements(answer(timed))[0]
        #expect([statement["agrees"], statement["disagrees"]].map { $0 as? Int } == [2, 0])
    }

    @Test(arguments: [nil, "participant,group\np1,a\np2,b\np4,b\n"])
    func `the order of the rows changes not one byte`(groups: String?) throws {
        var draws = Seed("rows").generator("votes")
        let rows = (0..<40).map { "p\($0 % 10),\($0 / 10),\(draws.uniform() < 0.5 ? 1 : -1)\n" }
        let inOrder = try bytes(header + rows.joined(), groups: groups)
        #expect(try bytes(header + rows.shuffled(using: &draws).joined(), groups: groups) == inOrder)
        #expect(try bytes(header + rows.reversed().joined(), groups: groups) == inOrder)
    }

    @Test func `statements stand in the order of their numbers, words after them`() throws {
        let rows = ["10", "b", "9", "a", "2"].map { "p,\($0),1\n" }.joined()
        let ids = try statements(answer(header + rows)).compactMap { $0["id"] as? String }
        #expect(ids == ["2", "9", "10", "a", "b"])
    }

    @Test func `what a moderator took out is not judged, and what nobody voted on is`() throws {
        let comments = "comment_id,moderated\ns,1\nt,-1\nu,0\n"
        let answer = try answer(header + "a,s,1\nb,t,1\n", comments: comments)
        #expect(answer["moderated"] as? [String] == ["t"])
        #expect(try statements(answer).map { $0["id"] as? String } == ["s", "u"])
        #expect(try statements(answer)[1]["state"] as? String == "too-few-votes")
    }

    @Test func `export files of Polis are read as they are`() throws {
        let votes = "timestamp,datetime,comment-id,voter-id,vote\n1,x,s,a,1\n2,y,s,a,-1\n"
        #expect(try statements(answer(votes, comments: "comment-id,moderated\ns,1\n"))[0]["disagrees"] as? Int == 1)
    }

    @Test func `one voter, all passes and sixty-one people have an answer`() throws {
        #expect(try statements(answer(header + "a,s,1\n"))[0]["state"] as? String == "too-few-votes")
        let passes = (0..<61).map { "p\($0),s,0\n" }.joined()
        let crowd = try answer(header + passes)
        #expect(crowd["mode"] as? String == "crowd")
        #expect(try statements(crowd)[0]["state"] as? String == "too-few-votes")
        for threshold in ["1", "0.000001"] {
            #expect(try statements(answer(header + passes, ["--threshold", threshold])).count == 1)
        }
    }

    @Test func `bad data is refused with its place`() {
        #expect(refusal("") == "votes.csv: is empty")
        #expect(refusal(header + "a,s,2\n") == "votes.csv, line 2, column vote: «2» is none of -1, 0, 1")
        #expect(refusal(header + "a,s,\n") == "votes.csv, line 2, column vote: is empty, a number was expected")
        #expect(refusal(header + ",s,1\n") == "votes.csv, line 2, column voter_id: is empty")
        #expect(refusal("a,b\n1,2\n").hasPrefix("votes.csv, line 1, column voter_id: this column is missing"))
        #expect(
            refusal(header + "a,x,1\n", comments: "comment_id\ns\n")
                == "votes.csv, line 2, column comment_id: «x» is not in comments.csv")
        #expect(
            refusal(header + "a,s,1\n", comments: "comment_id,moderated\ns,yes\n")
                == "comments.csv, line 2, column moderated: «yes» is not a finite number; leave the cell empty where there is none"
        )
        #expect(
            refusal(header + "a,s,1\n", comments: "comment_id\ns\ns\n")
                == "comments.csv, line 3, column comment_id: «s» stands twice")
        #expect(
            refusal(header + "a,s,1\n", groups: "participant,group\na,x\na,y\n")
                == "groups.csv, line 3, column participant: «a» stands twice")
        #expect(
            refusal(header + "a,s,1\nb,s,1\n", ["--panel-size", "1"]) == "votes.csv: 2 people, more than --panel-size 1"
        )
    }

    @Test(arguments: [
        ["--threshold", "0"], ["--threshold", "1.1"], ["--threshold", "nan"], ["--mode", "council"],
        ["--panel-size", "0"], ["--mode", "crowd", "--panel-size", "9"], ["--groups", "-", "--comments", "-"],
        ["--threshold", "-0.5"],
    ])
    func `bad arguments are refused before any file is read`(arguments: [String]) {
        #expect(throws: (any Error).self) { try ConsensusCommand.parse(["--votes", "votes.csv"] + arguments) }
    }

    @Test(arguments: ["votes.csv", "comments.csv", "groups.csv"])
    func `whatever the bytes, there is an answer or a refusal`(damaged: String) throws {
        var draws = Seed("fuzz").generator(damaged)
        let good = [
            "votes.csv": header + (0..<12).map { "p\($0 % 4),s\($0 % 3),\($0 % 3 - 1)\n" }.joined(),
            "comments.csv": "comment_id,moderated,is_meta\ns0,1,0\ns1,0,1\ns2,-1,0\ns3,1,0\n",
            "groups.csv": "participant,group\np0,a\np1,a\np2,b\np9,b\n",
        ].mapValues { Array($0.utf8) }
        var answered = 0
        for _ in 0..<80 {
            let files = good.map { ($0, $0 == damaged ? fuzzed($1, &draws) : $1) }
            let command = try ConsensusCommand.parse(
                ["--votes", "-"] + (draws.uniform() < 0.5 ? ["--mode", "crowd"] : []))
            do {
                let read = try Dictionary(uniqueKeysWithValues: files.map { try ($0, DataFile($1, name: $0)) })
                let votes = try #require(read["votes.csv"])
                let json = try command.answer(votes: votes, comments: read["comments.csv"], groups: read["groups.csv"])
                _ = try JSONSerialization.jsonObject(with: Data(json))
                answered += 1
            } catch let refusal as DataRefusal {
                #expect(refusal.file == damaged || refusal.file == "votes.csv")
            }
        }
        #expect(answered > 0)
    }

    private func fuzzed(_ bytes: [UInt8], _ draws: inout SeededGenerator) -> [UInt8] {
        let values = ["1e400", "-1", "\"", "NaN", "\u{0}", "é", ",", "\n", "99999999999999999999", ""].map {
            Array($0.utf8)
        }
        var bytes = bytes
        for _ in 0...Int(draws.uniform() * 3) {
            let place = Int(draws.uniform() * Double(bytes.count))
            if draws.uniform() < 0.5 {
                bytes[place] = UInt8(draws.uniform() * 256)
            } else {
                bytes.replaceSubrange(place..<min(place + 2, bytes.count), with: values[Int(draws.uniform() * 10)])
            }
        }
        return bytes
    }
}

struct ConsensusDataTests {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../../shared/data/consensus").standardized
    private static var isThere: Bool { FileManager.default.fileExists(atPath: folder.path) }

    @Test(.enabled(if: isThere, "no ../shared/data/consensus here"))
    func `a real conversation is read whole, with the groups that were published`() throws {
        let folder = Self.folder.appending(path: "brexit-2017")
        let file = { (name: String) throws in try DataFile(folder.appending(path: name).path) }
        let people = try file("participants.csv")
        let (id, group) = try (people.column("participant_id"), people.column("polis_group"))
        let (agreed, refused) = try (people.column("n_agree"), people.column("n_disagree"))
        var (rows, agrees, disagrees) = ("participant,group\n", 0, 0)
        try people.forEachRow { row in
            if !row.text(group).isEmpty { rows += "\(row.text(id)),\(row.text(group))\n" }
            agrees += Int(try row.number(agreed))
            disagrees += Int(try row.number(refused))
        }
        let command = try ConsensusCommand.parse(["--votes", "votes.csv"])
        let bytes = try command.answer(
            votes: file("votes.csv"), comments: file("comments.csv"),
            groups: DataFile(Array(rows.utf8), name: "groups.csv"))
        let answer = try #require(JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any])
        let statements = try #require(answer["statements"] as? [[String: Any]])
        #expect((answer["votes"] as? Int, answer["mode"] as? String, statements.count) == (5_303, "crowd", 50))
        #expect(statements.reduce(0) { $0 + ($1["agrees"] as? Int ?? 0) } == agrees)
        #expect(statements.reduce(0) { $0 + ($1["disagrees"] as? Int ?? 0) } == disagrees)
    }
}
