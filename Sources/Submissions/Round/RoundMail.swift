import Campaigns
import Foundation
import Mail
import Web
import Words

// What owners are written when a shortlist is told.
extension Reader {
    /// To an owner of a file that goes on: the second part, until when, and the link to its `path`.
    func shortlistLetter(
        _ title: String, at path: String, _ window: CallWindow, _ texts: RoundLetterTexts, _ sender: FileMail.Sender,
        now: Date
    ) -> Letter {
        Letter(
            language: language.rawValue, subject: t("Your file “\(title)” is on the shortlist"),
            band: .draft(t("Second part: draft, not sent")), lead: t("Your file goes on to the second round"),
            paragraphs: paragraphs(texts[.chosen, language], otherwise: usualChosenWords) + [
                roundWords(window, now),
                t("What you sent before stays as it is: the jury reads both parts."),
            ],
            button: .init(t("Fill in the second part"), to: address(path)), closing: sender.closing,
            footnote: t("You receive this message because you own this file."))
    }

    /// To an owner of one that does not.
    func notShortlistedLetter(
        _ file: SubmissionFile, _ texts: RoundLetterTexts, _ sender: FileMail.Sender
    ) -> Letter {
        Letter(
            language: language.rawValue, subject: t("Your file “\(file.title)” is not on the shortlist"),
            band: .sent(sentWords(file.submission)), lead: t("Your file does not go on to the second round"),
            paragraphs: paragraphs(texts[.others, language], otherwise: usualOthersWords),
            button: .init(t("Open the file"), to: address(file.path)), closing: sender.closing,
            footnote: t("You receive this message because you own this file."))
    }

    private func paragraphs(_ own: String, otherwise usual: [String]) -> [String] {
        let typed = own.split(whereSeparator: \.isNewline).map { $0.trimmingCharacters(in: .whitespaces) }
            .filter { !$0.isEmpty }
        return typed.isEmpty ? usual : typed
    }

    var usualChosenWords: [String] {
        [
            t("The jury has read the files of this edition, and yours is among those that go on."),
            t("For this we ask you for a second part, of a few more questions."),
        ]
    }

    var usualOthersWords: [String] {
        [
            t("The jury has read the files of this edition. Yours is not among those that go on to the second round."),
            t("Your file stays in the edition until the decisions are out, which are told to you in any case."),
        ]
    }

    /// Until when the second part is filled in, or from when.
    func roundWords(_ window: CallWindow, _ now: Date) -> String {
        if let end = window.closing(at: now) { return t("Send the second part before \(formats.deadline(end)).") }
        if let start = window.opening(after: now), let end = window.spans.map(\.end).max() {
            return t(
                "The second part opens on \(formats.moment(start)), and is to be sent before \(formats.deadline(end)).")
        }
        return t("The time to fill in the second part is over.")
    }
}
