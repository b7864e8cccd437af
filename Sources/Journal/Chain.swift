import Foundation
import Storage

/// Reads the whole journal, page by page, and says whether it is what was written.
public struct Chain: Sendable {
    /// The first thing that is wrong.
    public enum Fault: Equatable, Sendable {
        /// The row does not hold what it was written with.
        case altered(Int)
        /// The row agrees with itself, but not with the one that follows: another was put in its place.
        case replaced(Int)
        case missing(Int)
        /// A row that nobody wrote: before the first, or beyond the head.
        case added(Int)
        /// The chain ends before a seal says it did.
        case cut(after: Int, seal: Seal)
        /// The chain agrees with itself, and is not the one that was sealed.
        case rewritten(seal: Seal)
    }

    public struct Report: Equatable, Sendable {
        /// The last row that was read and found right; 0 when there was none.
        public var position = 0
        public var hash = ChainRow.beginning
        public var fault: Fault?
    }

    private let database: any Database
    private let pageLength: Int

    public init(database: any Database, pageLength: Int = 2000) {
        (self.database, self.pageLength) = (database, pageLength)
    }

    /// From the first row to the last, while others may go on writing. Seals are thought to be genuine.
    public func check(against seals: [Seal] = []) async throws -> Report {
        var report = Report()
        var seals = seals.sorted { $0.position < $1.position }
        while report.fault == nil {
            let page = try await page(after: report.position)
            for row in page.rows where report.fault == nil { report.take(row, head: page.head ?? 0, &seals) }
            guard report.fault == nil, page.rows.count < pageLength else { continue }
            if report.position < page.head ?? .max {
                report.fault = .missing(report.position + 1)
            } else if let seal = seals.first {
                report.fault = .cut(after: report.position, seal: seal)
            }
            break
        }
        return report
    }

    private struct Page: Sendable {
        /// Nil for a row that holds what a row can't hold.
        let rows: [(position: Int, row: ChainRow?)]
        /// Nil when the head itself is gone.
        let head: Int?
    }

    private func page(after position: Int) async throws -> Page {
        try await database.read { [pageLength] connection in
            // From the very beginning, what stands before the first row is read too.
            let start = position == 0 ? Int.min : position
            let rows = try connection.rows(
                """
                SELECT \(ChainRow.columns), \(Self.zero(connection.dialect)) AS zero FROM journal
                WHERE position > \(start) ORDER BY position LIMIT \(pageLength)
                """
            ).map { row in
                let zero: Int = try row["zero"]
                return (position: try row["position"] as Int, row: zero == 0 ? try? ChainRow(row) : nil)
            }
            let head = try connection.row("SELECT position FROM journal_head")
            return Page(rows: rows, head: try head?["position"])
        }
    }

    /// Where a row holds U+0000, which SQLite keeps and reads no further than: what stands behind it is nobody's.
    private static func zero(_ dialect: Dialect) -> SQL {
        guard dialect == .sqlite else { return "0" }
        return """
            instr(CAST(coalesce(actor, '') || act || thing_kind || thing || coalesce(whom, '') || coalesce(edition, '')
                || salt || salt_digest || digest || previous || hash AS BLOB), x'00')
            """
    }
}

extension Chain.Report {
    fileprivate mutating func take(_ found: (position: Int, row: ChainRow?), head: Int, _ seals: inout [Seal]) {
        let due = position + 1
        if found.position > due, due <= head {
            fault = .missing(due)
        } else if found.position != due || due > head {
            fault = .added(found.position)
        } else if let row = found.row, row.isTrue {
            follow(row, &seals)
        } else {
            fault = .altered(due)
        }
    }

    private mutating func follow(_ row: ChainRow, _ seals: inout [Seal]) {
        guard row.previous == hash else {
            fault = position == 0 ? .altered(row.position) : .replaced(position)
            return
        }
        (position, hash) = (row.position, row.hash)
        while let seal = seals.first, seal.position <= position {
            guard seal.position == position, seal.hash == hash else {
                fault = .rewritten(seal: seal)
                return
            }
            seals.removeFirst()
        }
    }
}
