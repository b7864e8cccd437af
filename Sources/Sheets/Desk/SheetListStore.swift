import Campaigns
import Forms
import Foundation
import Identifiers
import Organisations
import Storage
import Submissions
import Web

/// What a list of sheets is narrowed by.
struct SheetFilter: Equatable, Sendable {
    var state: Sheet.State?
    /// Folded words of the title, the organisation or the number.
    var words: [String] = []

    init(_ query: Fields) {
        state = query.text("etat").flatMap(Sheet.State.init(rawValue:))
        words = Organisation.nameKey(query.search("q")).split(separator: " ").map(String.init)
    }
}

struct SheetLine: Equatable, Sendable {
    let id: Sheet.ID
    let title: String
    /// In which the sheet is written: `fr`.
    let language: String
    let organisation: String
    let state: Sheet.State
    let number: String?
    let version: Int
    let updatedAt: Date
    let isImported: Bool
    /// Everybody reads it once it is published, or could before it was taken out.
    let isOut: Bool

    fileprivate init(_ row: Row) throws {
        (id, title, organisation) = (try row["id"], try row["title"], try row["organisation"])
        language = try row["language"]
        (state, number, version) = (try row["state"], try row["number"], try row["version"])
        let submission: Submission.ID? = try row["submission"]
        (updatedAt, isImported, isOut) = (try row["updated_at"], submission == nil, try row["is_out"])
    }
}

/// A transmitted file that has no sheet yet.
struct SheetlessFile: Equatable, Sendable {
    let id: Submission.ID
    let title: String
    let number: String?
    let standing: SheetStanding
    /// What was decided of it, as far as whoever reads may know; nil while nothing is.
    let isRetained: Bool?
}

extension SheetlessFile {
    fileprivate init(_ row: Row, asksAgreement: Bool) throws {
        let (announcedAt, isAgreed): (Date?, Bool) = (try row["announced_at"], try row["is_agreed"])
        let outcome: String? = try row["outcome"]
        self.init(
            id: try row["id"], title: try row["title"], number: try row["number"],
            standing: SheetStanding(
                state: try row["state"], eligibility: try row["eligibility"], isOut: announcedAt != nil,
                isAgreed: asksAgreement ? isAgreed : nil),
            isRetained: outcome.map { $0 != "not-retained" })
    }
}

/// What the page of an edition's sheets shows.
struct SheetList: Equatable, Sendable {
    /// How many sheets stand in each state, whatever the filter.
    var counts: [Sheet.State: Int] = [:]
    var page: ListPage
    var lines: [SheetLine] = []
    /// How many files are without a sheet, and the first of them.
    var sheetless = 0
    /// Of these, those that are retained: a sheet is to be begun.
    var retained = 0
    var without: [SheetlessFile] = []
    /// Sheets of files that whoever reads is tied to: not among the others.
    var tied = 0
}

// The list of an edition's sheets. Each query asks for the right to see it.
extension SheetStore {
    /// One page, with what stands above it. `states` is their order in the reader's language.
    func list(
        _ filter: SheetFilter, of edition: Edition.ID, by publisher: Person.ID, _ order: ListOrder,
        states: [Sheet.State], page: Int?
    ) async throws -> SheetList {
        try await database.read { connection in
            let counts = try Self.counts(of: edition, by: publisher, in: connection)
            let condition = try Self.condition(filter, of: edition, by: publisher, in: connection)
            let isOpen = filter.words.isEmpty && filter.state == nil
            let found =
                isOpen
                ? counts.values.reduce(0, +)
                : try connection.count("SELECT count(*) AS count FROM sheet WHERE \(condition)")
            var list = SheetList(counts: counts, page: ListPage(page, of: found))
            let part: SQL = "LIMIT \(list.page.size) OFFSET \(list.page.offset)"
            list.lines = try Self.lines(condition, Self.order(order, states), part, in: connection)
            (list.sheetless, list.retained, list.without) = try Self.filesWithout(
                in: edition, by: publisher, connection)
            list.tied = try Self.tied(in: edition, to: publisher, connection)
            return list
        }
    }

    private static func tied(in edition: Edition.ID, to publisher: Person.ID, _ connection: any Connection) throws
        -> Int
    {
        try connection.count(
            """
            SELECT count(*) AS count FROM sheet WHERE sheet.edition = \(edition)
            AND \(Rights.isPublisher(publisher, of: "sheet.edition")) AND \(Ties.binds(publisher, to: "sheet.submission"))
            """)
    }

    /// All that a filter admits, for a spreadsheet.
    func lines(
        _ filter: SheetFilter, of edition: Edition.ID, by publisher: Person.ID, _ order: ListOrder,
        states: [Sheet.State]
    ) async throws -> [SheetLine] {
        try await database.read { connection in
            let condition = try Self.condition(filter, of: edition, by: publisher, in: connection)
            return try Self.lines(condition, Self.order(order, states), "", in: connection)
        }
    }

    private static func lines(
        _ condition: SQL, _ order: SQL, _ part: SQL, in connection: any Connection
    ) throws -> [SheetLine] {
        try connection.rows(
            """
            SELECT sheet.id AS id, sheet.title AS title, sheet.language AS language, sheet.state AS state, sheet.version AS version,
                sheet.updated_at AS updated_at, sheet.submission AS submission, submission.number AS number,
                \(organisation) AS organisation, CASE WHEN \(SheetReleaseStore.isKnown) THEN 1 ELSE 0 END AS is_out
            FROM sheet LEFT JOIN submission ON submission.id = sheet.submission
            WHERE \(condition) ORDER BY \(order) \(part)
            """
        ).map(SheetLine.init)
    }

    /// The first one that carries the initiative.
    private static let organisation: SQL = """
        coalesce((SELECT min(organisation.name) FROM initiative_organisation
            JOIN organisation ON organisation.id = initiative_organisation.organisation
            WHERE initiative_organisation.initiative = sheet.initiative AND initiative_organisation.position = 0), '')
        """

    private static func condition(
        _ filter: SheetFilter, of edition: Edition.ID, by publisher: Person.ID, in connection: any Connection
    ) throws -> SQL {
        var conditions: [SQL] = [
            "sheet.edition = \(edition)", SheetStore.mayPublish(publisher),
        ]
        if let state = filter.state { conditions.append("sheet.state = \(state)") }
        guard !filter.words.isEmpty else { return .all(conditions) }
        // A sheet has no folded text to look in: its title, organisation and number are read for it, and nothing else.
        let rows = try connection.rows(
            """
            SELECT sheet.id AS id, sheet.title AS title, submission.number AS number, \(organisation) AS organisation
            FROM sheet LEFT JOIN submission ON submission.id = sheet.submission WHERE \(SQL.all(conditions))
            """)
        let found: [Sheet.ID] = try rows.compactMap { row in
            let (title, organisation): (String, String) = (try row["title"], try row["organisation"])
            let number: String? = try row["number"]
            let key = Organisation.nameKey("\(title) \(organisation) \(number ?? "")")
            return filter.words.allSatisfy { key.contains($0) } ? try row["id"] : nil
        }
        return .all(conditions + ["sheet.id IN \(list: found)"])
    }

    private static func order(_ order: ListOrder, _ states: [Sheet.State]) -> SQL {
        let direction: SQL = order.isDescending ? "DESC" : "ASC"
        let key: SQL =
            switch order.column {
            case "organisation": "\(organisation) COLLATE \"fr-x-icu\""
            case "etat":
                states.enumerated().reduce("CASE sheet.state") { "\($0) WHEN \($1.element) THEN \($1.offset)" } + " END"
            case "date": "sheet.updated_at"
            default: "sheet.title COLLATE \"fr-x-icu\""
            }
        return "\(key) \(direction), sheet.title COLLATE \"fr-x-icu\" \(direction), sheet.id \(direction)"
    }

    private static func counts(
        of edition: Edition.ID, by publisher: Person.ID, in connection: any Connection
    ) throws -> [Sheet.State: Int] {
        let rows = try connection.rows(
            """
            SELECT state, count(*) AS count FROM sheet
            WHERE edition = \(edition) AND \(SheetStore.mayPublish(publisher)) GROUP BY state
            """)
        return Dictionary(
            uniqueKeysWithValues: try rows.map { row -> (Sheet.State, Int) in (try row["state"], try row["count"]) })
    }

    private static func filesWithout(
        in edition: Edition.ID, by publisher: Person.ID, _ connection: any Connection
    ) throws -> (count: Int, retained: Int, first: [SheetlessFile]) {
        let condition: SQL = """
            edition = \(edition) AND state = 'transmitted' AND eligibility <> 'not-eligible'
            AND \(Rights.isPublisher(publisher, of: "submission.edition"))
            AND NOT \(Ties.binds(publisher, to: "submission.id"))
            AND NOT EXISTS (SELECT 1 FROM sheet WHERE sheet.submission = submission.id)
            """
        let count = try connection.count("SELECT count(*) AS count FROM submission WHERE \(condition)")
        let decided = outcome(for: publisher)
        let retained = try connection.count(
            """
            SELECT count(*) AS count FROM submission WHERE \(condition) AND \(Ties.isInCompetition)
                AND \(decided) <> 'not-retained'
            """)
        let rows = try connection.rows(
            """
            SELECT id, title, number, state, eligibility, announced_at, form, \(decided) AS outcome,
                CASE WHEN \(isAgreed("submission.id")) THEN 1 ELSE 0 END AS is_agreed
            FROM submission WHERE \(condition)
            ORDER BY CASE WHEN \(decided) IS NULL THEN 1 WHEN \(decided) = 'not-retained' THEN 2 ELSE 0 END, number, id
            LIMIT \(ListPage.size)
            """)
        return (count, retained, try sheetless(rows, in: edition, connection))
    }

    /// Each was asked by its own version of the form, whether or not that asks for an agreement.
    private static func sheetless(
        _ rows: [Row], in edition: Edition.ID, _ connection: any Connection
    ) throws -> [SheetlessFile] {
        let forms = try FormStore.forms(Set(rows.compactMap { try $0["form"] as Form.ID? }), in: connection)
        let current = try FormStore.form(of: edition, in: connection)
        return try rows.map { row in
            let own: Form.ID? = try row["form"]
            let form = own.flatMap { forms[$0] } ?? current
            return try SheetlessFile(row, asksAgreement: form[id: FormField.publication] != nil)
        }
    }

    /// Of a file: whoever does not decide knows of a decision once it is out.
    private static func outcome(for publisher: Person.ID) -> SQL {
        """
        (SELECT decision.outcome FROM decision WHERE decision.submission = submission.id
            AND (submission.announced_at IS NOT NULL OR \(Rights.holds(.deciders, publisher, in: "submission.edition"))))
        """
    }
}
