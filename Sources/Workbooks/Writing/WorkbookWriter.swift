import CXlsx
import Foundation
import Tables

/// Writes lists as sheets of an XLSX file, row after row, in memory that does not grow with them. Text is text, whatever it
/// begins with; days are days. What is too long for a cell goes on in a sheet of its own, and the cell says so.
public final class WorkbookWriter {
    public enum Failure: Error, Equatable, Sendable {
        /// What the library says: a full disk, a folder that cannot be written.
        case unwritable(String)
        /// More columns than a sheet has.
        case tooWide(Int)
        /// A row before any sheet.
        case noSheet
    }

    /// So many columns, and so many rows with the header, has a sheet.
    static let (widest, longest) = (16_384, 1_048_576)

    /// How many texts went on in the sheet of long texts.
    public private(set) var longTexts = 0
    private let words: WorkbookWords
    private let folder: URL
    private let book: OpenBook
    private let rowLimit: Int
    private var names = SheetNames()
    private var sheet: OpenSheet?
    private var rest: OpenSheet?

    /// - Parameters:
    ///   - title: the document's.
    ///   - created: when it was asked for; the same rows at the same time make the same file.
    public convenience init(title: String, words: WorkbookWords, created: Date) throws(Failure) {
        try self.init(title: title, words: words, created: created, rowLimit: Self.longest)
    }

    init(title: String, words: WorkbookWords, created: Date, rowLimit: Int) throws(Failure) {
        (self.words, self.rowLimit) = (words, rowLimit)
        folder = FileManager.default.temporaryDirectory.appending(path: "workbook-\(UUID().uuidString)")
        do {
            // What it holds is for one reader alone.
            try FileManager.default.createDirectory(
                at: folder, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
        } catch {
            throw .unwritable(error.localizedDescription)
        }
        book = try OpenBook(in: folder, dayFormat: words.dayFormat)
        try book.describe(title: CellText.clean(title), language: words.language, created: created)
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    /// Begins a sheet; the one before is done. The name is made one that sheets may have.
    public func begin(_ name: String, columns: [String]) throws(Failure) {
        guard columns.count <= Self.widest else { throw .tooWide(columns.count) }
        sheet?.finish()
        let opened = try book.sheet(named: names.name(for: name))
        sheet = opened
        try opened.head(name, columns)
    }

    /// Adds a row to the sheet.
    public func append(_ cells: [Cell]) throws(Failure) {
        guard let sheet else { throw .noSheet }
        guard cells.count <= Self.widest else { throw .tooWide(cells.count) }
        guard sheet.next < rowLimit else {
            try begin(sheet.title, columns: sheet.columns)
            return try append(cells)
        }
        for (column, cell) in cells.enumerated() { try write(cell, at: column, of: sheet) }
        sheet.endRow()
    }

    private func write(_ cell: Cell, at column: Int, of sheet: OpenSheet) throws(Failure) {
        guard case .text(let text) = cell else { return try sheet.write(cell, at: column) }
        let clean = CellText.clean(text)
        guard clean.utf8.count > CellText.longest, clean.utf16.count > CellText.longest else {
            return try sheet.write(.text(clean), at: column)
        }
        let note = words.goesOn(longTexts + 1)
        let parts = CellText.parts(of: clean, room: note.utf16.count)
        longTexts += 1
        try sheet.write(.text(parts[0] + note), at: column)
        for (number, part) in parts.enumerated().dropFirst() {
            try keep(part, number, of: sheet, column)
        }
    }

    private func keep(_ part: String, _ number: Int, of sheet: OpenSheet, _ column: Int) throws(Failure) {
        let rest = if let open = self.rest { open } else { try openRest() }
        let title = sheet.columns.indices.contains(column) ? sheet.columns[column] : ""
        let cells: [Cell] = [
            .integer(longTexts), .text(sheet.name), .integer(sheet.next + 1), .text(CellText.clean(title)),
            .integer(number + 1),
            .text(part),
        ]
        for (place, cell) in cells.enumerated() { try rest.write(cell, at: place) }
        rest.endRow()
    }

    private func openRest() throws(Failure) -> OpenSheet {
        let opened = try book.sheet(named: names.name(for: words.longTexts))
        try opened.head(words.longTexts, words.longTextColumns)
        rest = opened
        return opened
    }

    /// Ends the file and gives its bytes. Nothing can be added after.
    public func finish() throws(Failure) -> [UInt8] {
        sheet?.finish()
        rest?.finish()
        (sheet, rest) = (nil, nil)
        try book.close()
        do {
            return Array(try Data(contentsOf: book.file))
        } catch {
            throw .unwritable(error.localizedDescription)
        }
    }
}
