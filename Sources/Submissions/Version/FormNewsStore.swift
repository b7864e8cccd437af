import Accounts
import Campaigns
import Forms
import Foundation
import Identifiers
import Storage

// What changed in the form of a draft: its authors are told until they say that they have seen it.
extension SubmissionStore {
    /// Versions that a file has followed and that this author has not seen, the newest first.
    func formNews(of id: Submission.ID, for person: Person.ID) async throws -> [PublishedForm] {
        try await database.read { connection in
            let rows = try connection.rows(
                "SELECT rebase.publication FROM \(Self.unseen(by: person)) AND rebase.submission = \(id)")
            return try FormStore.publications(rows.map { try $0["publication"] }, in: connection)
        }
    }

    /// The drafts of an author in which something changed that they have not seen.
    func draftsWithNews(for person: Person.ID) async throws -> Set<Submission.ID> {
        try await database.read { connection in
            let rows = try connection.rows(
                "SELECT DISTINCT rebase.submission FROM \(Self.unseen(by: person)) AND submission.state = 'draft'")
            return Set(try rows.map { row -> Submission.ID in try row["submission"] })
        }
    }

    /// Says that an author has seen what changed. False when it isn't their file.
    func seeForm(
        of id: Submission.ID, _ publications: [FormPublication.ID], by person: Person.ID, now: Date
    ) async throws -> Bool {
        try await database.write(for: .insiders) { connection in
            guard
                try connection.row("SELECT id FROM submission WHERE id = \(id) AND \(Self.isWritten(by: person))")
                    != nil
            else { return false }
            try connection.run(
                """
                INSERT INTO rebase_seen (submission, publication, person, seen_at)
                SELECT submission, publication, \(person), \(now) FROM submission_rebase
                WHERE submission = \(id) AND publication IN \(list: publications)
                ON CONFLICT (submission, publication, person) DO NOTHING
                """)
            return true
        }
    }

    /// Whoever begins to write along after a version was published has nothing to compare it with: the notice is of use all the same.
    private static func unseen(by person: Person.ID) -> SQL {
        """
        submission_rebase AS rebase JOIN submission ON submission.id = rebase.submission WHERE \(isWritten(by: person))
            AND NOT EXISTS (SELECT 1 FROM rebase_seen AS seen WHERE seen.submission = rebase.submission
                AND seen.publication = rebase.publication AND seen.person = \(person))
        """
    }
}
