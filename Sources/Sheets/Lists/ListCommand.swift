import Campaigns
import Foundation
import Identifiers
import Storage
import Tables
import Web
import Words

/// `rallynov import organisations|partners|people FILE`: arguments in, text and exit code out.
public struct ListCommand: Sendable {
    public struct Arguments: Sendable {
        public var kind: ImportRun.Kind
        public var file: String
        /// Nil: the columns are known by their names.
        public var mapping: String?
        /// The word in the edition's address: for it partners engage themselves, and roles hold.
        public var edition: String?
        /// Of every person of the list, where no column says it.
        public var role: String?
        public var isDryRun: Bool

        public init(_ kind: ImportRun.Kind, file: String, isDryRun: Bool = false) {
            (self.kind, self.file, self.isDryRun) = (kind, file, isDryRun)
        }
    }

    private struct Refusal: Error { let answer: ImportCommand.Answer }

    private static let batch = 200

    private let database: any Database
    private let roles: RoleStore
    private let reader: Reader
    /// In the other language: lists say our words in either.
    private let other: Reader

    public init(database: any Database, phrasebook: Phrasebook, other: Phrasebook, roles: RoleStore) {
        (self.database, reader, self.other) = (database, .onTerminal(phrasebook), .onTerminal(other))
        self.roles = roles
    }

    public func run(
        _ arguments: Arguments, now: Date, confirm: ImportCommand.Confirmation = { _ in true }
    ) async throws -> ImportCommand.Answer {
        do {
            let edition = try await edition(arguments)
            let role = try role(arguments)
            let (table, fields) = try table(arguments)
            let rows = ListReader(
                kind: arguments.kind, fields: fields, edition: edition, role: role, now: now, roles: roles
            ).read(table)
            let isWanted = await confirm(reader.listPlan(rows.count { $0.fault == nil }))
            guard arguments.isDryRun || isWanted else {
                return ImportCommand.Answer(text: reader.nothingWritten, exit: .undecided)
            }
            let report = try await keep(rows, arguments, edition, now: now)
            let text = reader.importReport(report, notes: reader.tableNotes(table, reading: fields.all))
            return ImportCommand.Answer(text: text, exit: report.refused == 0 ? .complete : .rowsRefused)
        } catch let refusal as Refusal {
            return refusal.answer
        }
    }

    // MARK: what is asked

    private func edition(_ arguments: Arguments) async throws -> Edition.ID? {
        guard let slug = arguments.edition else { return nil }
        guard let edition = try await EditionStore(database: database).find(slug) else {
            throw refusal(reader.noEdition(slug), .badArguments)
        }
        return edition.id
    }

    private func role(_ arguments: Arguments) throws -> Role? {
        guard let word = arguments.role else { return nil }
        guard let role = Role(rawValue: word), role != .agencyAdministrator else {
            throw refusal(reader.noSuchRole(word), .badArguments)
        }
        return role
    }

    private func table(_ arguments: Arguments) throws -> (Table, ListFields) {
        guard let data = FileManager.default.contents(atPath: arguments.file) else {
            throw refusal(reader.noFile(arguments.file), .badArguments)
        }
        let values = reader.listValues(of: arguments.kind, other)
        let mapped = try arguments.mapping.map { try fields(mapping: $0, arguments.kind, values) }
        let read = Result<Table, TableRefusal> { () throws(TableRefusal) in
            try Table(data: data, needing: Set(mapped?.all ?? []))
        }
        switch read {
        case .failure(let reason): throw refusal(reader.refusedFile(arguments.file, reason), .fileRefused)
        case .success(let table):
            let fields = mapped ?? ListFields(arguments.kind, header: table.header, values: values)
            let columns = ListFields.needed(for: arguments.kind).map { fields[$0] ?? $0 } + fields.all
            let missing = columns.filter { !table.has($0) }
            guard missing.isEmpty else {
                throw refusal(reader.missingColumns(missing, of: table, in: arguments.file), .fileRefused)
            }
            return (table, fields)
        }
    }

    private func fields(
        mapping path: String, _ kind: ImportRun.Kind, _ values: [String: [String: [String]]]
    ) throws -> ListFields {
        guard let yaml = try? String(contentsOfFile: path, encoding: .utf8) else {
            throw refusal(reader.noFile(path), .badArguments)
        }
        do {
            return try ListFields(yaml: yaml, for: kind, values: values)
        } catch {
            throw refusal(reader.mappingFaults(error, in: path), .badArguments)
        }
    }

    private func refusal(_ text: String, _ exit: ImportCommand.Exit) -> Refusal {
        Refusal(answer: ImportCommand.Answer(text: text, exit: exit))
    }
}

// Writing.
extension ListCommand {
    private func keep(
        _ rows: [ListRow], _ arguments: Arguments, _ edition: Edition.ID?, now: Date
    ) async throws -> ImportReport {
        let good = rows.filter { $0.fault == nil }
        var run: ImportRun?
        var outcomes: [ImportRow.Kept] = []
        if arguments.isDryRun {
            outcomes = try await rehearse(good)
        } else if !good.isEmpty {
            let begun = ImportRun(
                id: .new(at: now), kind: arguments.kind, edition: edition,
                file: URL(filePath: arguments.file).lastPathComponent, startedAt: now)
            try await ImportRunStore(database: database).begin(begun)
            run = begun
            for start in stride(from: 0, to: good.count, by: Self.batch) {
                outcomes += try await keep(Array(good[start..<min(start + Self.batch, good.count)]), begun.id)
            }
        }
        let byLine = Dictionary(zip(good.map(\.line), outcomes), uniquingKeysWith: { first, _ in first })
        var report = ImportReport(
            rows: rows.map { row in
                let kept = byLine[row.line]
                return ImportRow(
                    line: row.line, title: row.title,
                    outcome: row.fault.map { .refused($0) } ?? kept?.outcome ?? .unchanged,
                    remarks: row.remarks + (kept?.remarks ?? []))
            }, isDryRun: arguments.isDryRun)
        for term in rows.flatMap(\.unknown) { report.unknown[term, default: 0] += 1 }
        report.run = run?.id
        return report
    }

    private func keep(_ rows: [ListRow], _ run: ImportRun.ID) async throws -> [ImportRow.Kept] {
        do {
            return try await database.write { try Self.outcomes(of: rows, run, in: $0) }
        } catch let error as StorageError where error.isAboutContent {
            guard rows.count > 1 else {
                let fault = ImportFault(column: nil, reason: .notKept(error.description))
                return [ImportRow.Kept(outcome: .refused(fault))]
            }
            var outcomes: [ImportRow.Kept] = []
            for row in rows { outcomes += try await keep([row], run) }
            return outcomes
        }
    }

    private func rehearse(_ rows: [ListRow]) async throws -> [ImportRow.Kept] {
        do {
            return try await database.write(for: .insiders) { connection -> [ImportRow.Kept] in
                throw Rehearsed(outcomes: try Self.outcomes(of: rows, nil, in: connection))
            }
        } catch let rehearsed as Rehearsed {
            return rehearsed.outcomes
        }
    }

    private struct Rehearsed: Error { let outcomes: [ImportRow.Kept] }

    private static func outcomes(
        of rows: [ListRow], _ run: ImportRun.ID?, in connection: any Connection
    ) throws -> [ImportRow.Kept] {
        var notes = ImportNotes()
        let outcomes = try rows.map { row in
            let outcome = try row.keep?(connection, &notes) ?? .unchanged
            return ImportRow.Kept(outcome: outcome, remarks: notes.takeRemarks())
        }
        try ImportRunStore.note(notes.changes, of: run, in: connection)
        return outcomes
    }
}

extension Reader {
    fileprivate func listPlan(_ rows: Int) -> String { t("Rows to take in: \(rows)") }

    fileprivate func noSuchRole(_ word: String) -> String { t("“\(word)” is no role that a list can give.") }
}
