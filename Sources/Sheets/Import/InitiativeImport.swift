import Campaigns
import Forms
import Foundation
import Identifiers
import Organisations
import Storage
import Submissions
import Tables

/// Takes a list of initiatives in. Run again, it changes only what the list changed.
public struct InitiativeImport: Sendable {
    static let batch = 200

    let mapping: ImportMapping
    let store: ImportStore

    public init(database: any Database, mapping: ImportMapping, edition: Edition.ID) {
        self.mapping = mapping
        store = ImportStore(database: database, edition: edition)
    }

    /// The columns that the mapping names and the table does not have: such a table is refused whole.
    public func missingColumns(of table: Table) -> [String] {
        mapping.columns.filter { !table.header.contains($0) }
    }

    /// Reads every row before anything is written; a bad row never loses the others.
    public func run(_ table: Table, isDryRun: Bool, now: Date) async throws -> ImportReport {
        let readings = read(table, now: now)
        let marks = try await store.marks(of: mapping.id)
        let changed = try readings.compactMap(\.initiative).map(PreparedInitiative.init).filter {
            marks[$0.told.key] != $0.mark
        }
        let outcomes = isDryRun ? try await store.rehearse(changed, now: now) : try await keep(changed, now: now)
        let byLine = Dictionary(zip(changed.map(\.told.line), outcomes), uniquingKeysWith: { first, _ in first })
        let rows = readings.map { reading in
            ImportRow(
                line: reading.line, title: reading.title,
                outcome: reading.fault.map { .refused($0) } ?? byLine[reading.line] ?? .unchanged,
                remarks: reading.initiative?.remarks ?? [])
        }
        return ImportReport(rows: rows, isDryRun: isDryRun)
    }

    private struct ReadRow {
        let line: Int
        let title: String
        var initiative: ImportedInitiative?
        var fault: ImportFault?
    }

    private func read(_ table: Table, now: Date) -> [ReadRow] {
        var lines: [String: Int] = [:]
        return table.rows.map { row in
            let reader = ImportRowReader(mapping: mapping, row: row, now: now)
            var reading = ReadRow(line: row.line, title: reader.label)
            do throws(ImportFault) {
                let initiative = try reader.initiative()
                if let first = lines[initiative.key] {
                    throw ImportFault(column: mapping.key, reason: .duplicate(line: first))
                }
                lines[initiative.key] = row.line
                reading.initiative = initiative
            } catch {
                reading.fault = error
            }
            return reading
        }
    }

    private func keep(_ initiatives: [PreparedInitiative], now: Date) async throws -> [ImportRow.Outcome] {
        var outcomes: [ImportRow.Outcome] = []
        for start in stride(from: 0, to: initiatives.count, by: Self.batch) {
            let batch = Array(initiatives[start..<min(start + Self.batch, initiatives.count)])
            do {
                outcomes += try await store.keep(batch, now: now)
            } catch let error as StorageError where error.isAboutContent {
                for one in batch { outcomes.append(try await keepAlone(one, now: now)) }
            }
        }
        return outcomes
    }

    private func keepAlone(_ initiative: PreparedInitiative, now: Date) async throws -> ImportRow.Outcome {
        do {
            return try await store.keep([initiative], now: now)[0]
        } catch let error as StorageError where error.isAboutContent {
            return .refused(ImportFault(column: nil, reason: .notKept(error.description)))
        }
    }
}

extension StorageError {
    /// Another row may be kept where this one was not.
    fileprivate var isAboutContent: Bool {
        switch self {
        case .duplicate, .constraint: true
        case .busy, .full, .unavailable, .failed: false
        }
    }
}
