import Foundation
import PostgresEngine
import Storage
import StorageTesting
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
        let reads = Turn()
        let count = try await database.read { connection in
            if reads.take() == 1 {
                try connection.run("SELECT pg_terminate_backend(pg_backend_pid())")
            }
            return try connection.count("SELECT count(*) AS count FROM thing")
        }
        #expect(count == 0)
        #expect(reads.count == 2)
    }

    @Test func `of two that wait for each other one begins again`() async throws {
        let database = try await Engine.postgres.shelf()
        try await database.write { try $0.run("INSERT INTO thing (id, number) VALUES ('a', 0), ('b', 0)") }
        let begun = Turn()
        try await withThrowingTaskGroup { group in
            for (first, second) in [("a", "b"), ("b", "a")] {
                group.addTask {
                    try await database.write(for: .insiders) { connection in
                        try connection.run("UPDATE thing SET number = number + 1 WHERE id = \(first)")
                        begun.take()
                        begun.wait(for: 2)
                        try connection.run("UPDATE thing SET number = number + 1 WHERE id = \(second)")
                    }
                }
            }
            try await group.waitForAll()
        }
        // A machine with much to do may let both run out of patience: then both begin again.
        #expect(begun.count >= 3)
        #expect(try await database.read { try $0.count("SELECT sum(number) AS count FROM thing") } == 4)
    }

    @Test func `whoever never gets through is told after the third time`() async throws {
        let database = try await Engine.postgres.shelf()
        let tries = Turn()
        await #expect(throws: StorageError.busy) {
            try await database.write { connection in
                tries.take()
                try connection.runScript("DO $$ BEGIN RAISE EXCEPTION 'again' USING ERRCODE = '40001'; END $$")
            }
        }
        #expect(tries.count == 3)
    }

    @Test func `what was cut off while it was being committed is not run again`() async throws {
        let database = try await Engine.postgres.shelf()
        try await database.write {
            try $0.runScript(
                """
                CREATE FUNCTION cut() RETURNS trigger LANGUAGE plpgsql AS
                $$ BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NULL; END $$;
                CREATE CONSTRAINT TRIGGER cut AFTER INSERT ON part DEFERRABLE INITIALLY DEFERRED
                FOR EACH ROW EXECUTE FUNCTION cut();
                """)
        }
        let tries = Turn()
        let error = await #expect(throws: StorageError.self) {
            try await database.write { connection in
                tries.take()
                try connection.run("INSERT INTO part (name) VALUES ('leg')")
            }
        }
        #expect(error?.description.hasSuffix("lost during a commit: its outcome is not known") == true)
        #expect(tries.count == 1)
        #expect(try await database.count() == 0)
    }

    @Test(.timeLimit(.minutes(5)))
    func `a server that comes back is found again`() async throws {
        let database = try await Engine.postgres.shelf()
        let url = try #require(ProcessInfo.processInfo.environment["RALLYNOV_TEST_POSTGRES"])
        let name = URL(string: database.address)?.lastPathComponent ?? ""
        try await cutOthers(of: database)
        try PostgresSession(url: url).runScript("ALTER DATABASE \"\(name)\" ALLOW_CONNECTIONS false")
        for _ in 0..<2 {
            let error = await #expect(throws: StorageError.self) { try await database.count() }
            #expect(error?.kind == .unavailable)
        }
        try PostgresSession(url: url).runScript("ALTER DATABASE \"\(name)\" ALLOW_CONNECTIONS true")
        while try await database.isAway() { await Task.yield() }
        #expect(try await database.count() == 0)
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

    @Test func `a connection keeps a bounded number of statements, and answers any`() async throws {
        let database = try await Engine.postgres.shelf()
        let kept = try await database.read { connection in
            for length in 1...600 {
                let none = try connection.count(
                    "SELECT count(*) AS count FROM thing WHERE number IN \(list: Array(1...length))")
                guard none == 0 else { return none }
            }
            return try connection.count("SELECT count(*) AS count FROM pg_prepared_statements")
        }
        #expect((1...500).contains(kept))
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

extension TestDatabase {
    fileprivate func isAway() async throws -> Bool {
        do { return try await count() < 0 } catch let error as StorageError where error.kind == .unavailable {
            return true
        }
    }
}
