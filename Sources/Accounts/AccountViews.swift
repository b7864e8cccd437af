import Web
import Words

extension Reader {
    func accountPage(
        _ screen: AccountScreen, typed: AccountForm? = nil, flaws: [Account.Flaw] = [], isSaved: Bool = false,
        isOutdated: Bool = false
    ) -> HTML {
        let faults = flaws.map(fault)
        return desk(
            PageHead(t("My account")),
            """
            <div class="wrap narrow flow flow-6">\(faultSummary(faults))\(doneNotice(isSaved ? t("Your account is saved.") : nil))
            \(isOutdated ? outdatedNotice(screen.account) : "")<h1>\(t("My account"))</h1>
            \(descriptionForm(screen.account, typed, faults))
            \(factorSection)
            \(sessionList(screen.sessions))</div>
            """)
    }

    private func outdatedNotice(_ account: Account) -> HTML {
        """
        <div class="notice bad" role="alert"><h2>\(t("Changed in another window"))</h2>
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
        let question = t("What are you called? Until you say so, your address stands in its place.")
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

    private func sessionList(_ sessions: [SessionLine]) -> HTML {
        """
        <section class="sect flow" aria-labelledby="sessions"><h2 id="sessions">\(t("Where you are signed in"))</h2>
        <div class="scroll" role="region" tabindex="0" aria-labelledby="open-sessions"><table class="table stack-sm">
        <caption id="open-sessions" class="vh">\(t("Open sessions"))</caption>
        <thead><tr><th scope="col">\(t("Signed in on"))</th><th scope="col">\(t("Last saved something on"))</th></tr></thead>
        <tbody>\(sessions.map(sessionRow))</tbody></table></div>
        <p class="quiet">\(t("A session ends after 60 days, and after 14 days in which nothing was saved."))</p>
        \(form(to: "/mon-compte/quitter-partout", "<p><button class=\"btn\">\(t("Sign out everywhere"))</button></p>"))</section>
        """
    }

    private func sessionRow(_ line: SessionLine) -> HTML {
        let formats = Formats(language: language.rawValue)
        let mark: HTML = line.isThisOne ? " <span class=\"tag\">\(t("this window"))</span>" : ""
        return """
            <tr><th scope="row" class="name">\(formats.moment(line.session.createdAt))\(mark)</th>
            <td data-th="\(t("Last saved something on"))">\(formats.moment(line.session.seenAt))</td></tr>
            """
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
