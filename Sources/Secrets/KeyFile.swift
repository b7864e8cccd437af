import Crypto
import Foundation

/// A file of keys: one a line, as 64 hexadecimal digits, the newest first.
struct KeyFile: Sendable {
    let path: String
    /// It belongs to the house, which makes it when it needs one.
    let mayBeMade: Bool
    /// Its folder opens for this service alone; the mode that a service manager gives a file there says more than it lets in.
    let isGuarded: Bool

    /// None when there is no file.
    func keys() throws -> [SealingKey] {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            if errno == ENOENT { return [] }
            throw KeyRing.Refusal.unreadable(path)
        }
        let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        // Of the file that was opened, not of whatever has that name a moment later; a folder is none.
        var facts = stat()
        guard fstat(descriptor, &facts) == 0, facts.st_mode & 0o170_000 == 0o100_000 else {
            throw KeyRing.Refusal.unreadable(path)
        }
        guard isGuarded || facts.st_mode & 0o077 == 0 else { throw KeyRing.Refusal.openToOthers(path) }
        guard let bytes = try? handle.read(upToCount: 1 << 16) else { throw KeyRing.Refusal.unreadable(path) }
        return try keys(in: String(decoding: bytes, as: UTF8.self))
    }

    private func keys(in text: String) throws -> [SealingKey] {
        let lines = text.split(whereSeparator: \.isNewline).map { $0.trimmingCharacters(in: .whitespaces) }
        let keys = try lines.filter { !$0.isEmpty && !$0.hasPrefix("#") }.map { line in
            guard let bytes = Self.bytes(of: line), bytes.count == 32 else { throw KeyRing.Refusal.unreadable(path) }
            return SealingKey(SymmetricKey(data: bytes))
        }
        guard !keys.isEmpty else { throw KeyRing.Refusal.unreadable(path) }
        return keys
    }

    private static func bytes(of line: String) -> [UInt8]? {
        let digits = line.compactMap(\.hexDigitValue)
        guard digits.count == line.count, digits.count.isMultiple(of: 2) else { return nil }
        return stride(from: 0, to: digits.count, by: 2).map { UInt8(digits[$0] << 4 | digits[$0 + 1]) }
    }

    /// Whole or not at all, and never over one that is there: what it has sealed would be lost.
    func make() throws {
        let unfinished = "\(path).\(UUID().uuidString)"
        let descriptor = open(unfinished, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw KeyRing.Refusal.unreadable(path) }
        defer { unlink(unfinished) }
        let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        let key = SymmetricKey(size: .bits256).withUnsafeBytes { Array($0) }.hexadecimal
        do {
            try handle.write(contentsOf: Data("\(key)\n".utf8))
            try handle.synchronize()
        } catch {
            throw KeyRing.Refusal.unreadable(path)
        }
        guard link(unfinished, path) == 0 || errno == EEXIST else { throw KeyRing.Refusal.unreadable(path) }
    }
}
