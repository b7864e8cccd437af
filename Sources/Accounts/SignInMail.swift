import Foundation
import Mail
import Storage
import Web

extension Reader {
    /// The letter with a link, asked for on the site.
    func signInLetter(_ link: SignInLetter) -> Letter {
        Letter(
            language: language.rawValue, subject: t("Your link to sign in"),
            lead: t("Open this link before \(formats.clock(link.endsAt))"),
            paragraphs: [
                Account.greeted(link.account.name).map { t("Hello \($0),") } ?? t("Hello,"),
                t("The button opens a page of the site; press “Enter” there, and you are in. The link works once."),
                digitsWords(link.code),
            ],
            button: .init(t("Sign in"), to: frame.address + to(link.path, in: link.language ?? language)),
            closing: [],
            footnote: t(
                """
                You receive this message because a link was asked for with your address. If it was not you, there is nothing \
                to do: nobody enters without this link. Do not pass it or the digits on.
                """))
    }

    /// The digits of a letter, for a browser that did not ask for it.
    public func digitsWords(_ digits: String) -> String {
        t("If you open it in another browser than the one you asked in, the page wants six digits: \(digits)")
    }
}

extension Correspondence {
    /// Sends the letter within hours or not at all; its link lives from the moment it leaves.
    public func send(_ link: SignInLetter, at time: Date, in connection: any Connection) throws {
        var manner = Manner()
        (manner.isPrivate, manner.link) = (true, link)
        try write(to: link.account.id, manner, now: time, in: connection) { $0.signInLetter(link) }
    }
}
