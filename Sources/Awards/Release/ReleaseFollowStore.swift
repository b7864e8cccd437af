import Campaigns
import Identifiers
import Mail
import Storage
import Submissions

// What goes out next is changed below as well: by a letter that is edited or dropped, by a sheet made ready or withdrawn, by a
// file that is found eligible or not. As when a decision is kept back, what one of two people has confirmed is something else then.
extension ReleaseStore {
    /// Before these letters change, in the same transaction.
    @Sendable public static func noteLetters(_ messages: [Message.ID], in connection: any Connection) throws {
        let editions = try connection.rows(
            """
            SELECT DISTINCT submission.edition AS edition FROM letter
            JOIN submission ON submission.id = letter.submission WHERE letter.message IN \(list: messages)
            """
        ).map { row -> Edition.ID in try row["edition"] }
        for edition in editions {
            let goesOut = try connection.row(
                """
                SELECT decision.submission FROM letter JOIN submission ON submission.id = letter.submission
                JOIN decision ON decision.submission = letter.submission
                WHERE letter.message IN \(list: messages) AND \(isNext(in: edition)) LIMIT 1
                """)
            if goesOut != nil { _ = try claim(edition, in: connection) }
        }
    }

    /// After the eligibility of a file was said again, in the same transaction: decided, it joins what goes out next, or leaves it.
    @Sendable public static func noteJudged(_ file: Submission.ID, in connection: any Connection) throws {
        let edition: Edition.ID? = try connection.row(
            """
            SELECT submission.edition FROM decision JOIN submission ON submission.id = decision.submission
            WHERE submission.id = \(file) AND decision.release_set IS NULL AND decision.is_left_out = 0
            """)?["edition"]
        if let edition { _ = try claim(edition, in: connection) }
    }

    /// After the sheet of a file was made ready or withdrawn, in the same transaction.
    @Sendable public static func noteSheet(of file: Submission.ID, in connection: any Connection) throws {
        let edition: Edition.ID? = try connection.row("SELECT edition FROM submission WHERE id = \(file)")?["edition"]
        guard let edition else { return }
        let goesOut = try connection.row(
            """
            SELECT decision.submission FROM decision JOIN submission ON submission.id = decision.submission
            WHERE submission.id = \(file) AND \(isNext(in: edition))
            """)
        if goesOut != nil { _ = try claim(edition, in: connection) }
    }
}
