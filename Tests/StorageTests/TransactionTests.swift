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

    @Test(arguments: Engine.available)
    func `a failed statement loses the transaction, even when the body goes on`(engine: Engine) async throws {
        let database = try await engine.shelf()
        let error = await #expect(throws: StorageError.self) {
            try await database.write { connection in
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
        #expect(try await database.sum() == 20)
    }

    /// Each takes two rows, in either order: on PostgreSQL some meet in a deadlock, and begin again.
    @Test(arguments: Engine.available)
    func `writers that stand in each other's way all get through`(engine: Engine) async throws {
        let database = try await engine.shelf()
        try await database.write { try $0.run("INSERT INTO thing (id, number) VALUES ('a', 0), ('b', 0)") }
        try await withThrowingTaskGroup { group in
            for turn in 0..<6 {
                group.addTask {
                    try await database.write(for: .insiders) { connection in
                        for id in turn.isMultiple(of: 2) ? ["a", "b"] : ["b", "a"] {
                            try connection.run("UPDATE thing SET number = number + 1 WHERE id = \(id)")
                        }
                    }
                }
            }
            try await group.waitForAll()
        }
        #expect(try await database.sum() == 12)
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
        try await other.write { try $0.run("INSERT INTO thing (number) VALUES (2)") }
        written.take()
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

/// Something that has happened or not yet, across threads.
private final class Turn: Sendable {
    private let isTaken = Atomic<Bool>(false)

    func take() { isTaken.store(true, ordering: .releasing) }

    func wait() { while !isTaken.load(ordering: .acquiring) {} }

    func wait() async { while !isTaken.load(ordering: .acquiring) { await Task.yield() } }
}

extension Storage.Database {
    func count() async throws -> Int { try await read { try $0.count("SELECT count(*) AS count FROM thing") } }

    fileprivate func sum() async throws -> Int {
        try await read { try $0.count("SELECT sum(number) AS count FROM thing") }
    }
}
