import Campaigns
import Forms
import Foundation
import Mail
import Web

// What owners of drafts read when the form changes under them.
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
