import Campaigns
import Foundation
import Identifiers
import Storage
import Web
import Words

/// `rallynov import list`, `import left`, `import undo` and `import publish`: what became of lists that were taken in.
public struct ImportRunCommand: Sendable {
    private let runs: ImportRunStore
    private let roles: RoleStore
    private let reader: Reader

    public init(database: any Database, phrasebook: Phrasebook, roles: RoleStore) {
        (runs, self.roles, reader) = (ImportRunStore(database: database), roles, .onTerminal(phrasebook))
    }

    /// One line an import, the newest first.
    public func list() async throws -> ImportCommand.Answer {
        let lines = try await runs.all().map { reader.importLine($0.run, changes: $0.changes) }
        return ImportCommand.Answer(
            text: lines.isEmpty ? reader.noImport : lines.joined(separator: "\n"), exit: .complete)
    }

    /// Takes back what it made and changed. Exit 1 when something stayed.
    public func undo(_ key: String, now: Date) async throws -> ImportCommand.Answer {
        guard let run = try await find(key) else { return refusal(reader.noSuchImport(key)) }
        // What stayed may be taken back once nothing speaks of it any more.
        guard try await !runs.isOver(run) else { return refusal(reader.undoneAlready(run)) }
        let outcome = try await ImportUndoStore(runs: runs, roles: roles, run: run)(now: now)
        return ImportCommand.Answer(
            text: reader.undone(outcome), exit: outcome.kept == 0 ? .complete : .rowsRefused)
    }

    /// What it did not take as it stood, as its report said.
    public func left(_ key: String) async throws -> ImportCommand.Answer {
        guard let run = try await find(key) else { return refusal(reader.noSuchImport(key)) }
        let left = try await ImportLeftStore(database: runs.database).all(of: run.id)
        let lines = left.map(reader.leftWords)
        return ImportCommand.Answer(
            text: lines.isEmpty ? reader.nothingLeft(by: run) : lines.joined(separator: "\n"), exit: .complete)
    }

    /// Publishes the drafts that it made.
    public func publish(_ key: String, now: Date) async throws -> ImportCommand.Answer {
        guard let run = try await find(key) else { return refusal(reader.noSuchImport(key)) }
        guard run.undoneAt == nil else { return refusal(reader.undoneAlready(run)) }
        let sheets = try await runs.changes(.sheet, of: run.id).filter(\.isNew).compactMap { Sheet.ID($0.subject) }
        var published = 0
        for start in stride(from: 0, to: sheets.count, by: 200) {
            published += try await runs.publish(
                Array(sheets[start..<min(start + 200, sheets.count)]), of: run, now: now)
        }
        return ImportCommand.Answer(text: reader.published(published), exit: .complete)
    }

    /// By its key, or by the letters that it begins with where only one does.
    private func find(_ key: String) async throws -> ImportRun? {
        if let id = ImportRun.ID(key) { return try await runs.find(id) }
        let found = try await runs.all().map(\.run).filter { $0.id.description.hasPrefix(key) }
        return found.count == 1 && !key.isEmpty ? found[0] : nil
    }

    private func refusal(_ text: String) -> ImportCommand.Answer {
        ImportCommand.Answer(text: text, exit: .badArguments)
    }
}
