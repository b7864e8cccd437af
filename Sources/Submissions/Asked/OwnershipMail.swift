import Accounts
import Forms
import Foundation
import Mail
import Organisations
import Web
import Words

/// A file that is somebody's from now on, as their letter tells of it.
struct Ownership: Sendable {
    let file: SubmissionFile
    /// What the agency ticked for its owner, where it is sent.
    let lent: [FormField]
    /// It is there already, and they were not its owner until now.
    let isTakenOver: Bool
    let now: Date

    init(_ file: SubmissionFile, lent: [FormField], isTakenOver: Bool, now: Date) {
        (self.file, self.lent, self.isTakenOver, self.now) = (file, lent, isTakenOver, now)
    }

    var isSent: Bool { file.submission.state == .transmitted }
}

extension Reader {
    /// To whoever owns the file from now on.
    func ownershipLetter(_ owned: Ownership, link: SignInLetter, _ sender: FileMail.Sender) -> Letter {
        let file = owned.file
        return Letter(
            language: language.rawValue, subject: t("Your file “\(file.title)”"),
            band: owned.isSent ? .sent(sentWords(file.submission)) : .draft(t("Draft, not sent")),
            lead: owned.isTakenOver
                ? t("The file “\(file.title)” is in your hands")
                : owned.isSent ? t("The agency has sent your file") : t("Your file is ready for you to read"),
            paragraphs: [
                originWords(owned), standingWords(owned), ownersTask(owned), lentLine(owned.lent), doorWords(link),
            ].filter { !$0.isEmpty },
            button: .init(t("Open the file"), to: address(link.path)), closing: sender.closing,
            footnote: t("You receive this message because the agency gave your address for this file."))
    }

    /// Whose file it is, and who typed it.
    private func originWords(_ owned: Ownership) -> String {
        let file = owned.file
        guard owned.isTakenOver else {
            return t(
                "The agency typed this file for \(file.organisationName), for the campaign \(file.edition.name). It is yours."
            )
        }
        let taken = t("You now own the file of \(file.organisationName) for the campaign \(file.edition.name).")
        return file.submission.isOnBehalf
            ? "\(taken) \(t("The agency typed it in the organisation’s place."))" : taken
    }

    /// What was found of its eligibility before they owned it: no other letter tells them.
    private func standingWords(_ owned: Ownership) -> String {
        guard owned.isSent, owned.isTakenOver, owned.file.submission.announcedAt == nil else { return "" }
        let note = owned.file.submission.eligibilityNote
        return switch owned.file.submission.eligibility {
        case .pending: t("The agency checks that it is eligible, and writes to you in any case.")
        case .eligible: t("The agency has found it eligible: the jury reads it.")
        case .notEligible: t("The agency has found it not eligible: \(note)")
        case .toComplete: t("The agency asks for it to be completed: \(note)")
        }
    }

    /// What its new owner has to do, and until when they can.
    private func ownersTask(_ owned: Ownership) -> String {
        let (file, now) = (owned.file, owned.now)
        guard owned.isSent else {
            let task = t(
                "Read it, correct it, and send it: the agency has not received it until you press “Send the file”.")
            return "\(task) \(closingWords(file.window, now))"
        }
        let sent =
            owned.isTakenOver ? "" : t("The agency has sent it for you: you have nothing to send. Read what it says.")
        let until =
            file.window.closing(at: now).map { t("You can change it until \(formats.deadline($0)); it stays sent.") }
            ?? t("It can be changed no more: is something wrong in it? Answer this message.")
        return [sent, until].filter { !$0.isEmpty }.joined(separator: " ")
    }
}
