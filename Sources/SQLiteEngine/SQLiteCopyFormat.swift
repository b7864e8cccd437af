import Foundation
import GRDB
import Storage

/// A copy is a database file itself.
public struct SQLiteCopyFormat: CopyFormat {
    public let signature = "SQLite format 3"
    public let dialect = Dialect.sqlite

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

    public func shape(in path: String) async throws -> CopyShape {
        do {
            return try await open(path, readonly: true).read { handle in
                let steps = try Int.fetchAll(handle, sql: "SELECT number FROM schema_step")
                return CopyShape(steps: steps, things: try Self.things(handle))
            }
        } catch let error as DatabaseError {
            throw StorageError(error, path: path)
        }
    }

    /// Taken by a database in memory.
    public func things(after scripts: [String]) async throws -> [String: String] {
        do {
            return try await DatabaseQueue(configuration: Self.configuration).write { handle in
                for script in scripts { try handle.execute(sql: script) }
                return try Self.things(handle)
            }
        } catch let error as DatabaseError {
            throw StorageError(error, path: "the migrations")
        }
    }

    // A table that was renamed has its name in quotation marks.
    private static func things(_ handle: GRDB.Database) throws -> [String: String] {
        let rows = try GRDB.Row.fetchAll(
            handle,
            sql: "SELECT type, name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\'")
        var things: [String: String] = [:]
        for row in rows {
            let (kind, name, sql): (String, String, String?) = (row[0], row[1], row[2])
            let words = (sql ?? "").replacing("\"", with: "").split(whereSeparator: \.isWhitespace)
            things["\(kind) \(name)"] = words.joined(separator: " ")
        }
        things["table schema_step"] = nil
        return things
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

    /// All that the copy is made of was compared as it was read.
    public func restore(
        _ path: String, to destination: String, replacing: Bool, madeBy scripts: [String]?
    ) async throws {
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
        var configuration = Self.configuration
        configuration.readonly = readonly
        return try DatabaseQueue(path: path, configuration: configuration)
    }

    private static var configuration: Configuration {
        var configuration = Configuration()
        configuration.prepareDatabase { $0.add(collation: .french) }
        return configuration
    }
}
