import Storage
import StorageTesting

extension Engine {
    /// A database of this program, as far as a copy can tell, with one table of every kind of column, and one that needs it.
    func shelf() async throws -> TestDatabase {
        let database = try await emptyDatabase()
        try await database.write(for: .insiders) { connection in
            try connection.runScript(
                """
                CREATE TABLE thing (
                    id TEXT UNIQUE, words TEXT UNIQUE, number BIGINT CHECK (number <> -13), share DOUBLE PRECISION
                );
                CREATE TABLE part (name TEXT NOT NULL, thing TEXT REFERENCES thing (id));
                CREATE TABLE schema_step (number BIGINT PRIMARY KEY, name TEXT NOT NULL, taken_at BIGINT NOT NULL);
                INSERT INTO schema_step VALUES (1, 'shelf', 0);
                """)
        }
        return database
    }
}
