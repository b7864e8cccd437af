import Forms
import Foundation
import Organisations
import Submissions

/// One row as it would become a sheet: everything checked that can be checked without the database.
struct ImportedInitiative: Sendable {
    let line: Int
    /// The mapping's name and the source's own key.
    let key: String
    let language: String
    let title: String
    let strapline: String
    let content: SheetContent
    let tags: [String: [String]]
    let source: SheetSource
    let organisations: [Organisation]
}

/// What became of one row.
public struct ImportRow: Equatable, Sendable {
    public enum Outcome: Equatable, Sendable {
        case created, updated, unchanged
        case refused(ImportFault)
    }

    /// What the database made of it, and what was left out of it there.
    struct Kept: Sendable {
        let outcome: Outcome
        var remarks: [ImportRemark] = []
    }

    /// The line of the file where the row starts.
    public let line: Int
    /// As far as it could be read.
    public let title: String
    public let outcome: Outcome
    public let remarks: [ImportRemark]

    var isRefused: Bool { if case .refused = outcome { true } else { false } }
}

/// What became of a file: every row of it, in its order, and all that was not taken.
public struct ImportReport: Equatable, Sendable {
    public let rows: [ImportRow]
    public let isDryRun: Bool
    public var unknown: [UnknownTerm: Int] = [:]
    /// The key by which it is undone; nil when nothing was written.
    public var run: ImportRun.ID?

    public init(rows: [ImportRow], isDryRun: Bool) { (self.rows, self.isDryRun) = (rows, isDryRun) }

    /// Everything that stood in it was taken as it stood.
    var isWhole: Bool { refused == 0 && unknown.isEmpty && rows.allSatisfy(\.remarks.isEmpty) }

    /// The same without some lines, which are told apart.
    func without(_ lines: Set<Int>) -> ImportReport {
        var report = ImportReport(rows: rows.filter { !lines.contains($0.line) }, isDryRun: isDryRun)
        (report.unknown, report.run) = (unknown, run)
        return report
    }

    public var created: Int { rows.count { $0.outcome == .created } }
    public var updated: Int { rows.count { $0.outcome == .updated } }
    public var unchanged: Int { rows.count { $0.outcome == .unchanged } }
    public var refused: Int { rows.count - created - updated - unchanged }
    /// Cells that were not taken of rows that were.
    public var leftOut: Int { rows.reduce(0) { $0 + $1.remarks.count(where: \.isLeftOut) } }
}
