import NIOCore

/// A file as it leaves among others, for whoever may read what it belongs to: that is for its feature to find.
public struct LeavingMedium: Sendable, Equatable {
    public let name: String
    /// In bytes.
    public let size: Int
    public let digest: BlobDigest
    /// Whether packing makes it smaller: pictures and papers are packed already.
    public let isPackable: Bool
}

extension MediaHouse {
    /// What leaves of a medium; nil of one that is not looked at, or was refused. Of a picture it is the largest that was made of it, as
    /// `original` gives it.
    public func leaving(_ medium: Medium, _ forms: [StoredForm]) -> LeavingMedium? {
        guard medium.isOpen else { return nil }
        guard medium.kind == .picture else {
            return medium.digest.map {
                LeavingMedium(
                    name: medium.name, size: medium.size, digest: $0, isPackable: medium.type.hasPrefix("text/"))
            }
        }
        return forms.filter { $0.type == "image/jpeg" }.max { $0.width < $1.width }.map { form in
            LeavingMedium(
                name: Self.named(medium.name, form), size: form.size, digest: form.digest, isPackable: false)
        }
    }

    /// Its bytes from the first; nil where they are not whole in the store. Throws `BlobFailure` where that is away.
    public func bytes(of medium: LeavingMedium) async throws -> AsyncThrowingStream<ByteBuffer, any Error>? {
        guard try await blobs.size(medium.digest) == medium.size else { return nil }
        return try await blobs.read(medium.digest, range: 0..<medium.size)
    }
}
