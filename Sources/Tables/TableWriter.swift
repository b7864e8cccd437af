/// Writes rows as CSV.
public struct TableWriter: Sendable {
    /// The file so far.
    public private(set) var bytes: [UInt8]
    private let dialect: Dialect

    public enum Dialect: Sendable {
        /// What a French spreadsheet opens by a double click: semicolons, a byte order mark, decimal commas.
        case spreadsheet
        /// Commas and plain UTF-8, the texts as they are, for programs.
        case machine
    }

    /// Starts a file with the names of its columns.
    public init(columns: [String], dialect: Dialect = .spreadsheet) {
        self.dialect = dialect
        bytes = dialect == .spreadsheet ? [0xEF, 0xBB, 0xBF] : []
        append(columns.map(Cell.text))
    }

    /// Adds one row.
    public mutating func append(_ cells: [Cell]) {
        let texts = cells.map(text)
        for (index, text) in texts.enumerated() {
            if index > 0 { bytes.append(separator) }
            write(text)
        }
        // A row of nothing would be taken for an empty line when the file is read again.
        if texts.allSatisfy(\.isEmpty) { bytes += [.quote, .quote] }
        bytes += [.carriageReturn, .lineFeed]
    }

    private var separator: UInt8 { UInt8(ascii: dialect == .spreadsheet ? ";" : ",") }

    private func text(_ cell: Cell) -> String {
        switch cell {
        case .empty: ""
        case .text(let text): dialect == .spreadsheet ? harmless(text) : text
        case .integer(let number): String(number)
        case .decimal(let number): decimal(number)
        }
    }

    // A spreadsheet runs a cell that begins like a formula, whoever typed it.
    private func harmless(_ text: String) -> String {
        let guarded = guarding(text)
        guard let first = text.utf8.first, "\t\r\n".utf8.contains(first) else { return guarded }
        return "'" + guarded
    }

    // One that splits at commas or tabs sees no quotes within what it takes for a cell: another may begin in the midst of a text,
    // in the next line, and after the quotes and spaces that it drops.
    private func guarding(_ text: String) -> String {
        var safe = String.UnicodeScalarView()
        var isBeginning = true
        for scalar in text.unicodeScalars {
            if isBeginning, Self.signs.contains(scalar) { safe.append("'") }
            isBeginning = Self.ends.contains(scalar) || isBeginning && Self.isDropped(scalar)
            safe.append(scalar)
        }
        return String(safe)
    }

    /// What a formula begins with; the wide ones are read as the others.
    private static let signs: Set<Unicode.Scalar> = ["=", "+", "-", "@", "＝", "＋", "－", "＠"]
    private static let ends: Set<Unicode.Scalar> = [",", ";", "\t", "\r", "\n"]

    private static func isDropped(_ scalar: Unicode.Scalar) -> Bool {
        scalar == "\"" || scalar.properties.isWhitespace
            || [.control, .format].contains(scalar.properties.generalCategory)
    }

    private func decimal(_ number: Double) -> String {
        guard number.isFinite else { return "" }
        let text = String(number)
        let whole = text.hasSuffix(".0") ? String(text.dropLast(2)) : text
        return dialect == .spreadsheet ? String(whole.map { $0 == "." ? "," : $0 }) : whole
    }

    private mutating func write(_ text: String) {
        let needsQuotes = text.utf8.contains { $0 == separator || $0 == .quote || $0.isLineBreak }
        guard needsQuotes else { return bytes += text.utf8 }
        bytes.append(.quote)
        for byte in text.utf8 {
            if byte == .quote { bytes.append(.quote) }
            bytes.append(byte)
        }
        bytes.append(.quote)
    }
}

/// What stands in one place of a written table. Numbers are written as numbers, whatever their sign.
public enum Cell: Hashable, Sendable, ExpressibleByStringInterpolation, ExpressibleByIntegerLiteral,
    ExpressibleByFloatLiteral
{
    case text(String)
    case integer(Int)
    case decimal(Double)
    case empty

    public init(_ text: String?) { self = text.map(Cell.text) ?? .empty }
    public init(_ number: Int?) { self = number.map(Cell.integer) ?? .empty }
    public init(_ number: Double?) { self = number.map(Cell.decimal) ?? .empty }
    public init(stringLiteral text: String) { self = .text(text) }
    public init(integerLiteral number: Int) { self = .integer(number) }
    public init(floatLiteral number: Double) { self = .decimal(number) }
}
