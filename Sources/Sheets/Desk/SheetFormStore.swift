import Campaigns
import Forms
import Identifiers
import Storage
import Submissions

// Which version of the form says what a sheet tells.
extension SheetStore {
    /// What a sheet tells is said by the version that its file answers; without a file, by that of its edition.
    static func form(
        of file: Submission.ID?, or edition: Edition.ID, in connection: any Connection
    ) throws -> Form {
        try file.flatMap { try SubmissionStore.form(of: $0, in: connection) }
            ?? FormStore.form(of: edition, in: connection)
    }
}
