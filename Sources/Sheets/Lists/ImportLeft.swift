import Foundation

/// What an import did not take as it stood in its list.
struct ImportLeft: Equatable, Sendable {
    enum What: Equatable, Sendable {
        case cell(ImportRemark)
        /// With how often it stands there.
        case term(UnknownTerm, Int)
    }

    /// Of the list; 0 for a term, which may stand in many.
    let line: Int
    let title: String
    let what: What

    /// Of rows that were taken in, in their order, then the terms. Rows that were refused come in with another list.
    static func all(of report: ImportReport) -> [ImportLeft] {
        let cells = report.rows.filter { !$0.isRefused }.flatMap { row in
            row.remarks.filter { !$0.isOfName }.map { ImportLeft(line: row.line, title: row.title, what: .cell($0)) }
        }
        let terms = report.unknown.sorted { ($0.key.column, $0.key.term) < ($1.key.column, $1.key.term) }
        return cells + terms.map { ImportLeft(line: 0, title: "", what: .term($0.key, $0.value)) }
    }
}
