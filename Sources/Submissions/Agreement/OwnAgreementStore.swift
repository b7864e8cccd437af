import Accounts
import Forms
import Foundation
import Identifiers
import Storage

extension SubmissionFile {
    /// Rules and consents: what is agreed to, and tells the jury nothing.
    fileprivate func isAgreement(_ field: FormField) -> Bool {
        switch field.kind {
        case .consent: true
        case .tick: !field.isForJury || form.section(of: field)?.isTold == false
        default: false
        }
    }
}

// Nobody agrees in somebody else's place.
extension SubmissionStore {
    /// What the agency ticked as it typed a file, and nobody who writes the file has said themselves: its owner is asked for it
    /// when they send the file. Nothing is asked of the agency, which sends what was agreed to on paper or on the telephone.
    static func lent(in file: SubmissionFile, _ connection: any Connection) throws -> [FormField] {
        guard file.submission.isOnBehalf, file.submission.state != .transmitted, file.part == .owner else { return [] }
        let own = try connection.rows(
            """
            SELECT submission_answer.field FROM submission_answer
            JOIN submission_author ON submission_author.submission = submission_answer.submission
                AND submission_author.person = submission_answer.person
            WHERE submission_answer.submission = \(file.submission.id)
            """
        ).map { row -> String in try row["field"] }
        let (known, unasked) = (Set(own), file.unasked)
        return file.form.fields.filter { field in
            file.isAgreement(field) && !file.answers[field].isEmpty && !known.contains(field.id)
                && !unasked.contains(field.id)
        }
    }

    /// The same, for the page on which its owner sends it.
    func lent(in file: SubmissionFile) async throws -> [FormField] {
        try await database.read { try Self.lent(in: file, $0) }
    }

    /// Its owner agrees to the fields that they ticked, from now on and in their name; the others are agreed to by nobody any more.
    static func agree(
        in file: inout SubmissionFile, to given: Set<String>, by person: Person.ID, now: Date,
        _ connection: any Connection
    ) throws {
        // A file whose call is over is refused for that alone.
        guard file.window.isOpen(at: now) else { return }
        let needed = file.answers.needed(of: file.form)
        for field in try lent(in: file, connection) {
            let (before, isGiven) = (file.answers[field], given.contains(field.id))
            guard isGiven || !needed.contains(where: { $0.id == field.id }) else {
                throw Submission.Refusal.agreementMissing
            }
            try keep(
                isGiven ? before : .empty(field.kind), in: field, of: &file, was: before, window: "", by: person,
                now: now, connection)
        }
    }
}
