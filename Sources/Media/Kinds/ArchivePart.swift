import CZlib

/// One part of an archive, unpacked in pieces and counted as it comes.
struct ArchivePart {
    private static let piece = 65_536

    private let file: ArchiveFile
    private let method: Int
    private let content: Range<Int>

    init(_ entry: ArchiveEntry, of file: ArchiveFile) throws {
        let header = try file.bytes(at: entry.header, count: 30)
        guard ZipNumber.four(header, 0) == 0x0403_4B50, [0, 8].contains(entry.method) else {
            throw PreparationRefusal.damaged
        }
        let start = entry.header + 30 + ZipNumber.two(header, 26) + ZipNumber.two(header, 28)
        guard start + entry.packed <= file.size else { throw PreparationRefusal.damaged }
        (self.file, method, content) = (file, entry.method, start..<(start + entry.packed))
    }

    /// How many bytes came out. More than `most` are `excessive`.
    func unpack(most: Int, each: ([UInt8]) -> Void) throws -> Int {
        guard method == 8 else {
            guard content.count <= most else { throw PreparationRefusal.excessive }
            for start in stride(from: content.lowerBound, to: content.upperBound, by: Self.piece) {
                each(try file.bytes(at: start, count: min(Self.piece, content.upperBound - start)))
            }
            return content.count
        }
        return try inflate(most: most, each: each)
    }

    private func inflate(most: Int, each: ([UInt8]) -> Void) throws -> Int {
        var stream = z_stream()
        // Without a header of its own.
        guard inflateInit2_(&stream, -15, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK else {
            throw PreparationRefusal.damaged
        }
        defer { inflateEnd(&stream) }
        var total = 0
        for start in stride(from: content.lowerBound, to: content.upperBound, by: Self.piece) {
            var packed = try file.bytes(at: start, count: min(Self.piece, content.upperBound - start))
            let isOver = try Self.inflate(&packed, by: &stream) { bytes in
                total += bytes.count
                guard total <= most else { throw PreparationRefusal.excessive }
                each(bytes)
            }
            if isOver { return total }
        }
        throw PreparationRefusal.damaged
    }

    /// Whether the end of the part was reached.
    private static func inflate(
        _ packed: inout [UInt8], by stream: inout z_stream, each: ([UInt8]) throws -> Void
    ) throws -> Bool {
        try packed.withUnsafeMutableBufferPointer { input in
            stream.next_in = input.baseAddress
            stream.avail_in = UInt32(input.count)
            var code = Z_OK
            repeat {
                let bytes = [UInt8](unsafeUninitializedCapacity: piece * 4) { room, filled in
                    stream.next_out = room.baseAddress
                    stream.avail_out = UInt32(room.count)
                    code = CZlib.inflate(&stream, Z_NO_FLUSH)
                    filled = room.count - Int(stream.avail_out)
                }
                guard [Z_OK, Z_STREAM_END, Z_BUF_ERROR].contains(code) else { throw PreparationRefusal.damaged }
                try each(bytes)
            } while code != Z_STREAM_END && stream.avail_out == 0
            return code == Z_STREAM_END
        }
    }
}
