import Foundation
import Identifiers
import Storage

extension SubmissionStore {
    /// When each answer of a file last changed, for those who write it and those who run its edition.
    func answerDates(of id: Submission.ID, for person: Person.ID) async throws -> [String: Date] {
        try await database.read { connection in
            let rows = try connection.rows(
                """
                SELECT submission_answer.field, submission_answer.updated_at FROM submission_answer
                JOIN submission ON submission.id = submission_answer.submission
                WHERE submission.id = \(id) AND \(Self.mayBeRead(by: person))
                """)
            return Dictionary(
                uniqueKeysWithValues: try rows.map { row -> (String, Date) in (try row["field"], try row["updated_at"])
                })
        }
    }
}
