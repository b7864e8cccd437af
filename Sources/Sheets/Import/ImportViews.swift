import Forms
import Organisations
import Submissions
import Tables
import Web

/// What the import says on a terminal, line by line.
extension Reader {
    func noFile(_ path: String) -> String { t("“\(path)” cannot be read.") }

    func noEdition(_ slug: String) -> String { t("There is no edition “\(slug)”.") }

    func mappingFaults(_ faults: ImportMappingFaults, in path: String) -> String {
        faults.faults.map { fault in
            let place = fault.path.isEmpty ? "" : " \(fault.path)"
            return "\(path):\(fault.line):\(place) \(expected(fault.expected))"
        }.joined(separator: "\n")
    }

    private func expected(_ expected: ImportMappingFault.Expected) -> String {
        switch expected {
        case .yaml(let words): t("This is not YAML: \(words)")
        case .text: t("A text was expected here.")
        case .readableName: t("This name stands on public pages: name the source, not its file.")
        case .keys: t("Keys with their values were expected here.")
        case .list: t("A list was expected here.")
        case .key(let name): t("The key “\(name)” is missing.")
        case .knownKey(let names): t("This key is not known here. Expected: \(names.joined(separator: ", "))")
        case .oneOf(let names): t("Expected one of: \(names.joined(separator: ", "))")
        }
    }

    func missingColumns(_ columns: [String], of table: Table, in file: String) -> String {
        let names = columns.joined(separator: ", ")
        let found = table.header.filter { !$0.isEmpty }.joined(separator: ", ")
        return t(
            "“\(file)” was refused: the column \(names) is missing. Line \(table.headerLine) was taken for the header, which says: \(found)",
            "“\(file)” was refused: the columns \(names) are missing. Line \(table.headerLine) was taken for the header, which says: \(found)",
            count: columns.count)
    }

    /// Fields of a list without a mapping, as a header would call them.
    func columnNames(of fields: [String]) -> [String] {
        fields.map { field in
            switch field {
            case "name": t("Name")
            case "email": t("Mail address")
            default: field
            }
        }
    }

    func refusedFile(_ file: String, _ refusal: TableRefusal) -> String {
        t("“\(file)” was refused: \(reason(refusal))")
    }

    private func reason(_ refusal: TableRefusal) -> String {
        switch refusal {
        case .empty: t("it is empty.")
        case .notText(let line): t("it is not text (line \(line)).")
        case .damagedText(let line): t("its text is damaged at line \(line).")
        case .notATable: t("it is not a table.")
        case .duplicateColumn(let name): t("two of its columns are called “\(name)”.")
        case .unclosedQuote(let line): t("the quotation mark opened at line \(line) is never closed.")
        case .tooLarge(let line): t("it is too large (line \(line)).")
        }
    }
}

// What is said of imports that were made.
extension Reader {
    /// The file's own name; a list that was pasted has none, and is called so by each reader in their language.
    func listName(of run: ImportRun) -> String { run.file.isEmpty ? t("pasted list") : run.file }

    var noImport: String { t("No list has been taken in yet.") }

    func noSuchImport(_ key: String) -> String { t("There is no import “\(key)”: see rallynov import list.") }

    func undoneAlready(_ run: ImportRun) -> String { t("The import of “\(listName(of: run))” was taken back already.") }

    func importLine(_ run: ImportRun, changes: Int) -> String {
        let state = run.undoneAt == nil ? "" : "\t" + t("taken back")
        let day = formats.calendarDay(of: run.startedAt).description
        let (moment, kind) = ("\(day) \(formats.clock(run.startedAt))", name(of: run.kind))
        return "\(run.id)\t\(moment)\t\(kind)\t\(listName(of: run))\t\(changes)" + state
    }

    func undone(_ outcome: ImportUndoStore.Outcome) -> String {
        [
            t("Removed: \(outcome.removed)"), t("As before: \(outcome.givenBack)"),
            t("Kept, because it was changed or used since: \(outcome.kept)"),
        ].joined(separator: "\n")
    }

    func published(_ count: Int) -> String { t("Sheets published: \(count)") }
}
