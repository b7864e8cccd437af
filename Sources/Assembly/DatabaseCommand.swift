import Foundation
import Storage

/// `rallynov migrate`, `backup`, `restore` and `verify`: arguments in, the text for standard output out; refusals are thrown.
public struct DatabaseCommand: Sendable {
    public enum Refusal: Error, Equatable, CustomStringConvertible {
        case otherKind(String)

        public var description: String {
            switch self {
            case .otherKind(let path): "«\(path)» is not a copy of this kind of database"
            }
        }
    }

    private let address: String
    private let root: String

    public init(address: String, root: String) { (self.address, self.root) = (address, root) }

    /// Takes the steps that are missing. A database that holds something is copied first, into the folder `copies`: by
    /// default beside the file, or for PostgreSQL the current one.
    public func migrate(copies: String?, now: Date) async throws -> String {
        let database = try Databases.connect(address)
        let migrator = Migrator(folder: root + "/Migrations")
        let missing = try await migrator.missing(in: database)
        guard let first = missing.first, let last = missing.last else { return "The database lacks nothing.\n" }
        var said = ""
        if try await !Databases.isNew(database) {
            let copy = try await Backup.take(of: database, to: name(ofCopyBefore: first, in: copies, now: now))
            said = "The database as it was: \(copy.path)\n"
        }
        try await migrator.migrate(database, now: now)
        try await database.close()
        return said + "Steps taken: \(missing.count), up to \(last.name).\n"
    }

    private func name(ofCopyBefore step: Migrator.Step, in folder: String?, now: Date) -> String {
        let beside = Databases.path(of: address).map { URL(filePath: $0).deletingLastPathComponent().path }
        let moment = now.formatted(.iso8601).replacing(":", with: "-")
        return "\(folder ?? beside ?? ".")/before-\(step.name)-\(moment).\(beside == nil ? "pgdump" : "sqlite")"
    }

    /// Copies the database while others use it.
    public func backup(to path: String) async throws -> String {
        let database = try Databases.connect(address, mustExist: true)
        let copy = try await Backup.take(of: database, to: path)
        try await database.close()
        return Self.facts(of: copy)
    }

    /// Puts a copy in the place of a database that nothing uses.
    public func restore(from path: String, replacing: Bool) async throws -> String {
        let copy = try await Self.copy(path, for: try Databases.kind(of: address))
        if let file = Databases.path(of: address) { try Databases.findFolder(of: file) }
        try await copy.restore(to: Databases.path(of: address) ?? address, replacing: replacing)
        return "Restored: " + Self.facts(of: copy)
    }

    private static func copy(_ path: String, for kind: Dialect) async throws -> Backup {
        do {
            return try await Backup.verify(path, among: [Databases.copyFormat(of: kind)])
        } catch Backup.Refusal.notACopy {
            throw Refusal.otherKind(path)
        }
    }

    /// Reads a copy from end to end and compares it with its digest.
    public static func verify(_ path: String) async throws -> String {
        "Whole: " + facts(of: try await Backup.verify(path, among: Databases.copyFormats))
    }

    private static func facts(of copy: Backup) -> String {
        let rows = copy.rows.values.reduce(0, +)
        return "\(copy.path), \(copy.rows.count) tables, \(rows) rows, SHA-256 \(copy.digest)\n"
    }
}
