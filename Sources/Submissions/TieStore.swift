import Campaigns
import Identifiers
import Storage

/// Who may not see what, as conditions of queries: the one place where a strong tie is spelled out.
///
/// It stands here, below the jury that writes `interest` and `juror`, because a tie hides a file everywhere: from the desk of
/// files and from the outbox as well. Nothing else here reads these tables.
///
/// Whoever has written in a file that was sent stays tied to it after they have left it, and to the others of its organisation.
///
/// Nobody ties somebody else: an invitation ties once it is accepted, and what files say of their organisation once staff have
/// confirmed it, of both files.
public enum Ties {
    /// True when that person has a strong tie with the file, stated or plain: one does not judge one's own, nor another file
    /// of an organisation for which one has written, as staff confirmed it.
    /// `submission` is a column: `"submission.id"`. Those files are few, and looked up once for the whole query.
    public static func binds(_ person: Person.ID, to submission: SQL) -> SQL {
        "(\(submission) IN (\(files(boundTo: person))))"
    }

    /// The files that the person is bound to, as `submission`.
    public static func files(boundTo person: Person.ID) -> SQL {
        """
        SELECT tie.submission FROM interest AS tie JOIN juror AS tied ON tied.id = tie.juror
        WHERE tied.person = \(person) AND tie.degree = 'strong'
        UNION SELECT author.submission FROM submission_author AS author WHERE author.person = \(person)
        UNION SELECT former.submission FROM former_author AS former WHERE former.person = \(person)
        UNION SELECT judged.id FROM submission_author AS author JOIN submission AS own ON own.id = author.submission
        JOIN submission AS judged ON judged.confirmed_organisation = own.confirmed_organisation
        WHERE author.person = \(person)
        UNION SELECT judged.id FROM former_author AS former JOIN submission AS own ON own.id = former.submission
        JOIN submission AS judged ON judged.confirmed_organisation = own.confirmed_organisation
        WHERE former.person = \(person)
        """
    }

    /// The same for a person that is a column: `"juror.person"`.
    public static func binds(_ person: SQL, to submission: SQL) -> SQL {
        """
        (EXISTS (SELECT 1 FROM juror AS tied JOIN interest AS tie ON tie.juror = tied.id
                 WHERE tied.person = \(person) AND tie.submission = \(submission) AND tie.degree = 'strong')
         OR EXISTS (SELECT 1 FROM former_author AS former JOIN submission AS own ON own.id = former.submission
                    JOIN submission AS judged ON judged.id = \(submission)
                    WHERE former.person = \(person)
                    AND (own.id = judged.id OR own.confirmed_organisation = judged.confirmed_organisation))
         OR EXISTS (SELECT 1 FROM submission_author AS author JOIN submission AS own ON own.id = author.submission
                    JOIN submission AS judged ON judged.id = \(submission)
                    WHERE author.person = \(person)
                    AND (own.id = judged.id OR own.confirmed_organisation = judged.confirmed_organisation)))
        """
    }

    /// All pairs of a file and a juror who is bound to it, as `submission` and `juror`, under a condition on `submission.id`
    /// and on the columns of `juror`. From the jurors, who are fewer than those who write: SQLite takes the tables of a CROSS JOIN
    /// in their order.
    public static func pairs(_ condition: SQL) -> SQL {
        """
        SELECT submission.id AS submission, juror.id AS juror FROM juror JOIN juror AS tied ON tied.person = juror.person
        JOIN interest AS tie ON tie.juror = tied.id AND tie.degree = 'strong'
        JOIN submission ON submission.id = tie.submission WHERE \(condition)
        UNION SELECT submission.id, juror.id FROM juror CROSS JOIN submission_author AS author CROSS JOIN submission
        WHERE author.person = juror.person AND submission.id = author.submission AND \(condition)
        UNION SELECT submission.id, juror.id FROM juror JOIN former_author AS former ON former.person = juror.person
        JOIN submission ON submission.id = former.submission WHERE \(condition)
        UNION SELECT submission.id, juror.id FROM juror CROSS JOIN submission_author AS author
        CROSS JOIN submission AS own CROSS JOIN submission
        WHERE author.person = juror.person AND own.id = author.submission
        AND submission.confirmed_organisation = own.confirmed_organisation AND \(condition)
        UNION SELECT submission.id, juror.id FROM juror JOIN former_author AS former ON former.person = juror.person
        JOIN submission AS own ON own.id = former.submission
        JOIN submission ON submission.confirmed_organisation = own.confirmed_organisation WHERE \(condition)
        """
    }

    /// Files that the jury reads: sent, and found eligible.
    public static let isInCompetition: SQL = "submission.state = 'transmitted' AND submission.eligibility = 'eligible'"

    /// How many files of an edition the jury reads, without those that the person is bound to.
    public static func count(of edition: Edition.ID, for person: Person.ID, in connection: any Connection) throws -> Int
    {
        let isCounted: SQL = "submission.edition = \(edition) AND \(isInCompetition)"
        // From the few that bind: SQLite takes the tables of a CROSS JOIN in their order.
        let bound: SQL = """
            SELECT count(*) AS count FROM (\(files(boundTo: person))) AS bound CROSS JOIN submission
            WHERE submission.id = bound.submission AND \(isCounted)
            """
        return try FileCountStore.eligible(in: edition, connection) - connection.count(bound)
    }

    /// True of somebody who sits in the jury of an edition, and has not left it; nil is any edition.
    public static func sits(
        _ person: Person.ID, in edition: Edition.ID?, _ connection: any Connection
    ) throws -> Bool {
        let isThere: SQL = edition.map { "edition = \($0)" } ?? "1 = 1"
        return try connection.row(
            "SELECT id FROM juror WHERE person = \(person) AND state <> 'left' AND \(isThere) LIMIT 1") != nil
    }

    /// True of a file that the person runs the edition of, and has no strong tie with. `submission` and `edition` are columns.
    static func mayRun(_ person: Person.ID, _ submission: SQL, of edition: SQL) -> SQL {
        "(\(Rights.isStaff(person, of: edition)) AND NOT \(binds(person, to: submission)))"
    }
}
