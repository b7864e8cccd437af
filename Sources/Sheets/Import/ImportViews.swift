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
        case .keys: t("Keys with their values were expected here.")
        case .list: t("A list was expected here.")
        case .key(let name): t("The key “\(name)” is missing.")
        case .knownKey(let names): t("This key is not known here. Expected: \(names.joined(separator: ", "))")
        case .oneOf(let names): t("Expected one of: \(names.joined(separator: ", "))")
        }
    }

    func missingColumns(_ columns: [String], of header: [String], in file: String) -> String {
        let sides = (columns.joined(separator: ", "), header.joined(separator: ", "))
        return t(
            "“\(file)” was refused: the mapping names columns it does not have (\(sides.0)). Its columns: \(sides.1)")
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

    func importReport(_ report: ImportReport) -> String {
        var lines = report.rows.map(line)
        lines.append("")
        lines.append(t("Rows: \(report.rows.count)"))
        lines.append(t("Created: \(report.created)"))
        lines.append(t("Updated: \(report.updated)"))
        lines.append(t("Unchanged: \(report.unchanged)"))
        lines.append(t("Refused: \(report.refused)"))
        if report.isDryRun { lines.append(t("This was a trial: nothing was written.")) }
        return lines.joined(separator: "\n")
    }

    private func line(_ row: ImportRow) -> String {
        let remarks = row.remarks.map { " \(remark($0))" }.joined()
        switch row.outcome {
        case .created: return t("Line \(row.line), created: \(row.title)") + remarks
        case .updated: return t("Line \(row.line), updated: \(row.title)") + remarks
        case .unchanged: return t("Line \(row.line), unchanged: \(row.title)")
        case .refused(let fault):
            guard let column = fault.column else { return t("Line \(row.line), refused: \(reason(fault.reason))") }
            return t("Line \(row.line), refused, column “\(column)”: \(reason(fault.reason))")
        }
    }

    private func remark(_ remark: ImportRemark) -> String {
        switch remark {
        case .notAnAddress(let column, let typed): t("[column “\(column)” left out: “\(typed)” is not an address]")
        }
    }

    private func reason(_ reason: ImportFault.Reason) -> String {
        switch reason {
        case .row(let fault): self.reason(fault)
        case .missing: t("nothing stands there.")
        case .tooLong(let limit): t("it is longer than \(limit) characters.")
        case .duplicate(let line): t("this key stands at line \(line) already.")
        case .notADate(let typed): t("“\(typed)” is not a date.")
        case .notADepartment(let typed): t("“\(typed)” is not the code of a department.")
        case .notACommune(let typed): t("“\(typed)” is not the code of a commune.")
        case .notACountry(let typed): t("“\(typed)” is not the code of a country.")
        case .notASize(let typed): t("“\(typed)” is not a size bracket.")
        case .notAKind(let typed): t("“\(typed)” is not a kind of organisation.")
        case .notACoordinate(let typed): t("“\(typed)” is not a coordinate.")
        case .notASiret(let typed): t("“\(typed)” is not a SIRET.")
        case .notAnRna(let typed): t("“\(typed)” is not an RNA number.")
        case .rewrittenHere:
            t("the sheet was rewritten here since its import, and the source changed too. Compare both.")
        case .notKept(let detail): t("the database refused it: \(detail)")
        }
    }

    private func reason(_ fault: RowFault) -> String {
        switch fault {
        case .tooFewFields(let found, let expected): t("\(found) fields where \(expected) are expected.")
        case .tooManyFields(let found, let expected): t("\(found) fields where \(expected) are expected.")
        case .misplacedQuote: t("a quotation mark stands in the wrong place.")
        }
    }
}
