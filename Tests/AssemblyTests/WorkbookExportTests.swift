import Foundation
import Storage
import StorageTesting
import Tables
import Testing
import WebTesting
import Workbooks
import World

/// Lists as workbooks: each that leaves as CSV leaves as XLSX too, for the same people and with the same cells.
struct WorkbookExportTests {
    @Test func `each list that leaves as CSV has its twin as a workbook, under the same policy`() async throws {
        let entries = try await World().house.site.entries
        func lists(_ ending: String) -> [String: String] {
            let found = entries.filter { $0.path.hasSuffix(ending) }
            #expect(found.allSatisfy { $0.method == "GET" })
            return Dictionary(
                uniqueKeysWithValues: found.map { (String($0.path.dropLast(ending.count)), "\($0.policy)") })
        }
        #expect(lists(".csv").count >= 12)
        #expect(lists(".csv") == lists(".xlsx"))
    }

    @Test func `both say the same cells, in either language`() async throws {
        let world = try await World.furnished()
        var compared = 0
        for (entry, path) in world.readableRoutes where entry.path.hasSuffix(".csv") {
            for language in ["", "/en"] {
                let twin = language + String(path.dropLast(4)) + ".xlsx"
                let mireille = world.visitor(.mireille)
                let (csv, xlsx) = (try await mireille.get(language + path), try await mireille.get(twin))
                #expect(xlsx.headers[.contentDisposition]?.contains(".xlsx") == true, "\(twin)")
                let book = try await WorkbookReader.beside(World.root).read(Array(xlsx.bytes))
                let (said, told) = (
                    try Table(data: Array(csv.bytes), needing: []), try Table(sheet: book.text, needing: [])
                )
                #expect(said.header.map(Self.plain) == told.header.map(Self.plain), "\(twin)")
                #expect(
                    said.rows.map { $0.fields.map(Self.plain) } == told.rows.map { $0.fields.map(Self.plain) },
                    "\(twin)")
                compared += said.rows.count
            }
        }
        #expect(compared > 20)
    }

    /// Without the sign that keeps a text from running in CSV; figures with a point.
    private static func plain(_ cell: String) -> String {
        let text = cell.hasPrefix("'") ? String(cell.dropFirst()) : cell
        let point = text.replacing(",", with: ".")
        if let number = Double(point) { return String(number) }
        // What is of midnight is read as the day.
        let day = text.hasSuffix(" 00:00") ? String(text.dropLast(6)) : text
        return day.replacing("\r\n", with: "\n").replacing("'", with: "")
    }

    @Test func `the results of the reading bring the readings in a sheet of their own`() async throws {
        let world = try await World.furnished()
        let file = try await world.visitor(.genevieve).get("/jury/2014/dossiers.xlsx")
        let book = try await WorkbookReader.beside(World.root).read(Array(file.bytes))
        #expect(book.sheet == "Résultats de la lecture" && book.others == ["Lectures"])
    }

    @Test func `days are days of the spreadsheet, and no text is a formula`() async throws {
        let world = try await World()
        try await world.database.write { connection in
            try connection.run("UPDATE organisation SET name = '=1+1' WHERE id = \(World.bakery)")
        }
        let file = try await world.visitor(.julien).get("/agence/organisations.xlsx")
        let book = try await WorkbookReader.beside(World.root).read(Array(file.bytes))
        let table = try Table(sheet: book.text, needing: [])
        #expect(table.rows.contains { $0.fields[0] == "=1+1" })
    }

    @Test func `a page leads to both files, under the filters in force`() async throws {
        let page = try await World().visitor(.julien).get("/agence/editions/2014/dossiers?etat=draft").html
        for ending in [".csv", ".xlsx"] {
            #expect(page.contains("href=\"/agence/editions/2014/dossiers\(ending)?etat=draft\""), "\(ending)")
        }
    }
}
