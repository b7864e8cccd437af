import Crypto
import Foundation
import NIOCore
import NIOPosix
import Synchronization

/// A file of this machine that grows while somebody sends it. One at a time writes to it, in whichever process.
///
/// Its bytes are written by the threads that may wait for a disk, a quarter of a megabyte at once, and hashed on the way.
final class ArrivingFile: Sendable {
    enum Failure: Error, Equatable {
        /// Somebody else is sending it just now.
        case busy
    }

    fileprivate struct State {
        var descriptor: CInt
        /// How many bytes are written.
        var length: Int
        var hash: SHA256?
        var unwritten = ByteBuffer()
    }

    private static let piece = 256 << 10
    private let state: Mutex<State>

    private init(_ state: consuming State) { self.state = Mutex(state) }

    deinit { close() }

    /// Others may write to it from now on. Whoever opened it says so: what still holds it is let go at some time after.
    func close() {
        state.withLock { state in
            if state.descriptor >= 0 { _ = Glibc.close(state.descriptor) }
            state.descriptor = -1
        }
    }

    /// Ours alone until it is closed, or throws `Failure.busy`.
    static func open(_ path: String) async throws -> ArrivingFile {
        try await onDisk {
            let descriptor = Glibc.open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
            guard descriptor >= 0 else { throw BlobFailure.disk(errno, path) }
            let file = ArrivingFile(State(descriptor: descriptor, length: 0, hash: nil))
            guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else { throw Failure.busy }
            return file
        }
    }

    /// Goes on after so many bytes; what lies there beyond them goes.
    ///
    /// - Parameter hash: of those bytes; nil where nobody knows it any more.
    func continueAfter(_ length: Int, hash: SHA256?) async throws {
        try await Self.onDisk {
            try self.state.withLock { state in
                let end = lseek(state.descriptor, 0, SEEK_END)
                guard end >= length else { throw BlobFailure.away("a file under way has lost bytes") }
                guard end == length || !state.isKept else { throw BlobFailure.away("a file under way is kept already") }
                guard ftruncate(state.descriptor, off_t(length)) == 0 else {
                    throw BlobFailure.disk(errno, "ftruncate")
                }
                (state.length, state.hash) = (length, hash)
            }
        }
    }

    /// How many bytes lie there, whoever wrote them.
    func lying() async throws -> Int {
        try await Self.onDisk {
            try self.state.withLock { state in
                let end = lseek(state.descriptor, 0, SEEK_END)
                guard end >= 0 else { throw BlobFailure.disk(errno, "lseek") }
                return Int(end)
            }
        }
    }

    /// Whether the store has it under another name: what would be cut off here would be gone there.
    func isKept() async throws -> Bool { try await Self.onDisk { self.state.withLock { $0.isKept } } }

    /// In bytes, with what is still to be written.
    var length: Int { state.withLock { $0.length + $0.unwritten.readableBytes } }

    /// Of all that was written; nil where its beginning was not seen.
    var hash: SHA256? { state.withLock { $0.hash } }

    func write(_ bytes: ByteBuffer) async throws {
        let isFull = state.withLock { state in
            state.unwritten.writeImmutableBuffer(bytes)
            return state.unwritten.readableBytes >= Self.piece
        }
        if isFull { try await flush() }
    }

    private func flush() async throws {
        try await Self.onDisk { try self.state.withLock { try $0.flush() } }
    }

    /// What came is on the disk for good once this returns; answers how many bytes. What finds no room is left out.
    func settle() async throws -> Int {
        try await Self.onDisk {
            try self.state.withLock { state in
                // A disk that is full keeps what it has: the rest is sent again.
                do { try state.flush() } catch BlobFailure.full { state.unwritten.clear() }
                guard fsync(state.descriptor) == 0 else { throw BlobFailure.disk(errno, "fsync") }
                return state.length
            }
        }
    }

    /// Back to so many bytes: what came after them was not meant.
    func cut(to length: Int) async throws {
        try await Self.onDisk {
            try self.state.withLock { state in
                state.unwritten.clear()
                guard ftruncate(state.descriptor, off_t(length)) == 0, fsync(state.descriptor) == 0 else {
                    throw BlobFailure.disk(errno, "ftruncate")
                }
                (state.length, state.hash) = (length, length == 0 ? SHA256() : nil)
            }
        }
    }

    /// The first bytes, at most so many.
    func head(_ most: Int) async throws -> [UInt8] {
        try await Self.onDisk {
            try self.state.withLock { state in
                try state.flush()
                var bytes = [UInt8](repeating: 0, count: most)
                let count = pread(state.descriptor, &bytes, most, 0)
                guard count >= 0 else { throw BlobFailure.disk(errno, "pread") }
                return Array(bytes.prefix(count))
            }
        }
    }

    /// Of the whole, read again where nobody saw all of it pass.
    func digest() async throws -> BlobDigest {
        try await Self.onDisk {
            try self.state.withLock { state in
                try state.flush()
                let hash = try state.hash ?? state.read()
                guard let digest = BlobDigest(hash: hash) else { throw BlobFailure.away("no digest") }
                return digest
            }
        }
    }

    /// Runs what waits for the disk where nobody else waits for it.
    static func onDisk<Result: Sendable>(_ work: @escaping @Sendable () throws -> Result) async throws -> Result {
        try await NIOThreadPool.singleton.runIfActive(work)
    }
}

extension ArrivingFile.State {
    fileprivate var isKept: Bool {
        var told = stat()
        return fstat(descriptor, &told) == 0 && told.st_nlink > 1
    }

    /// Each byte that is written is counted, also where not all of them find room.
    fileprivate mutating func flush() throws {
        while unwritten.readableBytes > 0 {
            let count = unwritten.withUnsafeReadableBytes { bytes in
                pwrite(descriptor, bytes.baseAddress, bytes.count, off_t(length))
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw BlobFailure.disk(count == 0 ? ENOSPC : errno, "write") }
            let written = unwritten.readSlice(length: count)
            written?.withUnsafeReadableBytes { hash?.update(bufferPointer: $0) }
            length += count
        }
        unwritten.clear()
    }

    fileprivate func read() throws -> SHA256 {
        var (hash, place) = (SHA256(), 0)
        var bytes = [UInt8](repeating: 0, count: 1 << 20)
        while place < length {
            let count = pread(descriptor, &bytes, min(bytes.count, length - place), off_t(place))
            guard count > 0 else { throw BlobFailure.disk(errno, "pread") }
            bytes.withUnsafeBytes { hash.update(bufferPointer: UnsafeRawBufferPointer(rebasing: $0[..<count])) }
            place += count
        }
        return hash
    }
}

extension BlobDigest {
    init?(hash: SHA256) {
        var text: [UInt8] = []
        for byte in hash.finalize() {
            for half in [byte >> 4, byte & 15] { text.append(half < 10 ? 48 + half : 87 + half) }
        }
        self.init(String(decoding: text, as: UTF8.self))
    }
}

extension BlobFailure {
    /// What a disk answers: no room is one thing, all else another.
    static func disk(_ code: CInt, _ what: String) -> BlobFailure {
        [ENOSPC, EDQUOT, EFBIG].contains(code) ? .full : .away("\(what): \(String(cString: strerror(code)))")
    }
}
