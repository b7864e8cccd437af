import Campaigns
import Foundation
import Identifiers
import Storage
import Web

/// Keeps the rows of a list of organisations, partners or people, or tries what keeping them would do.
struct ListWork: Sendable {
    let database: any Database
    let kind: ImportRun.Kind
    let edition: Edition.ID?
    /// What the import is called among the others: the file's own name.
    let source: String
    /// Whoever takes the list in; nil on the command line.
    var person: Person.ID?
    /// The key of the form, when there is one: what is sent again with it is the same import.
    var key: ImportRun.ID?

    func callAsFunction(_ rows: [ListRow], isDryRun: Bool, now: Date) async throws -> ImportReport {
        let good = rows.filter { $0.fault == nil }
        let run = ImportRun(id: key ?? .new(at: now), kind: kind, edition: edition, file: source, startedAt: now)
        var outcomes: [ImportRow.Kept] = []
        if isDryRun {
            outcomes = try await ListRehearsal(database: database)(good)
        } else {
            for start in stride(from: 0, to: good.count, by: ListRehearsal.most) {
                outcomes += try await keep(Array(good[start..<min(start + ListRehearsal.most, good.count)]), run)
            }
        }
        var report = ImportReport(rows: Self.told(rows, Self.byLine(good, outcomes)), isDryRun: isDryRun)
        for term in rows.flatMap(\.unknown) { report.unknown[term, default: 0] += 1 }
        guard !isDryRun else { return report }
        report.run = try await ImportRunStore(database: database).find(run.id)?.id
        try await ImportLeftStore(database: database).keep(report)
        return report
    }

    private static func byLine(_ rows: [ListRow], _ outcomes: [ImportRow.Kept]) -> [Int: ImportRow.Kept] {
        Dictionary(zip(rows.map(\.line), outcomes), uniquingKeysWith: { first, _ in first })
    }

    private static func told(_ rows: [ListRow], _ kept: [Int: ImportRow.Kept]) -> [ImportRow] {
        rows.map { row in
            let kept = kept[row.line]
            return ImportRow(
                line: row.line, title: row.title,
                outcome: row.fault.map { .refused($0) } ?? kept?.outcome ?? .unchanged,
                remarks: row.remarks + (kept?.remarks ?? []))
        }
    }

    /// The import begins with the first thing that it changes: one that changes nothing leaves no trace.
    private func keep(_ rows: [ListRow], _ run: ImportRun) async throws -> [ImportRow.Kept] {
        do {
            return try await database.write { connection in
                let isNew = try ImportRunStore.claim(run, in: connection)
                let outcomes = try Self.outcomes(of: rows, run.id, in: connection)
                if isNew { try ImportRunStore.settle(run, by: person, in: connection) }
                return outcomes
            }
        } catch let error as StorageError where error.isAboutContent {
            guard rows.count > 1 else { return [Self.refusal(by: error)] }
            var outcomes: [ImportRow.Kept] = []
            for row in rows { outcomes += try await keep([row], run) }
            return outcomes
        }
    }

    /// A row that the database refused alone.
    static func refusal(by error: StorageError) -> ImportRow.Kept {
        ImportRow.Kept(outcome: .refused(ImportFault(column: nil, reason: .notKept(error.description))))
    }

    static func outcomes(
        of rows: [ListRow], _ run: ImportRun.ID?, in connection: any Connection
    ) throws -> [ImportRow.Kept] {
        var notes = ImportNotes()
        let outcomes = try rows.map { row in
            let outcome = try row.keep?(connection, row.same, &notes) ?? .unchanged
            return ImportRow.Kept(outcome: outcome, remarks: notes.takeRemarks())
        }
        try ImportRunStore.note(notes.changes, of: run, in: connection)
        return outcomes
    }
}
