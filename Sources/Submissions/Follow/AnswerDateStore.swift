import Foundation
import Identifiers
import Storage

/// When an answer last changed, and who changed it, where they are still known.
struct AnswerDate: Equatable, Sendable {
    let at: Date
    let by: String?
}

extension SubmissionStore {
    /// When each answer of a file last changed and by whom, for those who write it and those who run its edition.
    func answerDates(of id: Submission.ID, for person: Person.ID) async throws -> [String: AnswerDate] {
        try await database.read { connection in
            let rows = try connection.rows(
                """
                SELECT submission_answer.field, submission_answer.updated_at, person.name AS writer
                FROM submission_answer JOIN submission ON submission.id = submission_answer.submission
                LEFT JOIN person ON person.id = submission_answer.person
                WHERE submission.id = \(id) AND \(Self.mayBeRead(by: person))
                """)
            return Dictionary(
                uniqueKeysWithValues: try rows.map { row -> (String, AnswerDate) in
                    (try row["field"], AnswerDate(at: try row["updated_at"], by: try row["writer"]))
                })
        }
    }
}
