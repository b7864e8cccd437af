import Identifiers
import Web

// What the link of a letter opens: a button, six digits to type, or the way to a fresh link.
extension Reader {
    func enterPage(token: String, name: String) -> HTML {
        narrowPage(
            t("Your link works"),
            """
            <h1>\(t("Your link works"))</h1>
            <p class="lead">\(t("You sign in as \(name)."))</p>
            \(form(to: "/connexion/\(token)", "<p><button class=\"btn main\">\(t("Enter"))</button></p>"))
            <p class="quiet">\(t("If this is not you, close this page: nothing happens."))</p>
            """)
    }

    /// In a browser that did not ask for the link. Whose it is is not said.
    func confirmPage(_ token: String, typed: String = "", _ flaw: CodeFlaw? = nil) -> HTML {
        let faults = flaw.map { [codeFault(isWrong: $0.isWrong, left: $0.left)] } ?? []
        return narrowPage(
            t("Six digits to confirm"),
            """
            \(faultSummary(faults))<h1>\(t("Six digits to confirm"))</h1>
            <p class="lead">\(t("This browser did not ask for this link. The six digits given with it confirm that it is you."))</p>
            \(form(
                to: "/connexion/\(token)", attributes: "class=\"flow flow-5\" novalidate",
                """
                \(codeField(typed, faults))
                <p><button class="btn main">\(t("Enter"))</button></p>
                """))
            <section class="sect flow flow-2" aria-labelledby="other"><h2 id="other" class="h4">\(t("You cannot find the digits any more?"))</h2>
            \(againForm(token, t("Send me another link"), isMain: false))</section>
            <p class="quiet">\(t("You did not ask for a link? Close this page, and do not tell anybody the digits."))</p>
            """)
    }

    /// The field for the digits of a letter, on any page that a link of one opens.
    public func codeField(_ typed: String, _ faults: [Fault]) -> HTML {
        field(
            "code", t("The six digits given with the link"), typed,
            hint: t("As they appear there, in two groups of three."),
            faults: faults, isShort: true,
            attributes: #"inputmode="numeric" autocomplete="one-time-code" spellcheck="false" required"#)
    }

    public func codeFault(isWrong: Bool, left: Int) -> Fault {
        guard isWrong else { return Fault("code", t("Type the six digits given with the link.")) }
        return Fault(
            "code",
            t(
                "These are not the digits given with this link. \(left) more try is left.",
                "These are not the digits given with this link. \(left) more tries are left.", count: left))
    }

    /// Where the letter of an invitation leads somebody who is not signed in: what it says, and one button.
    func doorPage(_ token: String, _ door: SignInLink) -> HTML {
        let title = door.title.isEmpty ? t("You are expected here") : door.title
        return narrowPage(
            title,
            """
            <h1>\(typeset(title))</h1>
            <p class="lead">\(t("To go on, sign in: no password, but a link that we send you."))</p>
            \(againForm(token, t("Send me my sign-in link")))
            <p class="quiet">\(t("It goes to the address that received this email, is valid for ten minutes, and leads to the right page."))</p>
            """)
    }

    /// The same whether a letter left or too many have: it does not say to whom.
    public var letterSentAgainPage: HTML {
        narrowPage(
            t("Check your email"),
            """
            <h1>\(t("Check your email"))</h1>
            <p class="lead">\(t("An email with a link is on its way to the address that received the first one."))</p>
            \(letterDoor())
            <p>\(t("Open the link within ten minutes, in this browser. In another one, it asks for the six digits in the same email."))</p>
            <section class="sect flow flow-2" aria-labelledby="nothing"><h2 id="nothing" class="h4">\(t("Nothing after a few minutes?"))</h2>
            <p>\(t("Look in your spam folder."))</p>
            <p><a class="go" href="\(to("/connexion"))">\(t("Ask with your address"))</a></p></section>
            """)
    }

    /// A press that sends a link to whoever this one was sent to.
    func againForm(_ token: String, _ label: String, isMain: Bool = true) -> HTML {
        let manner: HTML = isMain ? "btn main" : "btn"
        return form(
            to: "/connexion/\(token)",
            """
            \(hidden("again", "on"))
            <p><button class="\(manner)">\(icon("mail"))\(label)</button></p>
            """)
    }

    /// What a letter says of its door.
    public func doorWords(_ door: SignInLetter) -> String {
        t(
            """
            The button opens a page that sends you a link to sign in, until \(formats.moment(door.endsAt)). After that, ask for one \
            on the sign-in page with this mail address.
            """)
    }
}
