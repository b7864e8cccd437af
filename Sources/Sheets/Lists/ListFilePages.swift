import Media
import Web
import Workbooks

// A list that is chosen as a file: its rows stand on the page from then on, as pasted ones do.
extension ListPages {
    func read(_ visit: Visit, _ upload: Upload) async throws -> Answer {
        _ = try kind(visit.fields)
        let typed = ListForm(visit.fields)
        let name = FileName(upload.name ?? "").description
        do {
            let source = try await ListUpload.source(upload, by: workbooks)
            var form = typed
            do { try form.take(source, called: name) } catch { throw ListUpload.Refusal.table(error) }
            guard !form.isTooLong else { return .refused(try await page(typed, problem: .fileTooLong, visit)) }
            return try await take(form, isTaken: false, notes: visit.reader.workbookNotes(source), visit)
        } catch let refusal as ListUpload.Refusal {
            return .refused(try await page(typed, problem: .file(name, refusal), visit))
        }
    }
}
