import SecondFactor
import Web
import Words

// Somebody's second factors, on their own account.
extension Reader {
    /// Those that are in service and the way to them, on the account's page.
    func factorSection(_ screen: AccountScreen) -> HTML {
        """
        <section class="sect flow" aria-labelledby="factor"><h2 id="factor">\(t("Second factor"))</h2>
        <p>\(t("One more proof besides the link in an email: an app on your phone, or a passkey."))</p>
        \(screen.factors.hasAny ? inService(screen.factors) : "<p>\(standing(screen.factors))</p>")
        \(screen.takesPasskeys ? "" : withoutPasskeys)
        <p><a class="go" href="\(to("/mon-compte/second-facteur"))">\(t("View and change it"))</a></p></section>
        """
    }

    private func inService(_ factors: Factors) -> HTML {
        let names = formats.list(factors.passkeys.map(\.name))
        let app = factors.appSince.map { t("App on your phone, in use since \(formats.day($0))") }
        let keys = t("Passkey: \(names)", "Passkeys: \(names)", count: factors.passkeys.count)
        let left = factors.codesLeft
        let paper = t(
            "\(left) recovery code is left on paper", "\(left) recovery codes are left on paper", count: left)
        let lines = [app, factors.passkeys.isEmpty ? nil : keys, paper].compactMap { $0 }
        return "<ul>\(lines.map { line -> HTML in "<li>\(line)</li>" })</ul>"
    }

    /// Why no passkey is offered.
    var withoutPasskeys: HTML {
        """
        <p class="quiet">\(t("""
            No passkey can be added here: browsers tie them to a name that is reached by https, and the address of this site is \
            \(frame.address).
            """))</p>
        """
    }

    func ownFactorsPage(_ screen: FactorScreen, done: String? = nil) -> HTML {
        let faults = factorFaults(screen.trial)
        return factorDesk(
            t("Second factor"), faults, done: factorDone(done), isAll: true,
            """
            <p class="lead">\(standing(screen.factors))</p>
            \(screen.factors.appSince == nil ? "" : appLine(screen))
            \(screen.factors.passkeys.isEmpty ? "" : passkeyTable(screen.factors.passkeys))
            \(screen.factors.hasAny ? codesLine(screen.factors.codesLeft) : "")
            \(setupChoices(screen, faults))
            """)
    }

    private func standing(_ factors: Factors) -> String {
        guard !factors.hasAny else {
            return t("After the link in your email, this site asks you for one of these.")
        }
        return t("You sign in with the link in an email alone: whoever reads your mail gets in. Add one more proof.")
    }

    private func appLine(_ screen: FactorScreen) -> HTML {
        let since = screen.factors.appSince.map { formats.day($0) } ?? ""
        return """
            <section class="sect flow" aria-labelledby="app"><h2 id="app">\(t("App on your phone"))</h2>
            <p>\(t("In use since \(since)."))</p>
            <p><a class="go" href="\(to("/mon-compte/second-facteur/application/retirer"))">\(t("Remove the app"))</a></p></section>
            """
    }

    private func passkeyTable(_ passkeys: [Passkey]) -> HTML {
        """
        <section class="sect flow" aria-labelledby="passkeys"><h2 id="passkeys">\(t("Passkeys"))</h2>
        <div class="scroll" role="region" tabindex="0" aria-labelledby="own-passkeys"><table class="table stack-sm">
        <caption id="own-passkeys" class="vh">\(t("Your passkeys"))</caption>
        <thead><tr><th scope="col">\(t("Name"))</th><th scope="col">\(t("Added on"))</th><th scope="col">\(t("Last used on"))</th></tr></thead>
        <tbody>\(passkeys.map(passkeyRow))</tbody></table></div></section>
        """
    }

    private func passkeyRow(_ passkey: Passkey) -> HTML {
        let used = passkey.usedAt.map { formats.moment($0) } ?? t("Never")
        return """
            <tr><th scope="row" class="name"><a href="\(to("/mon-compte/second-facteur/cles/\(passkey.id)"))">\(passkey.name)</a></th>
            <td data-th="\(t("Added on"))">\(formats.day(passkey.createdAt))</td><td data-th="\(t("Last used on"))">\(used)</td></tr>
            """
    }

    private func codesLine(_ left: Int) -> HTML {
        """
        <section class="sect flow" aria-labelledby="codes"><h2 id="codes">\(t("Recovery codes"))</h2>
        <p>\(t("\(left) recovery code is left.", "\(left) recovery codes are left.", count: left))</p>
        <p><a class="go" href="\(to("/mon-compte/second-facteur/codes"))">\(t("Make ten new ones"))</a></p></section>
        """
    }

    func removeAppPage(_ screen: FactorScreen) -> HTML {
        let faults = removalFaults(screen)
        let lead: HTML = """
            <p class="lead">\(t("From then on its codes no longer work. Your other proofs stay."))</p>
            """
        return factorDesk(
            t("Remove the app"), faults,
            """
            \(screen.factors.mayGo ? lead : "")
            \(removalForm(to: "/mon-compte/second-facteur/application/retirer", screen, faults))
            """)
    }

    /// Nothing is offered that would be refused: what must be done first is said in its place.
    func removalForm(to path: String, _ screen: FactorScreen, _ faults: [Fault]) -> HTML {
        guard !screen.factors.mayGo else { return provenForm(to: path, screen, faults, t("Remove it")) }
        let alert: HTML = screen.trial == nil ? "" : " role=\"alert\" tabindex=\"-1\" autofocus"
        let canAdd = screen.hasKey && (screen.takesPasskeys || screen.factors.appSince == nil)
        let way: HTML = """
            <p>\(t("Add another one first: then this one can go."))</p>
            <p><a class="go" href="\(to("/mon-compte/second-facteur"))">\(t("Add another second factor"))</a></p>
            """
        return """
            <div class="notice warn"\(alert)><p>\(t("Your role asks for a second factor, and this is the only one you have."))</p>
            \(canAdd ? way : withoutPasskeys)</div>
            """
    }

    /// During a refusal without a form there is no field that a fault could lead to.
    func removalFaults(_ screen: FactorScreen) -> [Fault] {
        screen.factors.mayGo ? factorFaults(screen.trial) : []
    }

    func renewCodesPage(_ screen: FactorScreen) -> HTML {
        let faults = factorFaults(screen.trial)
        return factorDesk(
            t("Make new recovery codes"), faults,
            """
            <p class="lead">\(t("The ones you have stop working once the new ones are made."))</p>
            \(provenForm(to: "/mon-compte/second-facteur/codes", screen, faults, t("Make ten new ones")))
            """)
    }

    /// What is done for whoever types one more code.
    func provenForm(to path: String, _ screen: FactorScreen, _ faults: [Fault], _ button: String) -> HTML {
        let code = field(
            "code", t("One more code"), screen.trial?.typed ?? "",
            hint: t("Six digits of the app, or a recovery code."), faults: faults, isShort: true,
            attributes: #"autocomplete="one-time-code" spellcheck="false" required"#)
        return form(
            to: path, attributes: "class=\"flow\" novalidate",
            "\(code)<p><button class=\"btn\">\(button)</button></p>")
    }

    /// A page of one's second factors, with the way back to all of them or, from there, to the account.
    func factorDesk(
        _ title: String, _ faults: [Fault], done: String? = nil, isAll: Bool = false, _ main: HTML
    ) -> HTML {
        let back = isAll ? ("/mon-compte", t("My account")) : ("/mon-compte/second-facteur", t("Second factor"))
        return desk(
            PageHead(title),
            """
            <div class="wrap narrow flow flow-6">\(faultSummary(faults))\(doneNotice(done))
            <p class="path"><a href="\(to(back.0))">\(back.1)</a></p><h1>\(title)</h1>
            \(main)</div>
            """)
    }

    private func factorDone(_ word: String?) -> String? {
        switch word {
        case "added": t("It is added.")
        case "removed": t("It is removed.")
        case "named": t("The name is saved.")
        default: nil
        }
    }
}
