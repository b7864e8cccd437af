import Crypto
import Foundation
import NIOCore

/// Digests of what lies somewhere.
enum BlobHash {
    static func digest(of bytes: AsyncThrowingStream<ByteBuffer, any Error>) async throws -> BlobDigest? {
        var hash = SHA256()
        for try await part in bytes { part.withUnsafeReadableBytes { hash.update(bufferPointer: $0) } }
        return BlobDigest(hash: hash)
    }

    /// Of a file of this machine, with its size in bytes; nil where there is none that can be read.
    static func file(_ path: String) async throws -> (digest: BlobDigest, size: Int)? {
        try await ArrivingFile.onDisk {
            guard let file = FileHandle(forReadingAtPath: path) else { return nil }
            defer { try? file.close() }
            var (hash, size) = (SHA256(), 0)
            while let part = try file.read(upToCount: 1 << 20), !part.isEmpty {
                hash.update(data: part)
                size += part.count
            }
            return BlobDigest(hash: hash).map { ($0, size) }
        }
    }
}
