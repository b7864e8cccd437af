import Campaigns
import Web

// Taking a list back: what goes and what stays is said by name before it does.
extension ListPages {
    func askUndo(_ visit: Visit) async throws -> Answer {
        let run = try await runs.find(visit.path("run")).orNotFound()
        let undo = ImportUndoStore(runs: runs, roles: roles, run: run, person: try visit.person)
        return .page(visit.reader.undoPage(run, try await undo.foretelling(now: visit.time)))
    }

    /// Takes back what an import made and changed; what was changed or used since stays, and is counted. What stayed may be taken
    /// back later, once nothing speaks of it.
    func undo(_ visit: Visit) async throws -> Answer {
        let run = try await runs.find(visit.path("run")).orNotFound()
        guard try await !runs.isOver(run) else { return .seeOther("/agence/listes?ok=undone&run=\(run.id)") }
        let undo = ImportUndoStore(runs: runs, roles: roles, run: run, person: try visit.person)
        let outcome = try await undo(now: visit.time)
        return .seeOther("/agence/listes?ok=undone&kept=\(outcome.kept)&run=\(run.id)")
    }
}
