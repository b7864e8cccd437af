import Foundation
import NIOCore
import NIOPosix

/// Bytes in a folder of this machine: each under its digest, in two levels of folders, readable by this program's user alone.
///
/// What is taken in is written beside its place, put to disk, and renamed: whole or not at all, also when the power fails.
public struct FolderBlobs: BlobStore {
    static let piece = 262_144

    let root: String
    private let isChecked: Bool

    /// - Parameters:
    ///   - root: made with the first file, when it is not there.
    ///   - isChecked: whether what is read whole is held against its digest as it goes: `BlobFailure.altered` at its end.
    public init(_ root: String, isChecked: Bool = true) { (self.root, self.isChecked) = (root, isChecked) }

    /// `altered` where the file is not what the digest and the size say.
    public func put(_ file: String, as digest: BlobDigest, size: Int) async throws {
        try await apart {
            guard fileSize(path(digest)) != size else { return }
            try BlobFolder.make(folder(digest), below: root)
            try ArrivingBlob(of: file, in: folder(digest)).take(as: digest, size: size)
        }
    }

    /// A second name of the same file, where both lie on one disk. `altered` where it has another size.
    public func adopt(_ file: String, as digest: BlobDigest, size: Int) async throws {
        let isTaken = try await apart {
            guard fileSize(path(digest)) != size else { return true }
            guard fileSize(file) == size else { throw BlobFailure.altered(digest) }
            try BlobFolder.make(folder(digest), below: root)
            guard link(file, path(digest)) == 0 else { return false }
            try BlobFolder.keep(folder(digest))
            return true
        }
        if !isTaken { try await put(file, as: digest, size: size) }
    }

    public func read(
        _ digest: BlobDigest, range: Range<Int>
    ) async throws -> AsyncThrowingStream<ByteBuffer, any Error> {
        let reading = try await apart {
            guard let file = LyingBlob(path(digest)) else { throw BlobFailure.missing(digest) }
            return BlobReading(
                digest, size: file.size, range: range, piece: Self.piece, isChecked: isChecked, from: file.bytes)
        }
        return AsyncThrowingStream { try await apart { try reading.next() } }
    }

    public func size(_ digest: BlobDigest) async throws -> Int? { try await apart { fileSize(path(digest)) } }

    public func remove(_ digest: BlobDigest) async throws {
        try await apart {
            guard unlink(path(digest)) == 0 else {
                if errno == ENOENT { return }
                throw BlobFailure.now(away: "cannot remove \(digest)")
            }
            try BlobFolder.keep(folder(digest))
        }
    }

    /// In the order of their digests, a folder at a time.
    public func all() async throws -> AsyncThrowingStream<(digest: BlobDigest, size: Int), any Error> {
        let walk = try await apart { try BlobWalk(root) }
        return AsyncThrowingStream { try await apart { try walk.next() } }
    }

    /// Removes what was being taken in when the program ended, from before that time. Answers how many.
    public func removeLeftovers(before time: Date) async throws -> Int {
        try await apart { try BlobWalk(root).removeLeftovers(before: time) }
    }

    private func folder(_ digest: BlobDigest) -> String {
        let text = digest.description
        return "\(root)/\(text.prefix(2))/\(text.dropFirst(2).prefix(2))"
    }

    private func path(_ digest: BlobDigest) -> String { "\(folder(digest))/\(digest)" }

    private func fileSize(_ path: String) -> Int? {
        var told = stat()
        return stat(path, &told) == 0 ? Int(told.st_size) : nil
    }

    /// On a thread where a slow disk holds nobody up.
    private func apart<T: Sendable>(_ work: @escaping @Sendable () throws -> T) async throws -> T {
        try await NIOThreadPool.singleton.runIfActive(work)
    }
}

extension BlobFailure {
    /// What the system complains of at this moment.
    static func now(away words: String) -> BlobFailure {
        [ENOSPC, EDQUOT].contains(errno) ? .full : .away("\(words): \(String(cString: strerror(errno)))")
    }
}

/// Folders that outlive a failing power.
enum BlobFolder {
    /// Its last two steps, and the root, whose own folders must be there or are made as well.
    static func make(_ path: String, below root: String) throws {
        var told = stat()
        guard stat(path, &told) != 0 else { return }
        let parent = String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)])
        if path.utf8.count > 1, !parent.isEmpty { try make(parent, below: root) }
        guard mkdir(path, 0o700) == 0 || errno == EEXIST else { throw BlobFailure.now(away: "cannot make a folder") }
        if !parent.isEmpty { try keep(parent) }
    }

    /// Puts to disk which names it holds.
    static func keep(_ path: String) throws {
        let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw BlobFailure.now(away: "cannot open a folder") }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw BlobFailure.now(away: "cannot keep a folder") }
    }
}
