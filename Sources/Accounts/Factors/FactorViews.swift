import Foundation
import SecondFactor
import Web
import Words

// Between a link that was opened and a session that opens something.
extension Reader {
    /// Whoever has a factor is asked for it; whoever must have one, and has none, is led to set it up.
    func halfPage(_ screen: FactorScreen) -> HTML {
        screen.factors.hasAny ? factorPage(screen) : firstFactorPage(screen)
    }

    private func factorPage(_ screen: FactorScreen) -> HTML {
        let faults = factorFaults(screen.trial).filter(screen.isShown)
        return factorDoor(
            t("Second factor"),
            """
            \(faultSummary(faults))<h1>\(t("Second factor"))</h1>
            <p class="lead">\(t("Your link works. One more proof, and you are in as \(screen.holder.name)."))</p>
            \(screen.factors.passkeys.isEmpty || !screen.takesPasskeys ? "" : passkeyDoor(screen, faults))
            \(codeDoors(screen, faults))
            \(leavingDoor)
            """)
    }

    private func firstFactorPage(_ screen: FactorScreen) -> HTML {
        let faults = factorFaults(screen.trial)
        return factorDoor(
            t("Set up your second factor"),
            """
            \(faultSummary(faults))<h1>\(t("Set up your second factor"))</h1>
            <p class="lead">\(t("The agency asks everybody of its team for one more proof beside the link: a few minutes, once."))</p>
            \(setupChoices(screen, faults))
            \(leavingDoor)
            """)
    }

    /// A page without a session: narrow, and with nothing to open.
    func factorDoor(_ title: String, _ main: HTML) -> HTML {
        page(PageHead(title, isHidden: true), "<div class=\"wrap narrow flow flow-5\">\(main)</div>")
    }

    /// A form of whoever stands before the second factor, with the token of their session, open or half open.
    func factorForm(to path: String, _ screen: FactorScreen, attributes: HTML = "", _ fields: HTML) -> HTML {
        """
        <form method="post" action="\(to(path))" class="flow" novalidate\(attributes.isEmpty ? "" : " ")\(attributes)>
        \(hidden("token", screen.holder.formToken))\(hidden("next", screen.next.description))
        \(fields)
        </form>
        """
    }

    /// The six digits of the app: figures on a telephone, and a message may fill them in.
    func codeField(_ screen: FactorScreen, _ faults: [Fault]) -> HTML {
        field(
            "code", t("Six-digit code"), screen.trial?.field == "code" ? screen.trial?.typed ?? "" : "",
            hint: t("In the app on your phone. It changes every half minute, and works once."), faults: faults,
            isShort: true, attributes: #"inputmode="numeric" autocomplete="one-time-code" spellcheck="false" required"#)
    }

    private func codeDoors(_ screen: FactorScreen, _ faults: [Fault]) -> HTML {
        let button: HTML = "<p><button class=\"btn main\">\(t("Enter"))</button></p>"
        guard screen.factors.appSince != nil else { return recoveryDoor(screen, faults) }
        let app: HTML =
            screen.pausedUntil.map(appPause)
            ?? factorForm(to: "/second-facteur", screen, "\(codeField(screen, faults))\(button)")
        return "\(app)\(recoveryDoor(screen, faults))"
    }

    private func recoveryDoor(_ screen: FactorScreen, _ faults: [Fault]) -> HTML {
        let isTyped = screen.trial?.field == "recovery"
        let code = field(
            "recovery", t("Recovery code"), isTyped ? screen.trial?.typed ?? "" : "",
            hint: t("From the paper you printed, as in ABCD-EFGH-JKLM. Each works once."), faults: faults,
            attributes: #"autocomplete="off" autocapitalize="characters" spellcheck="false" required"#)
        let button: HTML = "<p><button class=\"btn\">\(t("Enter with this code"))</button></p>"
        let door: HTML =
            screen.paperPausedUntil.map(paperPause)
            ?? factorForm(to: "/second-facteur/secours", screen, "\(code)\(button)")
        let isOpen = isTyped || screen.pausedUntil != nil
        let left = screen.factors.codesLeft
        return """
            <details class="flow"\(isOpen ? " open" : "")><summary>\(t("No phone or key at hand?"))</summary>
            <p>\(t("\(left) recovery code is left.", "\(left) recovery codes are left.", count: left))</p>
            \(door)
            <p class="quiet">\(t("If you have lost these too, write to the agency: it can take your second factor away."))</p></details>
            """
    }

    private func appPause(_ until: Date) -> HTML {
        pauseNotice(
            t(
                """
                No code from the app is accepted before \(pauseEnd(until)). A recovery code works meanwhile, or come back to \
                this page then.
                """))
    }

    private func paperPause(_ until: Date) -> HTML {
        pauseNotice(
            t("No recovery code is accepted before \(pauseEnd(until)). Nothing is lost: come back to this page then."))
    }

    private func pauseNotice(_ words: String) -> HTML {
        """
        <div class="notice warn" role="alert"><h2>\(t("Too many wrong codes"))</h2>
        <p>\(words)</p></div>
        """
    }

    /// The minute from which a code is looked at again.
    func pauseEnd(_ until: Date) -> String {
        formats.moment(Date(timeIntervalSince1970: (until.timeIntervalSince1970 / 60).rounded(.up) * 60))
    }

    private var leavingDoor: HTML {
        let out: HTML = "<button class=\"link\">\(t("Sign out"))</button>"
        return form(to: "/deconnexion", "<p class=\"quiet\">\(t("Not you, or not now?")) \(out)</p>")
    }

    /// What stands against what was typed last.
    func factorFaults(_ trial: FactorTrial?) -> [Fault] {
        guard let trial else { return [] }
        guard let refusal = trial.refusal else {
            let isPaper = trial.field == "recovery"
            let words =
                isPaper
                ? t("A recovery code has twelve letters and digits, as in ABCD-EFGH-JKLM.")
                : t("A code has six digits. Type them as the app shows them.")
            return [Fault(trial.field, words)]
        }
        return [Fault(trial.field, words(for: refusal))]
    }

    private func words(for refusal: FactorRefusal) -> String {
        switch refusal {
        case .wrong(let left):
            t(
                "This code is wrong, or has been used already. One more try before a pause.",
                "This code is wrong, or has been used already: try another one. \(left) tries before a pause.",
                count: left)
        case .paused(let until): t("Too many wrong codes: no code is accepted before \(pauseEnd(until)).")
        case .nothingBegun: t("This was done already, or taken away meanwhile. Reload the page.")
        case .passkey: t("The passkey did not answer, or is not one of yours here. Try again.")
        case .required: t("Your role asks for a second factor: add another one before you take this one away.")
        case .noKey: t("This machine keeps no secrets yet: its key is missing.")
        }
    }
}
