import Forms
import Foundation
import Identifiers
import Storage

/// What of a file changed, as the jury reads it: neither whom to call nor what a public sheet may be made of.
public enum FileChangeStore {
    /// When it last did; NULL of a file that answers nothing. `submission` is a column.
    public static func last(of submission: SQL) -> SQL {
        """
        (SELECT max(changed.updated_at) FROM submission_answer AS changed
         WHERE changed.submission = \(submission) AND \(isRead))
        """
    }

    /// When its owner last said that it is complete, as the agency asked; NULL of a file of which nobody did.
    public static func completed(of submission: SQL) -> SQL {
        """
        (SELECT max(event.at) FROM submission_event AS event
         WHERE event.submission = \(submission) AND event.kind = 'completed')
        """
    }

    /// The fields whose answers changed after that moment, by their names. Whoever asks has been looked at by the caller.
    public static func fields(of file: Submission.ID, since moment: Date, in connection: any Connection) throws
        -> Set<String>
    {
        Set(
            try connection.rows(
                """
                SELECT changed.field FROM submission_answer AS changed
                WHERE changed.submission = \(file) AND changed.updated_at > \(moment) AND \(isRead)
                """
            ).map { row -> String in try row["field"] })
    }

    private static let isRead: SQL = "changed.field NOT LIKE 'contact.%' AND changed.field <> \(FormField.publication)"
}
