import Foundation
import Identifiers
import Storage

/// When an answer last changed, and who changed it, where they are still known.
struct AnswerDate: Equatable, Sendable {
    let at: Date
    let by: String?
    /// Whoever changed it writes the file.
    var isAuthors = true
}

extension SubmissionStore {
    /// When each answer of a file last changed and by whom, for those who write it and those who run its edition.
    func answerDates(of id: Submission.ID, for person: Person.ID) async throws -> [String: AnswerDate] {
        try await database.read { connection in
            let rows = try connection.rows(
                """
                SELECT submission_answer.field, person.name AS writer,
                    COALESCE((SELECT max(agreed.at) FROM submission_event AS agreed
                        WHERE agreed.submission = submission.id AND agreed.kind = 'agreed'
                            AND agreed.note = submission_answer.field AND agreed.at >= submission_answer.updated_at),
                        submission_answer.updated_at) AS changed_at,
                    CASE WHEN EXISTS (SELECT 1 FROM submission_author AS author WHERE author.submission = submission.id
                        AND author.person = submission_answer.person) THEN 1 ELSE 0 END AS is_authors
                FROM submission_answer JOIN submission ON submission.id = submission_answer.submission
                LEFT JOIN person ON person.id = submission_answer.person
                WHERE submission.id = \(id) AND \(Self.mayBeRead(by: person))
                """)
            return Dictionary(
                uniqueKeysWithValues: try rows.map { row -> (String, AnswerDate) in
                    let date = AnswerDate(
                        at: try row["changed_at"], by: try row["writer"], isAuthors: try row["is_authors"])
                    return (try row["field"], date)
                })
        }
    }
}
