import Campaigns
import Foundation
import Identifiers
import Storage
import Submissions

// The jury of a second round: whoever sits in that of the first, with what they said of their ties.
extension JuryFeature {
    /// Seats the jury in the transaction that tells the shortlist. Whoever read the first part is given both; staff change it as usual.
    public static func seat(_ told: ShortlistTold, in connection: any Connection) throws {
        let jurors = try connection.rows(
            """
            SELECT juror.id, juror.person, juror.is_chair, juror.state, juror.agreed_at, juror.invited_at FROM juror
            WHERE juror.edition = \(told.edition) AND \(Seats.isHeld()) ORDER BY juror.id
            """)
        for row in jurors {
            let (first, person): (Juror.ID, Person.ID) = (try row["id"], try row["person"])
            let second = try seat(row, of: person, in: told, connection)
            try carry(from: first, to: second, told, in: connection)
        }
    }

    private static func seat(
        _ row: Row, of person: Person.ID, in told: ShortlistTold, _ connection: any Connection
    ) throws -> Juror.ID {
        let (state, agreedAt): (String, Date?) = (try row["state"], try row["agreed_at"])
        let (isChair, invitedAt): (Bool, Date) = (try row["is_chair"], try row["invited_at"])
        let seated = try connection.run(
            """
            INSERT INTO juror (id, edition, person, is_chair, state, agreed_at, invited_at)
            VALUES (\(Juror.ID.new(at: told.now)), \(told.round), \(person), \(isChair), \(state), \(agreedAt), \(invitedAt))
            ON CONFLICT (edition, person) DO NOTHING
            """)
        let second: Juror.ID = try connection.row(
            "SELECT id FROM juror WHERE edition = \(told.round) AND person = \(person)"
        ).orMissing()["id"]
        // Whoever sits there already reads what staff have said since.
        if seated == 1 { try JurorCategories.pass(from: row["id"], to: second, in: connection) }
        return second
    }

    /// Ties first: what they forbid is then given to nobody.
    private static func carry(
        from first: Juror.ID, to second: Juror.ID, _ told: ShortlistTold, in connection: any Connection
    ) throws {
        for parts in told.parts {
            try connection.run(
                """
                INSERT INTO interest (juror, submission, degree, words, declared_at)
                SELECT \(second), \(parts.second), degree, words, declared_at FROM interest
                WHERE juror = \(first) AND submission = \(parts.first) ON CONFLICT (juror, submission) DO NOTHING
                """)
            let hasRead =
                try connection.row(
                    """
                    SELECT id FROM assessment WHERE juror = \(first) AND submission = \(parts.first) AND ended_at IS NULL
                    """) != nil
            if hasRead { try AssignmentStore.assign(parts.second, to: second, now: told.now, in: connection) }
        }
    }
}
