import Storage
import StorageTesting
import Testing

struct VersionTests {
    @Test(arguments: Engine.available)
    func `only what everyone may see moves the version`(engine: Engine) async throws {
        let database = try await engine.shelf()
        let start = database.version.current
        try await database.write(for: .insiders) { try $0.run("INSERT INTO thing (number) VALUES (1)") }
        _ = try await database.count()
        #expect(database.version.current == start)
        try await database.write(for: .everyone) { try $0.run("INSERT INTO thing (number) VALUES (2)") }
        #expect(database.version.current == start + 1)
    }

    @Test(arguments: Engine.available)
    func `a change that was rolled back moves nothing`(engine: Engine) async throws {
        let database = try await engine.shelf()
        let (start, seen) = (database.version.current, try await database.changesByOthers())
        await #expect(throws: StorageError.self) {
            try await database.write { try $0.run("INSERT INTO nowhere VALUES (1)") }
        }
        #expect(database.version.current == start)
        #expect(try await database.changesByOthers() == seen)
    }

    @Test(arguments: Engine.available)
    func `another process' change is seen, and one's own is not taken for it`(engine: Engine) async throws {
        let database = try await engine.shelf()
        let other = try database.secondHandle()
        let seen = try await database.changesByOthers()
        try await database.write { try $0.run("INSERT INTO thing (number) VALUES (1)") }
        #expect(try await database.changesByOthers() == seen)
        try await other.write { try $0.run("INSERT INTO thing (number) VALUES (2)") }
        #expect(try await database.changesByOthers() != seen)
    }

    @Test(.timeLimit(.minutes(5)), arguments: Engine.available)
    func `a watched database moves its version after another process' change`(engine: Engine) async throws {
        let database = try await engine.shelf()
        let other = try database.secondHandle()
        let start = database.version.current
        let watch = Task { await database.watch(every: .milliseconds(1)) }
        defer { watch.cancel() }
        await reached(start + 1, by: database)
        try await other.write { try $0.run("INSERT INTO thing (number) VALUES (2)") }
        await reached(start + 2, by: database)
    }

    private func reached(_ version: Int, by database: TestDatabase) async {
        while database.version.current < version { await Task.yield() }
    }
}
