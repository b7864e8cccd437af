import Web

extension Reader {
    func newPersonPage(
        _ form: PersonForm, _ editions: [Edition], _ problems: Set<PersonForm.Problem> = [], clashes: [Hat] = [],
        near: [HatWearer] = [], chairs: [String] = []
    ) -> HTML {
        let faults = faults(for: problems)
        let languages = [(Language.french.rawValue, t("French")), (Language.english.rawValue, t("English"))]
        return desk(
            PageHead(t("Add somebody"), isHidden: true),
            """
            <div class="wrap flow flow-5"><p class="path"><a href="\(to("/agence/personnes"))">\(t("People"))</a></p><h1>\(t("Add somebody"))</h1>
            \(faultSummary(faults))
            \(self.form(
                to: "/agence/personnes/nouvelle", attributes: "class=\"flow flow-5\"",
                """
                \(near.isEmpty ? "" : nearPart(near, faults))
                <div class="fields">\(field("name", t("Name"), form.name, faults: faults)) \
                \(field("email", t("Mail address"), form.email, kind: .email, hint: t("Somebody who has an account is found by it."), faults: faults))
                \(field("function", t("What they do"), form.function, faults: faults)) \
                \(choiceList("language", t("Language we write in"), languages, chosen: form.language.rawValue))</div>
                \(hatFields(form, editions, faults, clashes: clashes, chairs: chairs))
                \(tick("invited", t("Send an invitation with a link, good for a week"), isOn: form.isInvited))
                <p><button class="btn main">\(t("Add"))</button></p>
                """))</div>
            """)
    }

    /// Those whom it may be, and the word that it is somebody else.
    private func nearPart(_ near: [HatWearer], _ faults: [Fault]) -> HTML {
        let lines = near.map { one -> HTML in
            "<li><a href=\"\(to(one.id.path))\">\(typeset(one.name))</a>, \(one.email)</li>"
        }
        let options = [(value: "", label: t("Choose")), (value: "new", label: t("Somebody else: they are added"))]
        return """
            <div class="notice warn flow flow-2"><p>\(t("""
                Nearly this name stands here under another address. If it is the same person, give the role on their page:
                """))</p>
            <ul>\(lines)</ul>\(choiceList("near", t("Who it is"), options, chosen: "", faults: faults))</div>
            """
    }

    func personPage(
        _ screen: PersonScreen, _ form: PersonForm, _ editions: [Edition], _ problems: Set<PersonForm.Problem> = [],
        clashes: [Hat] = [], chairs: [String] = []
    ) -> HTML {
        let faults = faults(for: problems)
        let (person, done) = (screen.person, screen.done)
        let address = person.id.path
        let invitation = self.form(
            to: address + "/invitation", "<button class=\"btn\">\(t("Send an invitation"))</button>")
        return desk(
            PageHead(person.name, isHidden: true),
            """
            <div class="wrap flow flow-5"><p class="path"><a href="\(to("/agence/personnes"))">\(t("People"))</a></p>
            <header class="row between"><div><h1>\(typeset(person.name))</h1>\
            <p class="quiet">\(inFrench(person.function))\(person.function.isEmpty ? "" : ", ")\(person.email)</p></div>
            \(screen.access.disabledAt == nil ? invitation : "")</header>
            \(faultSummary(faults))\(screen.notice)\(personNotice(done, person))\(screen.isKept ? keptNotice(person) : "")
            <section class="sect flow" aria-labelledby="hats"><h2 id="hats" class="h3">\(t("Roles"))</h2>\
            \(hatList(person, editions))\(endedList(person, editions))</section>
            <section class="sect flow" aria-labelledby="give"><h2 id="give" class="h3">\(t("Give a role"))</h2>
            \(self.form(to: address + "/roles", attributes: "class=\"flow\"", """
                \(hatFields(form, editions, faults, clashes: clashes, chairs: chairs))<p><button class="btn main">\(t("Give this role"))</button></p>
                """))</section>\(accessPart(screen.access, of: person.id))</div>
            """)
    }

    private func hatList(_ person: HatWearer, _ editions: [Edition]) -> HTML {
        guard !person.hats.isEmpty else {
            return "<p class=\"quiet\">\(t("No role: this person signs in and sees nothing."))</p>"
        }
        let items = person.hats.map { hat -> HTML in
            let query = Fields([
                (name: "role", value: hat.role.description), (name: "edition", value: hat.edition?.description ?? ""),
            ])
            let path = "\(to(person.id.path + "/roles/retirer"))?\(query.urlEncoded)"
            return """
                <div><dt>\(words(for: hat, editions))</dt><dd>\(rights(of: hat.role))</dd>\
                <dd class="acts"><a href="\(path)">\(t("Take back"))<span class="vh">\(colon)\(words(for: hat, editions))</span></a></dd></div>
                """
        }
        return "<dl class=\"record\">\(items)</dl>"
    }

    private func endedList(_ person: HatWearer, _ editions: [Edition]) -> HTML {
        guard !person.ended.isEmpty else { return "" }
        let items = person.ended.map { role -> HTML in
            "<div><dt>\(words(for: role.hat, editions))</dt><dd>\(t("until \(formats.moment(role.at))"))</dd></div>"
        }
        return "<h3 class=\"h4\">\(t("Roles that have ended"))</h3><dl class=\"record\">\(items)</dl>"
    }

    func refusalNotice(_ refusal: Hat.Refusal) -> HTML {
        let words =
            switch refusal {
            case .ownAdministrator: t("You cannot take back your own role of administrator. Another administrator can.")
            case .lastAdministrator: t("This is the last administrator. Name another one first.")
            }
        return "<div class=\"notice bad\" role=\"alert\" tabindex=\"-1\" autofocus><p>\(words)</p></div>"
    }

    private func personNotice(_ done: String?, _ person: HatWearer) -> HTML {
        guard let done, let sentence = personDone(done, person.email) else { return "" }
        let leavesLetter = ["invited", "revoked", "added-invited"].contains(done)
        return "\(doneNotice(sentence))\(leavesLetter ? letterDoor(to: person.email) : "")"
    }

    /// Nobody's name changes because somebody else typed it otherwise.
    private func keptNotice(_ person: HatWearer) -> HTML {
        let words = t(
            """
            \(person.email) has an account already, under the name “\(typeset(person.name))”: the role is given to it. Another name or function \
            that you typed is not kept; whoever has the account changes them.
            """)
        return "<div class=\"notice warn\"><p>\(sentence(words))</p></div>"
    }

    private func personDone(_ word: String, _ email: String) -> String? {
        switch word {
        case "added": t("The person has this role from now on. No invitation is sent to \(email).")
        case "added-invited": t("The person has this role from now on, and an invitation is on its way to \(email).")
        case "added-waiting":
            t("The person has this role from now on. The invitation to \(email) waits, and leaves once mail is set up.")
        case "added-disabled":
            t("The person has this role from now on. No invitation is sent to \(email): this account is disabled.")
        case "known": t("\(email) had this role already: nothing is changed, and no invitation is sent.")
        case "granted": t("The role is given.")
        case "revoked": t("The role is taken back.")
        case "invited": t("An invitation is on its way to \(email).")
        default: accessDone(word)
        }
    }

    private func faults(for problems: Set<PersonForm.Problem>) -> [Fault] {
        let all: [(PersonForm.Problem, Fault)] = [
            (.nameMissing, Fault("name", t("Give the person’s name."))),
            (.nameTooLong, Fault("name", t("This name is too long: 120 signs at most."))),
            (.noSuchEmail, Fault("email", t("This is not a mail address: name@example.org."))),
            (.functionTooLong, Fault("function", t("This is too long: 120 signs at most."))),
            (.roleMissing, Fault("role", t("Choose a role."))),
            (.near, Fault("near", t("Say whether it is somebody who stands here already."))),
        ]
        return all.filter { problems.contains($0.0) }.map(\.1)
    }
}
