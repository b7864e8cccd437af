import Identifiers
import Storage
import Submissions

/// The readings that the public profile of a file comes from. With its decision they are told, and stay as they were then:
/// jurors who leave, are tied or lose their role afterwards, and what staff say of their readings, change nothing of it.
public enum ToldReadingStore {
    /// Notes which readings of a file count, as its decision comes out; in the same transaction.
    public static func tell(of file: Submission.ID, in connection: any Connection) throws {
        try connection.run(
            """
            UPDATE assessment SET is_untold = 1 WHERE submission = \(file) AND EXISTS (
                SELECT 1 FROM juror WHERE juror.id = assessment.juror
                AND (NOT \(Seats.counts) OR \(Seats.isVoided(in: "assessment.submission"))))
            """)
    }

    /// True of a reading, beside its juror and its file, that is told. A file that shows without a decision of its own, of an
    /// edition that came out as a whole, is told as it counts.
    public static let isTold: SQL = """
        (assessment.state = 'sent' AND CASE WHEN submission.announced_at IS NULL
            THEN assessment.ended_at IS NULL AND \(Seats.counts)
            ELSE assessment.is_untold = 0
                AND (assessment.ended_at IS NULL OR assessment.ended_at >= submission.announced_at) END)
        """
}
