import Web
import Words

// Where somebody is signed in, on the page of their account.
extension Reader {
    func sessionPart(_ sessions: [SessionLine]) -> HTML {
        let others: HTML = "<button class=\"btn\">\(t("End all other sessions"))</button>"
        let all: HTML = "<button class=\"btn\">\(t("Sign out everywhere"))</button>"
        let hasOthers = sessions.contains { !$0.isThisOne }
        return """
            <section class="sect flow" aria-labelledby="sessions"><h2 id="sessions">\(t("Where you are signed in"))</h2>
            <div class="scroll" role="region" tabindex="0" aria-labelledby="open-sessions"><table class="table stack-sm">
            <caption id="open-sessions" class="vh">\(t("Open sessions"))</caption>
            <thead><tr><th scope="col">\(t("Device"))</th><th scope="col">\(t("Signed in on"))</th>\
            <th scope="col">\(t("Last saved something on"))</th><th scope="col"><span class="vh">\(t("End it"))</span></th></tr></thead>
            <tbody>\(sessions.map(sessionRow))</tbody></table></div>
            <p class="quiet">\(t("A session ends after 60 days, or after 14 days in which nothing was saved. If you do not recognise one, end it."))</p>
            <div class="row">\(hasOthers ? form(to: "/mon-compte/sessions/autres", others) : "")\
            \(form(to: "/mon-compte/quitter-partout", all))</div></section>
            """
    }

    private func sessionRow(_ line: SessionLine) -> HTML {
        let session = line.session
        let device = session.device.isEmpty ? t("An unknown device") : session.device
        let mark: HTML = line.isThisOne ? " <span class=\"tag\">\(t("this one"))</span>" : ""
        let begun = formats.moment(session.createdAt)
        let end: HTML = """
            \(hidden("session", session.digest))<button class="link">\(t("End it"))\
            <span class="vh">\(colon)\(device), \(begun)</span></button>
            """
        return """
            <tr><th scope="row" class="name">\(device)\(mark)</th><td data-th="\(t("Signed in on"))">\(begun)</td>
            <td data-th="\(t("Last saved something on"))">\(formats.moment(session.seenAt))</td>
            <td class="acts">\(form(to: "/mon-compte/sessions/fin", attributes: "class=\"inline\"", end))</td></tr>
            """
    }
}
