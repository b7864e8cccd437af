import Campaigns
import Forms
import Foundation
import Identifiers
import Mail
import Storage
import Web

// What owners of drafts are written when the form changes under them.
extension SubmissionStore {
    /// One letter for each owner of drafts that can still be sent, about all of theirs. A change that is of use to staff alone is
    /// told to nobody.
    static func tell(_ publication: FormPublication, by mail: FileMail, in connection: any Connection) throws {
        let difference = publication.difference
        guard !difference.isForStaffAlone else { return }
        let drafts = try files(
            "\(isDraft(in: publication.edition)) AND NOT \(isTypedUnseen)", part: nil, in: connection)
        let apart = try leftCounts(publication, in: connection)
        var told: [Person.ID: [SubmissionFile]] = [:]
        for draft in drafts where draft.window.mayOpen(after: publication.now) {
            for owner in draft.addressees { told[owner.person, default: []].append(draft) }
        }
        for (person, files) in told.sorted(by: { $0.key.description < $1.key.description }) {
            let left = files.map { apart[$0.submission.id] ?? 0 }.reduce(0, +)
            try mail.send(to: person, about: files, now: publication.time, in: connection) { reader, sender in
                reader.rebaseLetter(files, difference, left: left, sender, now: publication.now)
            }
        }
    }

    /// How many answers of each draft were set apart with it.
    private static func leftCounts(
        _ publication: FormPublication, in connection: any Connection
    ) throws -> [Submission.ID: Int] {
        let rows = try connection.rows(
            """
            SELECT left_answer.submission AS submission, count(*) AS count FROM left_answer
            JOIN submission ON submission.id = left_answer.submission
            WHERE left_answer.form = \(publication.former.id) AND left_answer.left_at = \(publication.now)
                AND \(isDraft(in: publication.edition)) GROUP BY left_answer.submission
            """)
        return try rows.reduce(into: [:]) { counts, row in counts[try row["submission"]] = try row["count"] }
    }
}
