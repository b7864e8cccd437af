import Crypto
import Foundation
import NIOCore
import Storage

/// The files that people sent, copied beside a copy of the database: a folder in which each lies under its digest, with a list of all of
/// them in `SHA256SUMS`, so that `sha256sum --check` needs no program of ours.
///
/// Bytes that lie in an earlier copy beside it are not written once more: both name the same file.
public struct FilesCopy: Sendable {
    public let folder: String
    /// What it holds, in the order of the list.
    public let digests: [BlobDigest]
    /// What the database names and the store had no longer, or otherwise: it is not in the copy.
    public let damaged: [BlobDigest]
    /// Of the list, in hexadecimal.
    public let digest: String

    public enum Refusal: Error, Equatable, CustomStringConvertible {
        case alreadyThere(String)
        /// The folder, and what is not as it was saved.
        case changed(String, [String])
        case notThere(String)

        public var description: String {
            switch self {
            case .alreadyThere(let path): "«\(path)» is there already"
            case .changed(let path, let names):
                "the files in «\(path)» are not what was saved: \(names.joined(separator: ", "))"
            case .notThere(let path): "there is no «\(path)», in which the files of this copy lie"
            }
        }
    }

    static let list = "SHA256SUMS"

    /// The folder that belongs to a copy of a database.
    public static func folder(of copy: String) -> String { copy + ".files" }

    /// Copies what rows name, once the database is copied: rows stay a day longer than what names them, so all that the copy of the
    /// database names is among them. The folder gets its name once it is whole.
    public static func take(of blobs: any BlobStore, for database: any Database, beside copy: String) async throws
        -> FilesCopy
    {
        let (folder, files) = (folder(of: copy), FileManager.default)
        guard !files.fileExists(atPath: folder) else { throw Refusal.alreadyThere(folder) }
        let partial = folder + ".partial"
        try? files.removeItem(atPath: partial)
        let held = HeldBlobStore(database: database)
        let rows = try await held.all().sorted { $0.key.description < $1.key.description }
        let earlier = earlier(beside: folder)
        do {
            try makeFolder(partial)
            var (whole, damaged): ([BlobDigest], [BlobDigest]) = ([], [])
            for (digest, size) in rows {
                if try await take(digest, size: size, of: blobs, into: partial, earlier) {
                    whole.append(digest)
                } else if try await held.isNamed(digest) {
                    // Its row is made before its bytes come: it may have come meanwhile.
                    let isThere = try await take(digest, size: size, of: blobs, into: partial, earlier)
                    if isThere { whole.append(digest) } else { damaged.append(digest) }
                }
            }
            let list = try write(whole, into: partial)
            try files.moveItem(atPath: partial, toPath: folder)
            return FilesCopy(folder: folder, digests: whole, damaged: damaged, digest: list)
        } catch {
            try? files.removeItem(atPath: partial)
            throw error
        }
    }

    private static func take(
        _ digest: BlobDigest, size: Int, of blobs: any BlobStore, into folder: String, _ earlier: [String]
    ) async throws -> Bool {
        let path = path(of: digest, in: folder)
        try makeFolder(URL(fileURLWithPath: path).deletingLastPathComponent().path)
        for other in earlier where link(Self.path(of: digest, in: other), path) == 0 {
            if try await BlobHash.file(path)?.digest == digest { return true }
            unlink(path)
        }
        do {
            let file = try await ArrivingFile.open(path)
            defer { file.close() }
            try await file.continueAfter(0, hash: SHA256())
            for try await bytes in try await blobs.read(digest, range: 0..<size) { try await file.write(bytes) }
            let length = try await file.settle()
            if try await file.digest() == digest, length == size { return true }
        } catch BlobFailure.missing, BlobFailure.altered {}
        unlink(path)
        return false
    }

    /// Whole copies of files that lie in the same folder.
    private static func earlier(beside folder: String) -> [String] {
        let parent = URL(fileURLWithPath: folder).deletingLastPathComponent().path
        let names = (try? FileManager.default.contentsOfDirectory(atPath: parent)) ?? []
        return names.filter { $0.hasSuffix(".files") }.sorted(by: >).prefix(3).map { "\(parent)/\($0)" }
            .filter { FileManager.default.fileExists(atPath: "\($0)/\(list)") }
    }

    private static func write(_ digests: [BlobDigest], into folder: String) throws -> String {
        let text = digests.map { "\($0)  \($0.description.prefix(2))/\($0)\n" }.joined()
        let (bytes, path) = (Data(text.utf8), "\(folder)/\(list)")
        guard FileManager.default.createFile(atPath: path, contents: bytes, attributes: [.posixPermissions: 0o600]),
            let file = FileHandle(forUpdatingAtPath: path)
        else { throw BlobFailure.away("«\(path)» cannot be written") }
        try file.synchronize()
        try file.close()
        return hexadecimal(of: bytes)
    }

    private static func makeFolder(_ path: String) throws {
        try FileManager.default.createDirectory(
            atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    }

    private static func path(of digest: BlobDigest, in folder: String) -> String {
        "\(folder)/\(digest.description.prefix(2))/\(digest)"
    }

    private static func hexadecimal(of bytes: Data) -> String {
        SHA256.hash(data: bytes).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }

    /// Reads every file of a copy again.
    ///
    /// - Parameter saved: the digest of the list, as it was when the copy was made.
    public static func verify(beside copy: String, saved: String) async throws -> FilesCopy {
        let folder = folder(of: copy)
        guard let bytes = FileManager.default.contents(atPath: "\(folder)/\(list)") else {
            throw Refusal.notThere(folder)
        }
        guard hexadecimal(of: bytes) == saved else { throw Refusal.changed(folder, [list]) }
        let digests = String(decoding: bytes, as: UTF8.self).split(separator: "\n").compactMap {
            BlobDigest(String($0.prefix(64)))
        }
        var changed: [String] = []
        for digest in digests {
            let path = path(of: digest, in: folder)
            guard FileManager.default.fileExists(atPath: path), try await BlobHash.file(path)?.digest == digest else {
                changed.append(digest.description)
                continue
            }
        }
        guard changed.isEmpty else { throw Refusal.changed(folder, changed) }
        return FilesCopy(folder: folder, digests: digests, damaged: [], digest: saved)
    }

    /// What came while the copy was taken lies in it, and the database that was put back knows nothing of it: it goes out of the store
    /// again. Answers what the database names and the copy lacks.
    ///
    /// - Parameter added: what `restore` answered.
    public func leaveKnown(
        of added: [BlobDigest], in blobs: any BlobStore, to database: any Database
    ) async throws -> [BlobDigest] {
        let known = try await HeldBlobStore(database: database).all()
        for digest in added where known[digest] == nil { try await blobs.remove(digest) }
        let copied = Set(digests)
        return known.keys.filter { !copied.contains($0) }
    }

    /// Puts every file into a store: what is there stays. Answers those that were not there, which whoever restores takes away again
    /// when the database is not put back. Throws before anything is written where the copy is not whole (`verify`).
    public func restore(into blobs: any BlobStore) async throws -> [BlobDigest] {
        var added: [BlobDigest] = []
        do {
            for digest in digests {
                let path = Self.path(of: digest, in: folder)
                guard let size = try await BlobHash.file(path)?.size else { throw BlobFailure.missing(digest) }
                if try await blobs.size(digest) == nil { added.append(digest) }
                try await blobs.put(path, as: digest, size: size)
            }
            return added
        } catch {
            for digest in added { try? await blobs.remove(digest) }
            throw error
        }
    }
}
