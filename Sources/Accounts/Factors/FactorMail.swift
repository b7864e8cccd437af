import Mail
import Web

/// What somebody adds or takes away.
enum FactorKind: Equatable, Sendable {
    case app
    /// By the name its owner gave it.
    case passkey(String)

    /// For the journal.
    var word: String {
        switch self {
        case .app: "app"
        case .passkey: "passkey"
        }
    }
}

/// What somebody is told of their second factor, whoever did it.
enum FactorNews: Equatable, Sendable {
    case added(FactorKind)
    case removed(FactorKind)
    /// The codes on paper were made anew.
    case renewed
    /// A code on paper let somebody in; so many are left.
    case recovered(left: Int)
    /// So many wrong codes in a row that a pause began.
    case tried
    /// The agency took all of it away, on their request.
    case reset
}

extension Reader {
    /// Tells whoever it concerns at once, so that they know of what somebody else did in their name.
    func factorLetter(_ news: FactorNews, to name: String) -> Letter {
        let (subject, lead) = words(for: news)
        return Letter(
            language: language.rawValue, subject: subject, lead: lead,
            paragraphs: [
                Account.greeted(name).map { t("Hello \($0),") } ?? t("Hello,"), detail(of: news),
                t("If it was you, there is nothing to do."),
                t("If it was not you, sign out everywhere on your account’s page, and write to the agency at once."),
            ],
            closing: frame.signature,
            footnote: t("You receive this message because the way you sign in has changed, or somebody tried it."))
    }

    private func words(for news: FactorNews) -> (subject: String, lead: String) {
        switch news {
        case .added: (t("A second factor was added"), t("Your account asks for one more proof from now on."))
        case .removed: (t("A second factor was removed"), t("Your account asks for one proof fewer."))
        case .renewed: (t("You have new recovery codes"), t("Your old recovery codes no longer work."))
        case .recovered: (t("A recovery code was used"), t("Somebody signed in with one of your recovery codes."))
        case .tried: (t("Wrong codes were typed"), t("Somebody opened your link and then typed wrong codes."))
        case .reset: (t("Your second factor was reset"), t("Your account now asks only for the link in an email."))
        }
    }

    private func detail(of news: FactorNews) -> String {
        switch news {
        case .added(.app): t("It is an app that shows six-digit codes.")
        case .added(.passkey(let name)): t("It is a passkey, called “\(name)”.")
        case .removed(.app): t("It was the app that shows six-digit codes.")
        case .removed(.passkey(let name)): t("It was the passkey called “\(name)”.")
        case .renewed: t("Print the new ones, and throw the old ones away.")
        case .recovered(let left):
            t("\(left) recovery code is left.", "\(left) recovery codes are left.", count: left)
        case .tried: t("No such code is accepted for a while. Nobody got in.")
        case .reset:
            t("The agency removed it and ended your sessions. Sign in, and set it up again on your account’s page.")
        }
    }
}
