import Foundation
import Storage

/// The file of a database as the system sees it: nobody but its owner reads it, nor what SQLite keeps beside it.
struct DataFile {
    let path: String

    /// What SQLite itself puts beside the file.
    private static let ends = ["", "-wal", "-shm", "-journal"]

    /// Makes an empty file where there is none; SQLite gives its companions the same rights.
    func make() {
        let file = open(path, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0o600)
        if file >= 0 { Foundation.close(file) }
    }

    /// Takes the rights of others away, from a database only: a file named by mistake stays as it is.
    func makePrivate() {
        guard isDatabase else { return }
        for end in Self.ends { chmod(path + end, 0o600) }
    }

    private var isDatabase: Bool {
        guard let file = FileHandle(forReadingAtPath: path) else { return false }
        defer { try? file.close() }
        return (try? file.read(upToCount: 15)) == Data("SQLite format 3".utf8)
    }

    /// Nothing was ever written into it.
    var isEmpty: Bool {
        let size = try? FileManager.default.attributesOfItem(atPath: path)[.size] as? Int
        return (size ?? 0) == 0
    }

    /// The file behind the name: it is another one once a restore has put its own there.
    var number: Int? { try? FileManager.default.attributesOfItem(atPath: path)[.systemFileNumber] as? Int }

    // MARK: Replacing

    /// What a restore writes before it takes the file's name.
    private var partial: String { path + ".partial" }

    /// A restore that was killed leaves it. Called by whoever has the file open, so that none is under way.
    func removePartial() { unlink(partial) }

    /// Puts a copy in the file's place, whole or not at all.
    func replace(by copy: String) throws {
        do {
            try write(copy, to: partial)
            // What the log of the old file holds must not be played into the new one.
            for end in ["-wal", "-shm"] { unlink(path + end) }
            guard rename(partial, path) == 0 else {
                throw StorageError.unavailable(reason: "the database «\(path)» cannot be replaced")
            }
            try syncFolder()
        } catch {
            unlink(partial)
            throw error
        }
    }

    private func write(_ copy: String, to partial: String) throws {
        unlink(partial)
        guard let source = FileHandle(forReadingAtPath: copy) else { throw Backup.Refusal.notThere(copy) }
        defer { try? source.close() }
        let file = open(partial, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw StorageError.unavailable(reason: "«\(partial)» cannot be written") }
        let target = FileHandle(fileDescriptor: file, closeOnDealloc: true)
        while let part = try source.read(upToCount: 1 << 20), !part.isEmpty { try target.write(contentsOf: part) }
        try target.synchronize()
    }

    private func syncFolder() throws {
        let folder = open(URL(filePath: path).deletingLastPathComponent().path, O_RDONLY | O_CLOEXEC)
        guard folder >= 0 else { return }
        fsync(folder)
        Foundation.close(folder)
    }

    // MARK: Room

    /// Takes that many bytes of the disk and gives them back. SQLite's log has room of its own for a while, so that small
    /// writes go well on a disk where the next larger one fails.
    func makeSureOfRoom(bytes: Int) throws {
        var name = Array((path + ".room-XXXXXX").utf8CString)
        let file = mkstemp(&name)
        guard file >= 0 else { throw errno == ENOSPC || errno == EDQUOT ? StorageError.full : Self.unwritable(path) }
        defer { Foundation.close(file) }
        // Without a name it leaves nothing, however this ends.
        unlink(name)
        switch posix_fallocate(file, 0, off_t(bytes)) {
        case 0: break
        case ENOSPC, EDQUOT, EFBIG: throw StorageError.full
        default: throw Self.unwritable(path)
        }
    }

    private static func unwritable(_ path: String) -> StorageError {
        .unavailable(reason: "the folder of the database «\(path)» cannot be written")
    }
}
