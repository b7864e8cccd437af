import Web

extension Reader {
    func mailPage(
        _ setting: MailSetting, _ problems: Set<SettingProblem> = [], now: MailSetting? = nil, done: String? = nil
    ) -> HTML {
        let faults = faults(for: problems)
        return settingsDesk(
            t("Mail"),
            """
            \(faultSummary(faults))\(mailDone(done))\(now.map { outdatedNotice(facts(of: $0)) })
            \(setting.isUsable || !problems.isEmpty ? "" : noMailNotice(setting))
            \(form(to: "/agence/reglages/courriel", attributes: "class=\"flow flow-5\"", mailFields(setting, faults)))
            \(setting.isUsable && problems.isEmpty && now == nil ? testForm : "")
            """)
    }

    private func mailDone(_ word: String?) -> HTML {
        switch word {
        case "saved": doneNotice(t("The settings are saved. Send yourself a test message to be sure."))
        case "test":
            """
            <div class="notice ok" role="status" tabindex="-1" autofocus><p>\(t("A test message is on its way to you."))
            <a href="\(to("/agence/messages"))">\(t("If it has not come in five minutes, look at the sent messages."))</a></p></div>
            \(letterDoor())
            """
        default: ""
        }
    }

    private func noMailNotice(_ setting: MailSetting) -> HTML {
        guard setting.kept != .lost else {
            return """
                <div class="notice warn"><h2>\(t("No message leaves any more."))</h2>\
                <p>\(t("The key that opens the kept password is not on this machine: type the password again. Letters wait meanwhile."))</p></div>
                """
        }
        return """
            <div class="notice warn"><h2>\(t("No message leaves yet."))</h2>\
            <p>\(t("Receipts, reminders and sign-in links wait until a server and a sender are given here. Ask whoever runs your mail for them."))</p></div>
            """
    }

    private func mailFields(_ setting: MailSetting, _ faults: [Fault]) -> HTML {
        """
        \(hidden("revision", String(setting.revision)))
        <fieldset class="flow"><legend class="h3 title">\(t("Sender"))</legend><div class="fields">
        \(field("from_name", t("Name that people see"), setting.fromName, faults: faults))
        \(field("from_email", t("Mail address of the sender"), setting.fromEmail, kind: .email,
                hint: answersHint, faults: faults))</div></fieldset>
        <fieldset class="flow"><legend class="h3 title">\(t("Server"))</legend><div class="fields">
        \(field("server", t("Outgoing server (SMTP)"), setting.server, hint: t("As smtp.example.org"), faults: faults))
        \(field("port", t("Port"), String(setting.port), faults: faults, isShort: true, attributes: "inputmode=\"numeric\""))
        \(choiceList("security", t("Encryption"), MailSetting.Security.allCases.map { ($0.rawValue, name(of: $0)) },
                chosen: setting.security.rawValue, faults: faults))
        \(field("user_name", t("User name"), setting.userName, attributes: "autocomplete=\"off\""))
        \(field("password", t("Password"), "", kind: .password, hint: passwordHint(setting), faults: faults,
                attributes: "autocomplete=\"new-password\""))</div></fieldset>
        <p><button class="btn main">\(t("Save"))</button></p>
        """
    }

    private func passwordHint(_ setting: MailSetting) -> String {
        switch setting.kept {
        case .typed: t("Type it again: a page never gives back what was typed here.")
        case .lost: t("The one that is kept cannot be read here: type it again.")
        case .byMachine:
            t("The machine keeps it, outside the database. Type it to change server, port, encryption or user.")
        case .inClear:
            t(
                """
                One is kept, where whoever has a copy of the database can read it: the machine has no key yet. Whoever runs it \
                finds how in the guide.
                """)
        case .sealed where setting.password.isEmpty: t("Empty if the server asks for none.")
        case .sealed:
            t(
                """
                One is kept, and not shown. Leave empty to keep it; type it again to change server, port, encryption or user.
                """)
        }
    }

    private var answersHint: String {
        t(
            """
            Whoever reads this box gets the answers to sign-in links and test messages. Answers to letters about a file \
            go to the mail address for the public, under “Agency”; here too while there is none.
            """)
    }

    private var testForm: HTML {
        """
        <section class="sect flow"><h2 class="h3">\(t("Try it"))</h2>
        \(form(to: "/agence/reglages/courriel/essai", """
            <p class="row"><button class="btn">\(t("Send me a test message"))</button> \
            <span class="quiet">\(t("It goes to your own address, with the settings saved above."))</span></p>
            """))</section>
        """
    }

    private func name(of security: MailSetting.Security) -> String {
        switch security {
        case .starttls: t("STARTTLS, usually with port 587")
        case .tls: t("TLS from the start, usually with port 465")
        case .none: t("None: only for a server on this machine")
        }
    }

    private func facts(of setting: MailSetting) -> [(label: String, value: String)] {
        [
            (t("Name that people see"), setting.fromName), (t("Mail address of the sender"), setting.fromEmail),
            (t("Outgoing server (SMTP)"), setting.server), (t("Port"), String(setting.port)),
            (t("Encryption"), name(of: setting.security)), (t("User name"), setting.userName),
        ].filter { !$0.1.isEmpty }
    }

    private func faults(for problems: Set<SettingProblem>) -> [Fault] {
        (accountFaults + passwordFaults).filter { problems.contains($0.problem) }.map(\.fault)
    }

    private var accountFaults: [(problem: SettingProblem, fault: Fault)] {
        let open = t("Mail would cross the network for all to read: choose STARTTLS or TLS.")
        let inside = t(
            "This address is inside the network. Whoever runs the machine can open it for mail: the guide says how.")
        return [
            (.senderMissing, Fault("from_email", t("Give the address messages come from."))),
            (.noSuchEmail, Fault("from_email", t("This is not a mail address: name@example.org."))),
            (.noSuchServer, Fault("server", t("Write the name of the server alone, as smtp.example.org."))),
            (.inside, Fault("server", inside)), (.inClear, Fault("security", open)),
            (.noSuchPort, Fault("port", t("A mail server listens on port 587, 465, 25 or 2525."))),
        ]
    }

    private var passwordFaults: [(problem: SettingProblem, fault: Fault)] {
        let wrong = t("The machine keeps another password. Whoever runs it can change it there.")
        let keyless = t(
            "It cannot be kept: the machine has no key to seal it with. Whoever runs it finds how in the guide.")
        return [
            (.passwordMissing, Fault("password", t("This is another account than before: type its password."))),
            (.passwordWrong, Fault("password", wrong)), (.keyMissing, Fault("password", keyless)),
        ]
    }
}
