import ArgumentParser
import Foundation
import Testing

@testable import Analysis

/// Marks as people, spreadsheets and the site itself write them.
struct ScoreFileTests {
    private func told(_ text: String, _ options: [String] = []) throws -> Told {
        try told(Array(text.utf8), options)
    }

    private func told(_ bytes: [UInt8], _ options: [String] = []) throws -> Told {
        try CalibrateCommand.parse(["--scores", "s.csv"] + options).told(scores: DataFile(bytes, name: "s.csv"))
    }

    private func answer(_ text: String, _ options: [String] = []) throws -> [String: Any] {
        try #require(JSONSerialization.jsonObject(with: Data(told(text, options).bytes)) as? [String: Any])
    }

    private func entries(_ text: String, _ options: [String] = []) throws -> [String: [String: Any]] {
        let entries = try #require(try answer(text, options)["entries"] as? [[String: Any]])
        return Dictionary(uniqueKeysWithValues: entries.map { ($0["id"] as? String ?? "", $0) })
    }

    private func refusal(_ text: String, _ options: [String] = []) -> String {
        do { return "no refusal: \(try told(text, options).bytes.count)" } catch { return "\(error)" }
    }

    // The site's own export

    private let plain = """
        entry_id,judge_id,criterion,score
        14-01,Awa,Besoin,3
        14-01,Awa,Effets,1
        14-01,Léo,Besoin,4
        14-02,Awa,Besoin,2
        14-02,Awa,Effets,3
        14-02,Léo,Besoin,0
        14-02,Léo,Effets,2

        """

    private func export(_ heads: String, idle: String, open: String) -> String {
        """
        \u{FEFF}\(heads)\r
        14-01;Crèche;Mairie;Awa;;oui;62,5;Besoin;60;3;;;\r
        14-01;Crèche;Mairie;Awa;;oui;62,5;Effets;40;1;"Peu ; mais bien";;\r
        14-01;Crèche;Mairie;Léo;;oui;;Besoin;60;\(open);;4;Un appel\r
        14-01;Crèche;Mairie;Léo;;oui;;Effets;40;\(idle);;;\r
        14-02;Vélo;Mairie;Awa;;oui;50;Besoin;60;2;;;\r
        14-02;Vélo;Mairie;Awa;;oui;50;Effets;40;3;;;\r
        14-02;Vélo;Mairie;Léo;;oui;50;Besoin;60;0;;;\r
        14-02;Vélo;Mairie;Léo;;oui;50;Effets;40;2;;;\r

        """
    }

    @Test(arguments: [
        (
            "N°;Initiative;Organisation;Juré·e;Lien faible;Envoyé;Score;Point de repère;Poids;Note;Raison;Trouvé depuis;"
                + "Comment il a été trouvé", "not-applicable", "not-documented"
        ),
        (
            "No.;Initiative;Organisation;Juror;Weak tie;Sent;Score;Checkpoint;Weight;Mark;Reason;Found since;"
                + "How it was found", "Not applicable", "Not documented: to be asked"
        ),
        (
            "N°;Initiative;Organisation;Juré·e;Lien faible;Envoyé;Score;Point de repère;Poids;Note;Raison;Trouvé depuis;"
                + "Comment il a été trouvé", "Sans objet", "Non documenté : à demander au porteur"
        ),
    ])
    func `an edition's own table of readings is read, weights and what was found since included`(
        heads: String, idle: String, open: String
    ) throws {
        let ours = try answer(export(heads, idle: idle, open: open))
        let criteria = try #require(ours["criteria"] as? [[String: Any]])
        #expect(criteria.map { $0["id"] as? String } == ["Besoin", "Effets"])
        let shares = criteria.compactMap { $0["weight"] as? Double }
        #expect(shares.count == 2 && abs(shares[0] - 0.6) < 1e-12 && abs(shares[1] - 0.4) < 1e-12)
        let weights = "criterion,weight\nBesoin,60\nEffets,40\n"
        let command = try CalibrateCommand.parse(["--scores", "s.csv"])
        let known = try command.told(
            scores: DataFile(Array(plain.utf8), name: "s.csv"), weights: DataFile(Array(weights.utf8), name: "w.csv"))
        let table = try told(export(heads, idle: idle, open: open))
        #expect(table.bytes == known.bytes)
    }

    @Test func `what an export leaves open is no mark elsewhere`() {
        #expect(refusal(plain.replacing(",3\n", with: ",not-applicable\n")).contains("«not-applicable»"))
    }

    @Test func `weights of the rows agree, and a file of weights comes before them`() throws {
        let rows = "entry_id,judge_id,criterion,score,weight\nA,x,use,4,3\nA,x,form,5,1\nB,x,use,2,3\nB,x,form,5,1\n"
        let criteria = try #require(try answer(rows)["criteria"] as? [[String: Any]])
        #expect(criteria.map { $0["weight"] as? Double } == [0.25, 0.75])
        #expect(
            refusal(rows + "C,x,use,4,2\n").contains(
                "s.csv, line 6, column weight: criterion «use» weighs 3 above, and 2"))
        #expect(refusal(rows + "C,x,use,4,\n").contains("s.csv, line 6, column weight: is empty"))
        #expect(refusal(rows + "C,x,use,4,-1\n").contains("s.csv, line 6, column weight: is below 0"))
        let command = try CalibrateCommand.parse(["--scores", "s.csv"])
        let weights = try DataFile(Array("criterion,weight\nuse,1\nform,1\n".utf8), name: "w.csv")
        let bytes = try command.answer(scores: DataFile(Array(rows.utf8), name: "s.csv"), weights: weights)
        let answer = try #require(JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any])
        #expect((answer["criteria"] as? [[String: Any]])?.map { $0["weight"] as? Double } == [0.5, 0.5])
    }

    // Numbers

    @Test func `decimal commas are read where semicolons or tabs part the columns`() throws {
        let marks = "entry_id;judge_id;score\nA;x;3,5\nA;y;4,25\nB;x;2.5\nB;y;-0,5\n"
        #expect(try entries(marks).mapValues { $0["raw"] as? Double } == ["A": 3.875, "B": 1])
        #expect(
            try entries(marks.replacing(";", with: "\t")).mapValues { $0["raw"] as? Double } == ["A": 3.875, "B": 1])
        let commas = marks.replacing(",", with: "!").replacing(";", with: ",").replacing("3!5", with: "\"3,5\"")
        #expect(refusal(commas).contains("s.csv, line 2, column score: «3,5» is not a finite number; write 3.5"))
    }

    @Test(arguments: [
        ("14/20", "; write the number alone: 14"), ("1 200", "; write 1200"), ("1\u{202F}200", "; write 1200"),
        ("ABS", "; leave the cell empty where there is none"), ("n.c.", "; leave the cell empty where there is none"),
        ("-", "; leave the cell empty where there is none"), ("4*", "; write digits, and a point before the decimals"),
    ])
    func `what people write otherwise is refused with how to write it`(cell: String, advice: String) {
        let words = refusal("entry_id,judge_id,score\nA,x,7.25\nA,y,\(cell)\n")
        #expect(words.hasPrefix("s.csv, line 3, column score: «\(cell)» is not a finite number\(advice)"))
    }

    @Test func `words that stand for no mark can be named`() throws {
        let marks = "entry_id;judge_id;score\nA;x;3\nA;y;ABS\nB;x;n.c.\nB;y;-\nB;z;5\n"
        #expect(refusal(marks).contains("line 3"))
        let options = ["--missing", "abs", "--missing", "n.c.", "--missing", "-"]
        #expect(try entries(marks, options).mapValues { $0["readings"] as? Int } == ["A": 1, "B": 1])
        #expect(refusal(marks, ["--missing", "abs"]).contains("line 4"))
    }

    // Marks off the scale

    /// Twenty entries read by three of six jurors each, marks from 0 to 4.
    private func campaign(_ mended: [Int: String] = [:]) -> String {
        "entry_id,judge_id,score\n"
            + (0..<60).map { place in
                let (entry, turn) = (place / 3, place % 3)
                let step = [0, 1, 3][turn]
                let juror = (entry + step) % 6
                let mark = min(4, max(0, (entry * 7 % 5) + [0, 1, -1][(entry + turn) % 3]))
                return "E\(entry),J\(juror),\(mended[place] ?? "\(mark)")\n"
            }.joined()
    }

    @Test func `a mark far off the scale counts nowhere, and is named with its line`() throws {
        let told = try told(campaign([9: "40"]))
        #expect(
            told.notes.contains { $0.hasPrefix("s.csv, line 11: «40», the mark of J3 for E3, is far from all others") })
        let answer = try #require(JSONSerialization.jsonObject(with: Data(told.bytes)) as? [String: Any])
        #expect((answer["set_aside"] as? [[String: Any]])?.map { $0["mark"] as? Double } == [40])
        let entries = try #require(answer["entries"] as? [[String: Any]])
        let spoilt = try #require(entries.first { $0["id"] as? String == "E3" })
        #expect(spoilt["readings"] as? Int == 2 && spoilt["rank"] as? Int != 1 && spoilt["raw_rank"] as? Int != 1)
        // The others stand as they do where that mark was never given.
        let without = try self.entries(campaign([9: ""]))
        #expect(
            entries.allSatisfy {
                ($0["estimate"] as? Double) == without[$0["id"] as? String ?? ""]?["estimate"] as? Double
            })
    }

    @Test func `ends of the scale are never far, and whoever says the scale decides`() throws {
        #expect(try told(campaign()).notes.isEmpty)
        let words = refusal(campaign([9: "40"]), ["--min", "0", "--max", "4"])
        #expect(words == "s.csv, line 11, column score: «40» is above 4, the highest mark (--max)")
        #expect(refusal(campaign([9: "-1"]), ["--min", "0"]).hasSuffix("«-1» is below 0, the lowest mark (--min)"))
        let told = try told(campaign([9: "40"]), ["--min", "0", "--max", "40"])
        #expect(told.notes.isEmpty)
        for options in [["--min", "4", "--max", "4"], ["--max", "nan"]] {
            #expect(throws: (any Error).self) { try CalibrateCommand.parse(["--scores", "s"] + options) }
        }
    }

    // Names

    @Test func `names that differ by case, spaces or invisible signs are told, and can be read as one`() throws {
        let clean = campaign()
        let spelt = clean.split(separator: "\n").enumerated().map { place, line in
            guard line.contains(",J1,") else { return String(line) }
            let spellings = [",J1,", ",J1 ,", ",j1,", ",J\u{200B}1,", ",J\u{00A0}1,"]
            return String(line).replacing(",J1,", with: spellings[place % 5])
        }.joined(separator: "\n")
        let told = try told(spelt)
        #expect(
            told.notes == ["s.csv: «J1», «J⟨U+00A0⟩1», «J⟨U+200B⟩1», «j1» are 4 jurors; --fold-names reads them as one"]
        )
        let answer = try #require(JSONSerialization.jsonObject(with: Data(told.bytes)) as? [String: Any])
        #expect((answer["counts"] as? [String: Int]) == ["entries": 20, "jurors": 9, "readings": 60])
        let folded = try self.told(spelt, ["--fold-names"])
        #expect(folded.notes.isEmpty)
        #expect(try folded.bytes == self.told(clean).bytes)
    }

    @Test func `folded names that mark twice are refused like one juror`() {
        let marks = "entry_id,judge_id,score\nA,x,1\nA,X,2\n"
        #expect(refusal(marks).hasPrefix("no refusal"))
        #expect(refusal(marks, ["--fold-names"]).contains("line 3, column score: this juror marked this entry before"))
    }

    // Bytes

    @Test func `one broken byte in a file of UTF-8 is refused by line and column`() {
        let start = Array("entry_id,judge_id,score\nGarden,Ana,8\nGar".utf8)
        #expect {
            try told(start + [0xC3, 0x28] + Array("den,Zoe,5\n".utf8))
        } throws: {
            "\($0)" == "s.csv, line 3, column entry_id: is damaged: a byte here is no UTF-8, as the rest of the file is"
        }
        #expect {
            try told(Array("entry_id,judge_id,score\nÉcole,Zoé,5\nGarden,An".utf8) + [0xE9] + Array(",8\n".utf8))
        } throws: {
            "\($0)".hasPrefix("s.csv, line 3, column judge_id: is damaged")
        }
    }
}

/// A question is about a file that says something.
struct HeaderOnlyTests {
    private func file(_ header: String) throws -> DataFile { try DataFile(Array("\(header)\n\n".utf8), name: "f.csv") }

    @Test func `every command refuses a header alone, in the same words`() throws {
        let refusal = DataRefusal(file: "f.csv", reason: "holds no row below its header")
        let scores = try file("entry_id,judge_id,score"), ballots = try file("voter_id,entry_id,grade,rank")
        #expect(throws: refusal) { try CalibrateCommand.parse(["--scores", "f"]).told(scores: scores) }
        let next = ["--scores", "f", "--readings", "1", "--top", "1"]
        #expect(throws: refusal) { try NextReaderCommand.parse(next).answer(scores: scores) }
        let affinity = ["--affinity", "f", "--readers", "1", "--max-load", "1"]
        for header in ["juror_id,A,B", "juror_id,entry_id,affinity"] {
            #expect(throws: refusal) { try AssignCommand.parse(affinity).answer(AssignFiles(affinity: file(header))) }
        }
        #expect(throws: refusal) {
            try ConsensusCommand.parse(["--votes", "f"]).told(
                votes: file("voter_id,comment_id,vote"), comments: nil, groups: nil)
        }
        for method in ["majority-judgment", "approval", "schulze", "instant-runoff"] {
            #expect(throws: refusal) {
                try TallyCommand.parse(["--ballots", "f", "--method", method]).told(TallyFiles(ballots: ballots))
            }
        }
        #expect(throws: refusal) { try TextFile(file("id,text"), id: "id", columns: ["text"]) }
    }
}
