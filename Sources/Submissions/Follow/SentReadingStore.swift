import Foundation
import Storage

extension SubmissionStore {
    /// Readings of a file that its jurors have sent: they count while it is eligible.
    func sentReadings(of file: Submission.ID) async throws -> Int {
        try await database.read { try Self.sentReadings(of: file, in: $0) }
    }

    static func sentReadings(of file: Submission.ID, in connection: any Connection) throws -> Int {
        try connection.count(
            """
            SELECT count(*) AS count FROM assessment
            WHERE submission = \(file) AND state = 'sent' AND ended_at IS NULL
            """)
    }
}
