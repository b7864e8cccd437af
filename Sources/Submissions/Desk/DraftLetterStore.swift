import Campaigns
import Foundation
import Identifiers
import Storage

extension SubmissionStore {
    /// Writes to the owners of every draft of an edition; answers how many letters. A second time with the same key sends none.
    func write(
        _ letter: DraftLetter, to edition: Edition.ID, by mail: FileMail, person: Person.ID, now: Date, time: Date
    ) async throws -> Int {
        try await database.write(for: .insiders) { connection in
            let drafts = try Self.drafts(in: edition, runBy: person, connection)
            var count = 0
            for file in drafts {
                let isNew =
                    try connection.run(
                        """
                        INSERT INTO submission_reminder (submission, step, deadline, sent_at)
                        VALUES (\(file.submission.id), \(letter.key), \(Date(timeIntervalSince1970: 0)), \(time))
                        ON CONFLICT (submission, step, deadline) DO NOTHING
                        """) == 1
                guard isNew else { continue }
                try mail.sendToOwners(of: file, now: time, in: connection) { reader, sender in
                    reader.draftLetter(file, subject: letter.subject, text: letter.text, sender, now: now)
                }
                try Self.note(.reminded, of: file.submission.id, by: person, at: now, in: connection)
                count += file.owners.count
            }
            return count
        }
    }

    private static func drafts(
        in edition: Edition.ID, runBy person: Person.ID, _ connection: any Connection
    ) throws -> [SubmissionFile] {
        try files(
            "edition = \(edition) AND state = 'draft' AND \(Rights.isStaff(person, of: "submission.edition"))",
            part: nil,
            in: connection)
    }
}
