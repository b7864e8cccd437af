/// The letters of a file that is text, as UTF-8 whatever it was written in.
package struct TableText {
    package let bytes: [UInt8]
    package let encoding: Table.Encoding
    /// What a first line `sep=;` says; spreadsheets read it and show it not.
    let declaredSeparator: Table.Separator?
    /// The line of the file that the bytes begin with.
    let firstLine: Int
    /// The row of the sheet that each line is of, where the text was made of a sheet: a cell may hold several lines.
    let rows: [Int]?

    /// What a reader of workbooks has written out.
    init(_ sheet: SheetText) throws(TableRefusal) {
        guard sheet.bytes.contains(where: { !$0.isLineBreak && $0 != Table.Separator.semicolon.rawValue }) else {
            throw .empty
        }
        (bytes, rows) = (sheet.bytes, sheet.rows)
        (encoding, declaredSeparator, firstLine) = (.utf8, .semicolon, 1)
    }

    package init(_ data: some Sequence<UInt8>) throws(TableRefusal) {
        let (text, encoding) = try Self.utf8(Array(data))
        guard text.contains(where: { !$0.isLineBreak && $0 != UInt8(ascii: " ") }) else { throw .empty }
        if let place = text.firstIndex(of: 0) { throw .notText(line: Self.line(of: place, in: text)) }
        let (separator, length) = Self.declaration(text)
        (declaredSeparator, firstLine) = (separator, separator == nil ? 1 : 2)
        bytes = separator == nil ? text : Array(text.dropFirst(length))
        (self.encoding, rows) = (encoding, nil)
    }

    private static func utf8(_ data: [UInt8]) throws(TableRefusal) -> ([UInt8], Table.Encoding) {
        if archives.contains(where: data.starts(with:)) { throw .notText(line: 1) }
        if let text = utf16(data) { return (text, .utf16) }
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        let hasMark = data.starts(with: mark)
        var bytes = data
        // Two programs may each have put theirs.
        while bytes.starts(with: mark) { bytes.removeFirst(mark.count) }
        guard String(validating: bytes, as: UTF8.self) == nil else { return (bytes, .utf8) }
        if let place = bytes.firstIndex(of: 0) { throw .notText(line: line(of: place, in: bytes)) }
        let shape = UTF8Shape(of: bytes)
        let isBroken = hasMark || shape.isMostlyUTF8 || shape.isUnlikelyWindows1252(bytes)
        if let place = shape.firstFault, isBroken {
            throw .damagedText(line: line(of: place, in: bytes))
        }
        let page = CodePage.likely(bytes)
        return (page.utf8(bytes), page.encoding)
    }

    // What spreadsheets call «Unicode text»: two bytes a letter behind a mark that says in which order.
    private static func utf16(_ data: [UInt8]) -> [UInt8]? {
        let isLittle = data.starts(with: [0xFF, 0xFE])
        guard isLittle || data.starts(with: [0xFE, 0xFF]), data.count.isMultiple(of: 2) else { return nil }
        let units = stride(from: 2, to: data.count, by: 2).map { place in
            let (first, second) = (UInt16(data[place]), UInt16(data[place + 1]))
            return isLittle ? second << 8 | first : first << 8 | second
        }
        return String(validating: units, as: UTF16.self).map { Array($0.utf8) }
    }

    private static func declaration(_ text: [UInt8]) -> (Table.Separator?, length: Int) {
        let line = text.prefix { !$0.isLineBreak }
        let said = line.filter { $0 != .quote && $0 != UInt8(ascii: " ") }.map {
            $0 | ($0 < 0x60 && $0 >= 0x41 ? 0x20 : 0)
        }
        guard said.count > 4, said.starts(with: Array("sep=".utf8)), Set(said.dropFirst(4)).count == 1,
            let separator = Table.Separator(rawValue: said[4])
        else { return (nil, 0) }
        let isPair = text.dropFirst(line.count).starts(with: [.carriageReturn, .lineFeed])
        return (separator, min(text.count, line.count + (isPair ? 2 : 1)))
    }

    /// What a field says, its doubled quotes made single.
    package func string(_ field: Record.Field) -> String {
        guard field.hasDoubledQuotes else { return String(decoding: bytes[field.bytes], as: UTF8.self) }
        var single: [UInt8] = []
        single.reserveCapacity(field.bytes.count)
        var isSecond = false
        for byte in bytes[field.bytes] {
            isSecond = byte == .quote && !isSecond
            if byte != .quote || isSecond { single.append(byte) }
        }
        return String(decoding: single, as: UTF8.self)
    }

    // Spreadsheets' own files are archives, which need not hold a zero byte where one looks first.
    private static let archives: [[UInt8]] = [
        [0x50, 0x4B, 0x03, 0x04], [0xD0, 0xCF, 0x11, 0xE0], [0x1F, 0x8B], Array("%PDF-".utf8),
    ]

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
        if let declaredSeparator { return declaredSeparator }
        var best = (separator: Table.Separator.semicolon, likeness: -1.0, columns: 0)
        for separator in Table.Separator.usual {
            let (likeness, columns) = likeness(under: separator)
            if (likeness, columns) > (best.likeness, best.columns) { best = (separator, likeness, columns) }
        }
        return best.separator
    }

    // A row cut in too many or too few still speaks for the separator; a row it does not cut at all speaks against it.
    private func likeness(under separator: Table.Separator) -> (Double, columns: Int) {
        var reader = RecordReader(self, separator: separator)
        guard let header = reader.next() else { return (0, columns: 0) }
        var rows = 0
        var points = 0.0
        while rows < Self.sample, let record = reader.next(keeping: 0) {
            guard !record.isBlank else { continue }
            rows += 1
            if record.fault(expecting: header.filled) == nil { points += 1 } else if record.found > 1 { points += 0.6 }
        }
        let share = rows == 0 ? 1 : points / Double(rows)
        let isText = header.filled < 2 || separator == .comma && hasCommasOfText(header)
        return (isText ? share / 2 : share, columns: header.filled)
    }

    // «besoin (quoi, où, pour qui)»: a comma that always has its space is one of a sentence.
    private func hasCommasOfText(_ header: Record) -> Bool {
        header.fields.dropFirst().allSatisfy { field in
            field.bytes.lowerBound < bytes.count && bytes[field.bytes.lowerBound] == UInt8(ascii: " ")
        }
    }

    /// The separator and the number of the record that is worth most as the header; a list may have titles above it. Nil when
    /// nothing near the beginning is worth anything.
    func header(where worth: (Columns) -> Int) -> (separator: Table.Separator, record: Int)? {
        let likely = likelySeparator
        let separators = declaredSeparator == nil ? [likely] + Table.Separator.usual.filter { $0 != likely } : [likely]
        var best: (place: (separator: Table.Separator, record: Int), points: Int)?
        for separator in separators {
            var reader = RecordReader(self, separator: separator)
            for number in 0..<Self.titles {
                guard let record = reader.next() else { break }
                guard record.span <= Self.longestHeader else { continue }
                guard let names = try? Columns(record, in: self, needing: []) else { continue }
                let points = worth(names)
                if points > best?.points ?? 0 { best = ((separator, number), points) }
            }
        }
        return best?.place
    }

    private static let titles = 20
    /// In bytes, of a line that is looked for below titles; one that is longer is the header where it stands first.
    private static let longestHeader = 1 << 15
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
        let (length, second): (Int, ClosedRange<UInt8>)
        switch bytes[index] {
        case 0xC2...0xDF: (length, second) = (2, 0x80...0xBF)
        // Neither longer than need be, nor half of a pair.
        case 0xE0: (length, second) = (3, 0xA0...0xBF)
        case 0xED: (length, second) = (3, 0x80...0x9F)
        case 0xE1...0xEF: (length, second) = (3, 0x80...0xBF)
        case 0xF0: (length, second) = (4, 0x90...0xBF)
        case 0xF1...0xF3: (length, second) = (4, 0x80...0xBF)
        case 0xF4: (length, second) = (4, 0x80...0x8F)
        default: return nil
        }
        guard index + length <= bytes.count, second ~= bytes[index + 1] else { return nil }
        for place in index + 2..<max(index + 2, index + length) where !(0x80...0xBF ~= bytes[place]) { return nil }
        return length
    }
}
