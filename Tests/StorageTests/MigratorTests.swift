import Foundation
import Storage
import StorageTesting
import Testing

struct MigratorTests {
    private let folder = FileManager.default.temporaryDirectory.appending(path: "rallynov-test-\(UUID().uuidString)")

    @Test(arguments: Engine.available)
    func `the tables of the whole program are made`(engine: Engine) async throws {
        let database = try await engine.database()
        #expect(try await database.read { try $0.count("SELECT count(*) AS count FROM person") } == 0)
        #expect(try await Migrator(folder: house).missing(in: database).isEmpty)
    }

    @Test(arguments: Engine.available)
    func `steps are taken in the order of their numbers, and once`(engine: Engine) async throws {
        try await withSteps([
            "0010_third.sql": "INSERT INTO note SELECT 'third' WHERE EXISTS (SELECT 1 FROM note)",
            "0001_first.sql": "CREATE TABLE note (words TEXT); CREATE TABLE other (words TEXT)",
            "0002_second.sql": "INSERT INTO note VALUES ('second')",
            "README.md": "no step",
        ]) { migrator in
            let database = try await engine.emptyDatabase()
            try await migrator.migrate(database)
            try await migrator.migrate(database)
            #expect(try await notes(in: database) == ["second", "third"])
        }
    }

    @Test(arguments: Engine.available)
    func `an engine takes its own variant of a step`(engine: Engine) async throws {
        try await withSteps([
            "0001_note.sql": "CREATE TABLE note (words TEXT)",
            "0002_kind.sql": "INSERT INTO note VALUES ('any')",
            "0002_kind.postgres.sql": "INSERT INTO note VALUES ('postgres')",
            "0003_only.sqlite.sql": "INSERT INTO note VALUES ('sqlite')",
        ]) { migrator in
            let database = try await engine.emptyDatabase()
            try await migrator.migrate(database)
            #expect(try await notes(in: database) == (engine == .postgres ? ["postgres"] : ["any", "sqlite"]))
        }
    }

    @Test(arguments: Engine.available)
    func `a step that fails leaves nothing, and is named`(engine: Engine) async throws {
        try await withSteps([
            "0001_note.sql": "CREATE TABLE note (words TEXT)",
            "0002_broken.sql": "INSERT INTO note VALUES ('half'); INSERT INTO nowhere VALUES (1)",
        ]) { migrator in
            let database = try await engine.emptyDatabase()
            let refusal = await #expect(throws: Migrator.Refusal.self) { try await migrator.migrate(database) }
            #expect("\(try #require(refusal))".hasPrefix("the step «0002_broken» failed: "))
            #expect(try await notes(in: database).isEmpty)
            #expect(try await migrator.missing(in: database).map(\.number) == [2])
        }
    }

    @Test(arguments: Engine.available)
    func `a database from a newer program is refused`(engine: Engine) async throws {
        let database = try await engine.emptyDatabase()
        let (old, new) = ("CREATE TABLE note (words TEXT)", "INSERT INTO note VALUES ('new')")
        try await withSteps(["0001_old.sql": old, "0002_new.sql": new]) { try await $0.migrate(database) }
        try await withSteps(["0001_old.sql": old]) { migrator in
            let refusal = await #expect(throws: Migrator.Refusal.self) { try await migrator.migrate(database) }
            #expect(refusal?.description == "the database was written by a newer program (step 2)")
        }
    }

    @Test(arguments: Engine.available)
    func `programs that start together migrate once`(engine: Engine) async throws {
        try await withSteps(["0001_note.sql": "CREATE TABLE note (words TEXT); INSERT INTO note VALUES ('once')"]) {
            migrator in
            let database = try await engine.emptyDatabase()
            let other = try database.secondHandle()
            async let first: Void = migrator.migrate(database)
            async let second: Void = migrator.migrate(other)
            _ = try await (first, second)
            #expect(try await notes(in: database) == ["once"])
        }
    }

    @Test func `a folder without steps is refused`() async throws {
        let database = try await Engine.sqlite.emptyDatabase()
        await #expect(throws: Migrator.Refusal.self) { try await Migrator(folder: "/nowhere").migrate(database) }
    }

    private var house: String {
        URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../Migrations").standardized.path
    }

    private func notes(in database: any Database) async throws -> [String] {
        try await database.read { try $0.rows("SELECT words FROM note ORDER BY words").map { try $0["words"] } }
    }

    private func withSteps(_ steps: [String: String], _ body: (Migrator) async throws -> Void) async throws {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        for (name, script) in steps {
            try script.write(to: folder.appending(path: name), atomically: true, encoding: .utf8)
        }
        try await body(Migrator(folder: folder.path))
    }
}
