import Foundation
import StorageTesting
import Tables
import Testing
import WebTesting
import Workbooks
import World

/// Lists that the agency chooses as files on the page where it pastes them.
struct ListFileTests: PastesLists {
    private static let filePath = "/agence/listes/fichiers"
    private static let header = ["Partenaire", "Nature", "Engagement"]
    private static let rows = [
        ["Chambre des Fours", "Région", "Relayer l’appel"], ["Réseau des Meules", "Association", "Prêter une salle"],
    ]

    private static func workbook() throws -> [UInt8] {
        let words = WorkbookWords(
            language: "fr", dayFormat: "dd/mm/yyyy", longTexts: "Suite", longTextColumns: [], goesOn: { "\($0)" })
        let writer = try WorkbookWriter(title: "Essai", words: words, created: World.monday)
        try writer.begin("Partenaires", columns: header)
        for row in rows { try writer.append(row.map(Cell.text)) }
        try writer.begin("Brouillon", columns: ["x"])
        return try writer.finish()
    }

    private static var text: String { ([header] + rows).map { $0.joined(separator: ";") }.joined(separator: "\n") }

    /// What a browser sends when the file is read: all that is typed above it, then the file.
    private static func send(
        _ bytes: [UInt8], called name: String, by visitor: Visitor, _ rows: String = ""
    ) async throws -> Screen {
        let page = try await visitor.get(path + "?kind=partners")
        let token = try #require(page.fields(of: filePath)["token"])
        return try await visitor.send(
            bytes, called: name, to: filePath,
            ["token": token, "kind": "partners", "edition": "2014", "role": "", "rows": rows])
    }

    @Test(arguments: Engine.available)
    func `a workbook is tried on the page, and its rows are taken in under its name`(engine: Engine) async throws {
        let world = try await World(engine)
        let mireille = world.visitor(.mireille)
        let tried = try await Self.send(Self.workbook(), called: "relais 2014.xlsx", by: mireille)
        #expect(tried.status == .ok)
        for words in ["À créer : 2", "La feuille « Partenaires » a été lue", "Brouillon"] {
            #expect(tried.text.contains(words), "\(words)")
        }
        #expect(tried.html.contains("Chambre des Fours;Région;Relayer l’appel"))
        #expect(try await mireille.get("/en" + Self.filePath).location == "/en" + Self.path)
        #expect(try await world.partners("Chambre des Fours") == 0)

        let done = try await mireille.submit(Self.path, on: tried, ["step": "keep"])
        // What was left out of the rows is told once more.
        #expect(done.status == .ok)
        #expect(try await world.partners("Chambre des Fours") == 1)
        #expect(try await mireille.get(Self.path).text.contains("relais 2014.xlsx"))
    }

    @Test func `a file of text in the letters of an old spreadsheet is read as it is meant`() async throws {
        let world = try await World()
        let bytes = try #require(Self.text.data(using: .windowsCP1252))
        let tried = try await Self.send(Array(bytes), called: "relais.csv", by: world.visitor(.mireille))
        #expect(tried.text.contains("À créer : 2"), "\(tried.text)")
        #expect(tried.html.contains("Réseau des Meules;Association;Prêter une salle"))
    }

    @Test(arguments: [
        ([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, 0, 0] as [UInt8], "n’est pas un classeur XLSX"),
        ([0x50, 0x4B, 0x03, 0x04, 0, 0], "abîmé"), ([], "Choisissez un fichier"),
        (Array(repeating: 0x61, count: 5_000_001), "5 Mo au plus"),
        (Array(("Partenaire;Nature\n" + String(repeating: "Fours;Région\n", count: 501)).utf8), "plus de 500 lignes"),
    ])
    func `what cannot be read is refused in words, and what was pasted stays`(
        bytes: [UInt8], words: String
    ) async throws {
        let world = try await World()
        let mireille = world.visitor(.mireille)
        let refused = try await Self.send(bytes, called: "liste.xlsx", by: mireille, "Partenaire\nChambre <b>")
        #expect(refused.status == .unprocessableContent)
        #expect(refused.text.contains(words), "\(refused.text)")
        #expect(refused.html.contains("href=\"#file\"") && refused.html.contains("id=\"file-error\""))
        #expect(refused.html.contains("Partenaire\nChambre &lt;b&gt;</textarea>"))
        #expect(refused.html.contains("<option value=\"2014\" selected>"))
    }

    @Test func `a file that was chosen and not read is asked for, and others send none`() async throws {
        let world = try await World()
        let mireille = world.visitor(.mireille)
        let page = try await mireille.get(Self.path)
        let missed = try await mireille.submit(Self.path, on: page, ["file": "liste.csv", "step": "try"])
        #expect(missed.status == .unprocessableContent)
        #expect(missed.text.contains("choisissez-le de nouveau, puis appuyez sur « Lire ce fichier »"))
        let coralie = world.visitor(.coralie)
        let refused = try await coralie.send(
            Self.workbook(), called: "liste.xlsx", to: Self.filePath, ["token": "token-of-coralie"])
        #expect(refused.status == .forbidden)
    }
}
