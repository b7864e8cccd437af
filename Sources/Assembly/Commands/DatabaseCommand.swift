import Foundation
import Media
import Storage

/// `rallynov migrate`, `backup`, `restore` and `verify`: arguments in, the text for standard output out; refusals are thrown.
public struct DatabaseCommand: Sendable {
    public enum Refusal: Error, Equatable, CustomStringConvertible {
        case otherKind(String)
        /// What is amiss with the files that people sent, a line each.
        case unsound([String])

        public var description: String {
            switch self {
            case .otherKind(let path): "«\(path)» is not a copy of this kind of database"
            case .unsound(let lines): "files are missing or altered:\n" + lines.joined(separator: "\n")
            }
        }
    }

    private let address: String
    private let root: String
    private let files: FileSettings

    /// - Parameter files: where what people sent lies; without it, in the folder beside the data.
    public init(address: String, root: String, files: FileSettings? = nil) {
        (self.address, self.root) = (address, root)
        self.files = files ?? FileSettings(folder: FileSettings.folder(beside: Databases.path(of: address), [:]))
    }

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

    /// Copies the database while others use it, and what people sent into a folder beside the copy. A file that is missing or altered
    /// in the store is named by a refusal once all the rest is copied.
    public func backup(to path: String) async throws -> String {
        let database = try Databases.connect(address, mustExist: true)
        let copy = try await Backup.take(of: database, to: path)
        let count = try await MediaStore(database: database).countOfBlobs() ?? 0
        let taken = count > 0 ? try await CopyOfFiles(path: path).take(of: files.blobs, for: database) : nil
        try await database.close()
        if let taken, !taken.damaged.isEmpty {
            throw CopyOfFiles.Refusal.damaged(taken.damaged.map(\.description))
        }
        return Self.facts(of: copy, taken)
    }

    /// What is put back of a copy, where the database and the files belong to different users of the machine.
    public enum Part: String, Sendable, CaseIterable {
        case database, files
    }

    /// Puts a copy in the place of a database that nothing uses, with its files: both or neither, unless only one is asked for.
    public func restore(from path: String, replacing: Bool, only part: Part? = nil) async throws -> String {
        let copy = try await copy(path, for: try Databases.kind(of: address))
        let taken = part == .database ? nil : try await CopyOfFiles(path: path).verify()
        if let file = Databases.path(of: address) { try Databases.findFolder(of: file) }
        // Files lie under their digests and take nobody's place: they come first, and go again when the database does not come.
        let added = try await taken?.restore(into: files.blobs) ?? []
        guard part != .files else { return "Restored: \(taken?.digests.count ?? 0) files\n" }
        do {
            try await copy.restore(to: Databases.path(of: address) ?? address, replacing: replacing)
        } catch {
            for digest in added { try? await files.blobs.remove(digest) }
            throw error
        }
        let missing = part == nil ? try await settle(copy, taken, added) : 0
        let told = "\(missing) files that it names are not in the copy: rallynov verify says which the store lacks.\n"
        return "Restored: " + Self.facts(of: copy, taken) + (missing > 0 ? told : "")
    }

    /// How many files the database names that the copy lacks. What it knows nothing of goes: it came while the copy was taken.
    private func settle(_ copy: Backup, _ taken: FilesCopy?, _ added: [BlobDigest]) async throws -> Int {
        guard let taken else { return Self.missing(from: copy, nil) }
        let database = try Databases.connect(address, mustExist: true)
        let missing = try await taken.leaveKnown(of: added, in: files.blobs, to: database).count
        try await database.close()
        return missing
    }

    /// Reads all that people sent again, and names what is missing, altered or too much. The first two are a refusal.
    public func verifyFiles() async throws -> String {
        let database = try Databases.connect(address, mustExist: true)
        guard try await MediaStore(database: database).countOfBlobs() != nil else {
            return "The database knows no files.\n"
        }
        let found = try await BlobFindings.look(at: files.blobs, for: database)
        try await database.close()
        guard found.isSound else { throw Refusal.unsound(found.lines) }
        return found.lines.map { $0 + "\n" }.joined() + "Whole: \(found.whole) files, \(found.size) bytes\n"
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
        let copy = try await Backup.verify(path, among: Databases.copyFormats, madeBy: migrator)
        let taken = try await CopyOfFiles(path: path).verify()
        let missing = missing(from: copy, taken)
        guard missing <= 0 else { throw CopyOfFiles.Refusal.incomplete(missing) }
        return "Whole: " + facts(of: copy, taken)
    }

    /// More than none where the store had lost some when the copy was made, or the database was copied alone.
    private static func missing(from copy: Backup, _ taken: FilesCopy?) -> Int {
        copy.rows["media_blob", default: 0] - (taken?.digests.count ?? 0)
    }

    private static func facts(of copy: Backup, _ taken: FilesCopy?) -> String {
        let rows = copy.rows.values.reduce(0, +)
        let files = taken.map { $0.digests.isEmpty ? "" : ", \($0.digests.count) files" } ?? ""
        return "\(copy.path), \(copy.rows.count) tables, \(rows) rows\(files), SHA-256 \(copy.digest)\n"
    }
}
