import Accounts
import Campaigns
import Foundation
import Identifiers
import Storage

/// A file whose owners answered what they were asked, for whoever runs its edition.
struct AnsweredFile: Equatable, Sendable {
    let id: Submission.ID
    let title: String
}

// What the agency asks of the owners of a file stands on their pages until they answer, or the agency needs it no more.
extension SubmissionStore {
    /// What waits for an answer, the oldest first. Whoever asks has been looked at by the caller.
    static func openPrecisions(of submission: Submission, in connection: any Connection) throws -> [AskedPrecisions] {
        guard submission.isRead, submission.announcedAt == nil else { return [] }
        return try connection.rows(
            """
            SELECT asked.note, asked.at FROM submission_event AS asked
            WHERE asked.submission = \(submission.id) AND asked.kind = 'precisions-asked'
                AND NOT EXISTS (SELECT 1 FROM submission_event AS later WHERE later.submission = asked.submission
                    AND later.kind IN ('precisions-answered', 'precisions-closed') AND later.at >= asked.at)
            ORDER BY asked.at, asked.id
            """
        ).map { AskedPrecisions(at: try $0["at"], note: try $0["note"]) }
    }

    /// The same of each of these files that waits for an answer.
    func openPrecisions(of files: [SubmissionFile]) async throws -> [Submission.ID: [AskedPrecisions]] {
        let read = files.map(\.submission).filter { $0.isRead && $0.announcedAt == nil }
        guard !read.isEmpty else { return [:] }
        return try await database.read { connection in
            try read.reduce(into: [:]) { asked, submission in
                let open = try Self.openPrecisions(of: submission, in: connection)
                asked[submission.id] = open.isEmpty ? nil : open
            }
        }
    }

    /// An author answers what was asked: the agency reads it with the history of the file. Nil when it isn't theirs.
    func answerPrecisions(
        of id: Submission.ID, _ words: String, by person: Person.ID, now: Date
    ) async throws -> SubmissionFile? {
        guard !words.isEmpty else { throw PrecisionRefusal.nothingSaid }
        guard words.count <= Submission.longestReason else { throw PrecisionRefusal.tooLong }
        return try await database.write(for: .insiders) { connection in
            guard try Self.claim(id, by: person, in: connection),
                let file = try Self.find(id, by: person, in: connection), file.part != nil
            else { return nil }
            guard try !Self.openPrecisions(of: file.submission, in: connection).isEmpty else {
                throw PrecisionRefusal.notAsked
            }
            try Self.note(.precisionsAnswered, of: id, by: person, words, at: now, in: connection)
            return file
        }
    }

    /// The agency has read what was answered, or needs it no more. False when it isn't theirs; said again it changes nothing.
    func closePrecisions(of id: Submission.ID, by person: Person.ID, now: Date) async throws -> Bool {
        try await database.write(for: .insiders) { connection in
            guard try Self.claim(id, runBy: person, in: connection) else { return false }
            let standing = try connection.row(
                "SELECT id FROM submission WHERE submission.id = \(id) AND \(Self.hasStandingPrecisions)")
            guard standing != nil else { return true }
            try Self.note(.precisionsClosed, of: id, by: person, at: now, in: connection)
            return true
        }
    }

    /// True of a file whose owners were asked, or have answered, and the agency has not said that it is done with it.
    private static let hasStandingPrecisions: SQL = """
        EXISTS (SELECT 1 FROM submission_event AS said WHERE said.submission = submission.id
            AND said.kind IN ('precisions-asked', 'precisions-answered')
            AND NOT EXISTS (SELECT 1 FROM submission_event AS later WHERE later.submission = said.submission
                AND later.kind = 'precisions-closed' AND later.at >= said.at))
        """

    /// Files of an edition whose owners answered, until the agency has said that it has read it.
    func answeredPrecisions(in edition: Edition.ID, runBy person: Person.ID) async throws -> [AnsweredFile] {
        try await database.read { connection in
            try connection.rows(
                """
                SELECT submission.id, submission.title FROM submission
                WHERE submission.edition = \(edition) AND submission.state = 'transmitted' AND \(Self.isRun(by: person))
                    AND EXISTS (SELECT 1 FROM submission_event AS said WHERE said.submission = submission.id
                        AND said.kind = 'precisions-answered'
                        AND NOT EXISTS (SELECT 1 FROM submission_event AS later WHERE later.submission = said.submission
                            AND later.kind = 'precisions-closed' AND later.at >= said.at))
                ORDER BY submission.number, submission.id
                """
            ).map { AnsweredFile(id: try $0["id"], title: try $0["title"]) }
        }
    }
}
