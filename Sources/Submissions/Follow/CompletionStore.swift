import Accounts
import Foundation
import Identifiers
import Storage

extension Submission {
    /// The agency asks its organisation for more, and has not been told that it is there.
    var isToBeCompleted: Bool { state == .transmitted && eligibility == .toComplete && completedAt == nil }

    /// Its organisation says that what it was asked for is there. Said again it changes nothing and answers false.
    mutating func complete(window: CallWindow, isWhole: Bool, now: Date) throws(Refusal) -> Bool {
        guard state == .transmitted, eligibility == .toComplete else { throw .notTransmitted }
        guard announcedAt == nil else { throw .announced }
        guard completedAt == nil else { return false }
        guard window.isOpen(at: now) else { throw .closed }
        guard isWhole else { throw .incomplete }
        completedAt = now
        return true
    }
}

/// Nothing of the file has changed since the agency asked, and nobody has said that it is complete as it is.
struct NothingChanged: Error {}

extension SubmissionStore {
    /// The agency looks again from then on. `isMeant` says that it is complete as it was. Nil when it isn't this person's file.
    func complete(
        _ id: Submission.ID, isMeant: Bool = false, by person: Person.ID, now: Date
    ) async throws -> SubmissionFile? {
        try await database.write { connection in
            guard try Self.claim(id, by: person, in: connection),
                var file = try Self.find(id, by: person, in: connection)
            else { return nil }
            let isWhole = file.looked(at: now).faults.isEmpty
            let isNew = try file.submission.complete(window: file.window, isWhole: isWhole, now: now)
            guard isNew else { return file }
            guard try isMeant || Self.isChangedSinceAsked(id, in: connection) else { throw NothingChanged() }
            try Self.saveState(of: file.submission, connection)
            try Self.note(.completed, of: id, by: person, at: now, in: connection)
            return file
        }
    }

    /// An answer, or the category; of a file that was asked in some other way nobody knows, and nothing is asked back.
    private static func isChangedSinceAsked(_ id: Submission.ID, in connection: any Connection) throws -> Bool {
        let asked: Date? = try connection.row(
            """
            SELECT at FROM submission_event WHERE submission = \(id) AND kind = 'to-complete'
            ORDER BY at DESC LIMIT 1
            """
        ).map { try $0["at"] }
        guard let asked else { return true }
        return try connection.row(
            """
            SELECT 1 AS changed WHERE EXISTS (SELECT 1 FROM submission_answer WHERE submission = \(id) AND updated_at >= \(asked))
                OR EXISTS (SELECT 1 FROM submission_event WHERE submission = \(id) AND kind = 'reclassified' AND at >= \(asked))
            """) != nil
    }
}
