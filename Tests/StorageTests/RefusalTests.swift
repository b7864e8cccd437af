import PostgresEngine
import SQLiteEngine
import Storage
import StorageTesting
import Testing

struct RefusalTests {
    @Test(arguments: Engine.available)
    func `a second row with the same key is a duplicate`(engine: Engine) async throws {
        #expect(
            try await refusal(of: "INSERT INTO thing (words) VALUES ('twin'), ('twin')", on: engine).kind == .duplicate)
    }

    @Test(
        arguments: Engine.available,
        ["INSERT INTO thing (number) VALUES (-13)", "INSERT INTO part (name) VALUES (NULL)"] as [SQL])
    func `what the schema forbids is a constraint`(engine: Engine, sql: SQL) async throws {
        #expect(try await refusal(of: sql, on: engine).kind == .constraint)
    }

    @Test(
        arguments: Engine.available,
        [
            "INSERT INTO part (name, thing) VALUES ('leg', 'no such thing')",
            "UPDATE part SET thing = 'no such thing' WHERE name = 'arm'",
        ] as [SQL])
    func `what refers to a row that is not there says that it is missing, and is not kept`(engine: Engine, sql: SQL)
        async throws
    {
        let database = try await engine.shelf()
        try await database.write {
            try $0.runScript("INSERT INTO thing (id) VALUES ('a'); INSERT INTO part VALUES ('arm', 'a')")
        }
        let error = await #expect(throws: StorageError.self) { try await database.write { try $0.run(sql) } }
        #expect(error?.kind == .missing)
        let kept = try await database.read { try $0.count("SELECT count(*) AS count FROM part WHERE thing = 'a'") }
        #expect(kept == 1)
    }

    @Test(arguments: Engine.available)
    func `a row that others need stays`(engine: Engine) async throws {
        let database = try await engine.shelf()
        try await database.write {
            try $0.runScript("INSERT INTO thing (id) VALUES ('a'); INSERT INTO part VALUES ('leg', 'a')")
        }
        let error = await #expect(throws: StorageError.self) {
            try await database.write { try $0.run("DELETE FROM thing") }
        }
        #expect(error?.kind == .constraint)
    }

    @Test(arguments: Engine.available)
    func `a body sees the refusal as its caller does`(engine: Engine) async throws {
        let database = try await engine.shelf()
        await #expect(throws: Seen.self) {
            try await database.write { connection in
                do {
                    try connection.run("INSERT INTO thing (words) VALUES ('twin'), ('twin')")
                } catch StorageError.duplicate {
                    throw Seen()
                }
            }
        }
    }

    @Test(arguments: Engine.available)
    func `a mistake in a statement says which`(engine: Engine) async throws {
        let error = try await refusal(of: "SELECT nonsense FROM thing", on: engine)
        #expect(error.kind == .failed)
        #expect("\(error)".contains("nonsense"))
    }

    @Test(.enabled(if: Engine.available.contains(.postgres)))
    func `a statement that takes too long is given up`() async throws {
        let place = try await Engine.postgres.emptyDatabase()
        let database = try PostgresDatabase(url: place.address, connections: 1, statementTimeout: .milliseconds(50))
        await #expect(throws: StorageError.busy) { try await database.read { try $0.rows("SELECT pg_sleep(60)") } }
        #expect(try await database.read { try $0.count("SELECT 1 AS count") } == 1)
    }

    @Test func `a file that another process writes is busy`() async throws {
        let database = try await Engine.sqlite.shelf()
        let other = try SQLiteDatabase(path: database.address, patience: .zero)
        let (begun, refused) = (Turn(), Turn())
        async let written: Void = database.write { connection in
            try connection.run("INSERT INTO thing (number) VALUES (1)")
            begun.take()
            refused.wait()
        }
        await begun.wait()
        await #expect(throws: StorageError.busy) {
            try await other.write { try $0.run("INSERT INTO thing (number) VALUES (2)") }
        }
        refused.take()
        try await written
        #expect(try await database.count() == 1)
    }

    @Test func `a disk without room is said to be full, and loses nothing`() async throws {
        let database = try await Engine.sqlite.shelf()
        try await database.write { try $0.run("INSERT INTO thing (words) VALUES ('kept')") }
        _ = try await database.write { try $0.rows("PRAGMA max_page_count = 20").count }
        let long = String(repeating: "x", count: 1_000_000)
        await #expect(throws: StorageError.full) {
            try await database.write { try $0.run("INSERT INTO thing (words) VALUES (\(long))") }
        }
        #expect(try await database.count() == 1)
    }

    private struct Seen: Error {}

    private func refusal(of sql: SQL, on engine: Engine) async throws -> StorageError {
        let database = try await engine.shelf()
        let error = await #expect(throws: StorageError.self) { try await database.write { try $0.run(sql) } }
        return try #require(error)
    }
}

extension StorageError {
    enum Kind { case duplicate, missing, constraint, busy, full, unavailable, failed }

    /// The refusal without its details, which are the engine's own words.
    var kind: Kind {
        switch self {
        case .duplicate: .duplicate
        case .missing: .missing
        case .constraint: .constraint
        case .busy: .busy
        case .full: .full
        case .unavailable: .unavailable
        case .failed: .failed
        }
    }
}
