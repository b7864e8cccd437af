/// A file of rows under named columns, read from CSV as spreadsheets and exports write it.
public struct Table: Sendable {
    /// More than this is no list anybody keeps in a spreadsheet, which stops at the same number.
    static let rowLimit = 1_048_576
    package static let columnLimit = 16_384

    public let separator: Separator
    public let encoding: Encoding
    /// The names of the columns, without the spaces around them.
    public let header: [String]
    /// The rows in the order of the file; empty lines are left out.
    public let rows: [TableRow]

    public enum Separator: UInt8, CaseIterable, Sendable {
        case semicolon = 0x3B
        case comma = 0x2C
        case tab = 0x09
    }

    public enum Encoding: Sendable {
        case utf8, windows1252
    }

    /// Finds the separator and the encoding by itself. A bad row carries its fault; only what is no table is refused.
    public init(data: some Sequence<UInt8>) throws(TableRefusal) {
        let text = try TableText(data)
        separator = text.likelySeparator
        encoding = text.encoding
        var reader = RecordReader(text.bytes, separator: separator.rawValue)
        guard let first = reader.next() else { throw .empty }
        let columns = try Columns(first, in: text)
        var rows: [TableRow] = []
        while let record = reader.next(keeping: columns.names.count) {
            if let line = record.unclosedQuote { throw .unclosedQuote(line: line) }
            guard !record.isBlank else { continue }
            guard rows.count < Self.rowLimit else { throw .tooLarge(line: record.line) }
            rows.append(TableRow(record, under: columns, in: text))
        }
        guard columns.names.count > 1 || !rows.isEmpty else { throw .notATable }
        header = columns.names
        self.rows = rows
    }
}

/// One row, with the line of the file where it starts.
public struct TableRow: Sendable {
    public let line: Int
    /// What is wrong with the row; its fields are then not to be trusted.
    public let fault: RowFault?
    /// The fields as they stand in the file, at most as many as there are columns.
    public let fields: [String]
    private let columns: Columns

    init(_ record: Record, under columns: Columns, in text: TableText) {
        line = record.line
        fault = record.fault(expecting: columns.names.count)
        fields = record.fields.map(text.string)
        self.columns = columns
    }

    /// Nil when the table has no such column, or the row ends before it.
    public subscript(column: String) -> String? {
        guard let position = columns.positions[column], fields.indices.contains(position) else { return nil }
        return fields[position]
    }
}

/// Why one row cannot be taken. The other rows stay good.
public enum RowFault: Error, Equatable, Sendable {
    case tooFewFields(found: Int, expected: Int)
    case tooManyFields(found: Int, expected: Int)
    /// A quoted field goes on after its closing quote, so where it ends cannot be known.
    case misplacedQuote
}

/// Why a file is not a table.
public enum TableRefusal: Error, Equatable, Sendable {
    case empty
    /// Bytes that are no text: a spreadsheet's own format, a picture, an archive.
    case notText(line: Int)
    /// Begun as UTF-8, but damaged at this line.
    case damagedText(line: Int)
    /// One line without columns or rows.
    case notATable
    case duplicateColumn(String)
    /// The quote opened at this line is never closed.
    case unclosedQuote(line: Int)
    case tooLarge(line: Int)
}

/// The header, shared by the rows.
package struct Columns: Sendable {
    package let names: [String]
    let positions: [String: Int]

    package init(_ record: Record, in text: TableText, atMost limit: Int = Table.columnLimit) throws(TableRefusal) {
        if let line = record.unclosedQuote { throw .unclosedQuote(line: line) }
        guard record.hasNoMisplacedQuote else { throw .notATable }
        guard record.found <= limit else { throw .tooLarge(line: record.line) }
        var names = record.fields.map { Self.name(text.string($0)) }
        while names.last?.isEmpty == true { names.removeLast() }
        guard !names.isEmpty else { throw .notATable }
        var positions: [String: Int] = [:]
        for (position, name) in names.enumerated() where !name.isEmpty {
            guard !name.unicodeScalars.contains(where: Self.isControl) else { throw .notText(line: record.line) }
            guard positions.updateValue(position, forKey: name) == nil else { throw .duplicateColumn(name) }
        }
        (self.names, self.positions) = (names, positions)
    }

    private static func name(_ text: String) -> String {
        let text = text.drop(while: \.isWhitespace)
        return String(text.prefix(text.reversed().drop(while: \.isWhitespace).count))
    }

    private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value < 0x20 && !["\t", "\n", "\r"].contains(scalar)
    }
}
