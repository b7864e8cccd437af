import Foundation
import Seeds
import Tables
import Testing
import TextSimilarity

@testable import Analysis

struct SimilarCommandTests {
    private func file(_ csv: some Sequence<UInt8>, columns: [String] = ["title", "text"]) throws -> TextFile {
        try TextFile(DataFile(Array(csv), name: "texts.csv"), id: "id", columns: columns)
    }

    private func answer(_ csv: String, queries: [String] = []) throws -> String {
        String(decoding: try file(csv.utf8).neighbours(.french, limit: 5, queries: queries), as: UTF8.self)
    }

    private func duplicates(_ csv: String, limit: Int? = nil) throws -> String {
        String(decoding: try file(csv.utf8).duplicates(seed: Seed("s"), limit: limit), as: UTF8.self)
    }

    private let texts = "id,title,text\nb,Vélo,Prêt de vélos aux salariés\na,Vélos pour tous,Un prêt\nc,Jardin,\n"

    @Test func `neighbours are written in the order of their names with the shared words`() throws {
        #expect(
            try answer(texts) == """
                id,other_id,score,reasons\r
                a,b,0.524134,vélos|prêt\r
                b,a,0.524134,vélo|prêt\r

                """)
    }

    @Test func `a query stands where a text would`() throws {
        #expect(
            try answer(texts, queries: ["trottinette, jardni"])
                == "id,other_id,score,reasons\r\n\"trottinette, jardni\",c,1,jardin\r\n")
    }

    @Test func `a name that stands twice, or is empty, is refused with its line`() {
        #expect(throws: DataRefusal(file: "texts.csv", line: 3, column: "id", reason: "«a» stands on line 2 already")) {
            try answer("id,title,text\na,Un,\na,Deux,\n")
        }
        #expect(throws: DataRefusal(file: "texts.csv", line: 3, column: "id", reason: "is empty")) {
            try answer("id,title,text\na,Un,\n,Deux,\n")
        }
    }

    @Test(arguments: ["id,title,text\na,,\nb,le,la\nc,...,\n", "id,title,text\na,un vélo,\n"])
    func `nothing to compare gives a header alone`(csv: String) throws {
        #expect(try answer(csv) == "id,other_id,score,reasons\r\n")
    }

    @Test func `duplicates are written once, with the shares that make the score`() throws {
        let csv =
            "id,title,text\nb,Vélo partagé,Prêt de vélos aux salariés\na,Vélo partagé,Prêt de vélos aux salarié\nc,x,\n"
        #expect(
            try duplicates(csv)
                == "id,other_id,score,reasons\r\na,b,0.977143,resemblance 97 %|containment 100 %|title 100 %\r\n")
        let copies = "id,title,text\n" + (1...6).map { "\($0),Vélo,un prêt\n" }.joined()
        #expect(try duplicates(copies).split(separator: "\r\n").count == 6)
        #expect(try duplicates(copies, limit: 1).split(separator: "\r\n").count == 6)
    }

    @Test func `texts behind one preamble are no duplicates, and one that was sent in twice is`() throws {
        let file = try file(
            ("id,title,text\n"
                + (0..<60).map { number in
                    "t\(number),\(Self.words(3, "title \(number)")),\"\(Self.preamble) \(Self.words(25, "text \(number)"))\"\n"
                }.joined()
                + "again,\(Self.words(3, "title 7")),\"\(Self.preamble) \(Self.words(25, "text 7")) fin\"\n").utf8)
        let rows = try Table(data: file.duplicates(seed: Seed("s"), limit: nil)).rows
        #expect(rows.map { [$0.fields[0], $0.fields[1]] } == [["again", "t7"]])
    }

    private static let preamble = """
        Notre organisation répond à l’appel : elle décrit ci-dessous une pratique mise en place avec ses équipes et ses \
        partenaires, les personnes qu’elle concerne, ce qui a changé depuis, ce que cela a coûté et ce que d’autres \
        pourraient en reprendre ; les chiffres donnés viennent de ses propres registres.
        """

    /// Words that nobody else says.
    private static func words(_ count: Int, _ purpose: String) -> String {
        var chance = Seed("words").generator(purpose)
        return (0..<count).map { _ in
            String(
                (0..<Int.random(in: 4...9, using: &chance)).map { _ in
                    "aeioulrstnmpdcv".randomElement(using: &chance) ?? "a"
                })
        }.joined(separator: " ")
    }

    @Test func `one name with other words is listed where both stand near each other`() throws {
        let others = (0..<30).map { "t\($0),\(Self.words(3, "name \($0)")),\(Self.words(20, "other \($0)"))\n" }
            .joined()
        let csv =
            "id,title,text\n" + others
            + "one,Jardins ouverts,\"Une équipe cultive ses légumes, et tout le village en reçoit une part chaque samedi de la saison\"\n"
            + "two,Les jardins ouverts,\"Chacun peut cultiver le terrain : il garde un légume sur deux, et donne le reste aux gens du village\"\n"
            + "far,Jardins ouverts,Une visite guidée des parcs de la préfecture chaque premier dimanche\n"
        let rows = try Table(data: file(csv.utf8).duplicates(seed: Seed("s"), limit: nil)).rows
        #expect(rows.map { [$0.fields[0], $0.fields[1]] } == [["one", "two"]])
        // Their runs of letters alone would not have brought them together.
        let reasons = try #require(rows.first?.fields[3])
        #expect(reasons.hasPrefix("neighbours ") && reasons.contains("|title "))
    }

    @Test func `an empty file is refused`() {
        #expect(throws: DataRefusal(file: "texts.csv", reason: "is empty")) { try file([]) }
    }

    // Whatever the bytes: an answer of scores between 0 and 1, or a refusal.
    @Test func `no bytes make it fail`() throws {
        var chance = Seed("fuzz").generator("similar")
        let pieces = [
            "vélo", "le", "\"", ",", "\n", "\r\n", " ", "’", "·", "-", "\u{301}", "日本", "a", "\u{FDFA}", ";", "\t", "0",
            "salarié·es", "\0", "mobilité solidaire",
        ]
        for round in 0..<60 {
            var bytes = Array("id,title,text\n".utf8)
            for row in 0..<Int.random(in: 0...6, using: &chance) {
                bytes += Array("\(row),".utf8)
                for _ in 0..<Int.random(in: 0...8, using: &chance) {
                    bytes += Array((pieces.randomElement(using: &chance) ?? "").utf8)
                }
                bytes += Array(",vélo\n".utf8)
            }
            if round.isMultiple(of: 5) {
                bytes[Int.random(in: bytes.indices, using: &chance)] = UInt8.random(in: 0...255, using: &chance)
            }
            guard let file = try? file(bytes) else { continue }
            for answer in [
                file.neighbours(.french, limit: 3, queries: []),
                file.neighbours(.english, limit: 3, queries: ["velo 日本 mobiltie"]),
                file.duplicates(seed: Seed("\(round)"), limit: 2),
            ] {
                let table = try Table(data: answer)
                for row in table.rows {
                    #expect(row.fault == nil)
                    #expect(Double(row.fields[2]).map { $0 > 0 && $0 <= 1 } == true)
                }
            }
        }
    }

    @Test(arguments: [
        ["similar", "--texts", "-", "--text", "a", "--neighbours", "0"],
        ["similar", "--texts", "-", "--text", "a", "--neighbours", "-5"],
        ["similar", "--texts", "-", "--text", " , "], ["similar", "--texts", "-"],
        ["similar", "--texts", "-", "--text", "a", "--language", "de"],
        ["similar", "--texts", "-", "--text", "a", "--duplicates", "--query", "b"],
    ])
    func `bad arguments are refused before anything is read`(arguments: [String]) {
        #expect(throws: (any Error).self) { try AnalyseCommands.parseAsRoot(arguments) }
    }

    private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()
    private static let list = "initiatives/ffe_laureats_fr.csv"

    @Test(arguments: [RealData.url(list), RealData.small(list)])
    func `an imported initiative that is handed in again is found`(imported: URL) throws {
        let rows = try Table(data: Array(Data(contentsOf: imported))).rows
        var csv = TableWriter(columns: ["id", "title", "text"], dialect: .machine)
        for row in rows { csv.append([.text(row.fields[0]), .text(row.fields[2]), .text(row.fields[4])]) }
        let again = rows[20].fields[4].split(separator: " ").enumerated().filter { $0.offset % 12 != 5 }.map(\.element)
        csv.append(["again", .text(rows[20].fields[2].uppercased()), .text(again.joined(separator: " "))])
        let pairs = try Table(data: file(csv.bytes).duplicates(seed: Seed("s"), limit: nil)).rows
        #expect(pairs.map { [$0.fields[0], $0.fields[1]] } == [["again", rows[20].fields[0]]])
    }

    /// The blocks of the document that are marked with a word.
    private func block(_ word: String) throws -> String {
        let page = try String(
            contentsOf: Self.root.appending(path: "docs/analysis/text-similarity.md"), encoding: .utf8)
        let block = try #require(page.components(separatedBy: "```csv \(word)\n").dropFirst().first)
        return try #require(block.components(separatedBy: "```").first)
    }

    @Test func `the document’s example gives what the document says`() throws {
        let file = try file(block("input").utf8)
        func text(_ answer: [UInt8]) -> String { String(decoding: answer, as: UTF8.self).replacing("\r\n", with: "\n") }
        #expect(try text(file.neighbours(.french, limit: 2, queries: [])) == block("neighbours"))
        #expect(try text(file.neighbours(.french, limit: 2, queries: ["mobiltié salaries"])) == block("query"))
        #expect(try text(file.duplicates(seed: Seed("rallynov"), limit: nil)) == block("duplicates"))
    }
}
