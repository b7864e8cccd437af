import Mail
import Web
import Words

extension Reader {
    /// To somebody with drafts in an edition that was closed: all theirs, of one edition.
    func closedLetter(_ files: [SubmissionFile], keptUntil lastDay: Day, _ sender: FileMail.Sender) -> Letter {
        let (first, isOne, day) = (files[0], files.count == 1, formats.day(lastDay))
        let draft = t("Draft, not sent")
        return Letter(
            language: language.rawValue,
            subject: isOne
                ? t("\(first.edition.name) is closed: your draft is kept until \(day)")
                : t("\(first.edition.name) is closed: your drafts are kept until \(day)"),
            band: isOne ? .draft(draft) : nil, lead: t("The campaign \(first.edition.name) is closed"),
            paragraphs: [
                isOne
                    ? t("Your file “\(first.title)” was not sent: the jury does not read it.")
                    : t("These files of yours were not sent: the jury does not read them."),
                t("What you wrote is kept until \(day). Until then you may read it, print it, copy it, or delete it."),
                t(
                    """
                    To take part next time, begin a file when the next call opens, and copy into it what still holds. \
                    A question? Answer this message.
                    """),
            ],
            points: isOne ? [] : files.map(\.title),
            button: filesButton(files),
            closing: sender.closing, footnote: ownersFootnote(files))
    }
}
