import Forms
import Foundation
import PostgresEngine
import SQLiteEngine
import Storage

/// Opens the database an address names: `sqlite:PATH`, a path, or `postgres://…`.
public enum Databases {
    public enum Refusal: Error, Equatable, CustomStringConvertible {
        case noSuchKind
        case noFolder(String)
        case stepsMissing(Int)
        /// The folder of the program's files, and the last step in it.
        case newerFiles(String, step: Int)
        case olderFiles(String, step: Int)

        public var description: String {
            switch self {
            case .noSuchKind: "a database address is sqlite:PATH or postgres://person:password@host:port/name"
            case .noFolder(let path): "there is no folder «\(path)» for the database"
            case .stepsMissing(let count):
                """
                the database is of an older program (\(count) \(count == 1 ? "step is" : "steps are") missing): run rallynov migrate, \
                which copies it first, and start again
                """
            case .newerFiles(let root, let step):
                """
                the files in «\(root)» are of a newer program (step \(step)) than this one (step \(Databases.step)): install or build \
                the program that came with them, then run rallynov migrate
                """
            case .olderFiles(let root, let step):
                """
                the files in «\(root)» are of an older program (step \(step)) than this one (step \(Databases.step)): put the files \
                that came with this program in their place, or name their folder in RALLYNOV_ROOT
                """
            }
        }
    }

    /// The default address. Its folder is made when it is not there; any other is thought a mistake.
    public static let usual = "var/rallynov.sqlite"

    /// The last step of the migrations that this program was built with: a test holds it against them.
    static let step = 64

    /// A site is served by the program that its files came with: another one would miss columns, or have some too many.
    public static func refuseFilesOfAnother(in root: String) throws {
        let last = try Migrator(folder: root + "/Migrations").last
        if last > step { throw Refusal.newerFiles(root, step: last) }
        if last < step { throw Refusal.olderFiles(root, step: last) }
    }

    static let copyFormats = [copyFormat(of: .sqlite), copyFormat(of: .postgres)]

    /// The database with all that this program needs. A new one gets its tables; one of an older program is refused, because
    /// `migrate` takes a copy of it first.
    public static func open(_ address: String, root: String) async throws -> any Database {
        let database = try connect(address)
        let migrator = Migrator(folder: root + "/Migrations")
        let missing = try await migrator.missing(in: database)
        if !missing.isEmpty {
            guard try await isNew(database) else { throw Refusal.stepsMissing(missing.count) }
            try await migrator.migrate(database)
        }
        try await FormStore.bring(House.defaultForm(in: root), now: Date(), into: database)
        return database
    }

    static func isNew(_ database: any Database) async throws -> Bool {
        try await database.read { try $0.count("SELECT count(*) AS count FROM schema_step") == 0 }
    }

    /// The database as it is.
    static func connect(_ address: String, mustExist: Bool = false) throws -> any Database {
        guard try kind(of: address) == .sqlite, let path = path(of: address) else {
            return try PostgresDatabase(url: address)
        }
        try findFolder(of: path)
        return try SQLiteDatabase(path: path, mustExist: mustExist)
    }

    static func kind(of address: String) throws(Refusal) -> Dialect {
        if path(of: address) != nil { return .sqlite }
        guard address.hasPrefix("postgres://") || address.hasPrefix("postgresql://") else { throw .noSuchKind }
        return .postgres
    }

    /// Where the file is; nil on a server.
    static func path(of address: String) -> String? {
        let path = address.hasPrefix("sqlite:") ? String(address.dropFirst(7)) : address
        return path.contains("://") || path.isEmpty ? nil : path
    }

    static func findFolder(of path: String) throws {
        let folder = URL(filePath: path).deletingLastPathComponent().path
        if path.hasPrefix("var/") {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        }
        guard FileManager.default.fileExists(atPath: folder) else { throw Refusal.noFolder(folder) }
    }

    static func copyFormat(of kind: Dialect) -> any CopyFormat {
        switch kind {
        case .sqlite: SQLiteCopyFormat()
        case .postgres: PostgresCopyFormat()
        }
    }
}
