import Foundation

/// What a directory says of a part.
struct ArchiveEntry {
    let name: String
    let isLocked: Bool
    /// 0: as it is, 8: deflated; no other is read.
    let method: Int
    let packed: Int
    let header: Int
}

/// A file that is read here and there.
final class ArchiveFile {
    let size: Int
    private let descriptor: Int32

    init(_ path: String) throws {
        descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw CocoaError(.fileReadNoSuchFile) }
        size = Int(lseek(descriptor, 0, SEEK_END))
    }

    deinit { close(descriptor) }

    /// All of it, or `damaged`.
    func bytes(at place: Int, count: Int) throws -> [UInt8] {
        guard place >= 0, count >= 0, place <= size - count else { throw PreparationRefusal.damaged }
        let bytes = [UInt8](unsafeUninitializedCapacity: count) { room, filled in
            filled = max(0, pread(descriptor, room.baseAddress, count, off_t(place)))
        }
        guard bytes.count == count else { throw PreparationRefusal.damaged }
        return bytes
    }
}

/// The directory at the end of a ZIP archive (APPNOTE 4.3.12, 4.3.16). The large kind, ZIP64, is refused.
enum ArchiveDirectory {
    private static let mostBytes = 1_000_000

    static func entries(of file: ArchiveFile, most: Int) throws -> [ArchiveEntry] {
        let tailSize = min(file.size, 22 + 65_535)
        let tail = try file.bytes(at: file.size - tailSize, count: tailSize)
        let ends = stride(from: tail.count - 22, through: 0, by: -1)
        let mark: [UInt8] = [0x50, 0x4B, 5, 6]
        guard let end = ends.first(where: { tail[$0] == 0x50 && tail[$0..<($0 + 4)].elementsEqual(mark) }) else {
            throw PreparationRefusal.damaged
        }
        let count = ZipNumber.two(tail, end + 10)
        let (size, place) = (ZipNumber.four(tail, end + 12), ZipNumber.four(tail, end + 16))
        guard count <= most, size <= mostBytes else { throw PreparationRefusal.excessive }
        return try entries(in: try file.bytes(at: place, count: size), count: count)
    }

    private static func entries(in directory: [UInt8], count: Int) throws -> [ArchiveEntry] {
        var entries: [ArchiveEntry] = []
        var place = 0
        for _ in 0..<count {
            guard place + 46 <= directory.count, ZipNumber.four(directory, place) == 0x0201_4B50 else {
                throw PreparationRefusal.damaged
            }
            let nameEnd = place + 46 + ZipNumber.two(directory, place + 28)
            guard nameEnd <= directory.count, let name = TextKinds.signs(directory[(place + 46)..<nameEnd]) else {
                throw PreparationRefusal.damaged
            }
            entries.append(entry(name, directory, place))
            place = nameEnd + ZipNumber.two(directory, place + 30) + ZipNumber.two(directory, place + 32)
        }
        // Readers differ in which of two they take.
        guard Set(entries.map(\.name)).count == entries.count else { throw PreparationRefusal.damaged }
        return entries
    }

    private static func entry(_ name: String, _ directory: [UInt8], _ place: Int) -> ArchiveEntry {
        ArchiveEntry(
            name: name, isLocked: ZipNumber.two(directory, place + 8) & 1 == 1,
            method: ZipNumber.two(directory, place + 10),
            packed: ZipNumber.four(directory, place + 20), header: ZipNumber.four(directory, place + 42))
    }
}
