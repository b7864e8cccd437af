import Storage
import StorageTesting
import Synchronization
import Testing

struct TransactionTests {
    private struct Regret: Error {}

    @Test(arguments: Engine.available)
    func `a body that throws leaves nothing behind`(engine: Engine) async throws {
        let database = try await engine.shelf()
        await #expect(throws: Regret.self) {
            try await database.write { connection in
                try connection.run("INSERT INTO thing (number) VALUES (1)")
                throw Regret()
            }
        }
        #expect(try await database.count() == 0)
        try await database.write { try $0.run("INSERT INTO thing (number) VALUES (2)") }
        #expect(try await database.count() == 1)
    }

    @Test(arguments: Engine.available, [Audience.everyone, .insiders])
    func `a failed statement loses the transaction, even when the body goes on`(
        engine: Engine, audience: Audience
    ) async throws {
        let database = try await engine.shelf()
        let error = await #expect(throws: StorageError.self) {
            try await database.write(for: audience) { connection in
                try connection.run("INSERT INTO thing (words) VALUES ('kept')")
                do { try connection.run("INSERT INTO thing (words) VALUES ('kept')") } catch {}
            }
        }
        #expect(error?.kind == .duplicate)
        #expect(try await database.count() == 0)
        try await database.write { try $0.run("INSERT INTO thing (words) VALUES ('kept')") }
        #expect(try await database.count() == 1)
    }

    @Test(arguments: Engine.available)
    func `twenty writers at once lose no increment`(engine: Engine) async throws {
        let database = try await engine.shelf()
        try await database.write { try $0.run("INSERT INTO thing (id, number) VALUES ('a', 0)") }
        try await withThrowingTaskGroup { group in
            for _ in 0..<20 {
                group.addTask { try await database.write { try $0.run("UPDATE thing SET number = number + 1") } }
            }
            try await group.waitForAll()
        }
        let sum = try await database.read { try $0.count("SELECT sum(number) AS count FROM thing") }
        #expect(sum == 20)
    }

    @Test(arguments: Engine.available)
    func `a read sees one state while others write`(engine: Engine) async throws {
        let database = try await engine.shelf()
        let other = try database.secondHandle()
        try await database.write { try $0.run("INSERT INTO thing (number) VALUES (1)") }
        let (looked, written) = (Turn(), Turn())
        async let counts = database.read { connection in
            let before = try connection.count("SELECT count(*) AS count FROM thing")
            looked.take()
            written.wait()
            return [before, try connection.count("SELECT count(*) AS count FROM thing")]
        }
        await looked.wait()
        do {
            // Whatever happens, the read does not wait for ever.
            defer { written.take() }
            try await other.write { try $0.run("INSERT INTO thing (number) VALUES (2)") }
        }
        #expect(try await counts == [1, 1])
        #expect(try await database.count() == 2)
    }

    @Test(arguments: Engine.available)
    func `a read cannot write`(engine: Engine) async throws {
        let database = try await engine.shelf()
        await #expect(throws: StorageError.self) {
            try await database.read { try $0.run("INSERT INTO thing (number) VALUES (1)") }
        }
        #expect(try await database.count() == 0)
    }

    @Test(arguments: Engine.available)
    func `a closed database says so`(engine: Engine) async throws {
        let database = try await engine.shelf()
        try await database.close()
        await #expect(throws: (any Error).self) { try await database.count() }
    }
}

extension Storage.Database {
    func count() async throws -> Int { try await read { try $0.count("SELECT count(*) AS count FROM thing") } }
}
