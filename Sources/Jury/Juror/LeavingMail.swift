import Campaigns
import Mail
import Web

// What is written to whoever gives up a place in the jury.
extension Reader {
    /// To a juror whose place somebody else has taken.
    func leavingLetter(to name: String, edition: String) -> Letter {
        Letter(
            language: language.rawValue, subject: t("You are no longer of the jury of \(edition)"),
            lead: t("\(name), somebody else has taken your place in the jury of \(edition)."),
            paragraphs: [
                t("The agency says what stays of your readings. What you had not sent passes to the new juror."),
                t("What you have read there stays confidential, as you undertook."),
                t("If you do not know why, write to the agency."),
            ], closing: leavingClosing,
            footnote: t("You receive this message because you were a juror of this edition."))
    }

    /// To somebody who had not answered an invitation.
    func uninvitedLetter(to name: String, edition: String) -> Letter {
        Letter(
            language: language.rawValue, subject: t("The invitation to the jury of \(edition) is taken back"),
            lead: t("\(name), the agency takes back its invitation to the jury of \(edition)."),
            paragraphs: [
                t("Nothing is asked of you any more, and the link of the invitation opens nothing."),
                t("If you do not know why, write to the agency."),
            ], closing: leavingClosing,
            footnote: t("You receive this message because you were invited to this jury."))
    }

    /// To whoever chaired, and stays in the jury.
    func formerChairLetter(to name: String, next: String, edition: String) -> Letter {
        Letter(
            language: language.rawValue, subject: t("\(next) chairs the jury of \(edition) from now on"),
            lead: t("\(name), you stay in the jury of \(edition), and no longer chair it."),
            paragraphs: [
                t("\(next) sees the results and records the decisions from now on. Your own readings are still yours.")
            ], button: .init(t("Open my desk"), to: address("/jury")), closing: leavingClosing,
            footnote: juryFootnote)
    }

    private var leavingClosing: [String] { [t("With our thanks for your time.")] + frame.signature }
}
