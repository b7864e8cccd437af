import Foundation
import Storage

/// A copy is an archive of `pg_dump`, in its own format.
public struct PostgresCopyFormat: CopyFormat {
    public let signature = "PGDMP"
    public let dialect = Dialect.postgres

    public init() {}

    /// Written out as a script, which needs no server, and counted.
    public func rows(in path: String) async throws -> [String: Int] {
        try await awayFromTasks {
            var (counts, current) = ([String: Int](), "")
            try Self.read(path, []) { event in
                switch event {
                case .table(let name, _): (current, counts[name]) = (name, 0)
                case .row: counts[current, default: 0] += 1
                case .statements, .endOfTable: break
                }
            }
            return counts
        }
    }

    public func shape(in path: String) async throws -> CopyShape {
        try await awayFromTasks {
            var (things, steps, table) = (CopyThings(ofCopy: true), [Int](), "")
            // All of it: what stands among the rows acts as well.
            try Self.read(path, []) { event in
                switch event {
                case .statements(let script): things.take(script)
                case .table(let name, _): table = name
                case .row(let row) where table == "schema_step":
                    let number = String(decoding: row.prefix { $0 != UInt8(ascii: "\t") }, as: UTF8.self)
                    steps += [Int(number)].compactMap { $0 }
                case .row, .endOfTable: break
                }
            }
            return CopyShape(steps: steps, things: things.all)
        }
    }

    public func things(after scripts: [String]) async throws -> [String: String] {
        var things = CopyThings()
        for script in scripts { things.take(script) }
        return things.all
    }

    /// One transaction on one connection: a restore that is killed, wherever it was, has not taken place.
    public func restore(
        _ path: String, to url: String, replacing: Bool, madeBy scripts: [String]?
    ) async throws {
        try await awayFromTasks {
            let session = try PostgresSession(url: url, .alone)
            try CutRestore.putRight(on: session)
            try session.transaction(.write) { connection in
                guard try replacing || Self.isEmpty(connection) else {
                    throw Backup.Refusal.alreadyThere("the database's tables")
                }
                try connection.runScript(
                    """
                    SET LOCAL statement_timeout = 0;
                    DROP SCHEMA IF EXISTS public CASCADE;
                    CREATE SCHEMA public;
                    GRANT USAGE ON SCHEMA public TO PUBLIC;
                    """)
                try Self.read(path, [], session.play)
                if let scripts { try ServerThings.compare(with: scripts, path, in: connection) }
            }
        }
    }

    private static func read(
        _ path: String, _ part: [String], _ hear: (CopyScript.Event) throws -> Void
    ) throws {
        var script = CopyScript()
        let arguments = ["--no-owner", "--no-privileges", "--file=-"] + part + [path]
        try PostgresTool("pg_restore").read(arguments) { part in
            try script.take(part, hear)
        }
        try script.end(hear)
    }

    private static func isEmpty(_ connection: any Connection) throws -> Bool {
        try connection.count(
            """
            SELECT count(*) AS count FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'public_version'
            """) == 0
    }
}
