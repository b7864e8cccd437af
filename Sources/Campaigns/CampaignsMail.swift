import Accounts
import Mail
import Web

extension Reader {
    /// Who invites, to what, and the link that lets in.
    func invitationLetter(_ name: String, _ invitation: Invitation) -> Letter {
        Letter(
            language: language.rawValue, subject: t("You are invited: \(invitation.campaign)"),
            lead: Account.greeted(name).map { t("Hello \($0), you are invited to take part.") }
                ?? t("Hello, you are invited to take part."),
            paragraphs: [
                t(
                    """
                    \(invitation.agency.opening(in: language)) invites you to take part in \(invitation.campaign) on this site. \
                    No password: you sign in by a link that we send you.
                    """
                ), doorWords(invitation.door),
            ],
            points: invitation.asked.map { "\(words(for: $0, invitation.editions)). \(rights(of: $0.role))" },
            button: .init(t("Enter", as: "letter"), to: address(invitation.door.path)),
            closing: [invitation.agency.name(in: language), invitation.agency.phone].filter { !$0.isEmpty },
            footnote: t("You receive this message because the agency gave a role to this address."))
    }

    /// To somebody whose role was taken back: what it opened is closed, and whom to ask.
    func roleTakenLetter(_ name: String, _ hat: Hat, edition: Edition?, _ agency: Agency) -> Letter {
        let what = words(for: hat, [edition].compactMap { $0 })
        let secret = t("What you have read there stays confidential, as you undertook.")
        return Letter(
            language: language.rawValue, subject: t("Your role has ended: \(what)"),
            lead: t("\(name), the agency has taken back this role: \(what)."),
            paragraphs: [
                t("What it opened is closed to you from now on, its addresses and its links included."),
                Set<Role>.jury.contains(hat.role) ? secret : "",
                t("If you do not know why, write to the agency."),
            ].filter { !$0.isEmpty },
            closing: [agency.name(in: language), agency.phone].filter { !$0.isEmpty })
    }

    func testLetter(_ agency: Agency) -> Letter {
        Letter(
            language: language.rawValue, subject: t("Test message"), lead: t("Mail leaves and arrives."),
            paragraphs: [t("You asked for this message on the settings page. Nothing needs to be done.")],
            closing: [agency.name(in: language), agency.phone].filter { !$0.isEmpty })
    }
}
