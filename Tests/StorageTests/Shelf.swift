import Storage
import StorageTesting

extension Engine {
    /// A database with one table of every kind of column, and one that needs it.
    func shelf() async throws -> TestDatabase {
        let database = try await emptyDatabase()
        try await database.write(for: .insiders) { connection in
            try connection.runScript(
                """
                CREATE TABLE thing (
                    id TEXT UNIQUE, words TEXT UNIQUE, number BIGINT CHECK (number <> -13), share DOUBLE PRECISION
                );
                CREATE TABLE part (name TEXT NOT NULL, thing TEXT REFERENCES thing (id));
                """)
        }
        return database
    }
}
