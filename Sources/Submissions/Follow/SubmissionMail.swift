import Accounts
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
        var letter = Letter(
            language: language.rawValue, subject: t("Your file \(receipt.number) is sent"),
            band: .sent(sentWords(file.submission)), lead: t("We have your file “\(receipt.title)”"),
            paragraphs: [
                t(
                    "Number \(receipt.number), received on \(formats.moment(receipt.at)). What we received: \(contents(of: receipt))."
                ),
                receivedWords(file), file.category.map { labelled(t("Category"), name(of: $0)) } ?? "", until ?? "",
                file.submission.eligibility == .eligible
                    ? t("The jury reads it with your first part.")
                    : t("The agency checks that it is eligible, and writes to you in any case."),
            ].filter { !$0.isEmpty },
            button: .init(t("See the receipt"), to: address(file.path + "/accuse")), closing: sender.closing,
            footnote: t("You receive this message because you own this file."))
        letter.paper = EnclosedReceipt.paper(of: file.submission.id)
        return letter
    }

    /// Which pictures and papers came with it, by their names; the receipt has all of them with their digests.
    private func receivedWords(_ file: SubmissionFile) -> String {
        let names = file.receivedMedia.map { $0.medium.name }
        guard !names.isEmpty else { return "" }
        let (named, more) = (names.prefix(Self.mostNamed), names.count - Self.mostNamed)
        let rest = more > 0 ? [t("\(more) more", "\(more) more", count: more)] : []
        return labelled(t("Files and pictures received"), formats.list(named + rest))
    }

    private static let mostNamed = 20

    /// To an address that anybody may have typed: nothing in it is theirs.
    func beginningLetter(
        _ edition: Edition, link: BeginningLink, until end: Date, _ sender: FileMail.Sender, now: Date
    ) -> Letter {
        let window = try? CallWindow(edition) { $0.endsAt }
        return Letter(
            language: language.rawValue, subject: t("The link that begins your file"),
            lead: t("Open this link before \(formats.clock(end))"),
            paragraphs: [
                t(
                    "The button opens a page of the site; press “Begin the file” there, and you write in it at once. The link opens once."
                ),
                digitsWords(link.digits),
                t(
                    "Allow forty minutes, in several sittings: nothing you type is lost. The file is sent only when you press “Send the file”."
                ),
                window.map { closingWords($0, now) } ?? "",
            ].filter { !$0.isEmpty },
            button: .init(t("Begin the file"), to: address(link.path)), closing: sender.closing,
            footnote: t(
                "If you did not ask for this, you have nothing to do: no file exists before this link is opened."))
    }

    /// To whoever owned it until now.
    func formerOwnerLetter(_ file: SubmissionFile, _ sender: FileMail.Sender) -> Letter {
        Letter(
            language: language.rawValue, subject: t("Your file “\(file.title)” has another owner"),
            lead: t("You do not own this file any more"),
            paragraphs: [
                t(
                    """
                    The agency has given the file “\(file.title)”, for the campaign \(file.edition.name), to another owner. It is closed \
                    to you from now on.
                    """),
                t("You did not expect it, or want to know why? Answer this message."),
            ],
            closing: sender.closing, footnote: t("You receive this message because you owned this file."))
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
                    Your file “\(file.title)” has \(file.answered) of the \(file.needed) answers that are needed, \
                    but the agency has not received it. \
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
        guard file.submission.eligibility != .eligible else { return eligibleLetter(file, number, sender) }
        return Letter(
            language: language.rawValue,
            subject: isOpen ? t("To be completed: your file \(number)") : t("Your file \(number) is not eligible"),
            band: .sent(sentWords(file.submission)),
            lead: isOpen
                ? t("Something is missing in your file “\(file.title)”")
                : t("Your file “\(file.title)” cannot go to the jury of this edition"),
            paragraphs: [
                file.submission.eligibilityNote,
                isOpen ? until.map { t("You can complete it until \(formats.deadline($0)).") } ?? "" : "",
                t("A question? Answer this message."),
            ].filter { !$0.isEmpty },
            button: .init(isOpen ? t("Complete the file") : t("See the file"), to: address(file.path)),
            closing: sender.closing, footnote: t("You receive this message because you own this file."))
    }

    private func eligibleLetter(_ file: SubmissionFile, _ number: String, _ sender: FileMail.Sender) -> Letter {
        Letter(
            language: language.rawValue, subject: t("Your file \(number) is eligible"),
            band: .sent(sentWords(file.submission)), lead: t("Your file goes to the jury"),
            paragraphs: [
                t("The agency has looked at your file “\(file.title)”: it is eligible."),
                t("You have nothing to do. When the decisions are out, you are written to in any case."),
                file.submission.eligibilityNote,
            ].filter { !$0.isEmpty },
            button: .init(t("See the file"), to: address(file.path)), closing: sender.closing,
            footnote: t("You receive this message because you own this file."))
    }

    /// To somebody who wrote along, whom an owner took from the file.
    func removalLetter(_ file: SubmissionFile, _ sender: FileMail.Sender) -> Letter {
        Letter(
            language: language.rawValue, subject: t("You no longer write in a file"),
            lead: t("You no longer write in the file “\(file.title)”"),
            paragraphs: [
                t("An owner of this file took you from those who write it, for the campaign \(file.edition.name)."),
                t("What you wrote stays in the file. The file is not open to you any more."),
                t("If this is a mistake, write to whoever owns the file: they may invite you again."),
            ],
            closing: sender.closing, footnote: t("You receive this message because you wrote in this file."))
    }

    /// To the owners of a file that one of them took back, or the agency in their place.
    func withdrawalLetter(_ file: SubmissionFile, isAgencys: Bool, _ sender: FileMail.Sender) -> Letter {
        Letter(
            language: language.rawValue, subject: t("Your file \(file.submission.number ?? "") is withdrawn"),
            band: .draft(stateWords(file.submission)),
            lead: isAgencys
                ? t("The agency has withdrawn your file “\(file.title)”")
                : t("Your file “\(file.title)” is withdrawn, as its owner asked"),
            paragraphs: [
                t("The jury does not read it any more."),
                t("The reason that is kept: \(file.submission.withdrawnReason)"),
                t("You did not ask for this? Answer this message."),
            ],
            button: .init(t("See the file"), to: address(file.path)), closing: sender.closing,
            footnote: t("You receive this message because you own this file."))
    }

    /// What staff write to somebody whose files are still drafts: one letter, however many they are.
    func draftLetter(
        _ files: [SubmissionFile], _ letter: DraftLetter.Text, to name: String, _ sender: FileMail.Sender, now: Date
    )
        -> Letter
    {
        let filled = letter.filled(name: name, title: formats.list(files.map(\.title)))
        let (first, isOne) = (files[0], files.count == 1)
        let closing = isOne ? [closingWords(first.window, now)] : []
        return Letter(
            language: language.rawValue, subject: filled.subject, band: .draft(t("Draft, not sent")),
            lead: isOne ? first.title : t("\(files.count) of your files are not sent"),
            paragraphs: filled.text.split(separator: "\n").map(String.init) + closing,
            points: isOne ? [] : files.map { "\($0.title). \(closingWords($0.window, now))" },
            button: filesButton(files),
            closing: sender.closing, footnote: t("You receive this message because you began this file."))
    }
}
