import Campaigns
import Foundation
import Identifiers
import Organisations
import Storage
import Submissions
import Web

/// A sheet that went out of the public's sight, or whose owner agrees again to one, while nothing has followed.
struct TurnedSheet: Sendable {
    let id: Sheet.ID
    let title: String
    let edition: String
    let turn: SheetEvent.Kind
    /// It was only kept ready, and nobody outside has read it.
    let isUnread: Bool
}

/// A sheet that waits at the agency, or for the decision on its file, as its owner is told.
struct SheetInHand: Sendable {
    let submission: Submission.ID
    /// Of the file: that of the sheet may be another.
    let title: String
    let edition: String
    let state: Sheet.State
    /// They want what is published otherwise.
    let isWanted: Bool
    /// The decision on its file is out: it is published, and no longer kept ready.
    let isOut: Bool
}

/// A sheet that its owner agrees to again, while the agency has done nothing with it.
struct AgreedSheet: Sendable {
    let submission: Submission.ID
    let title: String
    let edition: String
    let at: Date
    /// Whoever reads this owns the file, and is asked.
    let isOwner: Bool
}

extension SheetStore {
    /// Of the files that somebody wrote: for an owner at once, for who wrote along once the decision is out.
    func agreedAgain(of author: Person.ID) async throws -> [AgreedSheet] {
        try await database.read { connection in
            try connection.rows(
                """
                SELECT sheet.submission, submission.title, submission_author.role,
                    (SELECT edition.name FROM edition WHERE edition.id = submission.edition) AS edition,
                    (SELECT max(given.at) FROM sheet_event AS given WHERE given.sheet = sheet.id
                        AND given.kind = 'consent-given') AS given_at
                FROM sheet JOIN submission ON submission.id = sheet.submission
                JOIN submission_author ON submission_author.submission = sheet.submission
                WHERE \(SubmissionStore.isAuthor(author)) AND \(Self.isAgreedAgain)
                    AND (submission_author.role = 'owner' OR \(SheetReleaseStore.isReleased))
                ORDER BY sheet.updated_at, sheet.id
                """
            ).map { row in
                let part: Submission.Part = try row["role"]
                return AgreedSheet(
                    submission: try row["submission"], title: try row["title"], edition: try row["edition"],
                    at: try row["given_at"], isOwner: part == .owner)
            }
        }
    }

    /// Nothing but another text has followed.
    private static let isAgreedAgain: SQL = """
        (sheet.state IN ('draft', 'unpublished') AND EXISTS (
            SELECT 1 FROM sheet_event AS again WHERE again.sheet = sheet.id AND again.kind = 'consent-given'
            AND NOT EXISTS (SELECT 1 FROM sheet_event AS later WHERE later.sheet = sheet.id AND later.at > again.at
                AND later.kind <> 'rewritten')))
        """

    /// For those who publish: what becomes of it is theirs to say.
    func turned(by publisher: Person.ID) async throws -> [TurnedSheet] {
        let mayPublish = Self.mayPublish(publisher)
        return try await database.read { connection in
            try connection.rows(
                """
                SELECT DISTINCT sheet.id, sheet.title, edition.name, turn.kind,
                    CASE WHEN \(SheetReleaseStore.isUnread) THEN 1 ELSE 0 END AS is_unread FROM sheet_event AS turn
                JOIN sheet ON sheet.id = turn.sheet JOIN edition ON edition.id = sheet.edition
                WHERE (turn.kind IN ('consent-withdrawn', 'consent-given')
                    OR turn.kind = 'unpublished' AND sheet.state = 'unpublished') AND \(mayPublish)
                    AND NOT EXISTS (SELECT 1 FROM sheet_event AS later WHERE later.sheet = turn.sheet AND later.at > turn.at)
                ORDER BY edition.name, sheet.title LIMIT 20
                """
            ).map { row in
                TurnedSheet(
                    id: try row["id"], title: try row["title"], edition: try row["name"], turn: try row["kind"],
                    isUnread: try row["is_unread"])
            }
        }
    }

    /// Sheets that this owner has read, and that the agency rewrites, publishes, keeps ready or answers about.
    func inHand(of owner: Person.ID) async throws -> [SheetInHand] {
        try await database.read { connection in
            try connection.rows(
                """
                SELECT sheet.submission, submission.title, sheet.state,
                    (SELECT edition.name FROM edition WHERE edition.id = submission.edition) AS edition,
                    CASE WHEN \(Self.isWanted) THEN 1 ELSE 0 END AS is_wanted,
                    CASE WHEN \(SheetReleaseStore.isReleased) THEN 1 ELSE 0 END AS is_out
                FROM sheet JOIN submission ON submission.id = sheet.submission
                JOIN submission_author ON submission_author.submission = sheet.submission
                WHERE submission_author.role = 'owner' AND \(SubmissionStore.isAuthor(owner)) AND \(Self.isInHand)
                ORDER BY sheet.updated_at, sheet.id
                """
            ).map { row in
                SheetInHand(
                    submission: try row["submission"], title: try row["title"], edition: try row["edition"],
                    state: try row["state"], isWanted: try row["is_wanted"], isOut: try row["is_out"])
            }
        }
    }

    /// Files whose sheets are not public yet, by edition, that say of their organisation what its record does not: the page shows
    /// what the record says. Of many, those whose sheets come first.
    func unsettled(by publisher: Person.ID) async throws -> [(edition: String, files: [Submission.ID])] {
        let mayPublish = Self.mayPublish(publisher)
        let editions = try await database.read { connection -> [Submission.ID: String] in
            let rows = try connection.rows(
                """
                SELECT sheet.submission, edition.name FROM sheet JOIN edition ON edition.id = sheet.edition
                WHERE sheet.submission IS NOT NULL AND sheet.state IN ('draft', 'awaiting-approval', 'approved')
                    AND edition.status = 'running' AND \(mayPublish)
                ORDER BY sheet.state, sheet.id LIMIT 40
                """)
            return Dictionary(
                try rows.map { (try $0["submission"], try $0["name"]) }, uniquingKeysWith: { first, _ in first })
        }
        let files = editions.keys.sorted { $0.description < $1.description }
        let found = try await SubmissionStore(database: database).unsettled(among: files, runBy: publisher)
        return Dictionary(grouping: found) { editions[$0] ?? "" }.map { (edition: $0.key, files: $0.value) }
            .sorted { $0.edition < $1.edition }
    }

    /// Approved sheets: to publish once the decision on their file is out, to keep ready before.
    func approved(isOut: Bool, by publisher: Person.ID) async throws -> [SheetCount] {
        let isReleased: SQL = SheetReleaseStore.isReleased
        guard !isOut else { return try await counts("sheet.state = 'approved' AND \(isReleased)", by: publisher) }
        return try await counts(
            """
            sheet.state = 'approved' AND NOT \(isReleased) AND EXISTS (SELECT 1 FROM submission
                WHERE submission.id = sheet.submission AND submission.state = 'transmitted'
                AND submission.eligibility <> 'not-eligible')
            """, by: publisher)
    }

    /// Beside the sheet stands its file.
    private static let isInHand: SQL = """
        (sheet.state = 'approved'
            OR sheet.state = 'draft' AND NOT \(isConsentWithdrawn) AND NOT \(isAgreedAgain) AND EXISTS (
                SELECT 1 FROM sheet_event AS asked WHERE asked.sheet = sheet.id AND asked.kind = 'asked')
            OR sheet.state = 'published' AND (\(isWanted) OR NOT \(SheetReleaseStore.isReleased)
                AND submission.state = 'transmitted' AND submission.eligibility <> 'not-eligible'))
        """

    private static let isWanted: SQL = """
        EXISTS (SELECT 1 FROM sheet_event AS wanted WHERE wanted.sheet = sheet.id AND wanted.kind = 'changes-asked'
            AND NOT EXISTS (SELECT 1 FROM sheet_event AS later WHERE later.sheet = sheet.id AND later.at > wanted.at
                AND later.kind NOT IN \(list: SheetEvent.ofPictures)))
        """

    /// Taken back once more often than given again: each follows the other.
    private static let isConsentWithdrawn: SQL = """
        ((SELECT count(*) FROM sheet_event AS gone WHERE gone.sheet = sheet.id AND gone.kind = 'consent-withdrawn')
            > (SELECT count(*) FROM sheet_event AS back WHERE back.sheet = sheet.id AND back.kind = 'consent-given'))
        """
}

/// How many sheets of an edition wait in one state.
struct SheetCount: Sendable {
    let slug: String
    let edition: String
    let count: Int
    var first: Sheet.ID?

    /// To the words of the organisation; several sheets stand in the list.
    var remarkPath: String {
        guard count == 1, let first else { return path(to: .draft) }
        return first.path + "#remark"
    }

    func path(to state: Sheet.State) -> String { Edition.path(slug, "fiches") + "?etat=\(state.rawValue)" }
}
