import SecondFactor
import Web

// Setting a factor up, and the paper that comes with it.
extension Reader {
    /// The app or a passkey, whichever is at hand.
    func setupChoices(_ screen: FactorScreen, _ faults: [Fault]) -> HTML {
        guard screen.hasKey else {
            let words = t("This machine keeps no secrets yet: whoever runs it names a key in RALLYNOV_KEY first.")
            return "<div class=\"notice warn\"><p>\(words)</p></div>"
        }
        let passkey: HTML = """
            <section class="sect flow" aria-labelledby="with-passkey"><h2 id="with-passkey">\(t("With a passkey"))</h2>
            <p>\(t("Your fingerprint, your face or a PIN on this device, or a security key: nothing to type."))</p>
            \(newPasskeyDoor(screen, faults))</section>
            """
        return """
            \(screen.factors.appSince == nil ? appChoice(screen) : "")
            \(screen.takesPasskeys ? passkey : withoutPasskeys)
            """
    }

    private func appChoice(_ screen: FactorScreen) -> HTML {
        let button: HTML = "<p><button class=\"btn\">\(t("Set up an app"))</button></p>"
        return """
            <section class="sect flow" aria-labelledby="with-app"><h2 id="with-app">\(t("With an app on your phone"))</h2>
            <p>\(t("It shows a six-digit code, even offline. Any authenticator app will do."))</p>
            \(factorForm(to: "/second-facteur/application", screen, button))</section>
            """
    }

    /// The secret, for a telephone to read or for a hand to copy, and the first code that confirms it.
    func appPage(_ screen: FactorScreen, _ secret: TimeCode) -> HTML {
        let faults = appFaults(screen.trial)
        let issuer = [frame.campaign, frame.agency].first { !$0.isEmpty } ?? "Rallynov"
        let address = secret.address(issuer: issuer, account: screen.holder.name)
        let button: HTML = "<p><button class=\"btn main\">\(t("Confirm"))</button></p>"
        return setupPage(
            screen, t("Set up an app"),
            """
            \(faultSummary(faults))<h1>\(t("Set up an app"))</h1>
            <ol class="flow"><li class="flow flow-2"><p>\(t("Open an authenticator app on your phone, and add an account."))</p></li>
            <li class="flow flow-2"><p>\(t("Point its camera at the QR code, or type this key:"))</p>\(square(address))
            <p><code class="secret">\(secret.groups.joined(separator: " "))</code></p>
            <p><a class="go" href="\(address)">\(t("On the phone itself: open it in the app"))</a></p></li>
            <li class="flow flow-2"><p>\(t("Type the code that it shows now."))</p>
            \(factorForm(to: "/second-facteur/application/code", screen, "\(codeField(screen, faults))\(button)"))</li></ol>
            """)
    }

    /// What a camera reads; nothing where an address is longer than a square holds. The key below says the same.
    private func square(_ address: String) -> HTML {
        guard let code = QRCode(address) else { return "" }
        let edge = code.size + 8
        return """
            <svg class="square" viewBox="-4 -4 \(edge) \(edge)" role="img" aria-label="\(t("The key as a QR code"))">\
            <rect x="-4" y="-4" width="\(edge)" height="\(edge)" fill="#fff"/><path d="\(code.path)" fill="#000"/></svg>
            """
    }

    /// Nobody guesses here: a wrong first code is a slip, or a clock that is off.
    private func appFaults(_ trial: FactorTrial?) -> [Fault] {
        guard case .wrong = trial?.refusal else { return factorFaults(trial) }
        let words = t(
            "This code does not match this key. Wait for the next one; if that fails too, set your phone’s clock.")
        return [Fault("code", words)]
    }

    private func setupPage(_ screen: FactorScreen, _ title: String, _ main: HTML) -> HTML {
        guard !screen.holder.isHalf else { return factorDoor(title, main) }
        return desk(PageHead(title), "<div class=\"wrap narrow flow flow-5\">\(main)</div>")
    }

    /// Shown this once, to be printed.
    func recoveryCodesPage(_ codes: [RecoveryCode], onward path: String) -> HTML {
        let lines = codes.map { code -> HTML in "<li><code>\(code.description)</code></li>" }
        return factorDoor(
            t("Your recovery codes"),
            """
            <div class="notice ok" role="status"><p>\(t("It is done."))</p></div><h1>\(t("Your recovery codes"))</h1>
            <p class="lead">\(t("Print this page or copy them by hand: they are not shown again."))</p>
            <p>\(t("Each works once, for when you have neither your phone nor your key at hand. Keep them apart from both."))</p>
            <ol class="codes">\(lines)</ol>
            <p><a class="btn main" href="\(to(path))">\(t("I have saved them: continue"))</a></p>
            """)
    }
}
