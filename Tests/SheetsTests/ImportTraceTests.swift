import Foundation
import Storage
import StorageTesting
import Testing
import WebTesting
import World

@testable import Sheets

/// What lists do to sheets and to roles is told where it belongs.
struct ImportTraceTests {
    @Test(arguments: Engine.available)
    func `each sheet tells in its own history what a list did to it`(engine: Engine) async throws {
        let folder = try await ImportFolder(engine)
        _ = try await folder.take(isPublic: false)
        #expect(try await folder.trace("tests/a") == ["imported 1 list.csv"])
        _ = try await folder.runs.publish(folder.lastRun(), now: World.monday + 1.5)
        #expect(try await folder.trace("tests/a") == ["imported 1 list.csv", "published 1 list.csv"])
        let sabine = folder.world.visitor(.sabine)
        let row = try #require(
            try await folder.world.database.read { try $0.row("SELECT id FROM sheet WHERE source_key = 'tests/a'") })
        let page = try await sabine.get("/agence/fiches/\(try row["id"] as String)")
        #expect(page.text.contains("Reçue d’une liste") && page.text.contains("list.csv"))

        let changed = ImportFolder.list.replacing("Sans personne,,,2013,,", with: "Avec Ana,,,2013,La Meule,")
        _ = try await folder.take(changed)
        let renewed = try #require(try await folder.renewed())
        #expect(try await folder.trace(renewed).suffix(1) == ["renewed 2 list.csv"])
        #expect(try await folder.runs.undo(folder.lastRun(), now: World.monday + 30).exit == .complete)
        #expect(try await folder.trace(renewed).suffix(2) == ["renewed 2 list.csv", "given-back 3 list.csv"])
        #expect(try await folder.world.noted("published-sheet-rewritten").count == 2)
    }

    @Test(arguments: Engine.available)
    func `a role that a list gave is followed as on a page, and stays with whoever sits by it`(
        engine: Engine
    ) async throws {
        let folder = try await ImportFolder(engine)
        let list = "name,email\nAwa,awa@example.org\n"
        try await folder.world.database.write { connection in
            try connection.run("DELETE FROM role_grant WHERE person = \(Somebody.awa.id)")
            try connection.run("UPDATE juror SET is_taken = 1 WHERE person = \(Somebody.awa.id)")
            try connection.run("UPDATE file_progress SET readers = 0")
        }
        #expect(try await folder.take(.people, list, edition: "2014", role: "juror").exit == .complete)
        let readers: SQL = "SELECT readers AS count FROM file_progress WHERE submission = \(World.nursery)"
        #expect(try await folder.world.database.read { try $0.count(readers) } == 1)
        #expect(try await folder.runs.undo(folder.lastRun(), now: World.monday).exit == .rowsRefused)
        #expect(try await folder.world.database.read { try $0.count(readers) } == 1)
    }
}

extension ImportFolder {
    /// What stands in the history of a sheet, the oldest first.
    fileprivate func trace(_ key: String) async throws -> [String] {
        try await world.database.read { connection in
            try connection.rows(
                """
                SELECT kind, sheet_event.version, note FROM sheet_event JOIN sheet ON sheet.id = sheet_event.sheet
                WHERE source_key = \(key) ORDER BY at, sheet_event.id
                """
            ).map { row in
                let (kind, version, note): (String, Int, String) = (
                    try row["kind"], try row["version"], try row["note"]
                )
                return "\(kind) \(version) \(note)"
            }
        }
    }

    /// The source's key of the sheet that a second list brought up to date.
    fileprivate func renewed() async throws -> String? {
        try await world.database.read { try $0.row("SELECT source_key FROM sheet WHERE version = 2") }
            .map { try $0["source_key"] }
    }
}
