import Accounts
import Campaigns
import Foundation
import Identifiers
import Mail
import Storage
import Submissions

/// A change of a decision that is out, as those read who are to confirm it, and whoever asked for it.
struct AmendmentWaiting: Equatable, Sendable {
    let file: Submission.ID
    let title: String
    let slug: String
    let edition: String
    /// Nil for somebody who decides there no more.
    let askedBy: Person.ID?
    /// Whoever reads it could be the second person.
    let mayConfirm: Bool
}

extension DecisionDutyStore {
    /// Of files that this person is not tied to: what they may confirm, and what they asked for.
    func amendments(for person: Person.ID) async throws -> [AmendmentWaiting] {
        let mayConfirm = ReleaseStore.mayRelease("\(person)", in: "submission.edition")
        return try await database.read { connection in
            try connection.rows(
                """
                SELECT amendment.submission, submission.title, edition.slug, edition.name,
                    CASE WHEN \(DecisionStore.asks) THEN amendment.asked_by END AS asked_by,
                    CASE WHEN \(mayConfirm) THEN 1 ELSE 0 END AS may_confirm
                FROM amendment CROSS JOIN submission JOIN edition ON edition.id = submission.edition
                LEFT JOIN person ON person.id = amendment.asked_by
                WHERE submission.id = amendment.submission AND \(DecisionStore.mayDecide(person)) AND (\(mayConfirm) OR amendment.asked_by = \(person))
                ORDER BY amendment.asked_at, amendment.submission LIMIT 20
                """
            ).map { row in
                AmendmentWaiting(
                    file: try row["submission"], title: try row["title"], slug: try row["slug"],
                    edition: try row["name"], askedBy: try row["asked_by"], mayConfirm: try row["may_confirm"])
            }
        }
    }
}

// Whoever may be the second person is told by letter.
extension LetterStore {
    private static func about(_ file: Submission.ID) -> String { "amendment:\(file)" }

    /// In place of what was written before; nobody who is tied to the file reads of it.
    func askSecond(
        onDecisionOf file: Submission.ID, by person: Person.ID, now: Date, in connection: any Connection
    ) throws {
        try forgetSecond(onDecisionOf: file, in: connection)
        let found = try connection.row(
            """
            SELECT edition.id, edition.slug, edition.name, person.name AS asker FROM submission
            JOIN edition ON edition.id = submission.edition JOIN person ON person.id = \(person)
            WHERE submission.id = \(file)
            """)
        guard let found else { return }
        let (edition, slug): (Edition.ID, String) = (try found["id"], try found["slug"])
        let (name, asker): (String, String) = (try found["name"], try found["asker"])
        let manner = Correspondence.Manner(about: Self.about(file), edition: edition.description)
        for other in try Self.others(than: person, in: edition, connection) {
            let isTied = Ties.binds(other, to: "submission.id")
            let tied = try connection.row("SELECT id FROM submission WHERE id = \(file) AND \(isTied)")
            guard tied == nil else { continue }
            try correspondence.write(to: other, manner, now: now, in: connection) { reader in
                reader.amendmentLetter(from: asker, edition: name, path: Edition.path(slug, "decisions/\(file)"))
            }
        }
    }

    /// What has not left yet has nothing to ask any more.
    func forgetSecond(onDecisionOf file: Submission.ID, in connection: any Connection) throws {
        _ = try correspondence.outbox.cancel(about: Self.about(file), in: connection)
    }
}
