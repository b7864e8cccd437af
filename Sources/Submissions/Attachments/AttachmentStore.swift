import Accounts
import Campaigns
import Forms
import Foundation
import Identifiers
import Media
import Storage

/// Papers and pictures of files, to leave together. Each query asks for the right to read what they answer.
struct AttachmentStore: Sendable {
    let database: any Database
    let house: MediaHouse

    /// For its authors, and for those who run its edition.
    func file(_ id: Submission.ID, by person: Person.ID) async throws -> AttachedFile? {
        try await database.read { connection in
            try SubmissionStore.find(id, by: person, in: connection).map { AttachedFile($0, from: house) }
        }
    }

    /// For those of the jury who read it, without what is not for them.
    func file(
        _ id: Submission.ID, toJuror person: Person.ID, _ reads: @escaping JuryReads
    ) async throws -> AttachedFile? {
        let isRead: SQL = "SELECT id FROM submission WHERE submission.id = \(id) AND \(reads(person))"
        return try await database.read { connection in
            guard try connection.row(isRead) != nil else { return nil }
            return try SubmissionStore.findForJury(id, in: connection).map { AttachedFile($0, from: house) }
        }
    }

    /// For those who run its edition alone.
    func file(_ id: Submission.ID, runBy person: Person.ID) async throws -> AttachedFile? {
        try await database.read { connection in
            try SubmissionStore.find(id, runBy: person, in: connection).map { AttachedFile($0, from: house) }
        }
    }

    /// Some of them, in the order given; none that whoever asks does not run, or is bound to.
    func files(_ ids: [Submission.ID], runBy person: Person.ID) async throws -> [AttachedFile] {
        let condition: SQL = "submission.id IN \(list: ids) AND \(SubmissionStore.isRun(by: person))"
        return try await database.read { connection in
            let contents = try SubmissionStore.contents(condition, in: connection)
            let media = try AnswerMediaStore.media(of: contents.map(\.submission.id), in: connection)
            let files = contents.map { file in
                (file.submission.id, AttachedFile(file, media[file.submission.id] ?? [:], from: house))
            }
            let byKey = Dictionary(uniqueKeysWithValues: files)
            return ids.compactMap { byKey[$0] }
        }
    }
}
