import Foundation
import Tables

/// A CSV file with a header, of any number of rows and columns; each refusal has its line and column.
///
/// The bytes are read once and stay as they are: rows are cut while they are asked for, and a number is read from its
/// bytes without a text in between.
struct DataFile {
    /// The path as given, or «standard input».
    let name: String
    let header: [String]
    private let contents: TableText
    private let separator: Table.Separator
    /// Spellings of names and what they are read as.
    private var spellings: [String: String] = [:]

    /// `-` reads standard input.
    init(_ path: String) throws(DataRefusal) {
        let name = path == "-" ? "standard input" : path
        try self.init(Self.bytes(of: path, name), name: name)
    }

    init(_ bytes: [UInt8], name: String) throws(DataRefusal) {
        self.name = name
        do throws(TableRefusal) {
            contents = try TableText(bytes)
            separator = contents.likelySeparator
            var reader = RecordReader(contents, separator: separator)
            guard let first = reader.next(keeping: .max) else { throw .empty }
            header = try Columns(first, in: contents, atMost: .max).names
            guard header.count > 1 || reader.next(keeping: 0) != nil else { throw .notATable }
        } catch {
            throw DataRefusal(file: name, error, Damage(in: bytes))
        }
    }

    /// The same file, names told in other spellings.
    func reading(_ spellings: [String: String]) -> DataFile {
        var file = self
        file.spellings = spellings
        return file
    }

    func reading(of name: String) -> String { spellings.isEmpty ? name : spellings[name] ?? name }

    /// Adds the names that stand in these columns, where they are there.
    func addNames(in columns: [String], to spellings: inout Spellings) throws {
        let places = columns.compactMap(optionalColumn)
        try forEachRow { row in for place in places { spellings.add(row.text(place)) } }
    }

    /// A file that a question is about must hold a row: a header alone asks nothing.
    func mustHoldRows() throws(DataRefusal) {
        var reader = RecordReader(contents, separator: separator)
        _ = reader.next(keeping: 0)
        while let record = reader.next(keeping: 0) {
            if !record.isBlank || record.unclosedQuote != nil { return }
        }
        throw DataRefusal(file: name, reason: "holds no row below its header")
    }

    /// Where commas part columns a decimal comma cannot be told from one.
    fileprivate var hasDecimalCommas: Bool { separator != .comma }

    private static func bytes(of path: String, _ name: String) throws(DataRefusal) -> [UInt8] {
        do {
            guard path != "-" else { return try all(of: .standardInput) }
            var isFolder: ObjCBool = false
            if FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue {
                throw DataRefusal(file: name, reason: "is a folder")
            }
            let file = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
            defer { try? file.close() }
            return try all(of: file)
        } catch let refusal as DataRefusal {
            throw refusal
        } catch {
            throw DataRefusal(file: name, reason: "cannot be read: \(error.localizedDescription)")
        }
    }

    // In pieces, so that a large file is never held twice.
    private static func all(of file: FileHandle) throws -> [UInt8] {
        var bytes: [UInt8] = []
        if let size = try? file.seekToEnd() {
            try file.seek(toOffset: 0)
            bytes.reserveCapacity(Int(clamping: min(size, 1 << 30)))
        }
        while let piece = try file.read(upToCount: 1 << 20), !piece.isEmpty { bytes.append(contentsOf: piece) }
        return bytes
    }

    /// The place of a column that must be there.
    func column(_ name: String) throws(DataRefusal) -> Int {
        guard let place = header.firstIndex(of: name) else {
            let reason = "this column is missing (there are: \(header.joined(separator: ", ")))"
            throw DataRefusal(file: self.name, line: 1, column: name, reason: reason)
        }
        return place
    }

    /// The place of a column that may be there.
    func optionalColumn(_ name: String) -> Int? { header.firstIndex(of: name) }

    func forEachRow(_ body: (DataRow) throws -> Void) throws {
        var reader = RecordReader(contents, separator: separator)
        _ = reader.next(keeping: 0)
        while let record = reader.next(keeping: header.count) {
            if let line = record.unclosedQuote { throw DataRefusal(file: name, .unclosedQuote(line: line)) }
            guard !record.isBlank else { continue }
            if let fault = record.fault(expecting: header.count) {
                throw DataRefusal(file: name, line: record.line, reason: DataRefusal.words(for: fault))
            }
            try body(DataRow(file: self, record: record, contents: contents))
        }
    }

    /// How many bytes it has: to guess how much will come.
    var size: Int { contents.bytes.count }
}

/// One row of a data file.
struct DataRow {
    let file: DataFile
    private let record: Record
    private let contents: TableText

    var line: Int { record.line }

    fileprivate init(file: DataFile, record: Record, contents: TableText) {
        (self.file, self.record, self.contents) = (file, record, contents)
    }

    /// About how many bytes it has.
    var size: Int { (record.fields.last?.bytes.upperBound ?? 0) - (record.fields.first?.bytes.lowerBound ?? 0) + 1 }

    /// What stands there, without the spaces around; empty when nothing does.
    func text(_ column: Int) -> String {
        let text = contents.string(record.fields[column])
        return text.hasPlainEnds ? text : text.trimmingCharacters(in: .whitespaces)
    }

    /// A text that must not be empty: an identifier.
    func name(_ column: Int) throws(DataRefusal) -> String {
        let text = text(column)
        guard !text.isEmpty else { throw refusal(column, "is empty") }
        return file.reading(of: text)
    }

    /// A finite number, as 7.25 or 1e-3; where semicolons or tabs part columns also with a comma, as 7,25.
    func number(_ column: Int) throws(DataRefusal) -> Double {
        guard let number = try optionalNumber(column) else { throw refusal(column, "is empty, a number was expected") }
        return number
    }

    /// Nil for an empty cell.
    func optionalNumber(_ column: Int) throws(DataRefusal) -> Double? {
        let bytes = record.fields[column].bytes
        guard !bytes.isEmpty else { return nil }
        if let number = PlainNumber.read(contents.bytes, bytes, decimalComma: file.hasDecimalCommas) { return number }
        let text = text(column)
        guard !text.isEmpty else { return nil }
        let plain =
            file.hasDecimalCommas && !text.contains(".") ? text.replacing(",", with: ".", maxReplacements: 1) : text
        guard let number = Double(plain), number.isFinite, !text.contains(where: { "xX".contains($0) }) else {
            throw refusal(column, "«\(text.prefix(40))» is not a finite number\(PlainNumber.advice(for: text))")
        }
        return number
    }

    func refusal(_ column: Int, _ reason: String) -> DataRefusal {
        DataRefusal(file: file.name, line: line, column: file.header[column], reason: reason)
    }
}

/// Why a file cannot be used: where it is, and what was expected.
struct DataRefusal: Error, Equatable, CustomStringConvertible {
    let file: String
    let line: Int?
    let column: String?
    let reason: String

    init(file: String, line: Int? = nil, column: String? = nil, reason: String) {
        (self.file, self.line, self.column, self.reason) = (file, line, column, reason)
    }

    /// `damage`: where bytes are no text, for a refusal that says so.
    fileprivate init(file: String, _ refusal: TableRefusal, _ damage: Damage? = nil) {
        var (line, column, reason) = Self.words(for: refusal)
        if case .damagedText = refusal { column = damage?.column }
        self.init(file: file, line: line, column: column, reason: reason)
    }

    var description: String {
        let places = [file, line.map { "line \($0)" }, column.map { "column \($0)" }]
        return "\(places.compactMap(\.self).joined(separator: ", ")): \(reason)"
    }

    static func words(for fault: RowFault) -> String {
        switch fault {
        case .tooFewFields(let found, let expected): "has \(found) fields, \(expected) were expected"
        case .tooManyFields(let found, let expected): "has \(found) fields, \(expected) were expected"
        case .misplacedQuote: "a quoted field goes on after its closing quote"
        case .unclosedQuote: "the quote opened here is never closed"
        }
    }

    private static func words(for refusal: TableRefusal) -> (line: Int?, column: String?, reason: String) {
        switch refusal {
        case .empty: (nil, nil, "is empty")
        case .notText(let line): (line, nil, "is not text; save it as CSV")
        case .damagedText(let line): (line, nil, "is damaged: a byte here is no UTF-8, as the rest of the file is")
        case .notATable: (1, nil, "is not a table: one line, without columns or rows")
        case .duplicateColumn(let name): (1, name, "stands twice in the header")
        case .unclosedQuote(let line): (line, nil, "the quote opened here is never closed")
        case .tooLarge(let line): (line, nil, "has more rows or columns than a table may have")
        }
    }
}

extension String {
    /// Nothing to trim, seen without Foundation: it begins and ends with what is ASCII and no space.
    fileprivate var hasPlainEnds: Bool {
        guard let first = utf8.first, let last = utf8.last else { return true }
        return (0x21..<0x7F).contains(first) && (0x21..<0x7F).contains(last)
    }
}
