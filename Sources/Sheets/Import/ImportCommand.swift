import Campaigns
import Forms
import Foundation
import Organisations
import Storage
import Submissions
import Tables
import Web
import Words

/// `rallynov import initiatives FILE`: arguments in, text and exit code out.
public struct ImportCommand: Sendable {
    public struct Arguments: Sendable {
        public var file: String
        /// Default: `Reference/imports/<the file's stem>.yaml`.
        public var mapping: String?
        /// The word in the edition's address: `2014`.
        public var edition: String
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
    }

    private let database: any Database
    private let reader: Reader
    /// The folder with `Reference`.
    private let root: String

    public init(database: any Database, phrasebook: Phrasebook, root: String) {
        let language: Language = phrasebook.language == "en" ? .english : .french
        (self.database, self.root) = (database, root)
        reader = Reader(language: language, phrasebook: phrasebook)
    }

    public func run(_ arguments: Arguments, now: Date) async throws -> Answer {
        let path = arguments.mapping ?? defaultMapping(for: arguments.file)
        guard let yaml = try? String(contentsOfFile: path, encoding: .utf8) else {
            return Answer(text: reader.noFile(path), exit: .badArguments)
        }
        guard let edition = try await EditionStore(database: database).find(arguments.edition) else {
            return Answer(text: reader.noEdition(arguments.edition), exit: .badArguments)
        }
        let form = try await database.read { try FormStore.form(of: edition.id, in: $0) }
        let mapping: ImportMapping
        do {
            mapping = try ImportMapping(yaml: yaml, for: form)
        } catch {
            return Answer(text: reader.mappingFaults(error, in: path), exit: .badArguments)
        }
        guard let data = FileManager.default.contents(atPath: arguments.file) else {
            return Answer(text: reader.noFile(arguments.file), exit: .badArguments)
        }
        let work = InitiativeImport(database: database, mapping: mapping, edition: edition.id)
        return try await take(data, arguments, work, now: now)
    }

    private func take(
        _ data: Data, _ arguments: Arguments, _ work: InitiativeImport, now: Date
    ) async throws -> Answer {
        let table: Table
        do {
            table = try Table(data: data)
        } catch {
            return Answer(text: reader.refusedFile(arguments.file, error), exit: .fileRefused)
        }
        let missing = work.missingColumns(of: table)
        guard missing.isEmpty else {
            return Answer(
                text: reader.missingColumns(missing, of: table.header, in: arguments.file), exit: .fileRefused)
        }
        let report = try await work.run(table, isDryRun: arguments.isDryRun, now: now)
        return Answer(text: reader.importReport(report), exit: report.refused == 0 ? .complete : .rowsRefused)
    }

    private func defaultMapping(for file: String) -> String {
        let stem = URL(filePath: file).deletingPathExtension().lastPathComponent
        return "\(root)/Reference/imports/\(stem).yaml"
    }
}
