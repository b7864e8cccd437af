import Foundation
import Storage
import StorageTesting
import Tables
import Testing
import Workbooks
import World

@testable import Sheets

/// Lists that come in as workbooks, known by their bytes and not by their name.
struct WorkbookImportTests {
    private static let header = ["Nom", "Nature", "Code commune", "Commune", "Dép.", "Site web"]
    private static let rows = [
        ["À Portée de Pas", "Association", "25056", "Besançon", "25", "https://pas.example"],
        ["Les Fours du Plateau", "Entreprise", "01004", "Ambérieu", "01", ""],
    ]

    private static func workbook(_ header: [String], _ rows: [[String]], sheet: String = "Structures") throws -> Data {
        let words = WorkbookWords(
            language: "fr", dayFormat: "dd/mm/yyyy", longTexts: "Suite", longTextColumns: [], goesOn: { "\($0)" })
        let writer = try WorkbookWriter(title: "Essai", words: words, created: World.monday)
        try writer.begin(sheet, columns: header)
        for row in rows { try writer.append(row.map(Cell.text)) }
        try writer.begin("Brouillon", columns: ["x"])
        return Data(try writer.finish())
    }

    private static var text: String {
        ([header] + rows).map { $0.joined(separator: ";") }.joined(separator: "\n")
    }

    @Test(arguments: Engine.available)
    func `a workbook does what the same rows do as text, and says which sheet it was`(engine: Engine) async throws {
        let (one, other) = (try await ImportFolder(engine), try await ImportFolder(engine))
        let answer = try await one.take(.organisations, data: Self.workbook(Self.header, Self.rows), knownNames: .new)
        let same = try await other.take(.organisations, Self.text, knownNames: .new)
        #expect(answer.exit == .complete && same.exit == .complete, "\(answer.text)")
        #expect(answer.text.contains("The sheet “Structures” was read, its values alone"), "\(answer.text)")
        #expect(answer.text.contains("Sheets that were not read: Brouillon."))
        // Each list is taken back under its own key.
        let lines = same.text.split(separator: "\n").filter { !$0.contains("rallynov import undo") }
        #expect(lines.count > 7 && lines.allSatisfy { answer.text.contains($0) }, "\(same.text)")
        let names: SQL = "SELECT count(*) AS count FROM organisation WHERE name = 'Les Fours du Plateau'"
        #expect(try await one.count(names) == 1)
    }

    @Test func `initiatives come in from a workbook too, with the rows that the report names`() async throws {
        let folder = try await ImportFolder()
        let header = ImportFolder.header.split(separator: ",").map(String.init)
        let rows = [
            ["a", "Partager un atelier", "Deux\nlignes", "", "2014-09", "À Portée de pas", "", "25", "Santé"],
            ["b", "=SOMME(A1:A9)", "", "", "", "Les Deux Rives", "", "", "inconnu"],
        ]
        let answer = try await folder.take(data: Self.workbook(header, rows))
        #expect(answer.text.contains("Created: 2"), "\(answer.text)")
        #expect(answer.text.contains("Line 3"), "\(answer.text)")
        #expect(try await folder.count("SELECT count(*) AS count FROM sheet WHERE title = '=SOMME(A1:A9)'") == 1)
    }

    @Test(arguments: [
        ([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, 0, 0] as [UInt8], "it is no XLSX workbook"),
        ([0x50, 0x4B, 0x03, 0x04, 0, 0], "it is damaged, or no workbook"),
    ])
    func `what is no workbook is refused in words, and nothing is written`(bytes: [UInt8], words: String) async throws {
        let folder = try await ImportFolder()
        let before = try await folder.everything()
        let answer = try await folder.take(.organisations, data: Data(bytes))
        #expect(answer.exit == .fileRefused && answer.text.contains(words), "\(answer.text)")
        #expect(try await folder.take(data: Data(bytes)).exit == .fileRefused)
        #expect(try await folder.everything() == before)
    }

    @Test(arguments: ["organisations", "partenaires"])
    func `what the site gives out as a workbook comes back as it was`(list: String) async throws {
        let folder = try await ImportFolder()
        let file = try await folder.world.visitor(.mireille).get("/agence/\(list).xlsx")
        let kind: ImportRun.Kind = list == "organisations" ? .organisations : .partners
        let answer = try await folder.take(kind, data: Data(file.bytes), knownNames: .same)
        #expect(answer.text.contains("Refused: 0\n") && answer.text.contains("Created: 0\n"), "\(answer.text)")
    }

    @Test func `a file in place of pasted rows is tried and corrected as they are`() async throws {
        let source = try await ListSource(Self.workbook(Self.header, Self.rows), by: .beside(World.root))
        var form = ListForm()
        form.kind = .organisations
        try form.take(source)
        #expect(form.rows == Self.text)
        #expect(form.problem == nil)
    }
}
