/// The fields of one record as places in the file.
package struct Record {
    package let line: Int
    package var fields: [Field] = []
    /// Counts the fields that were not kept too.
    package var found = 0
    /// The fields up to the last that is not empty.
    var filled = 0
    var hasQuotes = false
    package var hasNoMisplacedQuote = true
    package var unclosedQuote: Int?

    package struct Field {
        package var bytes: Range<Int>
        package var hasDoubledQuotes = false
    }

    /// An empty line, or the row of bare separators that spreadsheets leave below a list.
    package var isBlank: Bool { filled == 0 && !hasQuotes && hasNoMisplacedQuote }

    /// How many bytes its fields take, as they stand in the file.
    var span: Int { (fields.last?.bytes.upperBound ?? 0) - (fields.first?.bytes.lowerBound ?? 0) }

    mutating func add(_ field: Field, keeping limit: Int) {
        found += 1
        if !field.bytes.isEmpty { filled = found }
        if found <= limit { fields.append(field) }
    }

    package func fault(expecting expected: Int) -> RowFault? {
        guard hasNoMisplacedQuote else { return .misplacedQuote }
        if let unclosedQuote { return .unclosedQuote(line: unclosedQuote) }
        if found < expected { return .tooFewFields(found: found, expected: expected) }
        return filled > expected ? .tooManyFields(found: found, expected: expected) : nil
    }
}

/// Cuts the bytes of a file into records, each byte read at most a few times whatever the quotes.
package struct RecordReader {
    private let bytes: [UInt8]
    private let separator: UInt8
    private var position = 0
    private var line: Int
    private let rows: [Int]?

    package init(_ text: TableText, separator: Table.Separator) {
        (bytes, line, rows) = (text.bytes, text.firstLine, text.rows)
        self.separator = separator.rawValue
    }

    /// Nil at the end of the file. Fields past the limit are counted, not kept.
    package mutating func next(keeping limit: Int = Table.columnLimit) -> Record? {
        guard position < bytes.count else { return nil }
        let (start, first) = (position, line)
        var record = Record(line: rows.map { $0[min(line, $0.count) - 1] } ?? line)
        repeat {
            let field = isAt(.quote) ? quotedField(of: &record) : plainField()
            guard record.hasNoMisplacedQuote, record.unclosedQuote == nil else {
                resume(after: start, line: first)
                return record
            }
            record.add(field, keeping: limit)
        } while skip(separator)
        skipLineBreak()
        return record
    }

    // A stray quote, or one that nothing closes, may have run over good lines: only the line where the record began is given up.
    // Behind a quote that nothing closes stand doubled ones only, so that no second one is looked for to the end.
    private mutating func resume(after start: Int, line: Int) {
        (position, self.line) = (start, line)
        while position < bytes.count, !bytes[position].isLineBreak { position += 1 }
        skipLineBreak()
    }

    private mutating func plainField() -> Record.Field {
        let start = position
        while position < bytes.count, bytes[position] != separator, !bytes[position].isLineBreak { position += 1 }
        return Record.Field(bytes: start..<position)
    }

    private mutating func quotedField(of record: inout Record) -> Record.Field {
        let opening = line
        record.hasQuotes = true
        position += 1
        var field = Record.Field(bytes: position..<position)
        while position < bytes.count {
            if isAt(.quote) {
                field.bytes = field.bytes.lowerBound..<position
                position += 1
                guard isAt(.quote) else {
                    record.hasNoMisplacedQuote = isAtFieldEnd
                    return field
                }
                field.hasDoubledQuotes = true
                position += 1
            } else if bytes[position].isLineBreak {
                skipLineBreak()
            } else {
                position += 1
            }
        }
        record.unclosedQuote = opening
        return field
    }

    private var isAtFieldEnd: Bool {
        position == bytes.count || bytes[position] == separator || bytes[position].isLineBreak
    }

    private func isAt(_ byte: UInt8) -> Bool {
        position < bytes.count && bytes[position] == byte
    }

    private mutating func skip(_ byte: UInt8) -> Bool {
        guard isAt(byte) else { return false }
        position += 1
        return true
    }

    private mutating func skipLineBreak() {
        let hasReturn = skip(.carriageReturn)
        let hasFeed = skip(.lineFeed)
        if hasReturn || hasFeed { line += 1 }
    }
}

extension UInt8 {
    static let quote = UInt8(ascii: "\"")
    static let lineFeed = UInt8(ascii: "\n")
    static let carriageReturn = UInt8(ascii: "\r")

    var isLineBreak: Bool { self == .lineFeed || self == .carriageReturn }
}
