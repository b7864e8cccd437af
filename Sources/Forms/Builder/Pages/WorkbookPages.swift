import Campaigns
import Foundation
import Grids
import Media
import Tables
import Web
import Workbooks

/// The questions of a form as a workbook: given out, and taken in again once it was shown what would change.
struct WorkbookPages: Sendable {
    let drafts: FormDraftStore
    let workbooks: WorkbookReader
    /// A reader of each language, so that a workbook is read in whichever it was written.
    let readers: [Reader]

    func export(_ visit: Visit, as format: ListFormat) async throws -> Answer {
        let desk = try await desk(visit)
        let cells = QuestionCells(form: desk.form, reader: visit.reader)
        let rows = desk.form.sections.flatMap { part in
            part.fields.isEmpty ? [cells.row(of: part)] : part.fields.map(cells.row)
        }
        return try visit.listFile(
            "questions-\(desk.edition.slug)", visit.reader.t("Questions"),
            columns: QuestionColumn.allCases.map { visit.reader.title(of: $0) }, rows: rows, as: format)
    }

    /// Nothing is written yet.
    func read(_ visit: Visit, _ upload: Upload) async throws -> Answer {
        let desk = try await desk(visit)
        guard desk.isOpen else { return .seeOther(desk.edition.formPath) }
        let name = FileName(upload.name ?? "").description
        do {
            let source = try await ListUpload.source(upload, by: workbooks)
            let book = FormWorkbook(try sheet(source, visit), over: desk.form, categories: desk.edition.categories)
            guard book.faults.isEmpty, FormFile.unfinished(FormFile.yaml(book.form)) != nil else {
                return .refused(visit.reader.workbookFaultsPage(desk, name, book.faults))
            }
            let notes = visit.reader.workbookNotes(source)
            return .page(visit.reader.workbookPage(WorkbookShown(desk: desk, form: book.form, notes: notes)))
        } catch let refusal as ListUpload.Refusal {
            return .refused(visit.reader.workbookFaultsPage(desk, sentences: [visit.reader.refused(name, refusal)]))
        } catch let lacks as QuestionSheet.Lacks {
            let words = visit.reader.lacking(lacks.columns)
            return .refused(visit.reader.workbookFaultsPage(desk, sentences: [words]))
        }
    }

    private func sheet(_ source: ListSource, _ visit: Visit) throws -> QuestionSheet {
        let readers = [visit.reader] + readers
        let table: Table
        do {
            table = try source.table(needing: [], worth: { QuestionSheet.worth(of: $0, in: readers) })
        } catch {
            throw ListUpload.Refusal.table(error)
        }
        return try QuestionSheet(table, in: readers)
    }

    func take(_ visit: Visit) async throws -> Answer {
        let slug = try visit.word("edition")
        guard let form = FormFile.unfinished(visit.fields["source"] ?? ""),
            let revision = visit.fields["revision"].flatMap({ Int($0) }), revision >= 0
        else { throw WebError.unreadable }
        do {
            let isTheirs = try await drafts.take(form, over: revision, of: slug, by: visit.person, now: visit.now)
            guard isTheirs else { throw WebError.notFound }
            return .seeOther("\(Edition.path(slug, "formulaire"))?ok=imported")
        } catch is DraftMoved {
            let shown = WorkbookShown(desk: try await desk(visit), form: form, notes: [], isMoved: true)
            return .outOfDate(visit.reader.workbookPage(shown))
        } catch let refusal as FormDraft.Refusal {
            let words = visit.reader.sentence(for: refusal)
            return .refused(visit.reader.workbookFaultsPage(try await desk(visit), sentences: [words]))
        }
    }

    private func desk(_ visit: Visit) async throws -> FormDesk {
        try await drafts.desk(of: visit.word("edition"), by: visit.person).orNotFound()
    }
}

/// What a workbook would make of a form.
struct WorkbookShown {
    let desk: FormDesk
    let form: Form
    /// How it was read.
    let notes: [String]
    /// Somebody changed the working copy since: it is compared anew.
    var isMoved = false
}
