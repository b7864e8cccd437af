import Accounts
import Forms
import Foundation
import Identifiers
import Media
import Storage

/// A file or a picture that answered a question which is no longer asked.
struct LeftMedium: Sendable {
    let file: SubmissionFile
    let medium: Medium
    /// The name of the question.
    let field: String
}

// Whoever reads what they wrote to it may take it out: at any time, since nothing that is sent names it.
extension SubmissionStore {
    /// True of `submission` where that person wrote what is no longer asked, or types the file for its organisation.
    static func readsLeft(_ person: Person.ID) -> SQL {
        """
        (\(isWritten(by: person))
            OR submission.is_on_behalf = 1 AND submission.state = 'draft' AND \(isRun(by: person)))
        """
    }

    /// A version asked for files there, and the one that the file answers now does not.
    static func isLeft(_ field: String, of submission: Submission.ID, in connection: any Connection) throws -> Bool {
        let left: SQL = "SELECT form FROM left_answer WHERE submission = \(submission) AND field = \(field)"
        guard try !connection.rows(left).isEmpty else { return false }
        return try form(of: submission, in: connection)?[id: field]?.kind.isOfMedia != true
    }

    /// Nil where its question is asked for files still, where it is gone, and for anybody else.
    func leftMedium(_ id: Medium.ID, of submission: Submission.ID, for person: Person.ID) async throws -> LeftMedium? {
        try await database.read { try Self.leftMedium(id, of: submission, for: person, in: $0) }
    }

    private static func leftMedium(
        _ id: Medium.ID, of submission: Submission.ID, for person: Person.ID, in connection: any Connection
    ) throws -> LeftMedium? {
        let row = try connection.row(
            """
            SELECT answer_media.field FROM answer_media JOIN submission ON submission.id = answer_media.submission
            WHERE answer_media.media = \(id) AND submission.id = \(submission) AND \(readsLeft(person))
            """)
        guard let row, let file = try find(submission, by: person, in: connection),
            let medium = try MediaStore.list([id], in: connection).first
        else { return nil }
        let field: String = try row["field"]
        guard try isLeft(field, of: submission, in: connection) else { return nil }
        return LeftMedium(file: file, medium: medium, field: field)
    }

    /// True where it is there no more, whoever took it out; false where it is asked for again, of one that never was, and for
    /// anybody else.
    func takeOutLeft(_ id: Medium.ID, of submission: Submission.ID, by person: Person.ID) async throws -> Bool {
        try await database.write(for: .insiders) { connection in
            // About nothing that ever was, nothing is written.
            guard try MediaStore.isKnown(id, to: person, in: connection) else { return false }
            let isTheirs =
                try connection.run(
                    """
                    UPDATE submission SET revision = revision + 1 WHERE id = \(submission) AND \(Self.readsLeft(person))
                    """) == 1
            guard isTheirs else { return false }
            guard let left = try Self.leftMedium(id, of: submission, for: person, in: connection) else {
                let there: SQL = "SELECT field FROM answer_media WHERE media = \(id) AND submission = \(submission)"
                return try connection.row(there) == nil
            }
            try AnswerMediaStore.remove(id, in: connection)
            try Self.forget(id, in: left.field, of: submission, connection)
            return true
        }
    }

    /// Of each version that asked for it, what was said of that one.
    private static func forget(
        _ id: Medium.ID, in field: String, of submission: Submission.ID, _ connection: any Connection
    ) throws {
        let rows = try connection.rows(
            "SELECT form, value FROM left_answer WHERE submission = \(submission) AND field = \(field)")
        let forms = try FormStore.forms(Set(rows.map { try $0["form"] }), in: connection)
        for row in rows {
            let version: Form.ID = try row["form"]
            guard let asked = forms[version]?[id: field], asked.kind.isOfMedia else { continue }
            let said = AnswerValue(stored: try row["value"], kind: asked.kind).filledRows
            let left = AnswerValue.rows(said.filter { $0["id"] != id.description })
            let place: SQL = "WHERE submission = \(submission) AND field = \(field) AND form = \(version)"
            try connection.run(
                left.isEmpty
                    ? "DELETE FROM left_answer \(place)" : "UPDATE left_answer SET value = \(left.stored) \(place)")
        }
    }
}
