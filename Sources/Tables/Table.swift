/// A file of rows under named columns, read from CSV as spreadsheets and exports write it.
public struct Table: Sendable {
    /// More than this is no list anybody keeps in a spreadsheet, which stops at the same number.
    static let rowLimit = 1_048_576
    package static let columnLimit = 16_384

    public let separator: Separator
    public let encoding: Encoding
    /// The names of the columns, without the spaces around them.
    public let header: [String]
    /// The line of the file that the header stands on.
    public let headerLine: Int
    /// Titles above the header, which were passed over; empty lines are none.
    public let titles: [Title]
    /// Whether a line above the header names the separator.
    public let isDeclared: Bool
    /// Names that two columns have, where nobody needs them.
    public let doubledColumns: [String]
    /// The rows in the order of the file; empty lines are left out, and lines of spaces.
    public let rows: [TableRow]
    private let columns: Columns

    /// What stands in a line above the header.
    public struct Title: Equatable, Sendable {
        public let line: Int
        public let text: String
    }

    public enum Separator: UInt8, CaseIterable, Sendable {
        case semicolon = 0x3B
        case comma = 0x2C
        case tab = 0x09
        case bar = 0x7C

        /// Those that a file need not name: a bar parts what stands in one cell, too.
        static let usual = [semicolon, comma, tab]
    }

    /// Finds the separator, the encoding and the header by itself. A bad row carries its fault; only what is no table is refused.
    /// `needed` are columns that must be there: they tell the header from the titles above it, and only they may not stand twice.
    /// Nil needs every column. Where columns may have several names, `worth` says what a line is worth as the header by what stands
    /// in it, 0 for nothing: the first of those that are worth most is the header.
    public init(
        data: some Sequence<UInt8>, needing needed: Set<String>? = nil, worth: (([String]) -> Int)? = nil
    ) throws(TableRefusal) {
        try self.init(TableText(data), needing: needed, worth: worth)
    }

    /// The same of a sheet; its rows have their own numbers.
    public init(
        sheet: SheetText, needing needed: Set<String>? = nil, worth: (([String]) -> Int)? = nil
    ) throws(TableRefusal) {
        try self.init(TableText(sheet), needing: needed, worth: worth)
    }

    private init(
        _ text: TableText, needing needed: Set<String>?, worth: (([String]) -> Int)?
    ) throws(TableRefusal) {
        let place = Self.header(of: text, needed, worth)
        separator = place?.separator ?? text.likelySeparator
        encoding = text.encoding
        var reader = RecordReader(text, separator: separator)
        titles = Self.pass(place?.record ?? 0, &reader, in: text)
        guard let first = Self.filled(&reader) else { throw .empty }
        let columns = try Columns(first, in: text, needing: needed)
        var rows: [TableRow] = []
        while let record = reader.next(keeping: columns.names.count) {
            guard !record.isBlank else { continue }
            guard rows.count < Self.rowLimit else { throw .tooLarge(line: record.line) }
            let row = TableRow(record, under: columns, in: text)
            if record.hasQuotes || !row.isBlank { rows.append(row) }
        }
        guard columns.names.count > 1 || !rows.isEmpty else { throw .notATable }
        (header, headerLine, doubledColumns) = (columns.names, first.line, columns.doubled)
        (self.rows, self.columns, isDeclared) = (rows, columns, text.declaredSeparator != nil && text.rows == nil)
    }

    /// The letters of a file, whatever its encoding, with the line that names its separator.
    public static func text(of data: some Sequence<UInt8>) throws(TableRefusal) -> String {
        let text = try TableText(data)
        let words = String(decoding: text.bytes, as: UTF8.self)
        return text.declaredSeparator.map { "sep=\(Character(Unicode.Scalar($0.rawValue)))\n\(words)" } ?? words
    }

    private static func header(
        of text: TableText, _ needed: Set<String>?, _ worth: (([String]) -> Int)?
    ) -> (separator: Separator, record: Int)? {
        if let worth { return text.header { worth($0.names) } }
        return needed.flatMap { needed in text.header { $0.have(needed) ? 1 : 0 } }
    }

    private static func pass(_ count: Int, _ reader: inout RecordReader, in text: TableText) -> [Title] {
        var titles: [Title] = []
        for _ in 0..<count {
            guard let record = reader.next(), !record.isBlank else { continue }
            let words = record.fields.map(text.string).joined(separator: " ").split(whereSeparator: \.isWhitespace)
            titles.append(Title(line: record.line, text: words.joined(separator: " ")))
        }
        return titles
    }

    private static func filled(_ reader: inout RecordReader) -> Record? {
        var record = reader.next()
        while record?.isBlank == true { record = reader.next() }
        return record
    }

    /// Whether there is such a column, however its name is spaced and whatever its case.
    public func has(_ column: String) -> Bool { position(of: column) != nil }

    /// From 0; nil when there is no such column.
    public func position(of column: String) -> Int? { columns.position(of: column) }
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

    var isBlank: Bool { fault == nil && fields.allSatisfy { $0.allSatisfy(\.isWhitespace) } }

    /// Nil when the table has no such column, or the row ends before it.
    public subscript(column: String) -> String? {
        guard let position = columns.position(of: column), fields.indices.contains(position) else { return nil }
        return fields[position]
    }
}

/// Why one row cannot be taken. The other rows stay good.
public enum RowFault: Error, Equatable, Sendable {
    case tooFewFields(found: Int, expected: Int)
    case tooManyFields(found: Int, expected: Int)
    /// A quoted field goes on after its closing quote, so where it ends cannot be known.
    case misplacedQuote
    /// The quote opened at this line is never closed.
    case unclosedQuote(line: Int)
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
    /// Names that two columns have; the first of them is read.
    let doubled: [String]
    private let positions: [String: Int]
    /// By names without case and with plain spaces and apostrophes; without those that two columns share.
    private let plain: [String: Int]

    /// `needed` are the names that may not stand twice; nil for all of them.
    package init(
        _ record: Record, in text: TableText, atMost limit: Int = Table.columnLimit, needing needed: Set<String>? = nil
    ) throws(TableRefusal) {
        if let line = record.unclosedQuote { throw .unclosedQuote(line: line) }
        guard record.hasNoMisplacedQuote else { throw .notATable }
        guard record.found <= limit else { throw .tooLarge(line: record.line) }
        var names = record.fields.map { Self.name(text.string($0)) }
        while names.last?.isEmpty == true { names.removeLast() }
        guard !names.isEmpty else { throw .notATable }
        for name in names where name.unicodeScalars.contains(where: Self.isControl) {
            throw .notText(line: record.line)
        }
        let filled = names.enumerated().filter { !$0.element.isEmpty }
        positions = Dictionary(filled.map { ($0.element, $0.offset) }, uniquingKeysWith: { first, _ in first })
        var seen: Set<String> = []
        doubled = filled.map(\.element).filter { !seen.insert($0).inserted }
        // Nobody asks for a column by a name as long as a page.
        plain = Dictionary(grouping: filled.filter { $0.element.utf8.count <= 2_000 }) { Self.plain($0.element) }
            .compactMapValues {
                $0.count == 1 ? $0[0].offset : nil
            }
        self.names = names
        if let name = doubled.first(where: { needed?.contains($0) ?? true }) { throw .duplicateColumn(name) }
    }

    func position(of name: String) -> Int? { positions[name] ?? plain[Self.plain(name)] }

    func have(_ needed: Set<String>) -> Bool { !needed.isEmpty && needed.allSatisfy { position(of: $0) != nil } }

    private static func plain(_ name: String) -> String {
        name.lowercased().replacing("’", with: "'").split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    private static func name(_ text: String) -> String {
        var text = text.drop(while: \.isWhitespace)
        while text.last?.isWhitespace == true { text.removeLast() }
        return String(text)
    }

    private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value < 0x20 && !["\t", "\n", "\r"].contains(scalar)
    }
}
