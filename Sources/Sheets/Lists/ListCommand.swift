import Campaigns
import Foundation
import Identifiers
import Storage
import Tables
import Web
import Words
import Workbooks

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
        /// What rows are whose name is nearly that of something known; nil asks.
        public var knownNames: KnownTitles?
        public var isDryRun: Bool

        public init(_ kind: ImportRun.Kind, file: String, isDryRun: Bool = false) {
            (self.kind, self.file, self.isDryRun) = (kind, file, isDryRun)
        }
    }

    private struct Refusal: Error { let answer: ImportCommand.Answer }

    private let database: any Database
    private let roles: RoleStore
    private let reader: Reader
    /// In the other language: lists say our words in either.
    private let other: Reader

    private let workbooks: WorkbookReader

    /// `root` is the folder with `Reference`.
    public init(database: any Database, phrasebook: Phrasebook, other: Phrasebook, roles: RoleStore, root: String) {
        (self.database, reader, self.other) = (database, .onTerminal(phrasebook), .onTerminal(other))
        (self.roles, workbooks) = (roles, .beside(root))
    }

    public func run(
        _ arguments: Arguments, now: Date, confirm: ImportCommand.Confirmation = { _ in true }
    ) async throws -> ImportCommand.Answer {
        do {
            let edition = try await edition(arguments)
            let role = try role(arguments)
            let source = try await source(arguments)
            let (table, fields) = try table(of: source, arguments)
            let read = ListReader(
                kind: arguments.kind, fields: fields, edition: edition, role: role, now: now,
                today: reader.formats.calendarDay(of: now), roles: roles
            ).read(table)
            let rows = try await decided(read, arguments)
            let isWanted = await confirm(reader.listPlan(rows.count { $0.fault == nil }))
            guard arguments.isDryRun || isWanted else {
                return ImportCommand.Answer(text: reader.nothingWritten, exit: .undecided)
            }
            let name = URL(filePath: arguments.file).lastPathComponent
            let work = ListWork(database: database, kind: arguments.kind, edition: edition, source: name)
            let report = try await work(rows, isDryRun: arguments.isDryRun, now: now)
            let notes = reader.workbookNotes(source) + reader.tableNotes(table, reading: fields.all)
            let text = reader.importReport(report, notes: notes)
            return ImportCommand.Answer(text: text, exit: report.refused == 0 ? .complete : .rowsRefused)
        } catch let refusal as Refusal {
            return refusal.answer
        }
    }

    private func decided(_ rows: [ListRow], _ arguments: Arguments) async throws -> [ListRow] {
        let questions = try await NearNames(database: database, kind: arguments.kind).questions(rows)
        guard questions.isEmpty || arguments.knownNames != nil else {
            throw refusal(reader.nearNames(questions), .undecided)
        }
        return NearNames.decided(rows, questions) { _ in arguments.knownNames }
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

    private func source(_ arguments: Arguments) async throws -> ListSource {
        guard let data = FileManager.default.contents(atPath: arguments.file) else {
            throw refusal(reader.noFile(arguments.file), .badArguments)
        }
        do {
            return try await ListSource(data, by: workbooks)
        } catch {
            throw refusal(reader.refusedFile(arguments.file, error), .fileRefused)
        }
    }

    private func table(of source: ListSource, _ arguments: Arguments) throws -> (Table, ListFields) {
        let values = reader.listValues(of: arguments.kind, other)
        let mapped = try arguments.mapping.map { try fields(mapping: $0, arguments.kind, values) }
        let read = Result<ListTable, ListTable.Refusal> { () throws(ListTable.Refusal) in
            try ListTable(source, of: arguments.kind, values: values, mapped: mapped)
        }
        switch read {
        case .success(let list): return (list.table, list.fields)
        case .failure(.unreadable(let reason)): throw refusal(reader.refusedFile(arguments.file, reason), .fileRefused)
        case .failure(.lacks(let columns, let table)):
            // A mapping names columns as the file's own words do.
            let names = arguments.mapping == nil ? reader.columnNames(of: columns) : columns
            throw refusal(reader.missingColumns(names, of: table, in: arguments.file), .fileRefused)
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

extension Reader {
    fileprivate func listPlan(_ rows: Int) -> String { t("Rows to take in: \(rows)") }

    fileprivate func noSuchRole(_ word: String) -> String { t("“\(word)” is no role that a list can give.") }
}
