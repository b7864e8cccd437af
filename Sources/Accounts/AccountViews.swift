import Web
import Words

extension Reader {
    func accountPage(
        _ screen: AccountScreen, typed: AccountForm? = nil, flaws: [Account.Flaw] = [], done: String? = nil,
        isOutdated: Bool = false
    ) -> HTML {
        let faults = flaws.map(fault)
        return desk(
            PageHead(t("My account")),
            """
            <div class="wrap narrow flow flow-6">\(faultSummary(faults))\(doneNotice(done.flatMap(accountDone)))
            \(isOutdated ? outdatedNotice(screen.account) : "")<h1>\(t("My account"))</h1>
            \(descriptionForm(screen.account, typed, faults))
            \(factorSection(screen))
            \(sessionPart(screen.sessions))</div>
            """)
    }

    private func outdatedNotice(_ account: Account) -> HTML {
        """
        <div class="notice bad" role="alert" tabindex="-1" autofocus><h2>\(t("Changed in another window"))</h2>
        <p>\(t("Your account changed since this page was opened. Below is what you typed; saved now: \(account.name), \(account.function)."))</p></div>
        """
    }

    private func functionField(_ function: String, _ faults: [Fault]) -> HTML {
        let hint = t("In a few words, as: director, union delegate, volunteer.")
        return field(
            "function", t("What you do"), function, hint: hint, faults: faults,
            attributes: #"autocomplete="organization-title""#)
    }

    private func descriptionForm(_ account: Account, _ typed: AccountForm?, _ faults: [Fault]) -> HTML {
        let name = account.isNameless ? "" : account.name
        let question = t("What is your name? Until you enter it, your address is shown instead.")
        let asked = account.isNameless ? question : nil
        return form(
            to: "/mon-compte", attributes: "class=\"flow flow-5\" novalidate",
            """
            \(hidden("revision", String(account.revision)))
            <div class="field"><span class="label">\(t("Mail address"))</span><p>\(account.email)</p>
            <p class="hint">\(t("Your links are sent there. To change it, write to the agency."))</p></div>
            \(field("name", t("First and last name"), typed?.name ?? name, hint: asked, faults: faults, attributes: "autocomplete=\"name\" required"))
            \(functionField(typed?.function ?? account.function, faults))
            \(choiceList("language", t("Language of the letters you receive"), languages, chosen: (typed?.language ?? account.language).rawValue))
            <p><button class="btn main">\(t("Save"))</button></p>
            """)
    }

    private var languages: [(value: String, label: String)] {
        [(Language.french.rawValue, t("French")), (Language.english.rawValue, t("English"))]
    }

    private func accountDone(_ word: String) -> String? {
        switch word {
        case "saved": t("Your account is saved.")
        case "ended": t("That session is ended.")
        case "others-ended": t("All your other sessions are ended.")
        default: nil
        }
    }

    /// On other pages that ask somebody who they are.
    public func accountFault(_ flaw: Account.Flaw) -> Fault { fault(flaw) }

    private func fault(_ flaw: Account.Flaw) -> Fault {
        switch flaw {
        case .nameMissing: Fault("name", t("Type your name."))
        case .nameTooLong: Fault("name", t("Shorten the name to \(Account.longest) characters."))
        case .functionTooLong: Fault("function", t("Shorten what you do to \(Account.longest) characters."))
        }
    }
}
