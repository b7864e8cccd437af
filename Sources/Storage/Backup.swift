import Crypto
import Foundation

/// What an engine knows of the copies that its `backUp` makes.
public protocol CopyFormat: Sendable {
    /// The first bytes of every copy.
    var signature: String { get }

    var dialect: Dialect { get }

    /// Reads a copy from end to end: how many rows each table has. Throws when it is damaged.
    func rows(in path: String) async throws -> [String: Int]

    /// What a copy holds beside its rows.
    func shape(in path: String) async throws -> CopyShape

    /// The things that a database holds once it has taken these steps, and nothing else was done to it.
    func things(after scripts: [String]) async throws -> [String: String]

    /// Puts a copy in place, whole or not at all. What stands there is refused, or replaced when `replacing`.
    ///
    /// `scripts` are the steps that the copy says its database has taken. An engine that can tell only now, with the copy before
    /// it, whether all of it is what they make, refuses by `Backup.Refusal.altered`; nil when nobody asks.
    func restore(_ path: String, to address: String, replacing: Bool, madeBy scripts: [String]?) async throws
}

/// What a copy holds beside its rows.
public struct CopyShape: Sendable {
    /// The numbers of the steps that its database has taken.
    public let steps: [Int]
    /// Tables, indexes, triggers and all else that a database is made of, by kind and name, with what each does.
    public let things: [String: String]

    public init(steps: [Int], things: [String: String]) { (self.steps, self.things) = (steps, things) }
}

/// A copy of a database that has been read from end to end and found whole.
///
/// It is one file, with its digest beside it in `FILE.sha256`, so that `sha256sum --check` needs no program of ours.
public struct Backup: Sendable {
    public let path: String
    /// SHA-256, in hexadecimal.
    public let digest: String
    /// How many rows each table has.
    public let rows: [String: Int]
    private let format: any CopyFormat
    /// The steps that its database has taken, for whoever puts it back.
    private var scripts: [String]?

    public enum Refusal: Error, Equatable, CustomStringConvertible {
        case alreadyThere(String)
        case notThere(String)
        case noDigest(String)
        case changed(String)
        case notACopy(String)
        case foreign(String)
        /// Its digest is right, but it has other triggers, tables… than the steps make: their names.
        case altered(String, things: [String])

        public var description: String {
            switch self {
            case .alreadyThere(let path): "«\(path)» is there already"
            case .notThere(let path): "there is no «\(path)»"
            case .noDigest(let path): "«\(path).sha256» is missing or unreadable"
            case .changed(let path): "«\(path)» is not what was saved: its digest is another"
            case .notACopy(let path): "«\(path)» is not a copy of a database"
            case .foreign(let path): "«\(path)» is a database, but not one of this program"
            case .altered(let path, let things):
                "«\(path)» is not as this program makes it: \(things.joined(separator: ", "))"
            }
        }
    }

    /// Copies a database while others write. The file gets its name only once it has been verified, so a file with that name
    /// is a whole one; nobody but its owner may read it.
    public static func take(of database: any Database, to path: String) async throws -> Backup {
        guard !FileManager.default.fileExists(atPath: path) else { throw Refusal.alreadyThere(path) }
        let partial = path + ".partial"
        do {
            try createPrivateFile(partial, Data())
            try await database.backUp(to: partial)
            let rows = try await ownRows(of: partial, database.copyFormat, named: path)
            let digest = try syncedDigest(of: partial)
            let name = URL(filePath: path).lastPathComponent
            try createPrivateFile(path + ".sha256", Data("\(digest)  \(name)\n".utf8))
            try FileManager.default.moveItem(atPath: partial, toPath: path)
            return Backup(path: path, digest: digest, rows: rows, format: database.copyFormat)
        } catch {
            try? FileManager.default.removeItem(atPath: partial)
            throw error
        }
    }

    /// Reads a copy again, from end to end, and compares it with its digest; what it is made of, with what the migrations make:
    /// whoever can change a copy can also write its digest anew, and a trigger acts once the copy is put back.
    public static func verify(
        _ path: String, among formats: [any CopyFormat], madeBy migrator: Migrator? = nil
    ) async throws -> Backup {
        guard let file = FileHandle(forReadingAtPath: path) else { throw Refusal.notThere(path) }
        let start = try file.read(upToCount: 32) ?? Data()
        guard let format = formats.first(where: { start.starts(with: $0.signature.utf8) }) else {
            throw Refusal.notACopy(path)
        }
        let digest = try syncedDigest(of: path)
        guard let saved = try? String(contentsOfFile: path + ".sha256", encoding: .utf8), saved.count > 64 else {
            throw Refusal.noDigest(path)
        }
        guard saved.prefix(64) == digest else { throw Refusal.changed(path) }
        let rows = try await ownRows(of: path, format, named: path)
        var copy = Backup(path: path, digest: digest, rows: rows, format: format)
        if let migrator { copy.scripts = try await refuseAltered(path, format, migrator) }
        return copy
    }

    /// Answers the steps that it was held against.
    private static func refuseAltered(
        _ path: String, _ format: any CopyFormat, _ migrator: Migrator
    ) async throws -> [String] {
        let shape = try await format.shape(in: path)
        let scripts = try migrator.scripts(of: shape.steps, for: format.dialect)
        let expected = try await format.things(after: scripts)
        let names = Set(expected.keys).union(shape.things.keys).filter { expected[$0] != shape.things[$0] }
        guard names.isEmpty else { throw Refusal.altered(path, things: names.sorted()) }
        return scripts
    }

    /// Whole is not enough: every database of this program has taken steps.
    private static func ownRows(
        of file: String, _ format: any CopyFormat, named path: String
    ) async throws -> [String: Int] {
        let rows = try await format.rows(in: file)
        guard rows[Migrator.table, default: 0] > 0 else { throw Refusal.foreign(path) }
        return rows
    }

    /// Puts the copy in place of a database that nothing uses: a path for SQLite, a `postgres://` address for PostgreSQL.
    public func restore(to address: String, replacing: Bool = false) async throws {
        try await format.restore(path, to: address, replacing: replacing, madeBy: scripts)
    }

    private static func createPrivateFile(_ path: String, _ content: Data) throws {
        guard FileManager.default.createFile(atPath: path, contents: content, attributes: [.posixPermissions: 0o600])
        else { throw StorageError.unavailable(reason: "«\(path)» cannot be written") }
    }

    /// The digest of what is on the disk for good.
    private static func syncedDigest(of path: String) throws -> String {
        guard let file = FileHandle(forReadingAtPath: path) else { throw Refusal.notThere(path) }
        defer { try? file.close() }
        try file.synchronize()
        var hash = SHA256()
        while let part = try file.read(upToCount: 1 << 20), !part.isEmpty { hash.update(data: part) }
        return hash.finalize().map { byte in (byte < 16 ? "0" : "") + String(byte, radix: 16) }.joined()
    }
}
