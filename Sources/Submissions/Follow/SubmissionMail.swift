import Campaigns
import Forms
import Foundation
import Mail
import Organisations
import Web
import Words

// The letters about a file. What is asked comes first, and the state of the file stands on top of each.
extension Reader {
    func receiptLetter(_ file: SubmissionFile, _ receipt: Receipt, _ sender: FileMail.Sender, now: Date) -> Letter {
        let until = file.window.closing(at: now).map { end in
            t(
                "You can still change it until \(formats.deadline(end)). Each change is kept and dated, and the file stays sent."
            )
        }
        return Letter(
            language: language.rawValue, subject: t("Your file \(receipt.number) is sent"),
            band: .sent(sentWords(file.submission)), lead: t("We have your file «\(receipt.title)»"),
            paragraphs: [
                t(
                    "Number \(receipt.number), received on \(formats.moment(receipt.at)). What we received: \(contents(of: receipt))."
                ),
                until ?? "",
                t("The agency checks that it is eligible, and writes to you in any case."),
            ].filter { !$0.isEmpty },
            button: .init(t("See the receipt"), to: address(file.path + "/accuse")), closing: sender.closing,
            footnote: t("You receive this message because you own this file."))
    }

    /// To an address that anybody may have typed: nothing in it is theirs.
    func beginningLetter(
        _ edition: Edition, link: String, until end: Date, _ sender: FileMail.Sender, now: Date
    ) -> Letter {
        let window = try? CallWindow(edition) { $0.endsAt }
        return Letter(
            language: language.rawValue, subject: t("The link that begins your file"),
            lead: t("Open this link before \(formats.clock(end))"),
            paragraphs: [
                t(
                    "The button opens a page of the site; press «Begin the file» there, and you write in it at once. The link opens once."
                ),
                t(
                    "Allow forty minutes, in several sittings: nothing you type is lost. The file is sent only when you press «Send the file»."
                ),
                window.map { closingWords($0, now) } ?? "",
            ].filter { !$0.isEmpty },
            button: .init(t("Begin the file"), to: address(link)), closing: sender.closing,
            footnote: t(
                "If you did not ask for this, you have nothing to do: no file exists before this link is opened."))
    }

    func invitationLetter(_ file: SubmissionFile, link: String, from name: String, _ sender: FileMail.Sender) -> Letter
    {
        Letter(
            language: language.rawValue, subject: t("Write along in «\(file.title)»"),
            band: .draft(t("File of \(file.organisationName)")), lead: t("\(name) invites you to write along"),
            paragraphs: [
                t(
                    "The file tells what you do together, for the campaign \(file.edition.name). You can write in it; sending it stays with its owner."
                ),
                t(
                    "This link works once, for two weeks. After that, ask for a new one on the sign-in page with this mail address."
                ),
            ],
            button: .init(t("Open the file"), to: address(link)), closing: sender.closing,
            footnote: t("You receive this message because somebody gave your address for this file."))
    }

    func reminderLetter(_ file: SubmissionFile, deadline: Date, _ sender: FileMail.Sender, now: Date) -> Letter {
        let faults = file.faults
        let left = formats.countdown(to: deadline, now: now) ?? ""
        return Letter(
            language: language.rawValue,
            subject: t("To be finished before \(formats.deadline(deadline)): your file is not sent"),
            band: .draft(t("Draft, not sent")),
            lead: faults.isEmpty
                ? t("Your file is complete, but not sent")
                : t(
                    "\(faults.count) answer is missing in your file",
                    "\(faults.count) answers are missing in your file",
                    count: faults.count),
            paragraphs: [
                t(
                    """
                    Your file «\(file.title)» is filled in to \(file.percent) %, but the agency has not received it. \
                    The call closes on \(formats.deadline(deadline)): \(left) left.
                    """
                ),
                t("No time, or a doubt? Answer this message: we can finish it with you on the telephone."),
            ],
            points: faults.prefix(8).map { label(of: $0.field) },
            button: .init(t("Finish and send"), to: address(file.path + "/transmettre")), closing: sender.closing,
            footnote: t("You receive this message because you began this file. No reminder goes out once it is sent."))
    }

    func eligibilityLetter(_ file: SubmissionFile, _ sender: FileMail.Sender, until: Date?) -> Letter {
        let isOpen = file.submission.eligibility == .toComplete
        let number = file.submission.number ?? ""
        return Letter(
            language: language.rawValue,
            subject: isOpen ? t("To be completed: your file \(number)") : t("Your file \(number) is not eligible"),
            band: .sent(sentWords(file.submission)),
            lead: isOpen
                ? t("Something is missing in your file") : t("Your file cannot go to the jury of this edition"),
            paragraphs: [
                file.submission.eligibilityNote,
                isOpen ? until.map { t("You can complete it until \(formats.deadline($0)).") } ?? "" : "",
                t("A question? Answer this message."),
            ].filter { !$0.isEmpty },
            button: .init(isOpen ? t("Complete the file") : t("See the file"), to: address(file.path)),
            closing: sender.closing, footnote: t("You receive this message because you own this file."))
    }

    /// What staff write to those whose file is still a draft.
    func draftLetter(_ file: SubmissionFile, subject: String, text: String, _ sender: FileMail.Sender, now: Date)
        -> Letter
    {
        Letter(
            language: language.rawValue, subject: subject, band: .draft(t("Draft, not sent")), lead: file.title,
            paragraphs: text.split(separator: "\n").map(String.init) + [closingWords(file.window, now)],
            button: .init(t("Open the file"), to: address(file.path)), closing: sender.closing,
            footnote: t("You receive this message because you began this file."))
    }
}
