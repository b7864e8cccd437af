import CXlsx
import Foundation

/// A file that the library is writing. It keeps rows in files of its own until the end.
final class OpenBook {
    typealias Failure = WorkbookWriter.Failure

    let file: URL
    private var book: UnsafeMutablePointer<lxw_workbook>?
    /// The library keeps the address of the name until the file is closed.
    private let folder: UnsafeMutablePointer<CChar>?
    private let bold: UnsafeMutablePointer<lxw_format>?
    private let day: UnsafeMutablePointer<lxw_format>?
    private let minute: UnsafeMutablePointer<lxw_format>?
    private var figures: [Int: UnsafeMutablePointer<lxw_format>] = [:]

    init(in folder: URL, dayFormat: String) throws(Failure) {
        file = folder.appending(path: "workbook.xlsx")
        self.folder = strdup(folder.path)
        // 64 bits where they are needed: most readers want none.
        var options = lxw_workbook_options(constant_memory: 1, tmpdir: self.folder, use_zip64: 0)
        let book = workbook_new_opt(file.path, &options)
        self.book = book
        (bold, day, minute) = (workbook_add_format(book), workbook_add_format(book), workbook_add_format(book))
        guard book != nil else { throw .unwritable(file.lastPathComponent) }
        format_set_bold(bold)
        format_set_num_format(day, dayFormat)
        format_set_num_format(minute, dayFormat + " hh:mm")
    }

    deinit {
        if let book { lxw_workbook_free(book) }
        free(folder)
    }

    func describe(title: String, language: String, created: Date) throws(Failure) {
        let said = strdup(title)
        defer { free(said) }
        var properties = lxw_doc_properties()
        properties.title = said
        properties.created = time_t(created.timeIntervalSince1970)
        try check(workbook_set_properties(book, &properties))
        try check(workbook_set_custom_property_string(book, "Language", language))
    }

    func sheet(named name: String) throws(Failure) -> OpenSheet {
        guard let sheet = workbook_add_worksheet(book, name) else { throw .unwritable(name) }
        return OpenSheet(sheet, name: name, of: self)
    }

    /// Frees everything, also where it fails: never twice.
    func close() throws(Failure) {
        guard let open = book else { return }
        book = nil
        try check(workbook_close(open))
    }

    var head: UnsafeMutablePointer<lxw_format>? { bold }

    func format(ofDays isDay: Bool) -> UnsafeMutablePointer<lxw_format>? { isDay ? day : minute }

    func format(decimals: Int) -> UnsafeMutablePointer<lxw_format>? {
        if let known = figures[decimals] { return known }
        let format = workbook_add_format(book)
        format_set_num_format(format, decimals > 0 ? "0." + String(repeating: "0", count: min(decimals, 15)) : "0")
        figures[decimals] = format
        return format
    }

    func check(_ code: lxw_error) throws(Failure) {
        guard code == LXW_NO_ERROR else { throw .unwritable(String(cString: lxw_strerror(code))) }
    }
}
