import Campaigns
import Forms
import Identifiers
import Organisations
import Tables
import Web
import Workbooks

/// The files of an edition, for those who run it.
struct DeskListPages: Sendable {
    let submissions: SubmissionStore
    let editions: EditionStore

    func list(_ visit: Visit) async throws -> Answer {
        let edition = try await editions.find(visit.word("edition"), runBy: visit.person).orNotFound()
        let (filter, order) = asked(visit)
        let (lines, counts, page) = try await submissions.list(
            filter, in: edition.id, runBy: visit.person, order, page: visit.query.number("page"))
        let list = FileList(edition: edition, lines: lines, counts: counts, page: page, query: visit.query)
        return .page(visit.reader.fileListPage(list))
    }

    /// So many files are read at once, whatever their number.
    private static let share = 100

    func export(_ visit: Visit, as format: ListFormat) async throws -> Answer {
        let person = try visit.person
        let (edition, files, isPart) = try await listed(visit)
        let columns = try await columns(of: edition, visit)
        // Whoever opens it next year sees that it does not hold all.
        let part = isPart ? "-selection" : ""
        let table = try ListFile(
            "dossiers-\(edition.slug)\(part)", visit.reader.t("Files"), columns: columns.map(\.title), as: format, visit
        )
        for start in stride(from: 0, to: files.count, by: Self.share) {
            let some = Array(files[start..<min(start + Self.share, files.count)])
            for file in try await submissions.cells(of: some, runBy: person) {
                let row = FileRow(file)
                try table.append(columns.map { $0.cell(row) })
            }
        }
        return try table.answer()
    }

    /// The files of the list under its filters, in its order, and whether these leave some out.
    func listed(_ visit: Visit) async throws -> (edition: Edition, files: [Submission.ID], isPart: Bool) {
        let person = try visit.person
        let edition = try await editions.find(visit.word("edition"), runBy: person).orNotFound()
        let (filter, order) = asked(visit)
        let files = try await submissions.ids(filter, in: edition.id, runBy: person, order)
        return (edition, files, filter != FileFilter())
    }

    /// All of them, or those of the template that the address names.
    private func columns(of edition: Edition, _ visit: Visit) async throws -> [FileColumn] {
        let asked = FormColumn.union(try await submissions.forms(in: edition.id))
        let chosen = try await submissions.chosen(in: edition.id, for: visit.person)
        let all =
            visit.reader.fileColumns(asked, of: edition, grid: try await submissions.grid(of: edition.id))
            + visit.reader.roundColumns(chosen)
        guard let name = visit.query.text("modele") else { return all }
        let id = try ExportTemplate.ID(name).orNotFound()
        let found = try await ExportTemplateStore(database: submissions.database).find(
            id, of: edition.id, for: visit.person
        ).orNotFound()
        return FileColumn.chosen(found.template.columns, of: all)
    }

    private func asked(_ visit: Visit) -> (FileFilter, ListOrder) {
        (FileFilter(visit.query), ListOrder(visit.query, columns: FileLine.orders))
    }
}
