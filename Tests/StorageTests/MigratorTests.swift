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
        let first = ["0001_note.sql": "CREATE TABLE note (words TEXT)"]
        let broken = ["0002_broken.sql": "INSERT INTO note VALUES ('half'); INSERT INTO nowhere VALUES (1)"]
        let database = try await engine.emptyDatabase()
        try await withSteps(first) { try await $0.migrate(database) }
        let both = first.merging(broken) { $1 }
        try await withSteps(both) { migrator in
            let refusal = await #expect(throws: Migrator.Refusal.self) { try await migrator.migrate(database) }
            let missing = try await migrator.missing(in: database)
            #expect(missing.map(\.number) == [2])
            #expect(refusal?.description.hasPrefix("the step «0002_broken» failed: ") == true)
            #expect(try await notes(in: database).isEmpty)
        }
    }

    @Test(arguments: Engine.available)
    func `a first start that is cut short has not begun, and the next one is a first start`(engine: Engine) async throws
    {
        let database = try await engine.emptyDatabase()
        let first = ["0001_note.sql": "CREATE TABLE note (words TEXT); INSERT INTO note VALUES ('once')"]
        let end = engine == .postgres ? "SELECT pg_terminate_backend(pg_backend_pid())" : "SELECT * FROM nowhere"
        let cut = first.merging(["0002_cut.sql": end]) { $1 }
        let whole = first.merging(["0002_cut.sql": "INSERT INTO note VALUES ('then')"]) { $1 }
        try await withSteps(cut) { migrator in
            await #expect(throws: (any Error).self) { try await migrator.migrate(database) }
            let missing = try await migrator.missing(in: database)
            #expect(missing.map(\.number) == [1, 2])
        }
        try await withSteps(whole) { migrator in
            try await migrator.migrate(database)
            #expect(try await notes(in: database) == ["once", "then"])
        }
    }

    @Test(arguments: Engine.available)
    func `a database of another program is refused, and nothing is written into it`(engine: Engine) async throws {
        let database = try await engine.emptyDatabase()
        try await database.write { try $0.runScript("CREATE TABLE theirs (words TEXT)") }
        try await withSteps(["0001_note.sql": "CREATE TABLE note (words TEXT)"]) { migrator in
            let refusal = await #expect(throws: Migrator.Refusal.self) { try await migrator.migrate(database) }
            #expect(refusal?.description == "the database holds tables of another program")
        }
        await #expect(throws: StorageError.self) {
            try await database.read { try $0.count("SELECT count(*) AS count FROM schema_step") }
        }
    }

    @Test(arguments: Engine.available)
    func `a database from a newer program is refused`(engine: Engine) async throws {
        let database = try await engine.emptyDatabase()
        let (old, new) = ("CREATE TABLE note (words TEXT)", "INSERT INTO note VALUES ('new')")
        try await withSteps(["0001_old.sql": old, "0002_new.sql": new]) { try await $0.migrate(database) }
        try await withSteps(["0001_old.sql": old]) { migrator in
            let refusal = await #expect(throws: Migrator.Refusal.self) { try await migrator.migrate(database) }
            #expect(
                refusal?.description == """
                    the database was written by a newer program (step 2): start that one, or restore the copy that its migrate made
                    """)
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
