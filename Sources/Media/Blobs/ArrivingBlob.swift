import Crypto
import Foundation

/// A file that is being taken in, under a name that no digest has until it is whole.
struct ArrivingBlob {
    static let ending = ".part"

    private let source: String
    private let folder: String

    init(of source: String, in folder: String) { (self.source, self.folder) = (source, folder) }

    /// Leaves nothing behind where it fails.
    func take(as digest: BlobDigest, size: Int) throws {
        let fresh = "\(folder)/\(UUID().uuidString)\(Self.ending)"
        do {
            guard try copied(to: fresh) == (digest.description, size) else { throw BlobFailure.altered(digest) }
            guard rename(fresh, "\(folder)/\(digest)") == 0 else { throw BlobFailure.now(away: "cannot rename") }
            try BlobFolder.keep(folder)
        } catch {
            unlink(fresh)
            throw error
        }
    }

    /// What was written, and is on disk: its digest and its size.
    private func copied(to fresh: String) throws -> (digest: String, size: Int) {
        let from = open(source, O_RDONLY | O_CLOEXEC)
        guard from >= 0 else { throw BlobFailure.now(away: "cannot read what came") }
        defer { close(from) }
        let to = open(fresh, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard to >= 0 else { throw BlobFailure.now(away: "cannot make a file") }
        defer { close(to) }
        let copied = try Self.read(from) { try Self.write($0, to: to) }
        guard fsync(to) == 0 else { throw BlobFailure.now(away: "cannot keep a file") }
        return copied
    }

    /// Of a file: its digest and its size.
    static func measured(_ path: String) throws -> (digest: String, size: Int) {
        let from = open(path, O_RDONLY | O_CLOEXEC)
        guard from >= 0 else { throw BlobFailure.now(away: "cannot read what came") }
        defer { close(from) }
        return try read(from) { _ in }
    }

    private static func read(
        _ from: Int32, each: (ArraySlice<UInt8>) throws -> Void
    ) throws -> (digest: String, size: Int) {
        var (hash, size) = (SHA256(), 0)
        var room = [UInt8](repeating: 0, count: 1_048_576)
        while true {
            let count = Foundation.read(from, &room, room.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw BlobFailure.now(away: "cannot read what came") }
            guard count > 0 else { return (hash.finalize().map(hexadecimal).joined(), size) }
            room.withUnsafeBytes { hash.update(bufferPointer: UnsafeRawBufferPointer(rebasing: $0[..<count])) }
            try each(room[..<count])
            size += count
        }
    }

    private static func write(_ bytes: ArraySlice<UInt8>, to file: Int32) throws {
        var left = bytes
        while !left.isEmpty {
            let count = left.withUnsafeBytes { Foundation.write(file, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw BlobFailure.now(away: "cannot write") }
            left = left.dropFirst(count)
        }
    }

    static func hexadecimal(_ byte: UInt8) -> String { (byte < 16 ? "0" : "") + String(byte, radix: 16) }
}
