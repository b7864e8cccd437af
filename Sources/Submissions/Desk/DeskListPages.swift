import Campaigns
import Identifiers
import Organisations
import Tables
import Web

/// The files of an edition, for those who run it.
struct DeskListPages: Sendable {
    let submissions: SubmissionStore
    let editions: EditionStore

    func list(_ visit: Visit) async throws -> Answer {
        let (edition, files) = try await all(visit)
        let list = FileList(edition: edition, all: files, shown: filtered(files, visit.query), query: visit.query)
        return .page(visit.reader.fileListPage(list, now: visit.now))
    }

    func export(_ visit: Visit) async throws -> Answer {
        let (edition, files) = try await all(visit)
        let reader = visit.reader
        var table = TableWriter(columns: reader.fileColumns)
        for file in filtered(files, visit.query) { table.append(reader.cells(of: file)) }
        return .file(.csv(name: "dossiers-\(edition.slug).csv", table.bytes))
    }

    private func all(_ visit: Visit) async throws -> (Edition, [SubmissionFile]) {
        let edition = try await editions.find(visit.word("edition"), runBy: visit.person).orNotFound()
        return (edition, try await submissions.all(in: edition.id, runBy: visit.person))
    }

    private func filtered(_ files: [SubmissionFile], _ query: Fields) -> [SubmissionFile] {
        let filter = FileFilter(query)
        return SubmissionFile.sorted(files.filter(filter.admits), ListOrder(query, columns: SubmissionFile.columns))
    }
}
