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

extension CallWindow {
    /// A file can be changed then, or later.
    func mayOpen(after now: Date) -> Bool { isOpen(at: now) || opening(after: now) != nil }
}

extension Reader {
    func rebaseLetter(
        _ files: [SubmissionFile], _ difference: FormDifference, left: Int, _ sender: FileMail.Sender, now: Date
    ) -> Letter {
        let (first, isOne) = (files[0], files.count == 1)
        let lines = sentences(of: difference, forStaff: false)
        let rest = lines.count - Self.mostLines
        let titles = formats.list(files.map(\.title))
        return Letter(
            language: language.rawValue,
            subject: isOne ? t("The form of your file has changed") : t("The form of your files has changed"),
            band: isOne ? .draft(t("Draft, not sent")) : nil, lead: t("The agency has changed some questions"),
            paragraphs: [
                isOne
                    ? t("Your file “\(first.title)” follows the new form. What you wrote is there.")
                    : t("These files of yours follow the new form: \(titles). What you wrote is there."),
                left > 0
                    ? t(
                        "\(left) answer that is no longer asked for is kept beside it, for its authors.",
                        "\(left) answers that are no longer asked for are kept beside it, for its authors.", count: left
                    )
                    : "",
                closingWords(first.window, now),
                rest > 0 ? t("The first changes are these; the page of the file names all.") : t("What has changed:"),
            ].filter { !$0.isEmpty },
            points: Array(lines.prefix(Self.mostLines)), button: filesButton(files), closing: sender.closing,
            footnote: ownersFootnote(files))
    }

    /// More are read on the page.
    private static let mostLines = 12
}
