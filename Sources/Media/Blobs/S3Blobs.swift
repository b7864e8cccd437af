import NIOCore

/// Bytes in a bucket of a store that speaks Amazon's S3, each under its digest.
///
/// Every request is signed by libcurl, what is sent with it by its true digest. Throws `BlobFailure.away` in seconds where the store
/// does not answer, `full` where it has no room.
public struct S3Blobs: BlobStore {
    /// Of one request's answer while a blob is read: a slow reader holds no line to the store.
    static let piece = 1_048_576

    private let line: S3Line
    private let isChecked: Bool
    private let pageSize: Int

    /// - Parameter isChecked: as with `FolderBlobs`.
    public init(_ place: S3Place, isChecked: Bool = true) { self.init(place, isChecked: isChecked, pageSize: 1_000) }

    /// - Parameter pageSize: how many blobs are listed by one request, at most 1,000.
    init(_ place: S3Place, isChecked: Bool = true, pageSize: Int) {
        (line, self.isChecked, self.pageSize) = (S3Line(to: place), isChecked, pageSize)
    }

    public func put(_ file: String, as digest: BlobDigest, size: Int) async throws {
        try await line.apart {
            guard try found(digest) != size else { return }
            guard try ArrivingBlob.measured(file) == (digest.description, size) else {
                throw BlobFailure.altered(digest)
            }
            // 200 KB a second at least.
            let answer = try line.ask(
                S3Request(
                    method: .put(file: file, size: size), path: path(digest), digest: digest.description,
                    patience: 30 + size / 200_000))
            guard answer.isGood else { throw answer.failure }
        }
    }

    public func read(
        _ digest: BlobDigest, range: Range<Int>
    ) async throws -> AsyncThrowingStream<ByteBuffer, any Error> {
        let reading = try await line.apart {
            guard let size = try found(digest) else { throw BlobFailure.missing(digest) }
            return BlobReading(digest, size: size, range: range, piece: Self.piece, isChecked: isChecked) {
                try bytes(of: digest, at: $0, count: $1)
            }
        }
        return AsyncThrowingStream { try await line.apart { try reading.next() } }
    }

    public func size(_ digest: BlobDigest) async throws -> Int? { try await line.apart { try found(digest) } }

    public func remove(_ digest: BlobDigest) async throws {
        try await line.apart {
            let answer = try line.ask(S3Request(method: .delete, path: path(digest)))
            guard answer.isGood || answer.status == 404 else { throw answer.failure }
        }
    }

    public func all() async throws -> AsyncThrowingStream<(digest: BlobDigest, size: Int), any Error> {
        let list = S3List(of: line, pageSize: pageSize)
        try await line.apart { try list.begin() }
        return AsyncThrowingStream { try await line.apart { try list.next() } }
    }

    private func path(_ digest: BlobDigest) -> String { "/\(line.place.prefix)\(digest)" }

    private func found(_ digest: BlobDigest) throws -> Int? {
        let answer = try line.ask(S3Request(method: .head, path: path(digest)))
        if answer.status == 404 { return nil }
        guard answer.isGood, answer.size >= 0 else { throw answer.failure }
        return answer.size
    }

    private func bytes(of digest: BlobDigest, at place: Int, count: Int) throws -> ByteBuffer {
        let answer = try line.ask(
            S3Request(method: .get(place..<(place + count)), path: path(digest), mostAnswer: max(count, 100_000)))
        if answer.status == 404 { throw BlobFailure.missing(digest) }
        guard answer.isGood else { throw answer.failure }
        guard answer.body.count == count else { throw BlobFailure.altered(digest) }
        return ByteBuffer(bytes: answer.body)
    }
}
