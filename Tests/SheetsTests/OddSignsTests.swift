import StorageTesting
import Testing

@testable import Sheets

/// Signs that turn or break a text are dropped as a list is read.
struct OddSignsTests {
    @Test(arguments: Engine.available)
    func `a list keeps what its people wrote, and no sign that shows nothing`(engine: Engine) async throws {
        let folder = try await ImportFolder(engine)
        let list = """
            \(ImportFolder.header)
            a,Par\u{2}ta\u{200B}ger \u{202E}un\u{202C} atelier,Les outils\u{B}dorment\u{85}ici \u{2066}👩\u{200D}👧\u{2069},,2014-09,\
            \u{200F}Les\u{2060} Deux Ri\u{200B}ves,,25,
            """
        _ = try await folder.take(list)
        let row = try #require(
            try await folder.world.database.read { connection in
                try connection.row("SELECT title, content FROM sheet WHERE source_key = 'tests/a'")
            })
        #expect(try row["title"] == "Partager un atelier")
        #expect(try SheetContent(sheetJSON: row["content"])[text: "need"] == "Les outils\ndorment\nici 👩\u{200D}👧")
        let names = try await folder.world.database.read { connection in
            try connection.rows("SELECT name FROM organisation WHERE name LIKE '%Deux Rives'").map {
                try $0["name"] as String
            }
        }
        #expect(names == ["Les Deux Rives"])
    }
}
