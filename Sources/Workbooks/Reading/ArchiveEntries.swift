/// Where the parts of a ZIP archive stand, by its list at the end. Archives of more than four gigabytes are none that we read.
struct ArchiveEntries {
    struct Entry {
        let name: String
        let isDeflated: Bool
        /// As it stands in the archive; of a deflated part no more than a claim.
        let packed: Range<Int>
    }

    let entries: [Entry]
    private let bytes: [UInt8]

    init(of bytes: [UInt8], atMost limit: Int) throws(WorkbookRefusal) {
        self.bytes = bytes
        guard let end = Self.end(of: bytes) else { throw .damaged }
        let reader = LittleEndian(bytes)
        let count = reader.short(end + 10)
        guard count <= limit else { throw .tooLarge }
        var (place, entries) = (reader.long(end + 16), [Entry]())
        for _ in 0..<count {
            guard place + 46 <= bytes.count, reader.long(place) == 0x0201_4B50 else { throw .damaged }
            let length = 46 + reader.short(place + 28) + reader.short(place + 30) + reader.short(place + 32)
            guard place + length <= bytes.count else { throw .damaged }
            entries.append(try Self.entry(at: place, in: bytes, reader))
            place += length
        }
        self.entries = entries
    }

    // The last of them, as programs look for it: only a comment may follow.
    private static func end(of bytes: [UInt8]) -> Int? {
        guard bytes.count >= 22 else { return nil }
        let reader = LittleEndian(bytes)
        return stride(from: bytes.count - 22, through: max(0, bytes.count - 22 - 65_535), by: -1).first {
            bytes[$0] == 0x50 && reader.long($0) == 0x0605_4B50
        }
    }

    private static func entry(at place: Int, in bytes: [UInt8], _ reader: LittleEndian) throws(WorkbookRefusal) -> Entry
    {
        // One that is encrypted says so in a flag.
        guard reader.short(place + 8) & 1 == 0 else { throw .locked }
        let method = reader.short(place + 10)
        let (packed, local) = (reader.long(place + 20), reader.long(place + 42))
        // Its size stands elsewhere: it does not fit in four bytes.
        guard packed < 0xFFFF_FFFF, reader.long(place + 24) < 0xFFFF_FFFF else { throw .tooLarge }
        guard method == 0 || method == 8, local + 30 <= bytes.count, reader.long(local) == 0x0403_4B50 else {
            throw .damaged
        }
        let start = local + 30 + reader.short(local + 26) + reader.short(local + 28)
        guard start + packed <= bytes.count else { throw .damaged }
        let name = bytes[place + 46..<place + 46 + reader.short(place + 28)]
        return Entry(
            name: String(decoding: name, as: UTF8.self), isDeflated: method == 8, packed: start..<start + packed)
    }
}

/// Numbers of an archive.
struct LittleEndian {
    private let bytes: [UInt8]

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    func short(_ place: Int) -> Int { Int(bytes[place]) | Int(bytes[place + 1]) << 8 }
    func long(_ place: Int) -> Int { short(place) | short(place + 2) << 16 }
}
