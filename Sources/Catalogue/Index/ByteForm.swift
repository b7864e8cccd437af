/// Writes numbers, texts and rows one behind the other.
struct ByteWriter {
    private(set) var bytes: [UInt8] = []

    mutating func write(_ number: Int) {
        var rest = UInt64(bitPattern: Int64(number))
        while rest > 127 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(rest))
    }

    mutating func write(_ text: String) {
        write(text.utf8.count)
        bytes.append(contentsOf: text.utf8)
    }

    /// As they lie in memory, the lowest byte first.
    mutating func write<Number: FixedWidthInteger & BitwiseCopyable>(row numbers: [Number]) {
        write(numbers.count)
        numbers.map(\.littleEndian).withUnsafeBytes { bytes.append(contentsOf: $0) }
    }

    mutating func write(_ texts: PackedTexts) {
        write(row: texts.ends)
        write(row: texts.bytes)
    }
}

/// Reads what `ByteWriter` wrote.
struct ByteReader {
    /// It was written otherwise, or is cut short.
    struct Unreadable: Error {}

    private let bytes: ArraySlice<UInt8>
    private var place: Int

    init(_ bytes: ArraySlice<UInt8>) { (self.bytes, place) = (bytes, bytes.startIndex) }

    mutating func number() throws -> Int {
        var (value, shift) = (UInt64(0), UInt64(0))
        while place < bytes.endIndex, shift < 64 {
            let byte = bytes[place]
            place += 1
            value |= UInt64(byte & 0x7F) << shift
            if byte & 0x80 == 0 { return Int(Int64(bitPattern: value)) }
            shift += 7
        }
        throw Unreadable()
    }

    mutating func text() throws -> String { String(decoding: try take(try number()), as: UTF8.self) }

    mutating func row<Number: FixedWidthInteger & BitwiseCopyable>(of type: Number.Type) throws -> [Number] {
        let count = try number()
        guard count >= 0, count <= bytes.count else { throw Unreadable() }
        let taken = try take(count * MemoryLayout<Number>.size)
        let numbers = [Number](unsafeUninitializedCapacity: count) { buffer, filled in
            UnsafeMutableRawBufferPointer(buffer).copyBytes(from: taken)
            filled = count
        }
        return 1.littleEndian == 1 ? numbers : numbers.map { Number(littleEndian: $0) }
    }

    mutating func texts() throws -> PackedTexts {
        let ends = try row(of: UInt32.self)
        let texts = PackedTexts(bytes: try row(of: UInt8.self), ends: ends)
        guard Int(ends.last ?? 0) == texts.bytes.count else { throw Unreadable() }
        return texts
    }

    private mutating func take(_ count: Int) throws -> ArraySlice<UInt8> {
        guard count >= 0, count <= bytes.endIndex - place else { throw Unreadable() }
        defer { place += count }
        return bytes[place..<place + count]
    }
}
