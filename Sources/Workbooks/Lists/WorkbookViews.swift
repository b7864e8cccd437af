import Web

// What is said of a workbook that was read, or was not.
extension Reader {
    /// What is to be known of a workbook that was read; nothing of a file of text.
    public func workbookNotes(_ source: ListSource) -> [String] {
        guard let book = source.workbook else { return [] }
        return [
            t("The sheet “\(book.sheet)” was read, its values alone: no formula was computed."),
            book.others.isEmpty ? nil : t("Sheets that were not read: \(formats.list(book.others))."),
            book.hasMacros ? t("The workbook holds macros, which were left out.") : nil,
        ].compactMap(\.self)
    }

    public func refusedFile(_ file: String, _ refusal: WorkbookRefusal) -> String {
        t("“\(file)” was refused: \(reason(refusal))")
    }

    private func reason(_ refusal: WorkbookRefusal) -> String {
        switch refusal {
        case .locked: t("it is protected by a password. Save it without one, and try again.")
        case .otherFormat: t("it is no XLSX workbook. Save it as XLSX or CSV, and try again.")
        case .damaged:
            t(
                """
                it is damaged, or no workbook. Open it in your spreadsheet, \
                save it again as XLSX or CSV, and try again.
                """)
        case .tooLarge: t("it unpacks to more than any list. Copy the rows to a new workbook, or save them as CSV.")
        case .tooManyCells:
            t("it has cells beyond 20,000 rows or 200 columns. Copy the list to a new workbook, or save it as CSV.")
        case .suspicious:
            t(
                """
                it is not made as workbooks are. Open it in your spreadsheet \
                and save it again as XLSX or CSV.
                """)
        case .empty: t("none of its sheets has anything in it.")
        case .exhausted: t("reading it took too long. Save the list as CSV, and try again.")
        case .unavailable:
            t(
                """
                workbooks cannot be read on this machine: \
                its reader is not installed. Save the list as CSV.
                """)
        }
    }
}
