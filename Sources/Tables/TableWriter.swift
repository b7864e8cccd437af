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
        case .text(let text): dialect == .spreadsheet ? Self.harmless(text) : text
        case .integer(let number): String(number)
        case .decimal(let number): decimal(number)
        case .figure(_, _, let text): text
        case .time(let time): time.description
        }
    }

    /// As a text stands in a table for spreadsheets, which run a cell that begins like a formula, whoever typed it.
    public static func harmless(_ text: String) -> String {
        let guarded = guarding(text)
        guard let first = text.utf8.first, "\t\r\n".utf8.contains(first) else { return guarded }
        return "'" + guarded
    }

    // One that splits at commas or tabs sees no quotes within what it takes for a cell: another may begin in the midst of a text,
    // in the next line, and after the quotes and spaces that it drops.
    private static func guarding(_ text: String) -> String {
        var safe = String.UnicodeScalarView()
        var isBeginning = true
        for scalar in text.unicodeScalars {
            if isBeginning, signs.contains(scalar) { safe.append("'") }
            isBeginning = ends.contains(scalar) || isBeginning && isDropped(scalar)
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
    /// A number that is shown with so many decimals, and the words that say it so to the readers of the list.
    case figure(Double, decimals: Int, text: String)
    /// A day, or a minute of one.
    case time(CellTime)
    case empty

    public init(_ text: String?) { self = text.map(Cell.text) ?? .empty }
    public init(_ number: Int?) { self = number.map(Cell.integer) ?? .empty }
    public init(_ number: Double?) { self = number.map(Cell.decimal) ?? .empty }
    public init(stringLiteral text: String) { self = .text(text) }
    public init(integerLiteral number: Int) { self = .integer(number) }
    public init(floatLiteral number: Double) { self = .decimal(number) }
}

/// A day, or a minute of one, on the clock of those who read the list.
public struct CellTime: Hashable, Sendable, CustomStringConvertible {
    public let year: Int
    public let month: Int
    public let day: Int
    /// Minutes since midnight; nil for the day as a whole.
    public let minute: Int?

    /// The day is one of the calendar: nobody looks again.
    public init(year: Int, month: Int, day: Int, minute: Int? = nil) {
        (self.year, self.month, self.day, self.minute) = (year, month, day, minute)
    }

    /// `2014-09-30`, `2014-09-30 18:00`: as spreadsheets sort and read it.
    public var description: String {
        let date = "\(Self.padded(year, to: 4))-\(Self.padded(month, to: 2))-\(Self.padded(day, to: 2))"
        guard let minute else { return date }
        return "\(date) \(Self.padded(minute / 60, to: 2)):\(Self.padded(minute % 60, to: 2))"
    }

    private static func padded(_ number: Int, to width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}
