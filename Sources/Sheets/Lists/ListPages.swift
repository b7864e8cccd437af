import Accounts
import Campaigns
import Foundation
import Identifiers
import Storage
import Web
import Words
import Workbooks

/// Lists that the agency pastes from a spreadsheet: tried first, then taken in, and taken back if need be.
struct ListPages: Sendable {
    let database: any Database
    let roles: RoleStore
    let correspondence: Correspondence
    let workbooks: WorkbookReader

    var editions: EditionStore { EditionStore(database: database) }
    var runs: ImportRunStore { ImportRunStore(database: database) }

    /// A list as it was read, and what it does or would do.
    private struct Reading {
        let list: ListTable
        let kind: ImportRun.Kind
        let report: ImportReport
        /// Rows that may be something known, by nearly the same name.
        let near: [NearNames.Question]
        /// Lines of those of which nobody has said so yet.
        let open: Set<Int>
    }

    func show(_ visit: Visit) async throws -> Answer {
        var form = ListForm()
        form.kind = try kind(visit.query) ?? form.kind
        form.edition = visit.query.text("edition") ?? ""
        return .page(try await page(form, visit))
    }

    /// Nil when none is named; one that no page takes in has none.
    func kind(_ asked: Fields) throws -> ImportRun.Kind? {
        guard let word = asked.text("kind") else { return nil }
        return try ImportRun.Kind(rawValue: word).flatMap { ListForm.kinds.contains($0) ? $0 : nil }.orNotFound()
    }

    func take(_ visit: Visit) async throws -> Answer {
        _ = try kind(visit.fields)
        let (form, isTaken) = (ListForm(visit.fields), visit.fields.text("step") == "keep")
        // A trial does nothing; what a list does is grave.
        if isTaken, form.problem == nil, let asked = visit.askingProof() { return asked }
        return try await take(form, isTaken: isTaken, visit)
    }

    /// Tries the rows, or takes them in. `notes` say what there is to know of the file that they came from.
    func take(_ form: ListForm, isTaken: Bool, notes: [String] = [], _ visit: Visit) async throws -> Answer {
        if let problem = form.problem { return .refused(try await page(form, problem: problem, visit)) }
        let edition = try await edition(form)
        let reading: Reading
        do {
            reading = try await read(form, edition, isDryRun: !isTaken, visit)
        } catch let problem as ListForm.Problem {
            return .refused(try await page(form, problem: problem, visit))
        } catch let refusal as ListTable.Refusal {
            return .refused(try await page(form, refusal: refusal, visit))
        }
        if isTaken, reading.report.isDryRun {
            let trial = trial(reading, visit)
            return .refused(try await page(form, problem: .undecided, trial: trial, visit))
        }
        return try await answer(
            isTaken ? form.keepingRefused(of: reading.report, in: reading.list.table) : form, reading, notes, visit)
    }

    private func trial(_ reading: Reading, of file: [String] = [], _ visit: Visit) -> ListTrial {
        let rows = notes(reading.list, visit.reader) + visit.reader.consequences(of: reading.kind, reading.report)
        return ListTrial(
            report: reading.report.without(reading.open), notes: file + rows,
            near: reading.near, open: reading.open.count)
    }

    /// What was refused of a list that was taken in is nowhere else: it stays in the field, to be corrected. What was left out of
    /// its other rows is said there too.
    private func answer(
        _ form: ListForm, _ reading: Reading, _ notes: [String], _ visit: Visit
    ) async throws -> Answer {
        let report = reading.report
        guard let run = report.run else {
            return .page(try await page(form, trial: trial(reading, of: notes, visit), visit))
        }
        guard report.refused == 0 else { return .page(try await page(form, taken: report, visit)) }
        guard report.isWhole else {
            var empty = form
            (empty.rows, empty.source) = ("", "")
            return .page(try await page(empty, taken: report, visit))
        }
        return .seeOther("/agence/listes?ok=taken&run=\(run)")
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
            .text(Data(form.rows.utf8)), of: form.kind, values: visit.reader.listValues(of: form.kind, other))
        // A role without an edition holds in all of them: nobody gives that by leaving a list at «none».
        if form.kind == .people, edition == nil, list.fields["role"] != nil { throw ListForm.Problem.editionMissing }
        let rows = ListReader(
            kind: form.kind, fields: list.fields, edition: edition, role: form.kind == .people ? form.role : nil,
            now: visit.time, today: visit.reader.formats.calendarDay(of: visit.now), roles: roles,
            giver: try visit.person
        ).read(list.table)
        let near = try await NearNames(database: database, kind: form.kind).questions(rows)
        let open = Set(near.filter { form.answer(to: $0) == nil }.map(\.line))
        let report = try await report(
            on: NearNames.decided(rows, near, form.answer), form, edition, isDryRun: isDryRun || !open.isEmpty, visit)
        return Reading(list: list, kind: form.kind, report: report, near: near, open: open)
    }

    private func report(
        on rows: [ListRow], _ form: ListForm, _ edition: Edition.ID?, isDryRun: Bool, _ visit: Visit
    ) async throws -> ImportReport {
        var work = ListWork(
            database: database, kind: form.kind, edition: edition, source: form.source, person: try visit.person)
        guard !isDryRun else { return try await work(rows, isDryRun: true, now: visit.time) }
        // What another list has made under this key stands for itself.
        let made = try await made(by: form)
        work.key = made == nil ? form.key : nil
        var report = try await work(rows, isDryRun: false, now: visit.time)
        // The same list pressed twice changes nothing: it is the one that was taken in.
        if report.run == nil, made?.undoneAt == nil { report.run = made?.id }
        return report
    }

    /// What the same form has taken in before.
    private func made(by form: ListForm) async throws -> ImportRun? {
        guard let key = form.key else { return nil }
        return try await runs.find(key)
    }

    private func notes(_ list: ListTable, _ reader: Reader) -> [String] {
        reader.tableNotes(list.table, reading: list.fields.all)
    }

    func page(
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
        shown.left = try await ImportLeftStore(database: database).counts(of: made.map(\.run.id))
        let named = visit.query["ok"] == "taken" ? visit.query["run"] : nil
        if let run = made.first(where: { $0.run.id.description == named })?.run, run.undoneAt == nil {
            shown.done = try await runs.named(of: run)
        }
        return visit.reader.listsPage(shown, query: visit.query)
    }
}
