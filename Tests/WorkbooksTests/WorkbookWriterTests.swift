import Foundation
import Tables
import Testing

@testable import Workbooks

struct WorkbookWriterTests {
    @Test func `what is written is read again, days as days and numbers as people read them`() async throws {
        let day = CellTime(year: 2014, month: 9, day: 30)
        let bytes = try TestedWorkbook.written(
            ["N°", "Titre", "Jour", "Heure", "Note", "Part", "Vide"],
            [
                [
                    1, "Épicerie 🌱", .time(day), .time(TestedWorkbook.noon), .figure(2.5, decimals: 1, text: "2,5"),
                    12.25, .empty,
                ], [2, "deux\r\nlignes", .time(CellTime(year: 1850, month: 1, day: 2)), .empty, .empty, -4, .empty],
                [.integer(.max), " espaces "],
            ])
        let read = try await TestedWorkbook.reader.read(bytes)
        let table = try Table(sheet: read.text, needing: [])
        #expect(read.sheet == "Dossiers" && read.others == [])
        #expect(table.header == ["N°", "Titre", "Jour", "Heure", "Note", "Part", "Vide"])
        let rows = table.rows.map { $0.fields.prefix(6).map(\.self) }
        #expect(rows[0] == ["1", "Épicerie 🌱", "2014-09-30", "2014-09-30 12:00", "2.5", "12.25"])
        #expect(rows[1] == ["2", "deux\nlignes", "1850-01-02", "", "", "-4"])
        #expect(rows[2].prefix(2) == ["9223372036854775807", " espaces "])
        #expect(table.rows.map(\.line) == [2, 3, 4])
    }

    @Test(arguments: [
        "=1+1", "+33 1", "-2", "@SUM(A1)", "=HYPERLINK(\"https://x.example\")", "{=1}", "https://x.example",
    ])
    func `a text is a text, whatever it begins with`(text: String) throws {
        let bytes = try TestedWorkbook.written([text], [[.text(text)]])
        let sheet = try TestedWorkbook.part("xl/worksheets/sheet1.xml", of: bytes)
        #expect(sheet.contains("t=\"inlineStr\""))
        #expect(!sheet.contains("<f>") && !sheet.contains("hyperlink "))
    }

    @Test func `signs that XML has no place for are left out, and what looks like an escape stays`() async throws {
        let bytes = try TestedWorkbook.written(["a", "b"], [["x\u{0}\u{1}\u{B}y\u{FFFF}", "_x0041_"]])
        let sheet = try TestedWorkbook.part("xl/worksheets/sheet1.xml", of: bytes)
        #expect(sheet.contains("<t>xy</t>") && sheet.contains("_x005F_x0041_"))
        let table = try Table(sheet: try await TestedWorkbook.reader.read(bytes).text, needing: [])
        #expect(table.rows[0].fields == ["xy", "_x0041_"])
    }

    @Test func `a text that no cell can hold goes on in a sheet of its own, and nothing of it is lost`() throws {
        let long = String(repeating: "é🌱 ", count: 20_000)
        let writer = try WorkbookWriter(title: "", words: TestedWorkbook.words, created: Date(timeIntervalSince1970: 0))
        try writer.begin("Dossiers", columns: ["Titre", "Récit"])
        try writer.append(["court", .text(long)])
        let bytes = try writer.finish()
        #expect(writer.longTexts == 1)
        let texts = { (name: String) in
            try TestedWorkbook.part("xl/worksheets/\(name).xml", of: bytes)
                .matches(of: /<t(?: xml:space="preserve")?>([^<]*)<\/t>/).map { String($0.1) }
        }
        let first = try #require(try texts("sheet1").last)
        let rest = try texts("sheet2").dropFirst(6)
        #expect(first.utf16.count <= 32_767 && first.hasSuffix(" … (suite 1)"))
        #expect(rest.contains("Dossiers") && rest.contains("Récit"))
        let parts = rest.filter { $0.contains("🌱") }
        #expect(first.dropLast(" … (suite 1)".count) + parts.joined() == long)
    }

    @Test func `a list that is longer than a sheet goes on in another one`() throws {
        let bytes = try TestedWorkbook.written(["a"], (1...5).map { [.integer($0)] }, rowLimit: 3)
        let book = try TestedWorkbook.part("xl/workbook.xml", of: bytes)
        #expect(
            book.matches(of: /<sheet name="([^"]*)"/).map { String($0.1) } == [
                "Dossiers", "Dossiers (2)", "Dossiers (3)",
            ])
    }

    @Test func `the header is bold and stays in sight, columns may be filtered, and the language is said`() throws {
        let bytes = try TestedWorkbook.written(["Titre", "Note"], [["x", 1]])
        let sheet = try TestedWorkbook.part("xl/worksheets/sheet1.xml", of: bytes)
        #expect(sheet.contains("state=\"frozen\"") && sheet.contains("<autoFilter ref=\"A1:B2\"/>"))
        #expect(try TestedWorkbook.part("docProps/custom.xml", of: bytes).contains("fr"))
        #expect(try TestedWorkbook.part("docProps/core.xml", of: bytes).contains("<dc:title>Essai</dc:title>"))
        #expect(try bytes == TestedWorkbook.written(["Titre", "Note"], [["x", 1]]))
    }

    @Test func `what cannot be a sheet is refused`() throws {
        let writer = try WorkbookWriter(title: "", words: TestedWorkbook.words, created: Date(timeIntervalSince1970: 0))
        #expect(throws: WorkbookWriter.Failure.noSheet) { try writer.append(["x"]) }
        #expect(throws: WorkbookWriter.Failure.tooWide(16_385)) {
            try writer.begin("x", columns: Array(repeating: "c", count: 16_385))
        }
    }

    @Test(arguments: [
        ("Dossiers [2014] / *tous*?", "Dossiers -2014- - -tous--"), ("'cité'", "cité"), ("", "1"),
        ("History", "History-"),
        (String(repeating: "é", count: 40), String(repeating: "é", count: 31)), ("a\u{0}\nb", "a b"),
    ])
    func `a sheet has a name that spreadsheets take`(wish: String, name: String) {
        var names = SheetNames()
        #expect(names.name(for: wish) == name)
        let second = names.name(for: wish.uppercased())
        #expect(second.lowercased() != name.lowercased() && second.utf16.count <= 31)
    }
}
