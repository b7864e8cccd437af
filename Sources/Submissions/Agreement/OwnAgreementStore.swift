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
    /// when they send the file, or once the agency has sent it. Nothing is asked of the agency, which sends what was agreed to
    /// on paper or on the telephone.
    static func lent(in file: SubmissionFile, _ connection: any Connection) throws -> [FormField] {
        file.part == .owner ? try lentToOwners(of: file, connection) : []
    }

    /// The same of whoever asks, for what is written to its owners.
    static func lentToOwners(of file: SubmissionFile, _ connection: any Connection) throws -> [FormField] {
        guard file.submission.isOnBehalf, file.submission.announcedAt == nil else { return [] }
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

    /// Of sent files, those whose owner is asked for it.
    func lending(of files: [SubmissionFile]) async throws -> [Submission.ID] {
        let sent = files.filter { $0.submission.asksAgreement && $0.part == .owner }
        guard !sent.isEmpty else { return [] }
        return try await database.read { connection in
            try sent.filter { try !Self.lent(in: $0, connection).isEmpty }.map(\.submission.id)
        }
    }

    /// Its owner agrees to the fields that they ticked, from now on and in their name; the others are agreed to by nobody any more.
    static func agree(
        in file: inout SubmissionFile, to given: Set<String>, by person: Person.ID, now: Date,
        _ connection: any Connection
    ) throws {
        // A file whose call is over is refused for that alone.
        guard file.submission.state != .transmitted, file.window.isOpen(at: now) else { return }
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

    /// The same once the file is sent, whoever sent it and whether or not its call is over: it is no change of what the jury reads.
    /// What is agreed to stays as it stood, in the owner's name; what is left open is agreed to by nobody any more. Nil when it
    /// isn't theirs as an owner.
    func agree(
        _ id: Submission.ID, to given: Set<String>, by person: Person.ID, now: Date
    ) async throws -> SubmissionFile? {
        try await database.write { connection in
            guard try Self.claim(id, by: person, in: connection),
                var file = try Self.find(id, by: person, in: connection), file.part == .owner
            else { return nil }
            guard file.submission.state == .transmitted else { throw Submission.Refusal.notTransmitted }
            guard file.submission.announcedAt == nil else { throw Submission.Refusal.announced }
            let (lent, needed) = (try Self.lent(in: file, connection), file.answers.needed(of: file.form).map(\.id))
            guard lent.allSatisfy({ given.contains($0.id) || !needed.contains($0.id) }) else {
                throw Submission.Refusal.agreementMissing
            }
            for field in lent where given.contains(field.id) {
                try Self.adopt(field, of: id, by: person, now: now, connection)
            }
            let refused = lent.filter { !given.contains($0.id) }
            for field in refused {
                try Self.keep(
                    .empty(field.kind), in: field, of: &file, was: file.answers[field], window: "", by: person,
                    now: now, connection)
            }
            if !refused.isEmpty { try Self.settle(&file, refused, by: person, now: now, connection) }
            return file
        }
    }

    /// Its day stands in the history: that of the answer says when the jury has something new to read, which this is not.
    private static func adopt(
        _ field: FormField, of id: Submission.ID, by person: Person.ID, now: Date, _ connection: any Connection
    ) throws {
        try connection.run(
            "UPDATE submission_answer SET person = \(person) WHERE submission = \(id) AND field = \(field.id)")
        try note(.agreed, of: id, by: person, field.id, at: now, in: connection)
    }
}

extension Submission {
    /// Its owner is asked for what the agency ticked, on the page of the file: it was sent without them.
    var asksAgreement: Bool { isOnBehalf && state == .transmitted && announcedAt == nil }
}
