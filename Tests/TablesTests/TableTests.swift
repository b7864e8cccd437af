import Foundation
import Tables
import Testing

struct TableTests {
    @Test(arguments: [(";", Table.Separator.semicolon), (",", .comma), ("\t", .tab)])
    func `the separator is found`(mark: String, separator: Table.Separator) throws {
        let table = try read("nom;ville;note\nCrèche;Dole;3\n".replacing(";", with: mark))
        #expect(table.separator == separator)
        #expect(table.header == ["nom", "ville", "note"])
        #expect(table.rows.map { $0["ville"] } == ["Dole"])
        #expect(table.rows[0]["pays"] == nil)
    }

    @Test func `separators inside quotes and texts mislead nobody`() throws {
        let table = try read("\"nom, prénom\";\"résumé, court\"\n\"a,b\";x, y, z\nc;d\n")
        #expect(table.separator == .semicolon)
        #expect(table.rows[0]["résumé, court"] == "x, y, z")
    }

    @Test func `one column of sentences is a table`() throws {
        let table = try read("titre\nUn, deux\nTrois\n")
        #expect(table.rows.map { $0["titre"] } == ["Un, deux", "Trois"])
    }

    @Test func `the separator is found although the only row is bad`() throws {
        let table = try read("a,b\n1,2,3\n")
        #expect(table.header == ["a", "b"])
        #expect(table.rows[0].fault == .tooManyFields(found: 3, expected: 2))
    }

    @Test(arguments: ["\n", "\r\n", "\r"])
    func `line breaks of every kind count alike, in quotes too`(lineBreak: String) throws {
        let text = "id;texte\n1;\"deux\nlignes \"\"ici\"\"\"\n\n;\n2;fin".replacing("\n", with: lineBreak)
        let table = try read(text)
        #expect(table.rows.map(\.line) == [2, 6])
        #expect(table.rows[0]["texte"] == "deux\(lineBreak)lignes \"ici\"")
        #expect(table.rows[1]["texte"] == "fin")
    }

    @Test func `a bad row carries its fault and the others stay`() throws {
        let table = try read("a;b\n1;2\n3\n4;5;6\n7;8;;\n9;10\n")
        #expect(table.rows.map(\.line) == [2, 3, 4, 5, 6])
        #expect(
            table.rows.map(\.fault) == [
                nil, .tooFewFields(found: 1, expected: 2), .tooManyFields(found: 3, expected: 2), nil, nil,
            ])
        #expect(table.rows[1]["b"] == nil)
        #expect(table.rows[4]["b"] == "10")
    }

    @Test func `a stray quote costs its own line only`() throws {
        let table = try read("a;b\n\"un\" deux;2\n\"jamais fermé;3\n\"x\";\"y\"\n4;5\" inch\n")
        #expect(table.rows.map(\.fault) == [.misplacedQuote, .misplacedQuote, nil, nil])
        #expect(table.rows.map(\.line) == [2, 3, 4, 5])
        #expect(table.rows[2]["b"] == "y")
        #expect(table.rows[3]["b"] == "5\" inch")
    }

    @Test func `a column without a name at the end is left out`() throws {
        let table = try read(" a ;b; ;\n1;2;;\n")
        #expect(table.header == ["a", "b"])
        #expect(table.rows[0].fault == nil)
        #expect(table.rows[0]["a"] == "1")
    }

    @Test func `a byte order mark is no part of the first name`() throws {
        let mark = Data([0xEF, 0xBB, 0xBF])
        // Two programs may each have put theirs.
        for marks in [mark, mark + mark] {
            let table = try Table(data: marks + Data("é;b\n1;2".utf8))
            #expect(table.encoding == .utf8)
            #expect(table.rows[0]["é"] == "1")
        }
    }

    @Test func `what is not UTF-8 is read as Windows-1252, every byte of it`() throws {
        let bytes = (1...255).filter { ![0x0A, 0x0D, 0x22, 0x3B].contains($0) }.map { UInt8($0) }
        let table = try Table(data: Array("a;b\n1;".utf8) + bytes)
        #expect(table.encoding == .windows1252)
        let text = try #require(table.rows[0]["b"])
        #expect(text.unicodeScalars.count == bytes.count)
        #expect(text.contains("€\u{81}‚ƒ„…†‡ˆ‰Š‹Œ\u{8D}Ž\u{8F}\u{90}‘’“”•–—˜™š›œ\u{9D}žŸ\u{A0}¡"))
        #expect(text.hasSuffix("ûüýþÿ"))
    }

    @Test func `a header alone is a table without rows`() throws {
        #expect(try read("a;b\n").rows.isEmpty)
    }

    @Test(arguments: [
        ("", TableRefusal.empty), ("\u{FEFF}\r\n \n", .empty), ("bonjour\n", .notATable),
        ("a;b;a\n1;2;3", .duplicateColumn("a")),
        ("a;\"b\n", .unclosedQuote(line: 1)), ("a;b\r\n1;2\r\n3;\0\r\n", .notText(line: 3)),
        ("PK\u{3}\u{4}a;b\n1;2", .notText(line: 1)), ("a\u{1};b\n1;2", .notText(line: 1)),
    ])
    func `what is no table is refused whole, with the reason`(text: String, refusal: TableRefusal) {
        #expect(throws: refusal) { try read(text) }
    }

    @Test func `UTF-8 that was damaged is not taken for another encoding`() {
        let damaged = Array("a;b\né;è\nç;".utf8) + [0xC3]
        #expect(throws: TableRefusal.damagedText(line: 3)) { try Table(data: damaged) }
        #expect(throws: TableRefusal.damagedText(line: 2)) { try Table(data: Array("\u{FEFF}a;b\n1;".utf8) + [0xE9]) }
    }

    private func read(_ text: String) throws -> Table { try Table(data: Array(text.utf8)) }
}
