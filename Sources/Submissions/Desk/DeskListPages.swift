import Campaigns
import Forms
import Identifiers
import Organisations
import Tables
import Web

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

    func export(_ visit: Visit) async throws -> Answer {
        let person = try visit.person
        let edition = try await editions.find(visit.word("edition"), runBy: person).orNotFound()
        let (filter, order) = asked(visit)
        let files = try await submissions.ids(filter, in: edition.id, runBy: person, order)
        let (reader, columns) = (visit.reader, FormColumn.union(try await submissions.forms(in: edition.id)))
        let grid = try await submissions.grid(of: edition.id)
        var table = TableWriter(columns: reader.fileColumns(columns))
        for start in stride(from: 0, to: files.count, by: Self.share) {
            let some = Array(files[start..<min(start + Self.share, files.count)])
            for file in try await submissions.cells(of: some, runBy: person) {
                table.append(reader.cells(of: file, columns, grid: grid))
            }
        }
        // Whoever opens it next year sees that it does not hold all.
        let part = filter == FileFilter() ? "" : "-selection"
        return .file(.csv(name: "dossiers-\(edition.slug)\(part).csv", table.bytes))
    }

    private func asked(_ visit: Visit) -> (FileFilter, ListOrder) {
        (FileFilter(visit.query), ListOrder(visit.query, columns: FileLine.orders))
    }
}
