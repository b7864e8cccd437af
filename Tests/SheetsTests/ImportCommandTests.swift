import Forms
import Foundation
import Storage
import StorageTesting
import Testing
import World

@testable import Sheets

struct ImportCommandTests {
    @Test(arguments: Engine.available)
    func `a list comes in as published sheets that credit their source`(engine: Engine) async throws {
        let folder = try await ImportFolder(engine)
        let answer = try await folder.take()
        let run = try #require(try await folder.runs.list().text.split(separator: "\t").first)
        #expect(
            answer.text == """
                Line 2, created: Partager un atelier
                Line 4, created: =SOMME(A1:A9)
                Line 5, created: Sans personne
                Column “thèmes”, unknown term “inconnu”: 1

                Rows: 3
                Created: 3
                Updated: 0
                Unchanged: 0
                Refused: 0
                Cells left out: 0
                Unknown terms: 1
                The new sheets are public.
                To take it back: rallynov import undo \(run)
                """)
        #expect(answer.exit == .complete)
        let row = try #require(try await sheet("tests/a", folder))
        let content = try SheetContent(sheetJSON: row["content"])
        #expect(try row["state"] == Sheet.State.published)
        #expect(try SheetSource(sheetJSON: row["source"]).name == "Une source")
        #expect(content[text: "need"] == "Les outils \"dorment\".\nDeux lignes.")
        #expect(content.website == "https://atelier.example")
        #expect(content["steps"] == .steps([Told.Step(date: "2014-09", text: "Lancement.")]))
        #expect(try [String: [String]](sheetJSON: row["tags"]) == ["need": ["health", "mobility", "cohesion"]])
    }

    @Test(arguments: Engine.available)
    func `organisations are found again by name, several are parted, none is accepted`(engine: Engine) async throws {
        let folder = try await ImportFolder(engine)
        try await folder.world.database.write { connection in
            // As the site keeps it; the world's own key is only in lower case.
            try connection.run("UPDATE organisation SET name_key = 'a portee de pas' WHERE id = \(World.homeCare)")
        }
        _ = try await folder.take()
        #expect(
            try await folder.everything().suffix(3).map { $0.dropLast(2) } == [
                "partager-un-atelier: À Portée de Pas", "somme-a1-a9: Les Deux Rives", "somme-a1-a9: La Fabrique",
            ])
    }

    @Test(arguments: Engine.available)
    func `a second run changes nothing`(engine: Engine) async throws {
        let folder = try await ImportFolder(engine)
        _ = try await folder.take()
        let before = try await folder.everything()
        #expect(try await folder.take().text.contains("Unchanged: 3"))
        #expect(try await folder.everything() == before)
        #expect(before.count > 5)
    }

    @Test(arguments: Engine.available)
    func `a row that changed is brought up to date under its lasting address`(engine: Engine) async throws {
        let folder = try await ImportFolder(engine)
        _ = try await folder.take()
        let answer = try await folder.take(ImportFolder.list.replacing("Sans personne", with: "Avec Ana"))
        #expect(answer.text.contains("Line 5, updated: Avec Ana"))
        #expect(answer.text.contains("Unchanged: 2"))
        let row = try #require(
            try await folder.world.database.read { connection in
                try connection.row("SELECT title FROM initiative WHERE slug = 'sans-personne'")
            })
        #expect(try row["title"] == "Avec Ana")
    }

    @Test(arguments: Engine.available)
    func `a trial says the same and writes nothing`(engine: Engine) async throws {
        let folder = try await ImportFolder(engine)
        let before = try await folder.everything()
        let trial = try await folder.take(isDryRun: true)
        #expect(try await folder.everything() == before)
        let answer = try await folder.take()
        let report = try #require(answer.text.firstRange(of: "\nTo take it back").map { answer.text[..<$0.lowerBound] })
        #expect(trial.text == report + "\nThis was a trial: nothing was written.")
    }

    @Test(arguments: Engine.available)
    func `a bad row never loses the others`(engine: Engine) async throws {
        let list =
            ImportFolder.list + """

                d,,,,,,,,
                a,Deux fois,,,,,,,
                e,Trop,,,,,,,,,,plein
                f,"Mal"fermé,,,,,,,
                g,Un jour,,,30 février,,,,
                h,Ailleurs,,,,Les Halles,,99,
                i,Bien,,,,Le Phare,123,39,
                j,Bien après,,pas une adresse,,,,,
                """
        let answer = try await ImportFolder(engine).take(list)
        #expect(
            answer.text.contains(
                """
                Line 6, refused, column “titre”: nothing stands there.
                Line 7, refused, column “clé”: “a” stands at line 2 already, which this row repeats.
                Line 8, refused: 12 fields where 9 are expected.
                Line 9, refused: a quotation mark stands in the wrong place.
                Line 10, created: Un jour [column “début” left out: “30 février” is not a date]
                Line 11, created: Ailleurs [column “département” left out: “99” is no department, neither its number nor its name]
                Line 12, created: Bien [column “siret” left out: “123” is not a SIRET]
                Line 13, created: Bien après [column “site” left out: “pas une adresse” is not an address]
                """), "\(answer.text)")
        #expect(answer.text.contains("Created: 7"))
        #expect(answer.text.contains("Cells left out: 4"))
        #expect(answer.exit == .rowsRefused)
    }

    @Test(arguments: [";", "\t"], [String.Encoding.utf8, .windowsCP1252])
    func `semicolons, tabs and Windows' letters are read`(separator: String, encoding: String.Encoding) async throws {
        let list = "\(ImportFolder.header)\nk,L’été à vélo,,,,Œuvre d’été,,25,santé".replacing(",", with: separator)
        let folder = try await ImportFolder()
        let answer = try await folder.take(list, encoding: encoding)
        #expect(answer.text.contains("Line 2, created: L’été à vélo"))
        #expect(try await folder.everything().last == "l-ete-a-velo: Œuvre d’été 1")
    }

    @Test func `a byte order mark is no part of a column's name`() async throws {
        let answer = try await ImportFolder().take(data: Data([0xEF, 0xBB, 0xBF] + ImportFolder.list.utf8))
        #expect(answer.exit == .complete)
    }

    @Test func `what is no table is refused whole, in one line`() async throws {
        let folder = try await ImportFolder()
        let before = try await folder.everything()
        for data in [Data(), Data([0x50, 0x4B, 0x03, 0x04, 0]), Data("un mot".utf8), Data("a,b\n\"c,d\n".utf8)] {
            let answer = try await folder.take(data: data)
            #expect(answer.exit == .fileRefused)
            #expect(answer.text.split(separator: "\n").count == 1)
        }
        #expect(try await folder.everything() == before)
    }

    @Test func `a column that the table lacks refuses the whole`() async throws {
        let folder = try await ImportFolder()
        let answer = try await folder.take(ImportFolder.list.replacing("titre", with: "intitulé"))
        #expect(answer.exit == .fileRefused)
        #expect(answer.text.contains("the column titre is missing. Line 1 was taken for the header"))
        #expect(try await sheet("tests/a", folder) == nil)
    }

    @Test func `an edition, a file or a mapping that is not there is said`() async throws {
        let folder = try await ImportFolder()
        let answer = try await folder.take(edition: "1999")
        #expect(answer.text == "There is no edition “1999”.")
        #expect(answer.exit == .badArguments)
        #expect(try await folder.run("/nowhere.csv", mapping: "\(folder.path)/mapping.yaml").exit == .badArguments)
        #expect(try await folder.run("\(folder.path)/list.csv").exit == .badArguments)
    }

    @Test func `the report is French too`() async throws {
        let answer = try await ImportFolder().take(language: "fr")
        #expect(answer.text.contains("Ligne 2, créée\u{A0}: Partager un atelier"))
    }

    @Test(arguments: Engine.available)
    func `what was rewritten here is not overwritten`(engine: Engine) async throws {
        let folder = try await ImportFolder(engine)
        _ = try await folder.take()
        try await folder.world.database.write { connection in
            try connection.run("UPDATE sheet SET strapline = 'Réécrit ici' WHERE source_key = 'tests/c'")
        }
        #expect(try await folder.take().text.contains("Line 5, unchanged"))
        let changed = try await folder.take(ImportFolder.list.replacing("Sans personne", with: "Avec Ana"))
        #expect(changed.text.contains("Line 5, refused: the sheet was rewritten here"))
        #expect(try await sheet("tests/c", folder)?["title"] == "Sans personne")
    }

    private func sheet(_ key: String, _ folder: ImportFolder) async throws -> Row? {
        try await folder.world.database.read { connection in
            try connection.row("SELECT title, state, content, tags, source FROM sheet WHERE source_key = \(key)")
        }
    }
}
