import Foundation
import Journal
import Storage
import StorageTesting
import Testing
import WebTesting
import World

@testable import Sheets

/// Lists come in as drafts unless they are to be public, and can be taken back.
struct ImportRunTests {
    @Test(arguments: Engine.available)
    func `drafts are the agency's alone until they are published`(engine: Engine) async throws {
        let folder = try await ImportFolder(engine)
        let answer = try await folder.take(isPublic: false)
        #expect(answer.text.contains("The new sheets are drafts."))
        #expect(try await folder.states() == ["draft": 3])
        #expect(try await folder.world.stranger.get("/initiatives/partager-un-atelier").status == .notFound)
        let mine = try await folder.world.visitor(.sabine).get("/ma-page")
        #expect(mine.text.contains("3 fiches importées à relire et à publier"), "\(mine.text)")
        #expect(try await folder.runs.publish(folder.lastRun(), now: World.monday).text == "Sheets published: 3")
        #expect(try await folder.states() == ["published": 3])
        #expect(try await folder.world.stranger.get("/initiatives/partager-un-atelier").status == .ok)
        #expect(try await folder.runs.undo(folder.lastRun(), now: World.monday).exit == .complete)
        #expect(try await folder.states() == [:])
    }

    @Test(arguments: Engine.available)
    func `a list of drafts changes no public text, and says so row by row`(engine: Engine) async throws {
        let folder = try await ImportFolder(engine)
        _ = try await folder.take()
        let before = try await folder.everything()
        let changed = ImportFolder.list.replacing("Sans personne", with: "Avec Ana")
        for isDryRun in [true, false] {
            let answer = try await folder.take(changed, isDryRun: isDryRun, isPublic: false)
            #expect(answer.exit == .rowsRefused)
            #expect(answer.text.contains("the sheet is public") && answer.text.contains("--publish"), "\(answer.text)")
            #expect(answer.text.contains("Unchanged: 2"))
            #expect(try await folder.world.stranger.get("/initiatives/sans-personne").text.contains("Sans personne"))
        }
        #expect(try await folder.everything() == before)
        // The way that is named.
        let taken = try await folder.take(changed)
        #expect(taken.text.contains("Line 5, updated: Avec Ana [called “Sans personne” until now"))
        #expect(try await folder.world.stranger.get("/initiatives/sans-personne").text.contains("Avec Ana"))
    }

    @Test(arguments: Engine.available)
    func `a list of drafts renews what is a draft still`(engine: Engine) async throws {
        let folder = try await ImportFolder(engine)
        _ = try await folder.take(isPublic: false)
        let changed = ImportFolder.list.replacing("Sans personne", with: "Avec Ana")
        let answer = try await folder.take(changed, isPublic: false)
        #expect(answer.exit == .complete && answer.text.contains("Line 5, updated: Avec Ana"))
        #expect(try await folder.states() == ["draft": 3])
    }

    @Test(arguments: Engine.available)
    func `staff publish an imported draft on its page`(engine: Engine) async throws {
        let folder = try await ImportFolder(engine)
        _ = try await folder.take(isPublic: false)
        let row = try #require(
            try await folder.world.database.read { try $0.row("SELECT id FROM sheet WHERE source_key = 'tests/a'") })
        let path = "/agence/fiches/\(try row["id"] as String)"
        let sabine = folder.world.visitor(.sabine)
        let page = try await sabine.get(path)
        #expect(try await sabine.submit(path + "/publier", on: page, [:]).status == .seeOther)
        #expect(try await folder.states() == ["draft": 2, "published": 1])
    }

    @Test func `what is about to be done is shown first, and nothing is written without a yes`() async throws {
        let folder = try await ImportFolder()
        let before = try await folder.everything()
        try folder.write("list.csv", Data(ImportFolder.list.utf8))
        let answer = try await folder.run(
            "\(folder.path)/list.csv", mapping: "\(folder.path)/mapping.yaml", isPublic: false
        ) { words in
            #expect(
                words.hasPrefix("Sheets to make: 3\nSheets to compare and bring up to date: 0\nNew sheets are drafts"))
            return false
        }
        #expect(answer.exit == .undecided)
        #expect(try await folder.everything() == before)
        #expect(try await folder.runs.list().text == "No list has been taken in yet.")
    }

    @Test(arguments: Engine.available)
    func `an import is taken back whole: sheets, practices and organisations`(engine: Engine) async throws {
        let folder = try await ImportFolder(engine)
        let before = (try await folder.everything(), try await folder.names())
        _ = try await folder.take()
        #expect(try await folder.names() != before.1)
        let answer = try await folder.runs.undo(folder.lastRun(), now: World.monday)
        #expect(answer.text.hasSuffix("Kept, because it was changed or used since: 0"), "\(answer.text)")
        #expect(try await folder.everything() == before.0)
        #expect(try await folder.names() == before.1)
        // Once is enough.
        let again = try await folder.runs.undo(folder.lastRun(), now: World.monday)
        #expect(again.exit == .badArguments)
        #expect(again.text == "The import of “list.csv” was taken back already.")
        #expect(try await folder.world.stranger.get("/initiatives/partager-un-atelier").status == .notFound)
    }

    @Test(arguments: Engine.available)
    func `a second import is taken back to what the first one said`(engine: Engine) async throws {
        let folder = try await ImportFolder(engine)
        _ = try await folder.take()
        let before = try await folder.everything()
        let changed = ImportFolder.list.replacing("Sans personne,,,2013,,", with: "Avec Ana,,,2013,La Meule,")
            .replacing("À Portée de pas,,25", with: "À Portée de pas,99912345800013,25")
        _ = try await folder.take(changed)
        #expect(try await folder.everything() != before)
        _ = try await folder.runs.undo(folder.lastRun(), now: World.monday)
        #expect(try await folder.unnumbered() == before.map(ImportFolder.unnumbered))
    }

    @Test(arguments: Engine.available)
    func `what a later list changed and gave back is the earlier one's to take back, in either order`(
        engine: Engine
    ) async throws {
        let changed = ImportFolder.list.replacing("Sans personne,,,2013,,", with: "Avec Ana,,,2013,La Meule,")
            .replacing("À Portée de pas,,25", with: "À Portée de pas,99912345800013,25")
        for isLaterFirst in [true, false] {
            let folder = try await ImportFolder(engine)
            let before = (try await folder.everything(), try await folder.names())
            _ = try await folder.take()
            let first = try await folder.lastRun()
            _ = try await folder.take(changed)
            let second = try await folder.lastRun()
            if !isLaterFirst {
                #expect(try await folder.runs.undo(first, now: World.monday).exit == .rowsRefused)
            }
            #expect(try await folder.runs.undo(second, now: World.monday).exit == .complete)
            // Where some of it stayed the first time, it goes now.
            let answer = try await folder.runs.undo(first, now: World.monday)
            #expect(answer.exit == .complete, "\(answer.text)")
            #expect(try await folder.unnumbered() == before.0.map(ImportFolder.unnumbered))
            #expect(try await folder.names() == before.1)
            #expect(try await folder.runs.undo(first, now: World.monday).exit == .badArguments)
        }
    }

    @Test(arguments: Engine.available)
    func `what was changed or used since stays, and is counted`(engine: Engine) async throws {
        let folder = try await ImportFolder(engine)
        _ = try await folder.take()
        try await folder.world.database.write { connection in
            try connection.run(
                "UPDATE sheet SET strapline = 'Réécrit ici', revision = revision + 1 WHERE source_key = 'tests/b'")
        }
        let answer = try await folder.runs.undo(folder.lastRun(), now: World.monday)
        // The sheet, and the two organisations that carry it.
        #expect(answer.text.contains("Kept, because it was changed or used since: 3"), "\(answer.text)")
        #expect(answer.exit == .rowsRefused)
        #expect(try await folder.titles() == ["=SOMME(A1:A9)"])
    }

    @Test(arguments: Engine.available)
    func `the journal tells of imports and of taking them back`(engine: Engine) async throws {
        let folder = try await ImportFolder(engine)
        _ = try await folder.take()
        _ = try await folder.runs.undo(folder.lastRun(), now: World.monday)
        #expect(try await folder.count("SELECT count(*) AS count FROM journal WHERE act = 'list-imported'") == 1)
        #expect(try await folder.count("SELECT count(*) AS count FROM journal WHERE act = 'import-undone'") == 1)
        #expect(try await folder.count("SELECT count(*) AS count FROM journal WHERE act = 'sheet-unpublished'") == 3)
    }

    @Test(arguments: Engine.available)
    func `lists that were taken in are told in the reader's words, a partner with its engagement as one thing`(
        engine: Engine
    ) async throws {
        let folder = try await ImportFolder(engine)
        _ = try await folder.take(.partners, "Nom\nChambre des Fours\nCercle des Tuileries\n", edition: "2014")
        let french = ImportRunCommand(
            database: folder.world.database, phrasebook: try ImportFolder.phrasebook("fr"), roles: folder.world.roles)
        #expect(try await french.list().text.hasSuffix("\tPartenaires\tlist.csv\t2"))
        #expect(try await folder.runs.list().text.hasSuffix("\tPartners\tlist.csv\t2"))
    }

    @Test func `an import that is not there is said`() async throws {
        let folder = try await ImportFolder()
        for key in ["", "zzz", "00000000-0000-7000-8000-000000000000"] {
            #expect(try await folder.runs.undo(key, now: World.monday).exit == .badArguments)
            #expect(try await folder.runs.publish(key, now: World.monday).exit == .badArguments)
        }
    }
}

/// Rows under new keys whose practice is known by its title.
struct KnownTitleTests {
    private static let list = "\(ImportFolder.header)\nz1,Sans PERSONNE,Un besoin,,,,,,\nz2,Un four,,,,,,,"

    private static func folder(_ engine: Engine) async throws -> ImportFolder {
        let folder = try await ImportFolder(engine)
        _ = try await folder.take()
        return folder
    }

    @Test(arguments: Engine.available)
    func `they are asked about before anything is written`(engine: Engine) async throws {
        let folder = try await Self.folder(engine)
        let before = try await folder.everything()
        for isDryRun in [true, false] {
            let answer = try await folder.take(Self.list, isDryRun: isDryRun)
            #expect(answer.exit == .undecided)
            #expect(
                answer.text.contains("Line 2: “Sans PERSONNE” is known: /initiatives/sans-personne"), "\(answer.text)")
            #expect(answer.text.contains("--known-titles"))
            #expect(!answer.text.contains("Un four"))
        }
        #expect(try await folder.everything() == before)
    }

    @Test(arguments: Engine.available)
    func `the answer decides: another one, the same one, or none`(engine: Engine) async throws {
        let other = try await Self.folder(engine)
        #expect(try await other.take(Self.list, knownTitles: .new).text.contains("Created: 2\n"))
        #expect(try await other.count("SELECT count(*) AS count FROM initiative WHERE slug = 'sans-personne-2'") == 1)

        let same = try await Self.folder(engine)
        let answer = try await same.take(Self.list, knownTitles: .same)
        #expect(answer.text.contains("Line 2, updated: Sans PERSONNE"), "\(answer.text)")
        #expect(try await same.content(of: "tests/z1")?[text: "need"] == "Un besoin")
        #expect(try await same.content(of: "tests/c") == nil)
        _ = try await same.runs.undo(same.lastRun(), now: World.monday)
        #expect(try await same.content(of: "tests/c") != nil)

        let left = try await Self.folder(engine)
        let report = try await left.take(Self.list, knownTitles: .leave)
        #expect(report.text.contains("Line 2, refused: its practice is known already; left out as asked."))
        #expect(try await left.titles().contains("Un four"))
        #expect(!(try await left.titles().contains("Sans PERSONNE")))
    }

    @Test(arguments: Engine.available)
    func `the same practice in another edition is one practice`(engine: Engine) async throws {
        let folder = try await Self.folder(engine)
        let asked = try await folder.take(Self.list, edition: "2013")
        #expect(asked.exit == .undecided)
        _ = try await folder.take(Self.list, edition: "2013", knownTitles: .same)
        let sheets = try await folder.count(
            "SELECT count(*) AS count FROM sheet JOIN initiative ON initiative.id = initiative WHERE slug = 'sans-personne'"
        )
        #expect(sheets == 2)
        // Known under its own key, it is not asked about.
        #expect(try await folder.take(edition: "2013").exit == .complete)
    }
}

extension ImportFolder {
    func lastRun() async throws -> String {
        String(try await runs.list().text.prefix { $0 != "\t" })
    }

    func states() async throws -> [String: Int] {
        let states = try await world.database.read { connection in
            try connection.rows("SELECT state FROM sheet WHERE source_key <> ''").map { row -> String in
                try row["state"]
            }
        }
        return Dictionary(states.map { ($0, 1) }, uniquingKeysWith: +)
    }

    /// Practices and organisations.
    func names() async throws -> [String] {
        try await world.database.read { connection in
            try connection.rows("SELECT slug AS name FROM initiative UNION ALL SELECT name FROM organisation").map {
                row -> String in try row["name"]
            }.sorted()
        }
    }

    /// What stands there, however often it was written.
    func unnumbered() async throws -> [String] { try await everything().map(Self.unnumbered) }

    static func unnumbered(_ line: String) -> String {
        String(line.prefix(upTo: line.lastIndex(of: " ") ?? line.endIndex))
    }
}
