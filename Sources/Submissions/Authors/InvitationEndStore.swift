import Accounts
import Campaigns
import Foundation
import Identifiers
import Storage

extension SubmissionStore {
    /// What became of an invitation whose link no longer opens.
    func invitationEnd(_ token: String, at time: Date) async throws -> InvitationEnd {
        try await database.read { connection in
            try Self.end("author_invitation.digest = \(Secret.digest(of: token))", at: time, connection) ?? .unknown
        }
    }

    /// The same for whoever has the address, and is signed in; nil where there is none.
    func invitationEnd(to id: Submission.ID, for person: Person.ID, at time: Date) async throws -> InvitationEnd? {
        try await database.read { connection in
            try Self.end(
                """
                author_invitation.submission = \(id)
                AND author_invitation.address_key = (SELECT email_key FROM person WHERE id = \(person))
                """, at: time, connection)
        }
    }

    /// Whether the part of somebody who writes along was taken from them, if they are known.
    static func isRoleTaken(
        from person: Person.ID?, in edition: Edition.ID, _ connection: any Connection
    ) throws -> Bool {
        guard let person else { return false }
        return try RoleStore.isTaken(Hat(.coAuthor, in: edition), from: person, in: connection)
    }

    private static func end(_ which: SQL, at time: Date, _ connection: any Connection) throws -> InvitationEnd? {
        let row = try connection.row(
            """
            SELECT author_invitation.accepted_at, author_invitation.ends_at, submission.edition, person.id AS person,
                CASE WHEN author.person IS NULL THEN 0 ELSE 1 END AS is_author,
                CASE WHEN author.person IS NOT NULL AND \(hasRole("author")) THEN 1 ELSE 0 END AS has_role
            FROM author_invitation JOIN submission ON submission.id = author_invitation.submission
            LEFT JOIN person ON person.email_key = author_invitation.address_key
            LEFT JOIN submission_author AS author ON author.submission = submission.id AND author.person = person.id
            WHERE \(which)
            """)
        guard let row else { return nil }
        let (acceptedAt, endsAt): (Date?, Date) = (try row["accepted_at"], try row["ends_at"])
        guard acceptedAt != nil else { return endsAt <= time ? .expired : .unknown }
        let (isThere, opensIt): (Bool, Bool) = (try row["is_author"], try row["has_role"])
        if opensIt { return .accepted }
        let (person, edition): (Person.ID?, Edition.ID) = (try row["person"], try row["edition"])
        return try isThere || isRoleTaken(from: person, in: edition, connection) ? .roleTaken : .left
    }
}
