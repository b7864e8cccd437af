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
        // Before a copy is taken for nothing.
        try await migrator.makeSureOfRights(in: database)
        var said = ""
        if try await !Databases.isNew(database) {
            let copy = try await Backup.take(of: database, to: place(ofCopyBefore: first, in: copies, now: now))
            said = "The database as it was: \(copy.path)\n"
        }
        try await migrator.migrate(database, now: now)
        try await database.close()
        return said + "Steps taken: \(missing.count), up to \(last.name).\n"
    }

    /// A name of its own, also for whoever begins again within the second in which they were stopped. What a migration that was
    /// killed had copied by then goes: it is no copy.
    private func place(ofCopyBefore step: Migrator.Step, in folder: String?, now: Date) -> String {
        let beside = Databases.path(of: address).map { URL(filePath: $0).deletingLastPathComponent().path }
        let (folder, files) = (folder ?? beside ?? ".", FileManager.default)
        for name in (try? files.contentsOfDirectory(atPath: folder)) ?? []
        where name.hasPrefix("before-") && name.hasSuffix(".partial") {
            try? files.removeItem(atPath: "\(folder)/\(name)")
        }
        let moment = now.formatted(.iso8601).replacing(":", with: "-")
        let ending = beside == nil ? "pgdump" : "sqlite"
        let names = sequence(first: 1) { $0 + 1 }.lazy.map { number in
            "\(folder)/before-\(step.name)-\(moment)\(number == 1 ? "" : "-\(number)").\(ending)"
        }
        return names.first { !files.fileExists(atPath: $0) }!
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
        let copy = try await copy(path, for: try Databases.kind(of: address))
        if let file = Databases.path(of: address) { try Databases.findFolder(of: file) }
        try await copy.restore(to: Databases.path(of: address) ?? address, replacing: replacing)
        return "Restored: " + Self.facts(of: copy)
    }

    private func copy(_ path: String, for kind: Dialect) async throws -> Backup {
        do {
            return try await Backup.verify(
                path, among: [Databases.copyFormat(of: kind)], madeBy: Migrator(folder: root + "/Migrations"))
        } catch Backup.Refusal.notACopy {
            throw Refusal.otherKind(path)
        }
    }

    /// Reads a copy from end to end, compares it with its digest, and what it is made of with the migrations in `root`.
    public static func verify(_ path: String, root: String) async throws -> String {
        let migrator = Migrator(folder: root + "/Migrations")
        return "Whole: " + facts(of: try await Backup.verify(path, among: Databases.copyFormats, madeBy: migrator))
    }

    private static func facts(of copy: Backup) -> String {
        let rows = copy.rows.values.reduce(0, +)
        return "\(copy.path), \(copy.rows.count) tables, \(rows) rows, SHA-256 \(copy.digest)\n"
    }
}
