import Identifiers
import Storage

/// Who may not see what, as conditions of queries: the one place where a strong tie is spelled out.
public enum Ties {
    /// True when that person has a strong tie with the file, stated or plain: one does not judge one's own, nor another file
    /// of an organisation for which one has written.
    /// `submission` is a column: `"submission.id"`.
    public static func binds(_ person: Person.ID, to submission: SQL) -> SQL {
        binds("\(person)" as SQL, to: submission)
    }

    /// The same for a person that is a column: `"juror.person"`.
    static func binds(_ person: SQL, to submission: SQL) -> SQL {
        """
        (EXISTS (SELECT 1 FROM interest AS tie JOIN juror AS tied ON tied.id = tie.juror
                 WHERE tied.person = \(person) AND tie.submission = \(submission) AND tie.degree = 'strong')
         OR EXISTS (SELECT 1 FROM submission_author AS author JOIN submission AS own ON own.id = author.submission
                    JOIN submission AS judged ON judged.id = \(submission)
                    WHERE author.person = \(person)
                    AND (own.id = judged.id OR own.organisation = judged.organisation)))
        """
    }

    /// Files that the jury reads: sent, and found eligible.
    public static let isInCompetition: SQL = "submission.state = 'transmitted' AND submission.eligibility = 'eligible'"
}
