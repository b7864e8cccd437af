import Storage

/// What a schema of a server is made of, as the server itself spells it: columns with their types and defaults, constraints,
/// indexes, triggers, functions, views, rules. A script says the same in many ways; here both sides are spelled by one hand.
enum ServerThings {
    /// Where the steps are taken to be compared with. Nothing of it stays.
    private static let scratch = "rallynov_expected"

    /// What the engine keeps by itself, and no step makes.
    private static let own = """
        CREATE TABLE schema_step (number BIGINT PRIMARY KEY, name TEXT NOT NULL, taken_at BIGINT NOT NULL);
        CREATE TABLE public_version (number BIGINT NOT NULL)
        """

    /// Refuses a copy that was put back in `public`, in this transaction, unless it is what these steps make.
    static func compare(with scripts: [String], _ path: String, in connection: any Connection) throws {
        try connection.runScript(
            """
            SET LOCAL client_min_messages = warning;
            CREATE SCHEMA \(scratch);
            SET LOCAL search_path = \(scratch);
            """)
        for script in [own] + scripts { try connection.runScript(script) }
        let expected = try things(of: scratch, in: connection)
        try connection.runScript("SET LOCAL search_path = public")
        let found = try things(of: "public", in: connection)
        try connection.runScript("DROP SCHEMA \(scratch) CASCADE")
        let names = Set(expected.keys).union(found.keys).filter { expected[$0] != found[$0] }
        guard names.isEmpty else { throw Backup.Refusal.altered(path, things: names.sorted()) }
    }

    /// By kind and name. Whoever asks has the schema alone in the search path: names in definitions stand without it.
    private static func things(of schema: String, in connection: any Connection) throws -> [String: String] {
        var things: [String: String] = [:]
        for question in [columns, relations, constraints, triggers, rules, policies, functions, types] {
            for row in try connection.rows(question(schema)) {
                let (thing, said): (String, String) = (try row["thing"], try row["said"])
                things[thing, default: ""] += said
            }
        }
        return things
    }

    private static func columns(_ schema: String) -> SQL {
        """
        SELECT ('column ' || c.relname || '.' || a.attname)::text AS thing,
            concat_ws(' ', format_type(a.atttypid, a.atttypmod), CASE WHEN a.attnotnull THEN 'NOT NULL' END,
                'DEFAULT ' || pg_get_expr(d.adbin, d.adrelid), NULLIF(a.attidentity::text, ''),
                NULLIF(a.attgenerated::text, ''),
                'COLLATE ' || NULLIF(a.attcollation, t.typcollation)::regcollation::text) AS said
        FROM pg_attribute AS a JOIN pg_class AS c ON c.oid = a.attrelid JOIN pg_type AS t ON t.oid = a.atttypid
        LEFT JOIN pg_attrdef AS d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
        WHERE c.relnamespace = to_regnamespace(\(schema)) AND c.relkind IN ('r', 'p', 'f') AND a.attnum > 0
        AND NOT a.attisdropped
        """
    }

    /// Tables, sequences, views and indexes, with what the last two say.
    private static func relations(_ schema: String) -> SQL {
        """
        SELECT (CASE c.relkind WHEN 'r' THEN 'table ' WHEN 'v' THEN 'view ' WHEN 'm' THEN 'materialized view '
                WHEN 'S' THEN 'sequence ' WHEN 'i' THEN 'index ' ELSE 'relation ' END || c.relname)::text AS thing,
            concat_ws(' ', c.relkind::text, c.relpersistence::text, c.relrowsecurity::text, c.relforcerowsecurity::text,
                c.reloptions::text, CASE WHEN c.relkind IN ('v', 'm') THEN pg_get_viewdef(c.oid, true) END,
                CASE WHEN c.relkind IN ('i', 'I') THEN pg_get_indexdef(c.oid, 0, true) END) AS said
        FROM pg_class AS c WHERE c.relnamespace = to_regnamespace(\(schema))
        """
    }

    private static func constraints(_ schema: String) -> SQL {
        """
        SELECT ('constraint ' || concat_ws('.', c.relname, o.conname))::text AS thing,
            concat_ws(' ', pg_get_constraintdef(o.oid, true), o.convalidated::text) AS said
        FROM pg_constraint AS o LEFT JOIN pg_class AS c ON c.oid = o.conrelid
        WHERE o.connamespace = to_regnamespace(\(schema)) AND o.contype <> 't'
        """
    }

    private static func triggers(_ schema: String) -> SQL {
        """
        SELECT ('trigger ' || t.tgname || ' on ' || c.relname)::text AS thing,
            concat_ws(' ', t.tgenabled::text, pg_get_triggerdef(t.oid, true)) AS said
        FROM pg_trigger AS t JOIN pg_class AS c ON c.oid = t.tgrelid
        WHERE c.relnamespace = to_regnamespace(\(schema)) AND NOT t.tgisinternal
        """
    }

    private static func rules(_ schema: String) -> SQL {
        """
        SELECT ('rule ' || r.rulename || ' on ' || c.relname)::text AS thing, pg_get_ruledef(r.oid, true) AS said
        FROM pg_rewrite AS r JOIN pg_class AS c ON c.oid = r.ev_class
        WHERE c.relnamespace = to_regnamespace(\(schema)) AND r.rulename <> '_RETURN'
        """
    }

    private static func policies(_ schema: String) -> SQL {
        """
        SELECT ('policy ' || p.polname || ' on ' || c.relname)::text AS thing,
            concat_ws(' ', p.polcmd::text, pg_get_expr(p.polqual, p.polrelid)) AS said
        FROM pg_policy AS p JOIN pg_class AS c ON c.oid = p.polrelid
        WHERE c.relnamespace = to_regnamespace(\(schema))
        """
    }

    private static func functions(_ schema: String) -> SQL {
        """
        SELECT ('function ' || f.proname || '(' || pg_get_function_identity_arguments(f.oid) || ')')::text AS thing,
            concat_ws(' ', f.prokind::text, l.lanname, pg_get_function_result(f.oid), f.prosecdef::text,
                f.provolatile::text, f.proisstrict::text, f.proconfig::text, f.probin, f.prosrc) AS said
        FROM pg_proc AS f JOIN pg_language AS l ON l.oid = f.prolang
        WHERE f.pronamespace = to_regnamespace(\(schema))
        """
    }

    /// Those that no table brings along.
    private static func types(_ schema: String) -> SQL {
        """
        SELECT ('type ' || t.typname)::text AS thing, t.typtype::text AS said FROM pg_type AS t
        WHERE t.typnamespace = to_regnamespace(\(schema)) AND t.typtype IN ('b', 'd', 'e', 'm', 'r') AND t.typelem = 0
        """
    }
}
