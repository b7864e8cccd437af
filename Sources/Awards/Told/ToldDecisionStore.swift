import Foundation
import Identifiers
import Sheets
import Storage
import Submissions

/// Decisions that are out, as the authors of their files read them. Before its release there is nothing to find.
struct ToldDecisionStore: Sendable {
    let database: any Database

    /// Of all that this person wrote, what came out since that moment, the newest first.
    func all(of person: Person.ID, since moment: Date) async throws -> [ToldDecision] {
        try await told(to: person, "submission.announced_at >= \(moment)")
    }

    func find(_ submission: Submission.ID, for person: Person.ID) async throws -> ToldDecision? {
        try await told(to: person, "submission.id = \(submission)").first
    }

    private func told(to person: Person.ID, _ condition: SQL) async throws -> [ToldDecision] {
        try await database.read { connection in
            try connection.rows(
                """
                SELECT submission.id, submission.number, submission.title, submission.state, submission.announced_at,
                    submission.withdrawn_at, edition.name AS edition,
                    CASE WHEN edition.status = 'closed' THEN 1 ELSE 0 END AS is_closed, decision.outcome, decision.reason, award.name_fr,
                    award.name_en, author.role, sheet.state AS sheet,
                    (SELECT initiative.slug FROM initiative WHERE initiative.id = sheet.initiative) AS slug,
                    CASE WHEN \(SubmissionStore.hasRole("author")) THEN 1 ELSE 0 END AS has_role,
                    (SELECT max(message.sent_at) FROM letter JOIN message ON message.id = letter.message
                        WHERE letter.submission = submission.id AND letter.person = author.person
                        AND message.state = 'sent') AS letter_at,
                    CASE WHEN \(SheetReleaseStore.isUnread) THEN 1 ELSE 0 END AS is_unread, turn.kind AS turn, turn.at AS turned_at, turner.name AS turned_by
                FROM submission_author AS author JOIN submission ON submission.id = author.submission
                JOIN edition ON edition.id = submission.edition JOIN decision ON decision.submission = submission.id
                LEFT JOIN award ON award.id = decision.award LEFT JOIN sheet ON sheet.submission = submission.id
                LEFT JOIN sheet_event AS turn ON turn.id = \(Self.lastTurn) LEFT JOIN person AS turner ON turner.id = turn.person
                WHERE author.person = \(person) AND submission.announced_at IS NOT NULL AND \(condition)
                ORDER BY submission.announced_at DESC, submission.number
                """
            ).map(ToldDecision.init)
        }
    }

    private static let lastTurn: SQL = """
        (SELECT latest.id FROM sheet_event AS latest WHERE latest.sheet = sheet.id
            AND latest.kind IN ('unpublished', 'consent-withdrawn', 'consent-given')
            ORDER BY latest.at DESC, latest.id DESC LIMIT 1)
        """
}

extension ToldDecision {
    fileprivate init(_ row: Row) throws {
        let (number, french, english): (String?, String?, String?) = (
            try row["number"], try row["name_fr"], try row["name_en"]
        )
        let (state, part): (Submission.State, Submission.Part) = (try row["state"], try row["role"])
        let withdrawnAt: Date? = try row["withdrawn_at"]
        self.init(
            submission: try row["id"], number: number ?? "", title: try row["title"], edition: try row["edition"],
            isClosed: try row["is_closed"],
            outcome: try row["outcome"], awardFR: french ?? "", awardEN: english ?? "", reason: try row["reason"],
            announcedAt: try row["announced_at"], withdrawnAt: state == .withdrawn ? withdrawnAt : nil,
            sheet: try row["sheet"], slug: try row["slug"], isOwner: part == .owner, hasRole: try row["has_role"],
            letterAt: try row["letter_at"], turn: try Turn(row))
    }
}

extension ToldDecision.Turn {
    fileprivate init?(_ row: Row) throws {
        let (kind, at): (SheetEvent.Kind?, Date?) = (try row["turn"], try row["turned_at"])
        let person: String? = try row["turned_by"]
        guard let kind, let at else { return nil }
        self.init(kind: kind, at: at, person: person ?? "", isUnread: try row["is_unread"])
    }
}
