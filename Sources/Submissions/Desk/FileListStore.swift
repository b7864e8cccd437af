import Campaigns
import Foundation
import Identifiers
import Organisations
import Storage
import TextSimilarity
import Web

/// What the head of a list of files says of the whole edition.
struct FileCounts: Equatable, Sendable {
    var sent = 0
    var drafts = 0
    /// Drafts filled in to more than 80 %.
    var nearly = 0
    var withdrawn = 0
    var all = 0
    /// Those that whoever reads is tied to: not among the others.
    var tied = 0
    var departments: [String] = []
}

/// A file as its line of a spreadsheet needs it.
struct FileCells: Sendable {
    let content: FileContent
    let owners: [Submission.Author]
}

// The list of files, in SQL. Each query asks for the right to see it.
extension SubmissionStore {
    /// One page, with what stands above it.
    func list(
        _ filter: FileFilter, in edition: Edition.ID, runBy person: Person.ID, _ order: ListOrder, page: Int?
    ) async throws -> (lines: [FileLine], counts: FileCounts, page: ListPage) {
        try await database.read { connection in
            let condition = Self.isShown(filter, in: edition, runBy: person, connection)
            let counts = try Self.counts(in: edition, runBy: person, connection)
            let found =
                filter == FileFilter()
                ? counts.all
                : try connection.count("SELECT count(*) AS count FROM file_progress WHERE \(condition)")
            let page = ListPage(page, of: found)
            let rows = try connection.rows(
                """
                SELECT \(FileLine.columns) FROM file_progress WHERE \(condition) ORDER BY \(Self.order(order))
                LIMIT \(page.size) OFFSET \(page.offset)
                """)
            return (try FileLineStore.lines(rows, in: connection), counts, page)
        }
    }

    /// The files that a filter admits, in the order of the list: what an export goes through, share by share.
    func ids(
        _ filter: FileFilter, in edition: Edition.ID, runBy person: Person.ID, _ order: ListOrder
    ) async throws -> [Submission.ID] {
        try await database.read { connection in
            let condition = Self.isShown(filter, in: edition, runBy: person, connection)
            return try connection.rows(
                "SELECT submission FROM file_progress WHERE \(condition) ORDER BY \(Self.order(order))"
            ).map { try $0["submission"] }
        }
    }

    /// Some of them with all that they tell, in the order given.
    func cells(of files: [Submission.ID], runBy person: Person.ID) async throws -> [FileCells] {
        let condition: SQL = "submission.id IN \(list: files) AND \(Self.isRun(by: person))"
        return try await database.read { connection in
            let contents = try Self.contents(condition, in: connection)
            let authors = try Self.authors(of: contents.map(\.submission.id), in: connection)
            let cells = contents.map { content in
                let owners = (authors[content.submission.id] ?? []).filter { $0.part == .owner }
                return (content.submission.id, FileCells(content: content, owners: owners))
            }
            let byKey = Dictionary(uniqueKeysWithValues: cells)
            return files.compactMap { byKey[$0] }
        }
    }

    private static func isOf(_ edition: Edition.ID, runBy person: Person.ID) -> SQL {
        "edition = \(edition) AND \(Rights.isStaff(person, of: "\(edition)"))"
    }

    /// Lines of the list: not of the files that somebody is bound to.
    private static func isShown(in edition: Edition.ID, to person: Person.ID) -> SQL {
        "\(isOf(edition, runBy: person)) AND NOT \(Ties.binds(person, to: "file_progress.submission"))"
    }

    private static func isShown(
        _ filter: FileFilter, in edition: Edition.ID, runBy person: Person.ID, _ connection: any Connection
    ) -> SQL {
        .all([isShown(in: edition, to: person)] + filter.conditions(in: connection.dialect))
    }

    private static func counts(
        in edition: Edition.ID, runBy person: Person.ID, _ connection: any Connection
    ) throws -> FileCounts {
        let (isTheirs, isShown) = (isOf(edition, runBy: person), isShown(in: edition, to: person))
        var counts = FileCounts()
        let states = try FileCountStore.states(in: edition, seenBy: person, isTheirs, in: connection)
        counts.sent = states[.transmitted] ?? 0
        counts.drafts = states[.draft] ?? 0
        counts.withdrawn = states[.withdrawn] ?? 0
        counts.tied = try FileCountStore.bound(to: person, in: edition, connection).count
        counts.all = states.values.reduce(0, +)
        if counts.drafts > 0 {
            counts.nearly = try connection.count(
                "SELECT count(*) AS count FROM file_progress WHERE \(isShown) AND state = 'draft' AND percent > 80")
        }
        counts.departments = try departments(in: edition, where: isShown, connection)
        return counts
    }

    /// From one department to the next in the index, whatever the number of files.
    private static func departments(
        in edition: Edition.ID, where isTheirs: SQL, _ connection: any Connection
    ) throws -> [String] {
        try connection.rows(
            """
            WITH RECURSIVE present (department) AS (
                SELECT min(department) FROM file_progress WHERE \(isTheirs)
                UNION ALL
                SELECT (SELECT min(file_progress.department) FROM file_progress
                    WHERE \(isTheirs) AND file_progress.department > present.department)
                FROM present WHERE present.department IS NOT NULL)
            SELECT department FROM present WHERE department <> '' ORDER BY department
            """
        ).map { try $0["department"] }
    }

    private static func order(_ order: ListOrder) -> SQL {
        let columns: [SQL] =
            switch order.column {
            case "titre": ["title_key"]
            case "organisation": ["organisation_key"]
            case "departement": ["department"]
            case "etat": ["state", "eligibility", "unnumbered", "number", "title_key"]
            case "rempli": ["percent"]
            case "modifie": ["changed_at"]
            default: ["unnumbered", "number", "title_key"]
            }
        let direction: SQL = order.isDescending ? "DESC" : "ASC"
        return columns.reversed().reduce("submission \(direction)") { "\($1) \(direction), \($0)" }
    }
}

extension FileFilter {
    /// What the lines of `file_progress` must answer. Whether a text holds another is asked differently of each engine.
    fileprivate func conditions(in dialect: Dialect) -> [SQL] {
        var conditions: [SQL] = []
        if let state { conditions.append("state = \(state)") }
        // A file that is not in has not been looked at.
        if let eligibility { conditions.append("state = 'transmitted' AND eligibility = \(eligibility)") }
        if !department.isEmpty { conditions.append("department = \(department)") }
        if let size { conditions.append("size_class = \(size.rawValue)") }
        if category == Campaigns.Category.none {
            conditions.append(
                "EXISTS (SELECT 1 FROM submission AS filed WHERE filed.id = file_progress.submission AND filed.category IS NULL)"
            )
        } else if !category.isEmpty {
            conditions.append(
                """
                submission IN (SELECT filed.id FROM submission AS filed JOIN category ON category.id = filed.category
                    WHERE filed.edition = file_progress.edition AND category.code = \(category))
                """)
        }
        for word in fold(words).split(whereSeparator: \.isWhitespace).map(String.init) {
            let holds: SQL = dialect == .sqlite ? "instr(find_key, \(word)) > 0" : "strpos(find_key, \(word)) > 0"
            conditions.append(holds)
        }
        return conditions
    }
}
