import PostgresEngine
import Storage
import StorageTesting
import Synchronization
import Testing

@Suite(.enabled(if: Engine.available.contains(.postgres)))
struct PostgresRecoveryTests {
    @Test func `a connection that was cut is replaced at the next call`() async throws {
        let database = try await Engine.postgres.shelf()
        try await database.write { try $0.run("INSERT INTO thing (number) VALUES (1)") }
        try await cutOthers(of: database)
        try await database.write { try $0.run("INSERT INTO thing (number) VALUES (2)") }
        try await cutOthers(of: database)
        #expect(try await database.count() == 2)
    }

    @Test func `a connection cut within a transaction loses it, and says so`() async throws {
        let database = try await Engine.postgres.shelf()
        let error = await #expect(throws: StorageError.self) {
            try await database.write { connection in
                try connection.run("INSERT INTO thing (number) VALUES (1)")
                try connection.run("SELECT pg_terminate_backend(pg_backend_pid())")
            }
        }
        #expect(error?.kind == .unavailable)
        #expect(try await database.count() == 0)
    }

    @Test func `a read whose connection was cut begins again`() async throws {
        let database = try await Engine.postgres.shelf()
        let cut = Once()
        let count = try await database.read { connection in
            if cut.isFirst() {
                try connection.run("SELECT pg_terminate_backend(pg_backend_pid())")
            }
            return try connection.count("SELECT count(*) AS count FROM thing")
        }
        #expect(count == 0)
    }

    @Test func `a table that changed is read anew by statements prepared before`() async throws {
        let database = try await Engine.postgres.shelf()
        try await database.write { try $0.run("INSERT INTO thing (id, number) VALUES ('a', 1)") }
        let before = try await database.read { try $0.rows("SELECT * FROM part") }
        #expect(before.isEmpty)
        let other = try database.secondHandle()
        try await other.write {
            try $0.runScript("ALTER TABLE part ADD COLUMN colour TEXT; INSERT INTO part VALUES ('leg', 'a', 'red')")
        }
        let after = try #require(try await database.read { try $0.row("SELECT * FROM part") })
        #expect(try after["colour"] == "red")
    }

    @Test func `a script cannot end the transaction it stands in unnoticed`() async throws {
        let database = try await Engine.postgres.shelf()
        await #expect(throws: StorageError.failed(code: "25000", "a script ended the transaction it stood in")) {
            try await database.write { try $0.runScript("INSERT INTO thing (number) VALUES (1); COMMIT") }
        }
    }

    @Test func `more statements than a connection keeps are still answered`() async throws {
        let database = try await Engine.postgres.shelf()
        let last = try await database.read { connection in
            var last = 0
            for length in 1...600 {
                let list = Array(1...length)
                last = try connection.count(
                    "SELECT count(*) AS count FROM thing WHERE number IN \(list: list) OR 1 = \(1)")
            }
            return last
        }
        #expect(last == 0)
    }

    /// From a connection of its own, so that those of the database lie idle when they are cut.
    private func cutOthers(of database: TestDatabase) async throws {
        try await database.secondHandle().read {
            _ = try $0.rows(
                "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
        }
    }
}

private final class Once: Sendable {
    private let isOver = Atomic<Bool>(false)

    func isFirst() -> Bool { !isOver.exchange(true, ordering: .relaxed) }
}
