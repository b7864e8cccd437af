import Campaigns
import Foundation
import Grids
import Identifiers
import Organisations
import Storage
import Submissions
import Web

/// How the results are ordered.
enum ResultOrder: String, CaseIterable, Sendable {
    case number = "numero"
    case title = "titre"
    case mean = "moyenne"
    case spread = "ecart"

    var isByFigures: Bool { self == .mean || self == .spread }

    fileprivate var column: SQL {
        switch self {
        case .number: "submission.number"
        case .title: "submission.title"
        case .mean: "file_result.mean"
        case .spread: "file_result.spread"
        }
    }
}

// The list of results: one page of it, in SQL.
extension ResultsStore {
    /// One page, for the chair and those who run the edition, without the files they are bound to. Nil without a grid.
    func list(
        of edition: Edition, for person: Person.ID, _ order: ResultOrder, isDescending: Bool, page: Int?, now: Date
    ) async throws -> (ResultList, ListPage)? {
        return try await database.read { connection in
            guard let grid = try GridStore.grid(of: edition.id, in: connection) else { return nil }
            let query = try ResultQuery(edition.id, person, order, isDescending: isDescending, now: now, in: connection)
            let count = try query.count(in: connection)
            let page = ListPage(page, of: count)
            let rows = try query.rows(page.offset, ListPage.size, in: connection)
            var lines = try Self.lines(rows, of: edition, on: grid, in: connection)
            let isOver = try ReadingWindow.isOver(of: edition, at: now, in: connection)
            for place in lines.indices { lines[place].summary.isOver = isOver }
            return (ResultList(grid: grid, lines: lines, count: count), page)
        }
    }

    /// What is kept of a file cannot be relied upon here: it is not there, or a juror was tied to it since, or is none any more.
    private static func doubtful(_ lines: [Submission.ID], in connection: any Connection) throws -> Set<Submission.ID> {
        let rows = try connection.rows(
            """
            SELECT DISTINCT submission.id FROM assessment JOIN submission ON submission.id = assessment.submission
            JOIN juror ON juror.id = assessment.juror LEFT JOIN file_result ON file_result.submission = submission.id
            WHERE submission.id IN \(list: lines) AND assessment.ended_at IS NULL
            AND (file_result.submission IS NULL OR file_result.is_stale = 1 OR NOT \(Seats.counts)
                OR NOT \(Seats.isFree(of: "submission.id")))
            """)
        return Set(try rows.map { try $0["id"] })
    }

    private static func lines(
        _ rows: [Row], of edition: Edition, on grid: Grid, in connection: any Connection
    ) throws -> [ResultLine] {
        var lines = try rows.map { try ResultLine($0, on: grid) }
        let shown = lines.filter { !$0.isWithheld }.map(\.submission)
        let doubtful = try doubtful(shown, in: connection)
        let counted = Dictionary(
            grouping: doubtful.isEmpty
                ? [] : try counted("submission.id IN \(list: Array(doubtful))", in: connection), by: \.submission)
        for place in lines.indices where doubtful.contains(lines[place].submission) {
            let own = grid.concerning(edition.category(lines[place].category)?.code)
            lines[place].summary = FileSummary(counted[lines[place].submission] ?? [], on: own)
        }
        let gone = try SteppedBackStore.names("submission.id IN \(list: shown)", in: connection)
        let earlier = try EarlierReadingStore.counts("submission.id IN \(list: shown)", in: connection)
        let waiting = try ReadingStandStore.suspended("submission.id IN \(list: shown)", in: connection)
        for place in lines.indices {
            lines[place].summary.abstained = gone[lines[place].submission]?.count ?? 0
            lines[place].summary.suspended = waiting[lines[place].submission] ?? 0
            lines[place].summary.earlier = earlier[lines[place].submission] ?? 0
        }
        return lines
    }
}

/// What the list asks: files in competition that this person may see, in an order.
private struct ResultQuery {
    let edition: Edition.ID
    let person: Person.ID
    let order: ResultOrder
    let isDescending: Bool
    /// True of a file whose figures this person must not see yet: their own are not sent.
    let awaitsOwn: SQL
    /// The same: they chair, and have not stated their ties with it.
    let awaitsStatement: SQL

    init(
        _ edition: Edition.ID, _ person: Person.ID, _ order: ResultOrder, isDescending: Bool, now: Date,
        in connection: any Connection
    ) throws {
        (self.edition, self.person, self.order, self.isDescending) = (edition, person, order, isDescending)
        let window = try ReadingWindow.find(of: edition, for: person, in: connection)
        awaitsOwn = window?.state(at: now) == .open ? ResultsStore.isUnsent(of: person) : "1 = 0"
        awaitsStatement = Statements.areMissing(of: person, on: "submission.id", in: "\(edition)")
    }

    private var isSeen: SQL {
        """
        submission.edition = \(edition) AND \(Ties.isInCompetition) AND NOT \(Ties.binds(person, to: "submission.id"))
        AND \(Rights.holds(.deciders, person, in: "\(edition)"))
        """
    }

    func count(in connection: any Connection) throws -> Int {
        let mayDecide: SQL = "SELECT 1 AS yes WHERE \(Rights.holds(.deciders, person, in: "\(edition)"))"
        guard try connection.row(mayDecide) != nil else { return 0 }
        return try Ties.count(of: edition, for: person, in: connection)
    }

    func rows(_ offset: Int, _ size: Int, in connection: any Connection) throws -> [Row] {
        guard order.isByFigures else { return try connection.rows(all(offset, size)) }
        // Files with a figure in its order; whichever way it goes, those without one come after them.
        let first = try connection.rows(withFigure(offset, size))
        guard first.count < size else { return first }
        let before = try offset == 0 ? first.count : countWithFigure(in: connection)
        return first
            + (try connection.rows(withoutFigure(max(0, offset - before), size - first.count)))
    }

    private var isWithheld: SQL { "(\(awaitsOwn) OR \(awaitsStatement))" }

    private var direction: SQL { isDescending ? "DESC" : "ASC" }

    private func all(_ offset: Int, _ size: Int) -> SQL {
        """
        SELECT \(columns) FROM submission LEFT JOIN file_result ON file_result.submission = submission.id \(organisation)
        WHERE \(isSeen) ORDER BY \(order.column) \(direction), submission.id \(direction)
        LIMIT \(size) OFFSET \(offset)
        """
    }

    private var hasFigure: SQL { "file_result.edition = \(edition) AND \(order.column) IS NOT NULL" }

    private func withFigure(_ offset: Int, _ size: Int) -> SQL {
        """
        SELECT \(columns) FROM file_result JOIN submission ON submission.id = file_result.submission \(organisation)
        WHERE \(hasFigure) AND NOT \(isWithheld) AND \(isSeen)
        ORDER BY \(order.column) \(direction), file_result.submission \(direction) LIMIT \(size) OFFSET \(offset)
        """
    }

    private func countWithFigure(in connection: any Connection) throws -> Int {
        try connection.count(
            """
            SELECT count(*) AS count FROM file_result JOIN submission ON submission.id = file_result.submission
            WHERE \(hasFigure) AND NOT \(isWithheld) AND \(isSeen)
            """)
    }

    private func withoutFigure(_ offset: Int, _ size: Int) -> SQL {
        """
        SELECT \(columns) FROM submission LEFT JOIN file_result ON file_result.submission = submission.id \(organisation)
        WHERE \(isSeen) AND (\(order.column) IS NULL OR \(isWithheld))
        ORDER BY submission.number, submission.id LIMIT \(size) OFFSET \(offset)
        """
    }

    private var organisation: SQL { "LEFT JOIN organisation ON organisation.id = submission.organisation" }

    private var columns: SQL {
        """
        submission.id, submission.number, submission.title, submission.category, \(FileWords.organisation()) AS organisation, file_result.readers,
        file_result.sent, file_result.mean, file_result.lowest, file_result.highest, file_result.open,
        file_result.profile, file_result.is_stale, CASE WHEN \(awaitsOwn) THEN 1 ELSE 0 END AS awaits_own,
        CASE WHEN \(awaitsStatement) THEN 1 ELSE 0 END AS awaits_statement,
        submission.announced_at, \(Self.publicSlug) AS public_slug
        """
    }

    /// Of a file whose decision is out and whose sheet is public; NULL otherwise.
    private static let publicSlug: SQL = """
        (SELECT initiative.slug FROM sheet JOIN initiative ON initiative.id = sheet.initiative
         WHERE sheet.initiative = submission.initiative AND sheet.edition = submission.edition
         AND sheet.state = 'published' AND submission.announced_at IS NOT NULL)
        """
}

extension ResultLine {
    fileprivate init(_ row: Row, on grid: Grid) throws {
        let (number, organisation): (String?, String?) = (try row["number"], try row["organisation"])
        let (awaitsOwn, awaitsStatement): (Bool, Bool) = (try row["awaits_own"], try row["awaits_statement"])
        let isWithheld = awaitsOwn || awaitsStatement
        let slug: String? = try row["public_slug"]
        self.init(
            submission: try row["id"], number: number ?? "", title: try row["title"], organisation: organisation ?? "",
            category: try row["category"], awaitsOwn: awaitsOwn, awaitsStatement: awaitsStatement,
            isAnnounced: try row["announced_at"] as Date? != nil, publicPath: slug.map(Initiative.path),
            summary: isWithheld ? FileSummary() : try FileSummary(row, on: grid) ?? FileSummary())
    }
}
