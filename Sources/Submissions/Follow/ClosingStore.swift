import Campaigns
import Foundation
import Identifiers
import Storage
import Words

// An edition that is closed with drafts in it: whoever owns some is told, in the transaction that closes it.
extension SubmissionStore {
    /// Leaves each owner one letter about all of theirs. What somebody was told of once is not told them again, though the edition
    /// was opened and closed meanwhile.
    static func follow(_ closed: ClosedEdition, by mail: FileMail, in connection: any Connection) throws {
        let drafts = try files(
            "submission.edition = \(closed.edition.id) AND submission.state = 'draft' AND NOT \(isTypedUnseen)",
            part: nil, in: connection)
        var untold: [Person.ID: [SubmissionFile]] = [:]
        for draft in drafts {
            for owner in draft.addressees where try mark(draft.submission.id, owner.person, closed.time, connection) {
                untold[owner.person, default: []].append(draft)
            }
        }
        let lastDay = lastDay(ofTextClosed: closed.now)
        for (person, files) in untold.sorted(by: { $0.key.description < $1.key.description }) {
            try mail.send(to: person, about: files, now: closed.time, in: connection) { reader, sender in
                reader.closedLetter(files, keptUntil: lastDay, sender)
            }
        }
    }

    /// Until when the text of a file is kept.
    static func lastDay(ofTextClosed now: Date) -> Day {
        let day = Formats(language: "fr").calendarDay(of: now)
        let years = SubmissionsHoldings.yearsOfAnswers
        return Day(year: day.year + years, month: day.month, day: day.day) ?? day.adding(days: 365 * years)
    }

    /// False when they were told of it already.
    private static func mark(
        _ file: Submission.ID, _ person: Person.ID, _ time: Date, _ connection: any Connection
    ) throws -> Bool {
        try connection.run(
            """
            INSERT INTO submission_reminder (submission, step, deadline, sent_at)
            VALUES (\(file), \("closed:\(person)"), \(Date(timeIntervalSince1970: 0)), \(time))
            ON CONFLICT (submission, step, deadline) DO NOTHING
            """) == 1
    }
}
