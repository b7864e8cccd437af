import Assembly
import Foundation
import Storage
import StorageTesting
import Testing
import World

struct DatabaseCommandTests {
    private func command(_ database: TestDatabase, root: String = World.root) -> DatabaseCommand {
        DatabaseCommand(address: database.address, root: root)
    }

    /// A folder of one test, removed with it.
    private final class Folder {
        let path = FileManager.default.temporaryDirectory.appending(path: "commands-\(UUID().uuidString)").path
        init() throws { try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true) }
        deinit { try? FileManager.default.removeItem(atPath: path) }

        var names: [String] { (try? FileManager.default.contentsOfDirectory(atPath: path).sorted()) ?? [] }

        /// The project's folder, with one migration more.
        func rootWithOneStepMore() throws -> String {
            for part in ["Migrations", "Reference"] {
                try FileManager.default.copyItem(atPath: "\(World.root)/\(part)", toPath: "\(path)/\(part)")
            }
            try "CREATE TABLE thing (id TEXT PRIMARY KEY)".write(
                toFile: "\(path)/Migrations/9999_thing.sql", atomically: true, encoding: .utf8)
            return path
        }
    }

    @Test(arguments: Engine.available)
    func `a new database gets its tables, and nothing is copied`(_ engine: Engine) async throws {
        let (database, folder) = (try await engine.emptyDatabase(), try Folder())
        let said = try await command(database).migrate(copies: folder.path, now: World.monday)
        #expect(said.hasPrefix("Steps taken: "))
        #expect(folder.names == [])
        #expect(try await command(database).migrate(copies: nil, now: World.monday) == "The database lacks nothing.\n")
    }

    @Test(arguments: Engine.available)
    func `a database of an older program is served only once it is migrated, after a copy`(_ engine: Engine)
        async throws
    {
        let (database, folder) = (try await engine.database(), try Folder())
        let root = try folder.rootWithOneStepMore()
        let refusal = await #expect(throws: Databases.Refusal.self) {
            try await Databases.open(database.address, root: root)
        }
        #expect(refusal == .stepsMissing(1))
        let said = try await command(database, root: root).migrate(copies: folder.path, now: World.monday)
        let copy = folder.path + "/" + (folder.names.first { $0.hasPrefix("before-9999_thing-2014-09-22") } ?? "")
        #expect(said == "The database as it was: \(copy)\nSteps taken: 1, up to 9999_thing.\n")
        #expect(try await DatabaseCommand.verify(copy, root: World.root).hasPrefix("Whole: "))
        try await Databases.open(database.address, root: root).close()
    }

    @Test(arguments: Engine.available)
    func `a migration that was stopped begins again within the same second, beside the copy it had made`(
        _ engine: Engine
    ) async throws {
        let (database, folder) = (try await engine.database(), try Folder())
        let root = try folder.rootWithOneStepMore()
        let step = "\(root)/Migrations/9999_thing.sql"
        let good = try String(contentsOfFile: step, encoding: .utf8)
        try "CREATE TABLE thing (id TEXT); SELECT * FROM nowhere".write(toFile: step, atomically: true, encoding: .utf8)
        await #expect(throws: Migrator.Refusal.self) {
            try await command(database, root: root).migrate(copies: folder.path, now: World.monday)
        }
        try good.write(toFile: step, atomically: true, encoding: .utf8)
        try Data("half".utf8).write(to: URL(filePath: "\(folder.path)/before-9999_thing-then.sqlite.partial"))
        let said = try await command(database, root: root).migrate(copies: folder.path, now: World.monday)
        #expect(said.hasSuffix("Steps taken: 1, up to 9999_thing.\n"))
        let copies = folder.names.filter { $0.hasPrefix("before-") && !$0.hasSuffix(".sha256") }
        #expect(copies.count == 2 && !copies.contains { $0.hasSuffix(".partial") })
    }

    @Test(arguments: Engine.available)
    func `a database of a newer program is refused`(_ engine: Engine) async throws {
        let (database, folder) = (try await engine.database(), try Folder())
        _ = try await command(database, root: try folder.rootWithOneStepMore()).migrate(
            copies: folder.path, now: World.monday)
        await #expect(throws: Migrator.Refusal.self) { try await Databases.open(database.address, root: World.root) }
    }

    @Test(arguments: Engine.available)
    func `a copy is put back as it was`(_ engine: Engine) async throws {
        let (database, other, folder) = (try await engine.database(), try await engine.emptyDatabase(), try Folder())
        try await database.write { try $0.run("INSERT INTO agency (id, name_fr) VALUES ('agency', 'Ancien nom')") }
        let copy = folder.path + "/copy"
        let said = try await command(database).backup(to: copy)
        #expect(said.hasPrefix("\(copy), "))
        try await other.close()
        #expect(try await command(other).restore(from: copy, replacing: true).hasPrefix("Restored: "))
        let restored = try await Databases.open(other.address, root: World.root)
        let name: String? = try await restored.read {
            try $0.row("SELECT name_fr FROM agency").map { try $0["name_fr"] }
        }
        #expect(name == "Ancien nom")
        try await restored.close()
    }

    @Test(arguments: Engine.available, ["added", "taken away", "changed"])
    func `a copy that the migrations did not make is refused, though its digest is right`(
        _ engine: Engine, change: String
    ) async throws {
        let (database, folder) = (try await engine.database(), try Folder())
        let (good, bad) = (folder.path + "/good", folder.path + "/bad")
        _ = try await command(database).backup(to: good)
        #expect(try await DatabaseCommand.verify(good, root: World.root).hasPrefix("Whole: "))
        try await database.write { try $0.runScript(Self.script(change, on: engine)) }
        _ = try await command(database).backup(to: bad)
        let refusal = await #expect(throws: Backup.Refusal.self) {
            try await DatabaseCommand.verify(bad, root: World.root)
        }
        let isOfFunction = change == "changed" && engine == .postgres
        let trigger = change == "added" ? "trigger kept" : "trigger catalogue_sheet_changed"
        let named = isOfFunction ? "function note_catalogue_sheet" : trigger
        #expect("\(refusal!)".contains(named), "\(refusal!)")
        try await database.close()
        await #expect(throws: Backup.Refusal.self) { try await command(database).restore(from: bad, replacing: true) }
        _ = try await command(database).restore(from: good, replacing: true)
    }

    @Test(arguments: Engine.available)
    func `a copy whose tables are not those that the migrations make does not take the place of what stands there`(
        _ engine: Engine
    ) async throws {
        let (database, folder) = (try await engine.database(), try Folder())
        let bad = folder.path + "/bad"
        try await database.write { try $0.runScript("ALTER TABLE person ADD COLUMN kept TEXT DEFAULT 'x'") }
        _ = try await command(database).backup(to: bad)
        try await database.write { try $0.runScript("ALTER TABLE person DROP COLUMN kept") }
        try await database.close()
        let refusal = await #expect(throws: Backup.Refusal.self) {
            try await command(database).restore(from: bad, replacing: true)
        }
        #expect("\(refusal!)".contains("person"), "\(refusal!)")
        let standing = try await Databases.open(database.address, root: World.root)
        await #expect(throws: (any Error).self) {
            _ = try await standing.read { try $0.rows("SELECT kept FROM person") }
        }
        #expect(try await standing.read { try $0.count("SELECT count(*) AS count FROM schema_step") } > 0)
        try await standing.close()
    }

    private static func script(_ change: String, on engine: Engine) -> String {
        switch (change, engine) {
        case ("added", .sqlite): "CREATE TRIGGER kept AFTER INSERT ON person BEGIN DELETE FROM interest; END"
        case ("added", .postgres):
            """
            CREATE FUNCTION kept() RETURNS trigger AS $$ BEGIN DELETE FROM interest; RETURN NEW; END $$ LANGUAGE plpgsql;
            CREATE TRIGGER kept AFTER INSERT ON person FOR EACH ROW EXECUTE FUNCTION kept()
            """
        case ("changed", .sqlite):
            """
            DROP TRIGGER catalogue_sheet_changed;
            CREATE TRIGGER catalogue_sheet_changed AFTER UPDATE ON sheet BEGIN DELETE FROM interest; END
            """
        case ("changed", .postgres):
            """
            CREATE OR REPLACE FUNCTION note_catalogue_sheet() RETURNS trigger AS $$
            BEGIN DELETE FROM interest; RETURN NULL; END $$ LANGUAGE plpgsql
            """
        case (_, .sqlite): "DROP TRIGGER catalogue_sheet_changed"
        case (_, .postgres): "DROP TRIGGER catalogue_sheet_changed ON sheet"
        }
    }

    @Test(arguments: Engine.available)
    func `what stands there is not replaced unless it is said`(_ engine: Engine) async throws {
        let (database, folder) = (try await engine.database(), try Folder())
        _ = try await command(database).backup(to: folder.path + "/copy")
        try await database.close()
        await #expect(throws: Backup.Refusal.self) {
            try await command(database).restore(from: folder.path + "/copy", replacing: false)
        }
    }

    @Test func `a copy of the other kind is refused`() async throws {
        let (database, folder) = (try await Engine.sqlite.database(), try Folder())
        _ = try await command(database).backup(to: folder.path + "/copy")
        let server = DatabaseCommand(address: "postgres://nobody@127.0.0.1:1/none", root: World.root)
        await #expect(throws: DatabaseCommand.Refusal.otherKind(folder.path + "/copy")) {
            try await server.restore(from: folder.path + "/copy", replacing: false)
        }
    }
}
