import Foundation
import Identifiers
import Storage

/// What imports did not take, kept with each until it is taken back.
struct ImportLeftStore: Sendable {
    private static let batch = 200

    let database: any Database

    /// A second time it is there already; nothing is kept with an import that was taken back meanwhile.
    func keep(_ report: ImportReport) async throws {
        let left = ImportLeft.all(of: report)
        guard let run = report.run, !left.isEmpty else { return }
        let rows = try left.enumerated().map { position, one in try Self.row(one, at: position, of: run) }
        try await database.write(for: .insiders) { connection in
            // Whoever takes the import back at the same time comes before this or after it.
            let isThere = try connection.run(
                "UPDATE import_run SET file = file WHERE id = \(run) AND undone_at IS NULL")
            guard isThere == 1 else { return }
            for start in stride(from: 0, to: rows.count, by: Self.batch) {
                let some = rows[start..<min(start + Self.batch, rows.count)]
                let values = some.dropFirst().reduce(some[start]) { "\($0), \($1)" }
                try connection.run(
                    """
                    INSERT INTO import_left (run, position, line, title, cell, times) VALUES \(values)
                    ON CONFLICT (run, position) DO NOTHING
                    """)
            }
        }
    }

    private static func row(_ left: ImportLeft, at position: Int, of run: ImportRun.ID) throws -> SQL {
        let (cell, times): (String, Int) =
            switch left.what {
            case .cell(let remark): (try json(remark), 1)
            case .term(let term, let times): (try json(term), times)
            }
        return "(\(run), \(position), \(left.line), \(left.title), \(cell), \(times))"
    }

    private static func json(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }

    func all(of run: ImportRun.ID) async throws -> [ImportLeft] {
        try await database.read { connection in
            try connection.rows(
                "SELECT line, title, cell, times FROM import_left WHERE run = \(run) ORDER BY position"
            ).compactMap { try Self.left($0) }
        }
    }

    /// Nil of what only another version of the program understands, and of what an erasure has emptied.
    private static func left(_ row: Row) throws -> ImportLeft? {
        let (line, cell): (Int, String) = (try row["line"], try row["cell"])
        let data = Data(cell.utf8)
        if line == 0 {
            guard let term = try? JSONDecoder().decode(UnknownTerm.self, from: data) else { return nil }
            return ImportLeft(line: 0, title: "", what: .term(term, try row["times"]))
        }
        guard let remark = try? JSONDecoder().decode(ImportRemark.self, from: data) else { return nil }
        return ImportLeft(line: line, title: try row["title"], what: .cell(remark))
    }

    /// How much of each; nothing of those of which all was taken.
    func counts(of runs: [ImportRun.ID]) async throws -> [ImportRun.ID: Int] {
        try await database.read { connection in
            let rows = try connection.rows(
                "SELECT run, count(*) AS count FROM import_left WHERE run IN \(list: runs) GROUP BY run")
            var counts: [ImportRun.ID: Int] = [:]
            for row in rows { counts[try row["run"]] = try row["count"] }
            return counts
        }
    }

    /// Of imports that are a year old: their term is over. The import itself stays, and is taken back as before.
    func forget(at now: Date) async throws {
        let before = now.addingTimeInterval(-Self.term)
        try await database.write(for: .insiders) { connection in
            try connection.run(
                "DELETE FROM import_left WHERE run IN (SELECT id FROM import_run WHERE started_at < \(before))")
        }
    }

    /// A year, in seconds, as `SheetsHoldings` declares it.
    private static let term: TimeInterval = 366 * 86_400

    /// In the transaction that takes the import back.
    static func forget(_ run: ImportRun.ID, in connection: any Connection) throws {
        try connection.run("DELETE FROM import_left WHERE run = \(run)")
    }
}
