import Campaigns
import Foundation
import Identifiers
import Mail
import Storage

extension SubmissionStore {
    /// Looks at the drafts of the editions under way and leaves the reminders that are due in the outbox; answers how many.
    ///
    /// `now` is the campaign's clock, `time` the real one, by which mail leaves.
    @discardableResult func remind(by mail: FileMail, now: Date, time: Date) async throws -> Int {
        var sent = 0
        for (draft, deadline) in try await database.read({ try Self.openDrafts(at: now, in: $0) })
        where try await remind(of: draft, before: deadline, by: mail, now: now, time: time) {
            sent += 1
        }
        return sent
    }

    /// Drafts that can still be sent and their deadlines, the newest first: not a word of what they tell.
    private static func openDrafts(
        at now: Date, in connection: any Connection
    ) throws -> [(Submission.ID, Date)] {
        var open: [(Submission.ID, Date)] = []
        for row in try connection.rows(
            "SELECT id FROM edition WHERE status = 'running' ORDER BY created_at DESC, id DESC")
        {
            guard let edition = try EditionStore.find(try row["id"] as Edition.ID, in: connection) else { continue }
            let granted = try granted(in: edition.id, connection)
            let drafts = try connection.rows(
                """
                SELECT id FROM submission WHERE edition = \(edition.id) AND state = 'draft'
                ORDER BY created_at DESC, id DESC
                """)
            for row in drafts {
                let draft: Submission.ID = try row["id"]
                let window = CallWindow(edition) { phase in
                    max(phase.endsAt, granted[draft.description]?[phase.id] ?? phase.endsAt)
                }
                if let deadline = window.closing(at: now) { open.append((draft, deadline)) }
            }
        }
        return open
    }

    /// The later ends that were given in an edition, by file and phase.
    static func granted(
        in edition: Edition.ID, _ connection: any Connection
    ) throws -> [String: [Phase.ID: Date]] {
        let rows = try connection.rows(
            """
            SELECT subject, phase, extension.ends_at AS ends_at FROM extension JOIN phase ON phase.id = extension.phase
            WHERE phase.edition = \(edition)
            """)
        var granted: [String: [Phase.ID: Date]] = [:]
        for row in rows { granted[try row["subject"], default: [:]][try row["phase"]] = try row["ends_at"] }
        return granted
    }

    /// What a file's history keeps of letters, to say later which did not arrive.
    static func note(of letters: [Message.ID]) -> String { letters.map(\.description).joined(separator: " ") }

    /// One transaction a file: it may be sent in this very moment.
    private func remind(
        of id: Submission.ID, before deadline: Date, by mail: FileMail, now: Date, time: Date
    ) async throws -> Bool {
        try await database.write(for: .insiders) { connection in
            // The row is held, so that a transmission waits or has come first.
            let isDraft =
                try connection.run(
                    "UPDATE submission SET state = 'draft' WHERE id = \(id) AND state = 'draft'") == 1
            // Whom the agency types for hears nothing of it before they are asked to read it.
            guard isDraft, let file = try Self.find(id, in: connection),
                try !Self.isUnseen(file.submission, in: connection),
                let step = Reminder.due(
                    before: deadline, begunAt: try Self.begun(file.submission, connection), now: now)
            else { return false }
            let owners = try file.addressees.filter { try !Self.hasSent($0.person, in: file.edition.id, connection) }
            guard !owners.isEmpty, try Self.mark(step, of: id, before: deadline, at: time, connection) else {
                return false
            }
            let letters = try owners.compactMap { owner in
                let end = time + deadline.timeIntervalSince(now)
                return try mail.send(to: owner.person, about: file, until: end, now: time, in: connection) {
                    reader, sender in
                    reader.reminderLetter(file, deadline: deadline, sender, now: now)
                }
            }
            try Self.note(.reminded, of: id, by: nil, Self.note(of: letters), at: now, in: connection)
            return true
        }
    }

    /// More time given later starts its steps anew from then on.
    private static func begun(_ submission: Submission, _ connection: any Connection) throws -> Date {
        let row = try connection.row(
            "SELECT granted_at FROM extension WHERE subject = \(submission.id) ORDER BY granted_at DESC LIMIT 1")
        return max(submission.createdAt, try row?["granted_at"] ?? submission.createdAt)
    }

    /// Nobody whose other file is in gets a mail that says «not sent».
    private static func hasSent(_ person: Person.ID, in edition: Edition.ID, _ connection: any Connection) throws
        -> Bool
    {
        try connection.row(
            """
            SELECT 1 AS one FROM submission JOIN submission_author ON submission_author.submission = submission.id
            WHERE person = \(person) AND edition = \(edition) AND state = 'transmitted'
            """) != nil
    }

    /// False when it went out already.
    private static func mark(
        _ step: Reminder, of id: Submission.ID, before deadline: Date, at time: Date, _ connection: any Connection
    ) throws -> Bool {
        try connection.run(
            """
            INSERT INTO submission_reminder (submission, step, deadline, sent_at)
            VALUES (\(id), \(step.rawValue), \(deadline), \(time))
            ON CONFLICT (submission, step, deadline) DO NOTHING
            """) == 1
    }
}
