import Storage

/// Puts right what a restore of an earlier version left when it was killed: it set the old tables aside under another name, and
/// filled the usual place afterwards. The present one is a single transaction, which leaves nothing.
enum CutRestore {
    static let asideName = "before_restore"

    /// The old tables come back unless others stand in their place: those are whole, for they were filled in one transaction.
    static func putRight(on session: PostgresSession) throws {
        try session.transaction(.write) { connection in
            guard try holds("before_restore.schema_step", connection) else { return }
            // Two programs that start together would both do it: the second waits here, and finds it done.
            try connection.runScript("SELECT pg_advisory_xact_lock(hashtext('before_restore'))")
            guard try holds("before_restore.schema_step", connection) else { return }
            guard try !holds("public.schema_step", connection) || isNew(connection) else { return }
            try connection.runScript(
                "DROP SCHEMA IF EXISTS public CASCADE; ALTER SCHEMA before_restore RENAME TO public")
        }
    }

    private static func holds(_ table: String, _ connection: any Connection) throws -> Bool {
        try connection.count("SELECT count(*) AS count FROM pg_class WHERE oid = to_regclass(\(table))") > 0
    }

    private static func isNew(_ connection: any Connection) throws -> Bool {
        try connection.count("SELECT count(*) AS count FROM public.schema_step") == 0
    }
}
