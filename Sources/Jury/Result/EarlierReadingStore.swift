import Identifiers
import Storage
import Submissions

/// Readings of a file as it was before it changed: they count, and are said to be of that.
enum EarlierReadingStore {
    /// True of a reading that was sent before its file changed.
    static let isEarlier: SQL = """
        (assessment.state = 'sent' AND assessment.sent_at < \(FileChangeStore.last(of: "assessment.submission")))
        """

    /// How many count of each file; those without any are left out. Whoever asks has been looked at by the caller.
    static func counts(_ condition: SQL, in connection: any Connection) throws -> [Submission.ID: Int] {
        let rows = try connection.rows(
            """
            SELECT assessment.submission, count(*) AS count FROM assessment
            JOIN submission ON submission.id = assessment.submission JOIN juror ON juror.id = assessment.juror
            WHERE \(Seats.isReckoned) AND \(Seats.isFree(of: "submission.id")) AND \(isEarlier) AND \(condition)
            GROUP BY assessment.submission
            """)
        return try rows.reduce(into: [:]) { counts, row in counts[try row["submission"]] = try row["count"] as Int }
    }
}
