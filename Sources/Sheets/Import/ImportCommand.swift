import Campaigns
import Forms
import Foundation
import Grids
import Organisations
import Storage
import Submissions
import Tables
import Web
import Words
import Workbooks

/// `rallynov import initiatives FILE`: arguments in, text and exit code out.
public struct ImportCommand: Sendable {
    public struct Arguments: Sendable {
        public var file: String
        /// Default: `Reference/imports/<the file's stem>.yaml`.
        public var mapping: String?
        /// The word in the edition's address: `2014`.
        public var edition: String
        /// New sheets are public at once; otherwise staff publish them.
        public var isPublic = false
        /// New sheets count towards the targets of the edition: they are its own results, and not what was there before.
        public var isCounted = false
        /// What is done with rows whose practice is known under another key; nil asks.
        public var knownTitles: KnownTitles?
        public var isDryRun: Bool

        public init(file: String, mapping: String? = nil, edition: String, isDryRun: Bool = false) {
            (self.file, self.mapping, self.edition, self.isDryRun) = (file, mapping, edition, isDryRun)
        }
    }

    public struct Answer: Equatable, Sendable {
        public let text: String
        public let exit: Exit

        /// The report of a file that was taken; anything else belongs on standard error.
        public var isReport: Bool { exit == .complete || exit == .rowsRefused }
    }

    public enum Exit: Int32, Sendable {
        /// Every row is in, or was in already.
        case complete = 0
        /// Some rows were refused; all the others are in.
        case rowsRefused = 1
        /// What was asked cannot be done: no such file, mapping or edition.
        case badArguments = 2
        /// The file is no table, or lacks a column of the mapping: nothing was written.
        case fileRefused = 3
        /// A question must be answered first: nothing was written.
        case undecided = 4
    }

    /// What a list is about to do, and whether it may.
    public typealias Confirmation = @Sendable (String) async -> Bool

    private let database: any Database
    private let reader: Reader
    /// The folder with `Reference`.
    private let root: String

    public init(database: any Database, phrasebook: Phrasebook, root: String) {
        (self.database, self.root) = (database, root)
        reader = .onTerminal(phrasebook)
    }

    public func run(
        _ arguments: Arguments, now: Date, confirm: Confirmation = { _ in true }
    ) async throws -> Answer {
        let path = arguments.mapping ?? defaultMapping(for: arguments.file)
        guard let yaml = try? String(contentsOfFile: path, encoding: .utf8) else {
            return Answer(text: reader.noFile(path), exit: .badArguments)
        }
        guard let edition = try await EditionStore(database: database).find(arguments.edition) else {
            return Answer(text: reader.noEdition(arguments.edition), exit: .badArguments)
        }
        let (form, vocabularies) = try await database.read { connection in
            (
                try FormStore.form(of: edition.id, in: connection),
                try GridStore.grid(of: edition.id, in: connection)?.vocabularies
            )
        }
        let mapping: ImportMapping
        do {
            mapping = try ImportMapping(yaml: yaml, for: form, vocabularies: vocabularies ?? usualVocabularies)
        } catch {
            return Answer(text: reader.mappingFaults(error, in: path), exit: .badArguments)
        }
        guard let data = FileManager.default.contents(atPath: arguments.file) else {
            return Answer(text: reader.noFile(arguments.file), exit: .badArguments)
        }
        let work = InitiativeImport(
            database: database, mapping: mapping, edition: edition.id, isPublic: arguments.isPublic,
            isCounted: arguments.isCounted)
        return try await take(data, arguments, work, now: now, confirm)
    }

    private func take(
        _ data: Data, _ arguments: Arguments, _ work: InitiativeImport, now: Date, _ confirm: Confirmation
    ) async throws -> Answer {
        let (source, table): (ListSource, Table)
        do {
            (source, table) = try await ListSource.read(data, needing: Set(work.mapping.columns), by: .beside(root))
        } catch {
            return Answer(text: reader.refusedFile(arguments.file, error), exit: .fileRefused)
        }
        let missing = work.missingColumns(of: table)
        guard missing.isEmpty else {
            return Answer(text: reader.missingColumns(missing, of: table, in: arguments.file), exit: .fileRefused)
        }
        let plan = try await work.plan(table, now: now)
        guard plan.questions.isEmpty || arguments.knownTitles != nil else {
            return Answer(text: reader.knownTitles(plan.questions), exit: .undecided)
        }
        if !arguments.isDryRun {
            let words = reader.importPlan(new: plan.new, known: plan.known, arguments)
            guard await confirm(words) else { return Answer(text: reader.nothingWritten, exit: .undecided) }
        }
        let report = try await work.run(
            plan, file: URL(filePath: arguments.file).lastPathComponent, knownTitles: arguments.knownTitles ?? .new,
            isDryRun: arguments.isDryRun, now: now)
        let notes = reader.workbookNotes(source) + reader.tableNotes(table, reading: work.mapping.columns)
        let text = reader.importReport(
            report, notes: notes + reader.twinNotes(plan.twins), isPublic: arguments.isPublic)
        return Answer(text: text, exit: report.refused == 0 ? .complete : .rowsRefused)
    }

    /// Of the grid that an edition without any would be given.
    private var usualVocabularies: [Vocabulary]? {
        let path = "\(root)/Reference/grids/social-innovation-default.yaml"
        return (try? String(contentsOfFile: path, encoding: .utf8)).flatMap { try? GridFile.grid(from: $0) }?
            .vocabularies
    }

    private func defaultMapping(for file: String) -> String {
        let stem = URL(filePath: file).deletingPathExtension().lastPathComponent
        return "\(root)/Reference/imports/\(stem).yaml"
    }
}

extension Reader {
    static func onTerminal(_ phrasebook: Phrasebook) -> Reader {
        let language: Language = phrasebook.language == "en" ? .english : .french
        return Reader(language: language, phrasebook: phrasebook)
    }
}
