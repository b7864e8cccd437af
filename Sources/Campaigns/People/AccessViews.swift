import Identifiers
import Web

// On a person's page: how they get in.
extension Reader {
    func accessPart(_ access: Access, of person: Person.ID) -> HTML {
        """
        <section class="sect flow" aria-labelledby="access"><h2 id="access" class="h3">\(t("Access"))</h2>
        \(access.disabledAt.map { accessClosed(formats.moment($0)) } ?? "<p>\(sessionsInWords(access))</p>")
        <div class="row">\(access.openSessions > 0 ? endSessions(person) : "")\(turn(access, person))</div>
        \(access.hasFactor && session?.person != person ? resetFactor(person) : "")</section>
        """
    }

    func accessRefusal(_ refusal: Access.Refusal) -> HTML {
        let words =
            switch refusal {
            case .oneself: t("You cannot disable your own account. Another administrator can.")
            case .lastAdministrator: t("This is the last administrator. Name another one first.")
            case .ownFactor: t("You cannot take your own second factor away here. Another administrator can.")
            case .unsure: t("Nothing is done yet: say that you have made sure who asks.")
            }
        return "<div class=\"notice bad\" role=\"alert\"><p>\(words)</p></div>"
    }

    func accessDone(_ word: String) -> String? {
        switch word {
        case "sessions-ended": t("All sessions of this person are ended.")
        case "disabled": t("The account is disabled.")
        case "enabled": t("The account is enabled.")
        case "factor-reset":
            t("The second factor is taken away, the sessions are ended, and the person is told by letter.")
        case "no-factor": t("This person has no second factor any more.")
        default: nil
        }
    }

    private func accessClosed(_ moment: String) -> HTML {
        """
        <div class="notice warn"><p><strong>\(t("Disabled on \(moment)."))</strong> \
        \(t("No link lets this person in, and no letter but those that you hold and let go is written to them. What they wrote stays theirs."))</p></div>
        """
    }

    private func sessionsInWords(_ access: Access) -> String {
        let count = access.openSessions
        guard count > 0, let used = access.lastUsed else { return t("No session is open.") }
        return t("One session is open.", "\(count) sessions are open.", count: count) + " "
            + t("Last used to save something on \(formats.moment(used)).")
    }

    private func endSessions(_ person: Person.ID) -> HTML {
        form(to: person.path + "/sessions", "<button class=\"btn\">\(t("End all sessions"))</button>")
    }

    private func turn(_ access: Access, _ person: Person.ID) -> HTML {
        let isOpen = access.disabledAt == nil
        let state = hidden("state", isOpen ? "disabled" : "enabled")
        let button: HTML =
            isOpen
            ? "<button class=\"btn bad\" aria-describedby=\"disabling\">\(t("Disable the account"))</button>"
            : "<button class=\"btn\">\(t("Enable the account"))</button>"
        let meaning: HTML =
            isOpen
            ? "<p class=\"hint\" id=\"disabling\">\(t("All sessions end at once, and no link is sent any more. It can be enabled again."))</p>"
            : ""
        return form(to: person.path + "/compte", "\(state)\(button)\(meaning)")
    }

    /// For the day on which telephone, key and paper are lost.
    private func resetFactor(_ person: Person.ID) -> HTML {
        let meaning = t(
            """
            The app, the passkeys and the recovery codes open nothing any more, all sessions end, and a letter says so. Whoever must have \
            one sets it up anew with the next link.
            """)
        return """
            <div class="flow"><h3 class="h4">\(t("A second factor that is lost"))</h3>
            <p>\(meaning)</p>
            \(form(to: person.path + "/second-facteur/retirer", attributes: "class=\"flow\"", """
                \(tick("sure", t("I have made sure who asks, by a call or in person"), isOn: false))
                <p><button class="btn bad">\(t("Take the second factor away"))</button></p>
                """))</div>
            """
    }
}
