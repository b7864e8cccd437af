import Storage

/// One row that every transaction for everyone counts up, so that other processes see when to drop their cached pages.
enum PublicVersion {
    /// Makes the table once; a database that has it needs no right to make tables.
    static func prepare(on session: PostgresSession) throws {
        try session.transaction(.write) { connection in
            guard
                try connection.count("SELECT count(*) AS count FROM pg_class WHERE oid = to_regclass('public_version')")
                    == 0
            else { return }
            // Where tables are somebody else's to make, the steps that are missing say so.
            let may: SQL = "SELECT count(*) AS count WHERE has_schema_privilege(current_schema()::text, 'CREATE')"
            guard try connection.count(may) > 0 else { return }
            // Two processes that start together would both make it: the second waits here.
            try connection.runScript(
                """
                SELECT pg_advisory_xact_lock(hashtext('public_version'));
                CREATE TABLE IF NOT EXISTS public_version (number BIGINT NOT NULL);
                INSERT INTO public_version SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM public_version);
                """)
        }
    }

    static func advance(in connection: any Connection) throws {
        try connection.run("UPDATE public_version SET number = number + 1")
    }

    static func current(in connection: any Connection) throws -> Int {
        try connection.row("SELECT number FROM public_version").map { try $0["number"] } ?? 0
    }
}
