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
        let files = FileManager.default
        if files.fileExists(atPath: destination) {
            guard replacing else { throw Backup.Refusal.alreadyThere(destination) }
            try await release(destination)
        }
        let partial = destination + ".partial"
        try? files.removeItem(atPath: partial)
        try files.copyItem(atPath: path, toPath: partial)
        try FileHandle(forUpdating: URL(filePath: partial)).synchronize()
        // What the log of the old file holds must not be played into the new one.
        for end in ["-wal", "-shm"] { try? files.removeItem(atPath: destination + end) }
        guard rename(partial, destination) == 0 else {
            throw StorageError.unavailable(reason: "the database «\(destination)» cannot be replaced")
        }
    }

    /// Makes sure that nobody has the old file open: they would go on writing into a file without a name.
    private func release(_ path: String) async throws {
        do {
            try await open(path, readonly: false).writeWithoutTransaction { handle in
                // Leaving WAL needs the file for oneself.
                try handle.execute(sql: "PRAGMA journal_mode = DELETE")
            }
        } catch let error as DatabaseError where [.SQLITE_BUSY, .SQLITE_LOCKED].contains(error.resultCode) {
            throw StorageError.unavailable(reason: "the database «\(path)» is in use: stop the server first")
        } catch is DatabaseError {
            // A damaged file is what a restore is for.
        }
    }

    private func open(_ path: String, readonly: Bool) throws -> DatabaseQueue {
        var configuration = Configuration()
        configuration.readonly = readonly
        configuration.prepareDatabase { $0.add(collation: .french) }
        return try DatabaseQueue(path: path, configuration: configuration)
    }
}
