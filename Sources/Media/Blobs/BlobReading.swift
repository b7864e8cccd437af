import Crypto
import Foundation
import NIOCore
import Synchronization

/// A file as it lies: open for as long as somebody reads it, also where it is removed meanwhile.
final class LyingBlob: Sendable {
    let size: Int
    private let descriptor: Int32

    /// Nil where there is none.
    init?(_ path: String) {
        let opened = open(path, O_RDONLY | O_CLOEXEC)
        guard opened >= 0 else { return nil }
        descriptor = opened
        size = Int(lseek(opened, 0, SEEK_END))
    }

    deinit { close(descriptor) }

    /// At most `count` bytes from there.
    func bytes(at place: Int, count: Int) throws -> ByteBuffer {
        var buffer = ByteBufferAllocator().buffer(capacity: count)
        let read = buffer.writeWithUnsafeMutableBytes(minimumWritableBytes: count) {
            max(0, pread(descriptor, $0.baseAddress, min(count, $0.count), off_t(place)))
        }
        guard read > 0 else { throw BlobFailure.now(away: "cannot read") }
        return buffer
    }
}

/// One reading, piece by piece, as fast as whoever asked takes them.
final class BlobReading: Sendable {
    /// Some of the bytes: from where, and how many at most.
    typealias Source = @Sendable (Int, Int) throws -> ByteBuffer

    private let source: Source
    private let digest: BlobDigest
    private let end: Int
    private let piece: Int
    private let state: Mutex<State>

    private struct State {
        var place: Int
        /// Nil where only a part is read, which no digest is known of.
        var hash: SHA256?
    }

    /// - Parameters:
    ///   - range: of a blob of `size` bytes; what is beyond is left out.
    ///   - piece: of what is read at once, in bytes: memory stays flat, however large the blob is.
    init(
        _ digest: BlobDigest, size: Int, range: Range<Int>, piece: Int, isChecked: Bool, from source: @escaping Source
    ) {
        let within = range.clamped(to: 0..<size)
        (self.source, self.digest, self.piece, end) = (source, digest, piece, within.upperBound)
        let isWhole = within == 0..<size
        state = Mutex(State(place: within.lowerBound, hash: isChecked && isWhole ? SHA256() : nil))
    }

    /// Nil at the end. Where the bytes are not those of the digest, `BlobFailure.altered` in place of the last piece, so that nobody
    /// takes such bytes for whole.
    func next() throws -> ByteBuffer? {
        try state.withLock { state in
            guard state.place < end else { return nil }
            let bytes = try source(state.place, min(piece, end - state.place))
            state.place += bytes.readableBytes
            bytes.withUnsafeReadableBytes { state.hash?.update(bufferPointer: $0) }
            if state.place == end, let hash = state.hash {
                let found = hash.finalize().map(ArrivingBlob.hexadecimal).joined()
                guard found == digest.description else { throw BlobFailure.altered(digest) }
            }
            return bytes
        }
    }
}
