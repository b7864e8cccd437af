/// The bytes of a file that is text, and how to read them.
package struct TableText {
    package let bytes: [UInt8]
    package let encoding: Table.Encoding

    package init(_ data: some Sequence<UInt8>) throws(TableRefusal) {
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        let data = Array(data)
        let hasMark = data.starts(with: mark)
        let bytes = hasMark ? Array(data.dropFirst(mark.count)) : data
        guard bytes.contains(where: { !$0.isLineBreak && $0 != UInt8(ascii: " ") }) else { throw .empty }
        if let place = Self.binaryPlace(in: bytes) { throw .notText(line: Self.line(of: place, in: bytes)) }
        self.bytes = bytes
        encoding = String(validating: bytes, as: UTF8.self) == nil ? .windows1252 : .utf8
        guard encoding == .windows1252 else { return }
        let shape = UTF8Shape(of: bytes)
        let isBroken = hasMark || shape.isMostlyUTF8 || shape.isUnlikelyWindows1252(bytes)
        if let place = shape.firstFault, isBroken {
            throw .damagedText(line: Self.line(of: place, in: bytes))
        }
    }

    /// What a field says, its doubled quotes made single.
    package func string(_ field: Record.Field) -> String {
        guard field.hasDoubledQuotes else { return decode(bytes[field.bytes]) }
        var single: [UInt8] = []
        single.reserveCapacity(field.bytes.count)
        var isSecond = false
        for byte in bytes[field.bytes] {
            isSecond = byte == .quote && !isSecond
            if byte != .quote || isSecond { single.append(byte) }
        }
        return decode(single[...])
    }

    private func decode(_ bytes: ArraySlice<UInt8>) -> String {
        switch encoding {
        case .utf8: return String(decoding: bytes, as: UTF8.self)
        case .windows1252:
            var text = String.UnicodeScalarView()
            for byte in bytes { text.append(Windows1252.scalar(byte)) }
            return String(text)
        }
    }

    // Spreadsheets' own files are archives, which need not hold a zero byte where one looks first.
    private static func binaryPlace(in bytes: [UInt8]) -> Int? {
        let openings: [[UInt8]] = [
            [0x50, 0x4B, 0x03, 0x04], [0xD0, 0xCF, 0x11, 0xE0], [0x1F, 0x8B], Array("%PDF-".utf8),
        ]
        return openings.contains(where: bytes.starts(with:)) ? 0 : bytes.firstIndex(of: 0)
    }

    private static func line(of place: Int, in bytes: [UInt8]) -> Int {
        var line = 1
        for index in 0..<place where bytes[index].isLineBreak {
            let isSecondHalf = bytes[index] == .lineFeed && index > 0 && bytes[index - 1] == .carriageReturn
            if !isSecondHalf { line += 1 }
        }
        return line
    }
}

// Which separator is meant.
extension TableText {
    private static let sample = 50

    /// The separator under which the first rows look most alike.
    package var likelySeparator: Table.Separator {
        var best = (separator: Table.Separator.semicolon, likeness: -1.0, columns: 0)
        for separator in Table.Separator.allCases {
            let (likeness, columns) = likeness(under: separator)
            if (likeness, columns) > (best.likeness, best.columns) { best = (separator, likeness, columns) }
        }
        return best.separator
    }

    // A row cut in too many or too few still speaks for the separator; a row it does not cut at all speaks against it.
    private func likeness(under separator: Table.Separator) -> (Double, columns: Int) {
        var reader = RecordReader(bytes, separator: separator.rawValue)
        guard let header = reader.next() else { return (0, columns: 0) }
        var rows = 0
        var points = 0.0
        while rows < Self.sample, let record = reader.next(keeping: 0) {
            guard !record.isBlank else { continue }
            rows += 1
            if record.fault(expecting: header.filled) == nil { points += 1 } else if record.found > 1 { points += 0.6 }
        }
        let share = rows == 0 ? 1 : points / Double(rows)
        return (header.filled > 1 ? share : share / 2, columns: header.filled)
    }
}

/// How far bytes follow UTF-8.
struct UTF8Shape {
    private(set) var firstFault: Int?
    private(set) var faults = 0
    private var sequences = 0

    // In a text of another encoding next to no accented letter happens to be good UTF-8.
    var isMostlyUTF8: Bool { sequences > faults }

    init(of bytes: [UInt8]) {
        var index = 0
        while index < bytes.count {
            guard bytes[index] >= 0x80 else {
                index += 1
                continue
            }
            if let length = Self.sequenceLength(in: bytes, at: index) {
                sequences += 1
                index += length
            } else {
                faults += 1
                if firstFault == nil { firstFault = index }
                index += 1
            }
        }
    }

    private static func sequenceLength(in bytes: [UInt8], at index: Int) -> Int? {
        let length: Int
        switch bytes[index] {
        case 0xC2...0xDF: length = 2
        case 0xE0...0xEF: length = 3
        case 0xF0...0xF4: length = 4
        default: return nil
        }
        guard index + length <= bytes.count else { return nil }
        let sequence = bytes[index..<index + length]
        return String(validating: sequence, as: UTF8.self) == nil ? nil : length
    }
}

/// Every byte means something, as browsers read it: the five that the code page leaves open are control characters.
private enum Windows1252 {
    private static let high = Array(
        "€\u{81}‚ƒ„…†‡ˆ‰Š‹Œ\u{8D}Ž\u{8F}\u{90}‘’“”•–—˜™š›œ\u{9D}žŸ".unicodeScalars)

    static func scalar(_ byte: UInt8) -> Unicode.Scalar {
        (0x80..<0xA0).contains(byte) ? high[Int(byte - 0x80)] : Unicode.Scalar(byte)
    }
}
