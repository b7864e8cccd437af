import Campaigns
import Identifiers
import Storage
import Submissions
import Web

/// What waits once files are read: their decisions, and the public sheets of those that are retained.
struct DecisionDutyStore: Sendable {
    let database: any Database

    /// An edition in which so many files wait.
    struct Line: Equatable, Sendable {
        let slug: String
        let edition: String
        let files: Int
    }

    /// How many files of an edition wait for a decision that this person may take: as many as the list of those shows. None while
    /// nothing is read or a reading is still to come, unless reading is over: what is decided is decided among all.
    func undecided(in edition: Edition.ID, isReadingOver: Bool, for person: Person.ID) async throws -> Int {
        try await database.read { connection in
            let isToCome = try Self.isReadingToCome(in: edition, for: person, connection)
            guard isReadingOver || !isToCome else { return 0 }
            let all = try Self.count(edition, for: person, connection)
            guard !isReadingOver else { return all }
            return try Self.count(edition, isUnread: true, for: person, connection) < all ? all : 0
        }
    }

    /// Of those, how many of which nobody has sent a reading.
    func unread(in edition: Edition.ID, for person: Person.ID) async throws -> Int {
        try await database.read { try Self.count(edition, isUnread: true, for: person, $0) }
    }

    private static func count(
        _ edition: Edition.ID, isUnread: Bool = false, for person: Person.ID, _ connection: any Connection
    ) throws -> Int {
        let isAsked: SQL = isUnread ? "COALESCE(file_result.sent, 0) = 0" : "1 = 1"
        return try connection.count(
            """
            SELECT count(*) AS count FROM submission LEFT JOIN file_result ON file_result.submission = submission.id
            WHERE submission.edition = \(edition) AND submission.announced_at IS NULL AND \(isAsked)
            AND \(DecisionStore.mayDecide(person))
            AND NOT EXISTS (SELECT 1 FROM decision WHERE decision.submission = submission.id)
            """)
    }

    private static func isReadingToCome(
        in edition: Edition.ID, for person: Person.ID, _ connection: any Connection
    ) throws -> Bool {
        try connection.row(
            """
            SELECT submission.id FROM file_result JOIN submission ON submission.id = file_result.submission
            WHERE file_result.edition = \(edition) AND file_result.sent < file_result.readers
            AND \(Ties.isInCompetition) AND submission.announced_at IS NULL
            AND NOT \(Ties.binds(person, to: "submission.id")) LIMIT 1
            """) != nil
    }

    /// Retained files of which no sheet is begun, in editions under way, for those who publish. Whoever does not decide
    /// knows of a decision once it is out.
    func withoutSheet(for person: Person.ID) async throws -> [Line] {
        try await database.read { connection in
            try connection.rows(
                """
                SELECT edition.slug, edition.name, count(*) AS files
                FROM decision CROSS JOIN submission CROSS JOIN edition
                WHERE submission.id = decision.submission AND edition.id = submission.edition
                AND edition.status = 'running' AND decision.outcome <> 'not-retained' AND \(Ties.isInCompetition)
                AND \(Rights.isPublisher(person, of: "submission.edition"))
                AND NOT \(Ties.binds(person, to: "submission.id"))
                AND (submission.announced_at IS NOT NULL OR \(Rights.holds(.deciders, person, in: "submission.edition")))
                AND NOT EXISTS (SELECT 1 FROM sheet WHERE sheet.submission = submission.id)
                GROUP BY edition.slug, edition.name ORDER BY edition.slug
                """
            ).map { Line(slug: try $0["slug"], edition: try $0["name"], files: try $0["files"]) }
        }
    }

    /// Nothing of it is asked for: taken back once more often than given again.
    private static let isConsentWithdrawn: SQL = """
        ((SELECT count(*) FROM sheet_event AS gone WHERE gone.sheet = sheet.id AND gone.kind = 'consent-withdrawn')
            > (SELECT count(*) FROM sheet_event AS back WHERE back.sheet = sheet.id AND back.kind = 'consent-given'))
        """

    /// Retained files whose decision is out and whose sheet is still being written, in editions under way, for those who
    /// publish. One that came back from its organisation, or whose agreement was withdrawn or given again, is told as that.
    func withDraft(for person: Person.ID) async throws -> [Line] {
        try await database.read { connection in
            try connection.rows(
                """
                SELECT edition.slug, edition.name, count(*) AS files FROM sheet
                JOIN submission ON submission.id = sheet.submission JOIN edition ON edition.id = sheet.edition
                JOIN decision ON decision.submission = submission.id
                WHERE sheet.state = 'draft' AND edition.status = 'running' AND decision.outcome <> 'not-retained'
                AND submission.announced_at IS NOT NULL AND \(Ties.isInCompetition)
                AND \(Rights.isPublisher(person, of: "sheet.edition")) AND NOT \(Ties.binds(person, to: "submission.id"))
                AND NOT \(Self.isConsentWithdrawn) AND NOT EXISTS (SELECT 1 FROM sheet_event AS turn
                    WHERE turn.sheet = sheet.id AND turn.kind IN ('changes-asked', 'consent-given', 'left-withdrawn')
                    AND NOT EXISTS (SELECT 1 FROM sheet_event AS later WHERE later.sheet = sheet.id AND later.at > turn.at))
                GROUP BY edition.slug, edition.name ORDER BY edition.slug
                """
            ).map { Line(slug: try $0["slug"], edition: try $0["name"], files: try $0["files"]) }
        }
    }
}
