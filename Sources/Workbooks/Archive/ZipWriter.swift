import CZlib
import Tables

/// Writes a ZIP archive as it is sent: each call answers the bytes that come next, and nothing is kept but the list of names.
/// Sizes and sums follow what they are of, so that nothing has to be read twice.
public final class ZipWriter {
    public enum Failure: Error, Equatable, Sendable {
        /// An entry that was announced smaller became larger than four gigabytes.
        case largerThanSaid(String)
        case outOfMemory
    }

    /// From here on sizes take eight bytes; what packing may add is left free.
    private static let large = 0xFFF0_0000

    private struct Entry {
        let name: String
        let when: (time: UInt16, day: UInt16)
        let isPacked: Bool
        let isLarge: Bool
        let start: UInt64
        var sum: UInt = 0
        var size: UInt64 = 0
        var packed: UInt64 = 0
    }

    private var names = ZipNames()
    private var done: [Entry] = []
    private var open: Entry?
    private var deflater: Deflater?
    private var position: UInt64 = 0

    public init() {}

    /// Begins an entry; the one before is ended.
    /// - Parameters:
    ///   - name: as people called it; made one that is free and harmless.
    ///   - folders: where it stands, from the outermost.
    ///   - size: in bytes, where it is known; an entry of more than four gigabytes must be.
    ///   - isPacked: whether to compress it. Pictures and films are already.
    public func begin(
        _ name: String, in folders: [String] = [], size: Int = 0, at time: CellTime, isPacked: Bool
    ) throws(Failure) -> [UInt8] {
        try begin(path: names.name(name, in: folders), size: size, at: time, isPacked: isPacked)
    }

    /// Under exactly this name, for formats that ask for it.
    func begin(path: String, size: Int = 0, at time: CellTime, isPacked: Bool) throws(Failure) -> [UInt8] {
        var bytes = try end()
        let entry = Entry(
            name: path, when: Self.stamp(time), isPacked: isPacked,
            isLarge: size >= Self.large, start: position)
        deflater = isPacked ? try Deflater() : nil
        open = entry
        let header = head(entry)
        position += UInt64(header.count)
        bytes += header
        return bytes
    }

    /// Goes on with the entry.
    public func write(_ bytes: [UInt8]) throws(Failure) -> [UInt8] {
        guard var entry = open, !bytes.isEmpty else { return [] }
        entry.sum = crc32_z(entry.sum, bytes, bytes.count)
        entry.size += UInt64(bytes.count)
        return try add(deflater?.pack(bytes, isLast: false) ?? bytes, to: entry)
    }

    private func add(_ packed: [UInt8], to entry: Entry) throws(Failure) -> [UInt8] {
        var entry = entry
        entry.packed += UInt64(packed.count)
        guard entry.isLarge || max(entry.size, entry.packed) < 0xFFFF_FFFF else { throw .largerThanSaid(entry.name) }
        position += UInt64(packed.count)
        open = entry
        return packed
    }

    private func end() throws(Failure) -> [UInt8] {
        guard let entry = open else { return [] }
        var bytes = try add(deflater?.pack([], isLast: true) ?? [], to: entry)
        guard let entry = open else { return bytes }
        var record = ZipRecord(0x0807_4B50)
        record.add(UInt32(entry.sum))
        if entry.isLarge {
            record.add(entry.packed, entry.size)
        } else {
            record.add(UInt32(entry.packed), UInt32(entry.size))
        }
        (open, deflater) = (nil, nil)
        done.append(entry)
        position += UInt64(record.bytes.count)
        bytes += record.bytes
        return bytes
    }

    /// Ends the archive.
    public func finish() throws(Failure) -> [UInt8] {
        let last = try end()
        let list = done.flatMap { Self.line(of: $0).bytes }
        return last + list + Self.close(entries: done.count, size: UInt64(list.count), start: position)
    }
}

// How an archive says what it holds (APPNOTE.TXT of PKWARE, 4.3 to 4.5).
extension ZipWriter {
    // Names are UTF-8 (bit 11), sizes follow what they are of (bit 3).
    private static let flags: UInt16 = 1 << 11 | 1 << 3

    private func head(_ entry: Entry) -> [UInt8] {
        var record = ZipRecord(0x0403_4B50)
        record.add(entry.isLarge ? 45 : 20, Self.flags, entry.isPacked ? 8 : 0, entry.when.time, entry.when.day)
        let size: UInt32 = entry.isLarge ? .max : 0
        record.add(UInt32(0), size, size)
        record.add(UInt16(entry.name.utf8.count), entry.isLarge ? 20 : 0)
        record.bytes += entry.name.utf8
        if entry.isLarge {
            record.add(UInt16(1), 16)
            record.add(UInt64(0), 0)
        }
        return record.bytes
    }

    private static func line(of entry: Entry) -> ZipRecord {
        let isFar = entry.start >= 0xFFFF_FFFF
        var more = ZipRecord()
        if entry.isLarge { more.add(entry.size, entry.packed) }
        if isFar { more.add(entry.start) }
        let version: UInt16 = entry.isLarge || isFar ? 45 : 20
        var record = ZipRecord(0x0201_4B50)
        // Made under Unix, so that it may be read by whoever unpacks it.
        record.add(3 << 8 | version, version, flags, entry.isPacked ? 8 : 0, entry.when.time, entry.when.day)
        record.add(UInt32(entry.sum))
        record.add(entry.isLarge ? UInt32.max : UInt32(entry.packed), entry.isLarge ? .max : UInt32(entry.size))
        let length = more.bytes.isEmpty ? 0 : more.bytes.count + 4
        record.add(UInt16(entry.name.utf8.count), UInt16(length), 0, 0, 0)
        record.add(0o100644 << 16 as UInt32, isFar ? .max : UInt32(entry.start))
        record.bytes += entry.name.utf8
        if length > 0 {
            record.add(UInt16(1), UInt16(more.bytes.count))
            record.bytes += more.bytes
        }
        return record
    }

    private static func close(entries: Int, size: UInt64, start: UInt64) -> [UInt8] {
        var record = ZipRecord()
        let isLarge = entries >= 0xFFFF || size >= 0xFFFF_FFFF || start >= 0xFFFF_FFFF
        if isLarge {
            record.add(0x0606_4B50 as UInt32)
            record.add(UInt64(44))
            record.add(UInt16(45), 45)
            record.add(UInt32(0), 0)
            record.add(UInt64(entries), UInt64(entries), size, start)
            record.add(0x0706_4B50 as UInt32, 0)
            record.add(start + size)
            record.add(UInt32(1))
        }
        let count = isLarge ? UInt16.max : UInt16(entries)
        record.add(0x0605_4B50 as UInt32)
        record.add(UInt16(0), 0, count, count)
        record.add(isLarge ? UInt32.max : UInt32(size), isLarge ? .max : UInt32(start))
        record.add(UInt16(0))
        return record.bytes
    }

    // Days of archives begin in 1980, and their seconds are even.
    private static func stamp(_ time: CellTime) -> (time: UInt16, day: UInt16) {
        let (year, minute) = (min(max(time.year, 1980), 2107), time.minute ?? 0)
        return (
            UInt16((minute / 60) << 11 | (minute % 60) << 5), UInt16((year - 1980) << 9 | time.month << 5 | time.day)
        )
    }
}

/// Numbers as archives write them, the last byte first.
struct ZipRecord {
    var bytes: [UInt8] = []

    init() {}
    init(_ signature: UInt32) { add(signature) }

    mutating func add(_ numbers: UInt16...) { for number in numbers { append(number) } }
    mutating func add(_ numbers: UInt32...) { for number in numbers { append(number) } }
    mutating func add(_ numbers: UInt64...) { for number in numbers { append(number) } }

    private mutating func append<Number: FixedWidthInteger>(_ number: Number) {
        withUnsafeBytes(of: number.littleEndian) { bytes += $0 }
    }
}
