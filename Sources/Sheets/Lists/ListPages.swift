import Accounts
import Campaigns
import Foundation
import Identifiers
import Storage
import Web
import Words

/// Lists that the agency pastes from a spreadsheet: tried first, then taken in, and taken back if need be.
struct ListPages: Sendable {
    let database: any Database
    let roles: RoleStore
    let correspondence: Correspondence

    private var editions: EditionStore { EditionStore(database: database) }
    private var runs: ImportRunStore { ImportRunStore(database: database) }

    /// A list as it was read, and what it does or would do.
    private struct Reading {
        let list: ListTable
        let report: ImportReport
    }

    func show(_ visit: Visit) async throws -> Answer {
        var form = ListForm()
        form.kind = try kind(visit.query) ?? form.kind
        form.edition = visit.query.text("edition") ?? ""
        return .page(try await page(form, visit))
    }

    /// Nil when none is named; one that no page takes in has none.
    private func kind(_ asked: Fields) throws -> ImportRun.Kind? {
        guard let word = asked.text("kind") else { return nil }
        return try ImportRun.Kind(rawValue: word).flatMap { ListForm.kinds.contains($0) ? $0 : nil }.orNotFound()
    }

    func take(_ visit: Visit) async throws -> Answer {
        _ = try kind(visit.fields)
        let form = ListForm(visit.fields)
        if let problem = form.problem { return .refused(try await page(form, problem: problem, visit)) }
        let edition = try await edition(form)
        let isDryRun = visit.fields.text("step") != "keep"
        let reading: Reading
        do {
            reading = try await read(form, edition, isDryRun: isDryRun, visit)
        } catch let problem as ListForm.Problem {
            return .refused(try await page(form, problem: problem, visit))
        } catch let refusal as ListTable.Refusal {
            return .refused(try await page(form, refusal: refusal, visit))
        }
        return try await answer(
            isDryRun ? form : form.keepingRefused(of: reading.report, in: reading.list.table), reading, visit)
    }

    /// What was refused of a list that was taken in is nowhere else: it stays in the field, to be corrected.
    private func answer(_ form: ListForm, _ reading: Reading, _ visit: Visit) async throws -> Answer {
        let report = reading.report
        guard let run = report.run else {
            let trial = ListTrial(report: report, notes: notes(reading.list, visit.reader))
            return .page(try await page(form, trial: trial, visit))
        }
        guard report.refused == 0 else { return .page(try await page(form, taken: report, visit)) }
        return .seeOther("/agence/listes?ok=taken&run=\(run)")
    }

    /// Takes back what an import made and changed; what was changed or used since stays, and is counted.
    func undo(_ visit: Visit) async throws -> Answer {
        let run = try await runs.find(visit.path("run")).orNotFound()
        guard run.undoneAt == nil else { return .seeOther("/agence/listes?ok=undone&run=\(run.id)") }
        let undo = ImportUndoStore(runs: runs, roles: roles, run: run, person: try visit.person)
        let outcome = try await undo(now: visit.time)
        return .seeOther("/agence/listes?ok=undone&kept=\(outcome.kept)&run=\(run.id)")
    }

    // MARK: reading

    private func edition(_ form: ListForm) async throws -> Edition.ID? {
        form.edition.isEmpty ? nil : try await editions.find(form.edition).orNotFound().id
    }

    private func read(
        _ form: ListForm, _ edition: Edition.ID?, isDryRun: Bool, _ visit: Visit
    ) async throws -> Reading {
        let other = correspondence.reader(for: visit.reader.language == .french ? "en" : "fr")
        let list = try ListTable(
            Data(form.rows.utf8), of: form.kind, values: visit.reader.listValues(of: form.kind, other))
        // A role without an edition holds in all of them: nobody gives that by leaving a list at «none».
        if form.kind == .people, edition == nil, list.fields["role"] != nil { throw ListForm.Problem.editionMissing }
        let rows = ListReader(
            kind: form.kind, fields: list.fields, edition: edition, role: form.kind == .people ? form.role : nil,
            now: visit.time, roles: roles, giver: try visit.person
        ).read(list.table)
        var work = ListWork(
            database: database, kind: form.kind, edition: edition, source: visit.reader.t("pasted list"),
            person: try visit.person)
        guard !isDryRun else {
            return Reading(list: list, report: try await work(rows, isDryRun: true, now: visit.time))
        }
        // What another list has made under this key stands for itself.
        let made = try await made(by: form)
        work.key = made == nil ? form.key : nil
        var report = try await work(rows, isDryRun: false, now: visit.time)
        // The same list pressed twice changes nothing: it is the one that was taken in.
        if report.run == nil, made?.undoneAt == nil { report.run = made?.id }
        return Reading(list: list, report: report)
    }

    /// What the same form has taken in before.
    private func made(by form: ListForm) async throws -> ImportRun? {
        guard let key = form.key else { return nil }
        return try await runs.find(key)
    }

    private func notes(_ list: ListTable, _ reader: Reader) -> [String] {
        reader.tableNotes(list.table, reading: list.fields.all)
    }

    private func page(
        _ form: ListForm, problem: ListForm.Problem? = nil, refusal: ListTable.Refusal? = nil, trial: ListTrial? = nil,
        taken: ImportReport? = nil, _ visit: Visit
    ) async throws -> HTML {
        let made = try await runs.all(limit: ListPage.size)
        var form = form
        form.key = .new(at: visit.time)
        var shown = ListsShown(
            form: form, editions: try await editions.all(), runs: made, problem: problem, refusal: refusal,
            trial: trial)
        shown.taken = taken
        shown.kept = try await runs.kept(of: made.map(\.run.id))
        return visit.reader.listsPage(shown, query: visit.query)
    }
}
