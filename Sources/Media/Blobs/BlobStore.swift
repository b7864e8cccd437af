import NIOCore

/// Where bytes lie that people sent: under their digest, so that the same bytes are there once, and nothing is ever overwritten.
public protocol BlobStore: Sendable {
    /// Takes in a file of this machine, whole or not at all. Given again, it is there already.
    func put(_ file: String, as digest: BlobDigest, size: Int) async throws

    /// The same of a file that is on the disk for good, whose bytes were hashed as they came, and that nobody writes to any more: where
    /// the store can, it is not written once more.
    func adopt(_ file: String, as digest: BlobDigest, size: Int) async throws

    /// Some of the bytes, as they come. Throws `BlobFailure.missing` where there are none.
    func read(_ digest: BlobDigest, range: Range<Int>) async throws -> AsyncThrowingStream<ByteBuffer, any Error>

    /// In bytes; nil where there are none.
    func size(_ digest: BlobDigest) async throws -> Int?

    /// What is not there is removed already.
    func remove(_ digest: BlobDigest) async throws

    /// Everything that lies there, with its size in bytes.
    func all() async throws -> AsyncThrowingStream<(digest: BlobDigest, size: Int), any Error>
}

extension BlobStore {
    public func adopt(_ file: String, as digest: BlobDigest, size: Int) async throws {
        try await put(file, as: digest, size: size)
    }
}

/// SHA-256 of the bytes, in 64 small hexadecimal digits.
public struct BlobDigest: Hashable, Sendable, CustomStringConvertible {
    public let description: String

    public init?(_ text: String) {
        guard text.utf8.count == 64, text.utf8.allSatisfy({ (48...57).contains($0) || (97...102).contains($0) }) else {
            return nil
        }
        description = text
    }
}

public enum BlobFailure: Error, Equatable, Sendable {
    case missing(BlobDigest)
    /// The bytes are not those of the digest.
    case altered(BlobDigest)
    /// No room.
    case full
    /// The store does not answer, or not as expected; in words for the log.
    case away(String)

    /// Trying again later may work.
    public var isPassing: Bool {
        switch self {
        case .full, .away: true
        case .missing, .altered: false
        }
    }
}
