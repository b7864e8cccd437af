import Foundation
import Tables
import Testing

/// Files as spreadsheets and people really leave them.
struct SpreadsheetTests {
    private static let text = "id;titre\n1;Goûter à l’école : « ça réchauffe », dès 12 €\n2;Œuvres d’hôpital"

    @Test(arguments: ["\n", "\r", "\r\n"])
    func `a Mac's letters are read with their accents`(lineEnd: String) throws {
        // U+00D5, U+008E…: what the bytes of Mac OS Roman are in Latin-1.
        let bytes: [UInt8] =
            Array("id;titre\n1;Go".utf8) + [0x9E] + Array("ter ".utf8) + [0x88] + Array(" l".utf8) + [0xD5, 0x8E]
            + Array("cole : ".utf8) + [0xC7, 0xCA, 0x8D] + Array("a r".utf8) + [0x8E] + Array("chauffe".utf8)
            + [0xCA, 0xC8] + Array(" d".utf8) + [0x8F] + Array("s 12 ".utf8) + [0xDB] + Array("\n2;".utf8) + [0xCE]
            + Array("uvres d".utf8) + [0xD5] + Array("h".utf8) + [0x99] + Array("pital".utf8)
        let ends = Array(lineEnd.utf8)
        let table = try Table(data: bytes.flatMap { $0 == 0x0A ? ends : [$0] })
        #expect(table.encoding == .macRoman)
        #expect(table.rows[0]["titre"] == "Goûter à l’école : «\u{A0}ça réchauffe\u{A0}» dès 12 €")
        #expect(table.rows[1]["titre"] == "Œuvres d’hôpital")
    }

    @Test func `the letters of MS-DOS are read with their accents`() throws {
        let bytes =
            Array("id;titre\n1;Pr".utf8) + [0x82] + Array("vention ".utf8) + [0x85] + Array(" l'h".utf8) + [0x93]
            + Array("pital, m".utf8) + [0x88] + Array("me l'".utf8) + [0x82] + Array("t".utf8) + [0x82]
        let table = try Table(data: bytes)
        #expect(table.encoding == .codePage850)
        #expect(table.rows[0]["titre"] == "Prévention à l'hôpital, même l'été")
    }

    @Test func `Windows' letters stay what they are, in capitals too`() throws {
        let data = try #require("id;titre\n1;ÉCOLE À VÉLO, l’été d’Œuvre à 12 €".data(using: .windowsCP1252))
        let table = try Table(data: data)
        #expect(table.encoding == .windows1252)
        #expect(table.rows[0]["titre"] == "ÉCOLE À VÉLO, l’été d’Œuvre à 12 €")
    }

    @Test(arguments: [String.Encoding.utf16LittleEndian, .utf16BigEndian])
    func `what spreadsheets call Unicode text is read`(encoding: String.Encoding) throws {
        let data = try #require(("\u{FEFF}id\ttitre\r\n1\tL’été 🌞\r\n").data(using: encoding))
        let table = try Table(data: data)
        #expect(table.encoding == .utf16)
        #expect(table.separator == .tab)
        #expect(table.rows[0]["titre"] == "L’été 🌞")
    }

    @Test(arguments: ["sep=;", "SEP=;", "\"sep=;\"", "sep=|", "sep=;;;;"])
    func `a first line that names the separator is obeyed and skipped`(line: String) throws {
        let separator = line.contains("|") ? "|" : ";"
        let table = try Table(
            data: "\u{FEFF}\(line)\r\nid;titre\r\n1;a, b, c\r\n".replacing(";t", with: separator + "t").replacing(
                ";a", with: separator + "a"
            ).utf8)
        #expect(table.header == ["id", "titre"])
        #expect(table.headerLine == 2)
        #expect(table.rows.map(\.line) == [3])
        #expect(table.rows[0]["titre"] == "a, b, c")
    }

    @Test func `titles above the header are passed over where the columns are known`() throws {
        let text =
            "Relevé du printemps, pour le bureau;;\nÀ jour, sauf erreur;;\n;;\nid;titre;note\n1;Jardin, partagé, du quai;x\n"
        let table = try Table(data: text.utf8, needing: ["id", "titre"])
        #expect(table.headerLine == 4)
        #expect(table.rows.map(\.line) == [5])
        #expect(table.rows[0]["titre"] == "Jardin, partagé, du quai")
        // Without knowing them, the first line is the header.
        #expect(try Table(data: text.utf8).headerLine == 1)
    }

    @Test func `of lines that may be the header, the first that is worth most is it, whatever stands above`() throws {
        let text = "\nListe, à jour, des noms\n\nnom\nnom;ville\nFour;Dole\nnom;ville\n"
        let table = try Table(data: text.utf8, needing: []) { names in names.count { ["nom", "ville"].contains($0) } }
        #expect(table.header == ["nom", "ville"] && table.headerLine == 5)
        #expect(table.titles.map(\.line) == [2, 4])
        #expect(table.titles.map(\.text) == ["Liste, à jour, des noms", "nom"])
        #expect(table.rows.map(\.line) == [6, 7])
        #expect(try Table(data: "\n\na;b\n1;2\n".utf8).headerLine == 3)
    }

    @Test func `commas of sentences are no separators`() throws {
        let table = try Table(
            data:
                "id;nom;ce qu’on fait (où, quand, avec qui)\n1;Four;cuire, le jeudi, entre voisins\n2;a;b;c\n3;d;e, f, g\n"
                .utf8)
        #expect(table.separator == .semicolon)
        #expect(table.rows.map(\.fault) == [nil, .tooManyFields(found: 4, expected: 3), nil])
        #expect(try Table(data: "a, b, c\n1, 2, 3\n".utf8).header == ["a", "b", "c"])
    }

    @Test func `two columns of one name harm nobody who does not need them`() throws {
        let text = "id;titre;Remarque;Remarque \n1;Four;a;b\n"
        let table = try Table(data: text.utf8, needing: ["id", "titre"])
        #expect(table.doubledColumns == ["Remarque"])
        #expect(table.rows[0]["titre"] == "Four")
        #expect(throws: TableRefusal.duplicateColumn("Remarque")) {
            try Table(data: text.utf8, needing: ["id", "Remarque"])
        }
    }

    @Test func `a column is found however its name is spaced, and whatever its apostrophe and case`() throws {
        let table = try Table(data: "N°\u{A0};Nom  de l’Initiative\n7;Four\n".utf8)
        #expect(table.rows[0]["N°"] == "7")
        #expect(table.rows[0]["nom de l'initiative"] == "Four")
        #expect(!table.has("nom"))
    }

    @Test func `rows of spaces are none, a row of quotes is one`() throws {
        let table = try Table(data: "a;b\n1;2\n\u{A0};\u{A0}\n ; \n;;;;\n\"\";\"\"\n3;4\n".utf8)
        #expect(table.rows.map(\.line) == [2, 6, 7])
    }

    @Test func `a quote that nothing closes costs its own line only`() throws {
        let table = try Table(data: "a;b\n1;\"deux\nlignes\"\n3;\"jamais\n5;\"\"\n6;\"7\"\"\"\n".utf8)
        #expect(table.rows.map(\.line) == [2, 4, 5, 6])
        #expect(table.rows.map(\.fault) == [nil, .misplacedQuote, nil, nil])
        let last = try Table(data: "a;b\n1;2\n3;\"4\n5;6\n".utf8)
        #expect(last.rows.map(\.fault) == [nil, .unclosedQuote(line: 3), nil])
        #expect(last.rows[2]["b"] == "6")
    }
}
