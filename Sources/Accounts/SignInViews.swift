import Identifiers
import Web

extension Reader {
    func signInPage(_ form: SignInForm, refusal: EmailRefusal? = nil, done: String? = nil) -> HTML {
        let faults = refusal.map { [Fault("email", words(for: $0))] } ?? []
        return narrowPage(
            t("Receive a link to sign in"),
            """
            \(faultSummary(faults))\(doneNotice(done.flatMap { words(done: $0) }))<h1>\(t("Receive a link to sign in"))</h1>
            <p class="lead">\(t("No password to remember. We send you an email, you open the link, you are in."))</p>
            \(linkForm(form, faults))
            <p class="quiet">\(t("""
                The link is valid for ten minutes after it is sent, and works once. Whether the address is known or not, the \
                next page is the same.
                """))</p>
            """)
    }

    func letterSentPage(to form: SignInForm) -> HTML {
        let again = Fields([(name: "next", value: form.next.description)])
        return narrowPage(
            t("Check your email"),
            """
            <h1>\(t("Check your email"))</h1>
            <p class="lead">\(t("If \(form.email) is an address we know, an email with a link is on its way to it."))</p>
            \(letterDoor(to: form.email))
            <p>\(t("Open the link within ten minutes, in this browser. In another one, it asks for the six digits in the same email."))</p>
            <section class="sect flow flow-2" aria-labelledby="nothing"><h2 id="nothing" class="h4">\(t("Nothing after a few minutes?"))</h2>
            <p>\(t("Look in your spam folder."))</p>
            <p>\(t("Check the address above: it must be the one the agency writes to."))</p>
            <p>\(t("If it is another one, write to the agency."))</p>
            <p><a class="go" href="\(to("/connexion"))?\(again.urlEncoded)">\(t("Ask again"))</a></p></section>
            """)
    }

    /// Whose link it was is not said: whoever holds an old link may be anybody. With its `token` another one is sent to whoever
    /// that was, without their typing an address.
    public func deadLinkPage(_ refusal: SignInLink.Refusal, token: String? = nil) -> HTML {
        let (title, text) = words(for: refusal)
        let again = token.map { token -> HTML in
            """
            \(self.againForm(token, t("Send me another link")))
            <p class="quiet">\(t("It goes to the address that received this one. For another address, type it here."))</p>
            """
        }
        return narrowPage(
            title,
            """
            <h1>\(title)</h1><p class="lead">\(text)</p>
            \(again)\(linkForm(SignInForm(email: "", next: .home), [], isMain: token == nil))
            """)
    }

    /// The address of a link without what makes it one: some programs that read mail cut long addresses.
    public var cutLinkPage: HTML {
        let title = t("This link is not whole")
        return narrowPage(
            title,
            """
            <h1>\(title)</h1><p class="lead">\(t("Its end is missing: some mail programs cut long addresses."))</p>
            <p>\(t("Press the button of the letter, or copy the whole address that stands below it. Or ask for another link here."))</p>
            \(linkForm(SignInForm(email: "", next: .home), []))
            """)
    }

    /// An invitation that is over.
    var deadDoorPage: HTML {
        narrowPage(
            t("This invitation is too old"),
            """
            <h1>\(t("This invitation is too old"))</h1>
            <p class="lead">\(t("Its page sends no link any more. Ask for one here, with the address that received the letter."))</p>
            \(linkForm(SignInForm(email: "", next: .home), []))
            """)
    }

    func narrowPage(_ title: String, _ main: HTML) -> HTML {
        page(PageHead(title, isHidden: true), "<div class=\"wrap narrow flow flow-5\">\(main)</div>")
    }

    private func addressField(_ email: String, _ faults: [Fault]) -> HTML {
        let hint = t("The one your invitation was sent to, if you have one.")
        return field(
            "email", t("Your mail address"), email, kind: .email, hint: hint, faults: faults,
            attributes: #"autocomplete="email" autocapitalize="none" spellcheck="false" required"#)
    }

    private func linkForm(_ form: SignInForm, _ faults: [Fault], isMain: Bool = true) -> HTML {
        let manner: HTML = isMain ? "btn main" : "btn"
        return self.form(
            to: "/connexion", attributes: "class=\"flow flow-5\" novalidate",
            """
            \(hidden("next", form.next.description))
            \(addressField(form.email, faults))
            <p><button class="\(manner)">\(icon("mail"))\(t("Send me the link"))</button></p>
            """)
    }

    private func words(for refusal: EmailRefusal) -> String {
        switch refusal {
        case .empty: t("Type your mail address.")
        case .tooLong: t("This address is too long to be one. Check it.")
        case .notOneAt: t("A mail address has one @ sign, as in name@example.org.")
        case .wrongBeforeAt: t("Check what stands before the @ sign.")
        case .wrongAfterAt: t("Check what stands after the @ sign, as in name@example.org.")
        }
    }

    private func words(for refusal: SignInLink.Refusal) -> (title: String, text: String) {
        switch refusal {
        case .used:
            (
                t("This link has been used already"),
                t("A link works once. Ask for another one: it arrives straight away.")
            )
        case .expired:
            (
                t("This link has expired"),
                t("A link is valid for ten minutes. Ask for another one: it arrives straight away.")
            )
        case .guessed:
            (
                t("This link no longer works"),
                t(
                    "Wrong digits were typed \(LinkBinding.mostWrong) times. Ask for another one: it arrives straight away."
                )
            )
        case .unknown:
            (
                t("This link does not work"),
                t("It may have been cut when it was copied. Ask for another one: it arrives straight away.")
            )
        }
    }

    private func words(done: String) -> String? {
        switch done {
        case "out": t("You have signed out.")
        case "everywhere": t("You have signed out everywhere.")
        default: nil
        }
    }
}
