import Foundation
import Storage

/// A copy is an archive of `pg_dump`, in its own format.
public struct PostgresCopyFormat: CopyFormat {
    public let signature = "PGDMP"

    public init() {}

    /// Written out as a script, which needs no server, and counted.
    public func rows(in path: String) async throws -> [String: Int] {
        let script = FileManager.default.temporaryDirectory.appending(path: "rallynov-\(UUID().uuidString).sql").path
        defer { try? FileManager.default.removeItem(atPath: script) }
        guard FileManager.default.createFile(atPath: script, contents: nil, attributes: [.posixPermissions: 0o600])
        else {
            throw StorageError.unavailable(reason: "«\(script)» cannot be written")
        }
        try await PostgresTool("pg_restore").run(["--file=\(script)", path])
        return try CopiedRows(script: script).counts
    }

    /// What stands in the database is set aside until the copy is in place, and comes back if it fails.
    public func restore(_ path: String, to url: String, replacing: Bool) async throws {
        let session = try PostgresSession(url: url)
        guard try replacing || isEmpty(session) else { throw Backup.Refusal.alreadyThere("the database's tables") }
        let environment = session.environment
        try session.runScript(
            """
            ALTER SCHEMA public RENAME TO before_restore;
            CREATE SCHEMA public;
            GRANT USAGE ON SCHEMA public TO PUBLIC;
            """)
        do {
            try await PostgresTool("pg_restore").run(
                [
                    "--single-transaction", "--exit-on-error", "--no-owner", "--no-privileges", "--no-password",
                    "--dbname=\(environment["PGDATABASE"] ?? "")", path,
                ], environment: environment)
        } catch {
            try session.runScript("DROP SCHEMA public CASCADE; ALTER SCHEMA before_restore RENAME TO public")
            throw error
        }
        try session.runScript("DROP SCHEMA before_restore CASCADE")
    }

    private func isEmpty(_ session: PostgresSession) throws -> Bool {
        try session.count(
            """
            SELECT count(*) AS count FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'public_version'
            """) == 0
    }
}

/// Counts the rows in a script of `pg_restore`: the lines from `COPY public.thing (…) FROM stdin;` to `\.`.
private struct CopiedRows {
    private(set) var counts: [String: Int] = [:]
    private var table: String?

    init(script: String) throws {
        guard let file = FileHandle(forReadingAtPath: script) else { throw Backup.Refusal.notThere(script) }
        defer { try? file.close() }
        var rest = Data()
        while let part = try file.read(upToCount: 1 << 20), !part.isEmpty {
            rest += part
            guard let end = rest.lastIndex(of: UInt8(ascii: "\n")) else { continue }
            for line in rest[..<end].split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
                take(line)
            }
            rest = Data(rest[(end + 1)...])
        }
    }

    private mutating func take(_ line: Data) {
        if let name = table {
            if line.elementsEqual("\\.".utf8) { table = nil } else { counts[name, default: 0] += 1 }
        } else if line.starts(with: "COPY public.".utf8) {
            let name = String(decoding: line.dropFirst(12).prefix { $0 != UInt8(ascii: " ") }, as: UTF8.self)
            table = name
            counts[name] = 0
        }
    }
}
