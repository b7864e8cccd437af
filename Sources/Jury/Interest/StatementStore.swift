import Campaigns
import Identifiers
import Storage
import Submissions

/// Ties are said before results are seen, as conditions of queries.
public enum Statements {
    /// True of a file whose results wait: the person sits in the jury, and has said nothing of a tie with it. Both are columns
    /// or values.
    public static func areMissing(of person: Person.ID, on submission: SQL, in edition: SQL) -> SQL {
        """
        (\(judges(person, in: edition)) AND NOT EXISTS (
            SELECT 1 FROM interest AS said JOIN juror AS sayer ON sayer.id = said.juror
            WHERE sayer.person = \(person) AND sayer.agreed_at IS NOT NULL AND said.submission = \(submission)))
        """
    }

    /// True of whoever chairs the jury of an edition or sits in it, whatever else they are there: staff as well.
    private static func judges(_ person: Person.ID, in edition: SQL) -> SQL {
        """
        (\(Rights.holds([.chair], person, in: edition)) OR EXISTS (SELECT 1 FROM juror AS seat
            WHERE seat.person = \(person) AND seat.edition = \(edition) AND \(Seats.isHeld("seat"))))
        """
    }

    /// How many files of an edition wait for that.
    public static func missing(of person: Person.ID, in edition: Edition.ID, _ connection: any Connection) throws -> Int
    {
        let isHeld = judges(person, in: "\(edition)")
        guard try connection.row("SELECT 1 AS yes WHERE \(isHeld)") != nil else { return 0 }
        // From what was said: SQLite takes the tables of a CROSS JOIN in their order.
        let said = try connection.count(
            """
            SELECT count(*) AS count FROM juror AS sayer CROSS JOIN interest AS said CROSS JOIN submission
            WHERE sayer.person = \(person) AND sayer.edition = \(edition) AND sayer.agreed_at IS NOT NULL
            AND said.juror = sayer.id AND submission.id = said.submission AND submission.edition = \(edition)
            AND \(Ties.isInCompetition) AND NOT \(Ties.binds(person, to: "submission.id"))
            """)
        return try Ties.count(of: edition, for: person, in: connection) - said
    }
}
