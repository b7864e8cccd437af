import Foundation
import Tables
import Testing

@testable import Workbooks

struct WorkbookReaderTests {
    @Test func `values alone are read, and each row keeps its number`() async throws {
        let rows = """
            <row r="2"><c r="A2" t="inlineStr"><is><t>Nom</t></is></c><c r="B2" t="inlineStr"><is><t>Effectif</t></is></c></row>\
            <row r="4"><c r="A4" t="inlineStr"><is><t>Deux
            lignes</t></is></c><c r="B4"><f>2*6</f><v>12.0</v></c></row>\
            <row r="5"><c r="A5" t="b"><v>1</v></c><c r="B5"><v>0.30000000000000004</v></c></row>
            """
        let read = try await TestedWorkbook.reader.read(TestedWorkbook.made(rows: rows))
        let table = try Table(sheet: read.text, needing: ["nom"])
        #expect(read.sheet == "Liste" && !read.hasMacros)
        #expect(table.headerLine == 2 && !table.isDeclared)
        #expect(table.rows.map(\.line) == [4, 5])
        #expect(table.rows.map(\.fields) == [["Deux\nlignes", "12"], ["TRUE", "0.3"]])
    }

    @Test func `programs in a workbook are told, and left alone`() async throws {
        let row = "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>Nom</t></is></c></row>"
        let bytes = try TestedWorkbook.made(rows: row, more: [("xl/vbaProject.bin", [0, 1])])
        #expect(try await TestedWorkbook.reader.read(bytes).hasMacros)
    }

    @Test func `a workbook without anything in it says so`() async throws {
        await #expect(throws: WorkbookRefusal.empty) {
            try await TestedWorkbook.reader.read(TestedWorkbook.made(rows: ""))
        }
    }

    // Thirty thousand cells that all name one text of a kilobyte more than the reader may hold.
    @Test func `a few bytes that stand for more than any memory end the reader and nothing else`() async throws {
        let cells = (1...15_000).map { row in
            "<row r=\"\(row)\">" + "ABCDEFGHIJKLMNOPQRST".map { "<c r=\"\($0)\(row)\" t=\"s\"><v>0</v></c>" }.joined()
                + "</row>"
        }
        let shared =
            "<sst xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><si><t>"
            + String(repeating: "x", count: 32_000) + "</t></si></sst>"
        let relations = """
            <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" \
            Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/>\
            <Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" \
            Target="sharedStrings.xml"/></Relationships>
            """
        let bytes = try TestedWorkbook.made(
            rows: cells.joined(), relations: relations, more: [("xl/sharedStrings.xml", Array(shared.utf8))])
        await #expect(throws: WorkbookRefusal.exhausted) { try await TestedWorkbook.reader.read(bytes) }
    }

    @Test func `a reader that is not installed is said to be missing`() async throws {
        let reader = WorkbookReader(python: "/nowhere/python", root: TestedWorkbook.root)
        await #expect {
            try await reader.read(TestedWorkbook.made(rows: ""))
        } throws: { error in
            if case WorkbookRefusal.unavailable = error { true } else { false }
        }
    }

    @Test func `a list is told by its bytes, and its rows may be shown as they would be pasted`() async throws {
        let bytes = try TestedWorkbook.written(["Nom", "Ville"], [["À Portée de pas", "Dole"]])
        let book = try await ListSource(Data(bytes), by: TestedWorkbook.reader)
        #expect(try book.pasted() == "Nom;Ville\nÀ Portée de pas;Dole\n")
        #expect(try book.table(needing: ["nom"]).rows.count == 1)
        let text = try await ListSource(Data("Nom,Ville\na,b\n".utf8), by: TestedWorkbook.reader)
        #expect(text.workbook == nil)
        #expect(try text.pasted() == "Nom,Ville\na,b\n")
    }
}
