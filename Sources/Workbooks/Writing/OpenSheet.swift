import CXlsx
import Tables

/// A sheet to which rows are added.
final class OpenSheet {
    typealias Failure = WorkbookWriter.Failure

    private static let (narrowest, broadest) = (8.0, 60.0)

    let name: String
    private(set) var title = ""
    private(set) var columns: [String] = []
    /// The place of the row to be written, from 0.
    private(set) var next = 0
    private let sheet: UnsafeMutablePointer<lxw_worksheet>
    private let book: OpenBook
    private var widths: [Int] = []

    init(_ sheet: UnsafeMutablePointer<lxw_worksheet>, name: String, of book: OpenBook) {
        (self.sheet, self.name, self.book) = (sheet, name, book)
    }

    func head(_ title: String, _ columns: [String]) throws(Failure) {
        (self.title, self.columns) = (title, columns)
        worksheet_freeze_panes(sheet, 1, 0)
        for (column, text) in columns.enumerated() {
            // The arrow of the filter stands in the cell as well.
            let part = CellText.parts(of: CellText.clean(text), room: 0)[0]
            measure(part.count + 3, column)
            try book.check(worksheet_write_string(sheet, 0, lxw_col_t(column), part, book.head))
        }
        next = 1
    }

    func endRow() { next += 1 }

    /// Texts are clean, and no longer than a cell.
    func write(_ cell: Cell, at column: Int) throws(Failure) {
        let place = (lxw_row_t(next), lxw_col_t(column))
        switch cell {
        case .empty: return
        case .text(let text):
            guard !text.isEmpty else { return }
            measure(text.prefix(200).split(separator: "\n").map(\.count).max() ?? 0, column)
            try book.check(worksheet_write_string(sheet, place.0, place.1, text, nil))
        case .integer(let number):
            // Beyond fifteen digits a spreadsheet rounds.
            guard abs(number) < 1_000_000_000_000_000 else { return try write(.text(String(number)), at: column) }
            measure(String(number).count, column)
            try book.check(worksheet_write_number(sheet, place.0, place.1, Double(number), nil))
        case .decimal(let number):
            guard number.isFinite else { return }
            try book.check(worksheet_write_number(sheet, place.0, place.1, number, nil))
        case .figure(let number, let decimals, let text):
            guard number.isFinite else { return try write(.text(CellText.clean(text)), at: column) }
            try book.check(worksheet_write_number(sheet, place.0, place.1, number, book.format(decimals: decimals)))
        case .time(let time): try write(time, at: column)
        }
    }

    // Spreadsheets know no day before 1900, and the first months of that year wrongly.
    private func write(_ time: CellTime, at column: Int) throws(Failure) {
        guard 1901...9999 ~= time.year else { return try write(.text(time.description), at: column) }
        measure(time.minute == nil ? 11 : 17, column)
        let minute = time.minute ?? 0
        var moment = lxw_datetime(
            year: Int32(time.year), month: Int32(time.month), day: Int32(time.day), hour: Int32(minute / 60),
            min: Int32(minute % 60), sec: 0)
        let format = book.format(ofDays: time.minute == nil)
        try book.check(worksheet_write_datetime(sheet, lxw_row_t(next), lxw_col_t(column), &moment, format))
    }

    private func measure(_ width: Int, _ column: Int) {
        while widths.count <= column { widths.append(0) }
        widths[column] = max(widths[column], width)
    }

    /// Widths and the filter are known at the end alone.
    func finish() {
        for (column, width) in widths.enumerated() {
            let shown = min(max(Double(width) + 1, Self.narrowest), Self.broadest)
            worksheet_set_column(sheet, lxw_col_t(column), lxw_col_t(column), shown, nil)
        }
        guard !columns.isEmpty, next > 0 else { return }
        worksheet_autofilter(sheet, 0, 0, lxw_row_t(max(next - 1, 1)), lxw_col_t(columns.count - 1))
    }
}
