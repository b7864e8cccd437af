import Storage

/// Tells which tables of a database were written to: triggers note it, so a row that was written back the same counts too.
struct Changes: Sendable {
    let database: any Database

    /// From here on.
    static func watching(_ database: any Database) async throws -> Changes {
        try await database.write { connection in
            try connection.runScript("CREATE TABLE change_seen (name TEXT)")
            if connection.dialect == .postgres { try connection.runScript(function) }
            for table in try tables(in: connection) where table != "change_seen" {
                try connection.runScript(triggers(on: table, connection.dialect))
            }
        }
        return Changes(database: database)
    }

    /// What was written since the last look, as `INSERT message`.
    func seen() async throws -> Set<String> {
        try await database.write(for: .insiders) { connection in
            let names = try connection.rows("SELECT name FROM change_seen").map { row -> String in try row["name"] }
            if !names.isEmpty { try connection.run("DELETE FROM change_seen") }
            return Set(names)
        }
    }

    static func tables(in connection: any Connection) throws -> [String] {
        let rows =
            switch connection.dialect {
            case .sqlite:
                try connection.rows(
                    "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' ORDER BY name")
            case .postgres:
                try connection.rows(
                    """
                    SELECT CAST(tablename AS TEXT) AS name FROM pg_tables
                    WHERE schemaname = 'public' AND tablename <> 'public_version' ORDER BY 1
                    """)
            }
        return try rows.map { try $0["name"] }
    }

    private static func triggers(on table: String, _ dialect: Dialect) -> String {
        guard dialect == .sqlite else {
            return """
                CREATE TRIGGER seen_\(table) AFTER INSERT OR UPDATE OR DELETE ON \(table)
                FOR EACH ROW EXECUTE FUNCTION note_change()
                """
        }
        return ["INSERT", "UPDATE", "DELETE"].map { act in
            """
            CREATE TRIGGER seen_\(act)_\(table) AFTER \(act) ON \(table)
            BEGIN INSERT INTO change_seen (name) VALUES ('\(act) \(table)'); END;
            """
        }.joined(separator: "\n")
    }

    private static let function = """
        CREATE FUNCTION note_change() RETURNS trigger AS $$
        BEGIN INSERT INTO change_seen (name) VALUES (TG_OP || ' ' || TG_TABLE_NAME); RETURN NULL; END
        $$ LANGUAGE plpgsql
        """
}
