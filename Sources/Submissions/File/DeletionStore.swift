import Accounts
import Campaigns
import Foundation
import Identifiers
import Mail
import Organisations
import Storage

extension Submission {
    /// A draft that was never sent is its owner's to throw away; what was sent once has a number, and is withdrawn.
    func mayBeDeleted(by part: Part?) -> Bool { part == .owner && state == .draft && number == nil }
}

extension SubmissionStore {
    /// Deletes a draft with all it told. False when it is not the owner's to delete, or was sent; nil when it isn't theirs.
    func delete(_ id: Submission.ID, by person: Person.ID) async throws -> Bool? {
        try await database.write(for: .insiders) { connection in
            guard try Self.claim(id, by: person, in: connection),
                let file = try Self.find(id, by: person, in: connection)
            else { return nil }
            guard file.submission.mayBeDeleted(by: file.part) else { return false }
            try FileLineStore.forget(id, in: connection)
            try AnswerMediaStore.removeAll(of: id, in: connection)
            for part in Self.parts(of: id) { try connection.run(part) }
            try Outbox.cancelAll(about: FileMail.subject(of: id), in: connection)
            try connection.run("DELETE FROM submission WHERE id = \(id)")
            try InitiativeStore.forget(file.submission.initiative, in: connection)
            for author in file.authors {
                try SignInStore.forgetLinks(of: author.person, to: file.path, in: connection)
                try Self.dropUnusedRoles(of: author.person, in: file.edition.id, by: person, connection)
            }
            return true
        }
    }

    /// What is told of a draft elsewhere, but for letters about it that have not left: these are of no use any more.
    private static func parts(of id: Submission.ID) -> [SQL] {
        [
            "DELETE FROM submission_answer WHERE submission = \(id)",
            "DELETE FROM author_invitation WHERE submission = \(id)",
            "DELETE FROM submission_author WHERE submission = \(id)",
            "DELETE FROM submission_event WHERE submission = \(id)",
            "DELETE FROM submission_reminder WHERE submission = \(id)",
            "DELETE FROM left_answer WHERE submission = \(id)", "DELETE FROM rebase_seen WHERE submission = \(id)",
            "DELETE FROM submission_rebase WHERE submission = \(id)",
        ]
    }
}
