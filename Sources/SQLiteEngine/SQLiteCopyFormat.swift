import Foundation
import GRDB
import Storage

/// A copy is a database file itself.
public struct SQLiteCopyFormat: CopyFormat {
    public let signature = "SQLite format 3"

    public init() {}

    public func rows(in path: String) async throws -> [String: Int] {
        do {
            return try await open(path, readonly: true).read { handle in
                try checkIntegrity(handle, path)
                let tables = try String.fetchAll(
                    handle,
                    sql:
                        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"
                )
                let counts = try tables.map {
                    try Int.fetchOne(handle, sql: "SELECT count(*) FROM \($0.quotedDatabaseIdentifier)")
                }
                return Dictionary(uniqueKeysWithValues: zip(tables, counts.map { $0 ?? 0 }))
            }
        } catch let error as DatabaseError {
            throw StorageError(error, path: path)
        }
    }

    private func checkIntegrity(_ handle: GRDB.Database, _ path: String) throws {
        let complaint = try String.fetchOne(handle, sql: "PRAGMA integrity_check") ?? "no answer"
        guard complaint == "ok" else {
            throw StorageError.unavailable(reason: "the database «\(path)» is damaged: \(complaint)")
        }
        guard try GRDB.Row.fetchOne(handle, sql: "PRAGMA foreign_key_check") == nil else {
            throw StorageError.unavailable(
                reason: "the database «\(path)» is damaged: rows that others need are missing")
        }
    }

    public func restore(_ path: String, to destination: String, replacing: Bool) async throws {
        let file = DataFile(path: destination)
        let isNew = file.isEmpty
        guard replacing || isNew else { throw Backup.Refusal.alreadyThere(destination) }
        file.make()
        do {
            try await whileNobodyElse(uses: destination) { try file.replace(by: path) }
        } catch let error as DatabaseError where [.SQLITE_BUSY, .SQLITE_LOCKED].contains(error.resultCode) {
            throw StorageError.unavailable(reason: "the database «\(destination)» is in use: stop the server first")
        } catch is DatabaseError {
            // A damaged file is what a restore is for.
            try file.replace(by: path)
        } catch {
            if isNew, file.isEmpty { unlink(destination) }
            throw error
        }
    }

    /// Whoever has the old file open would go on writing into a file without a name; whoever opens it meanwhile waits, and
    /// then sees that it was replaced.
    private func whileNobodyElse(uses path: String, _ work: @escaping @Sendable () throws -> Void) async throws {
        try await open(path, readonly: false).writeWithoutTransaction { handle in
            // Leaving WAL needs the file for oneself.
            try handle.execute(sql: "PRAGMA journal_mode = DELETE")
            try handle.inTransaction(.exclusive) {
                try work()
                return .rollback
            }
        }
    }

    private func open(_ path: String, readonly: Bool) throws -> DatabaseQueue {
        var configuration = Configuration()
        configuration.readonly = readonly
        configuration.prepareDatabase { $0.add(collation: .french) }
        return try DatabaseQueue(path: path, configuration: configuration)
    }
}
