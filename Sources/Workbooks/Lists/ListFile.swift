import Foundation
import Tables
import Web
import Words

/// A list on its way out: what it is said once, in the language of its reader, and written as CSV or as a workbook.
public final class ListFile {
    private let stem: String
    /// One of the two.
    private var table: TableWriter?
    private let book: WorkbookWriter?
    /// Rows of further sheets are for workbooks: a CSV file is one table.
    private var isFirst = true

    /// - Parameters:
    ///   - stem: the name of the file without its ending.
    ///   - title: of the sheet, and of the document.
    public init(_ stem: String, _ title: String, columns: [String], as format: ListFormat, _ visit: Visit) throws {
        self.stem = stem
        switch format {
        case .csv: (table, book) = (TableWriter(columns: columns), nil)
        case .xlsx:
            let book = try WorkbookWriter(title: title, words: visit.reader.workbookWords, created: visit.time)
            try book.begin(title, columns: columns)
            (table, self.book) = (nil, book)
        }
    }

    /// Whether it has room for more than one sheet.
    public var hasSheets: Bool { book != nil }

    /// Begins a further sheet; what is appended from now on stands in it, and in no CSV file.
    public func beginSheet(_ title: String, columns: [String]) throws {
        isFirst = false
        try book?.begin(title, columns: columns)
    }

    public func append(_ cells: [Cell]) throws {
        if isFirst { table?.append(cells) }
        try book?.append(cells)
    }

    public func append(_ rows: some Sequence<[Cell]>) throws { for row in rows { try append(row) } }

    /// The file as it is sent. Nothing can be added after.
    public func answer() throws -> Answer {
        if let book {
            return .file(Download(name: "\(stem).xlsx", type: Self.workbook, bytes: try book.finish()))
        }
        return .file(.csv(name: "\(stem).csv", table?.bytes ?? []))
    }

    static let workbook = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
}

extension Visit {
    /// A list that is at hand as a whole.
    public func listFile(
        _ stem: String, _ title: String, columns: [String], rows: some Sequence<[Cell]>, as format: ListFormat
    ) throws -> Answer {
        let file = try ListFile(stem, title, columns: columns, as: format, self)
        try file.append(rows)
        return try file.answer()
    }
}

extension Reader {
    var workbookWords: WorkbookWords {
        let name = t("Long texts")
        return WorkbookWords(
            language: language == .french ? "fr" : "en", dayFormat: language == .french ? "dd/mm/yyyy" : "d mmm yyyy",
            longTexts: name,
            longTextColumns: [t("No."), t("Sheet", as: "workbook"), t("Row"), t("Column"), t("Part"), t("Text")],
            goesOn: { [self] number in " […] (\(t("goes on in the sheet “\(name)”, no. \(number)")))" })
    }
}

// Days and hours on the clock of the list's reader.
extension Formats {
    public func cell(_ day: Day?) -> Cell {
        day.map { .time(CellTime(year: $0.year, month: $0.month, day: $0.day)) } ?? .empty
    }

    /// The day alone.
    public func dayCell(_ moment: Date?) -> Cell { cell(moment.map { calendarDay(of: $0) }) }

    /// To the minute.
    public func stampCell(_ moment: Date?) -> Cell {
        guard let moment else { return .empty }
        let (day, parts) = (calendarDay(of: moment), fieldTime(moment).split(separator: ":").compactMap { Int($0) })
        let minute = parts.count == 2 ? parts[0] * 60 + parts[1] : 0
        return .time(CellTime(year: day.year, month: day.month, day: day.day, minute: minute))
    }
}
