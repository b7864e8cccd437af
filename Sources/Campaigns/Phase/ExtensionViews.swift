import Web

extension Reader {
    func extensionsPage(
        _ list: ExtensionList, _ form: ExtensionForm, _ problems: Set<ExtensionForm.Problem>, done: String?
    ) -> HTML {
        let faults = faults(for: problems)
        let phase = cited(list.phase.nameFR, list.phase.nameEN)
        return editionDesk(
            list.edition, t("Later ends: \(phase)"),
            """
            \(faultSummary(faults))\(doneNotice(done.flatMap(extensionDone), leavingLetter: done == "granted"))
            <p>\(t("For everybody it is open \(period(of: list.phase)).")) \
            <a href="\(to(list.edition.path("phases/\(list.phase.id)")))">\(t("Change it for everybody"))</a></p>
            \(list.extensions.isEmpty ? "" : extensionTable(list))
            <section class="sect flow" aria-labelledby="grant"><h2 id="grant" class="h3">\(t("Grant a later end"))</h2>
            \(list.offered.isEmpty ? noSubject : grantForm(list, form, faults))</section>
            """)
    }

    private var noSubject: HTML {
        "<div class=\"empty\"><p>\(t("Nobody and no file depends on this phase yet."))</p></div>"
    }

    private func extensionDone(_ word: String) -> String? {
        switch word {
        case "granted": t("The later end is granted, and told by letter.")
        case "granted-silently":
            t("The later end is granted, and nobody was written to: no owner opens this file. Tell them yourself.")
        case "revoked": t("The later end is taken back: the phase’s own end holds again.")
        default: nil
        }
    }

    private func extensionTable(_ list: ExtensionList) -> HTML {
        let address = list.edition.path("phases/\(list.phase.id)/prolongations")
        let rows = list.extensions.map { item -> HTML in
            let label = list.label(of: item.subject) ?? t("No longer there")
            return """
                <tr><th scope="row" class="name">\(label)</th><td data-th="\(t("Until"))">\(formats.deadline(item.endsAt))</td>\
                <td data-th="\(t("Reason"))">\(inFrench(item.reason))</td>
                <td data-th="\(t("Granted"))"><span>\(item.grantedBy) <span class="sub">\(formats.shortDay(item.grantedAt))</span></span></td>
                <td class="acts">\(form(to: address + "/\(item.id)/retirer", attributes: "class=\"inline\"", """
                    <button class="link bad">\(t("Take back"))<span class="vh">\(colon)\(label)</span></button>
                    """))</td></tr>
                """
        }
        return """
            <div class="scroll" role="region" tabindex="0" aria-labelledby="extensions"><table class="table stack-sm">
            <caption id="extensions">\(t("Granted so far"))</caption><thead><tr><th scope="col">\(t("For"))</th><th scope="col">\(t("Until"))</th>\
            <th scope="col">\(t("Reason"))</th><th scope="col">\(t("Granted"))</th>\
            <th scope="col" class="acts"><span class="vh">\(t("Take back"))</span></th></tr></thead>
            <tbody>\(rows)</tbody></table></div>
            """
    }

    private func grantForm(_ list: ExtensionList, _ form: ExtensionForm, _ faults: [Fault]) -> HTML {
        self.form(
            to: list.edition.path("phases/\(list.phase.id)/prolongations"), attributes: "class=\"flow\"",
            """
            \(choiceList("subject", t("For"), list.offered.map { ($0.key, $0.label) }, chosen: form.subject, faults: faults))
            <div class="fields">\(field("end_day", t("Last day"), form.day, hint: t("As 17/10/2014"), faults: faults, isShort: true))
            \(field("end_hour", t("Hour it closes"), form.hour, hint: t("As 18:00. Empty: the whole last day"), faults: faults, isShort: true))</div>
            \(textArea("reason", t("Reason"), form.reason, hint: t("It is kept with the file and read again if somebody asks."), faults: faults))
            <p><button class="btn main">\(t("Grant"))</button></p>
            """)
    }

    private func faults(for problems: Set<ExtensionForm.Problem>) -> [Fault] {
        let all: [(ExtensionForm.Problem, Fault)] = [
            (.noSubject, Fault("subject", t("Choose a file or a person of the list."))),
            (.noSuchEnd, Fault("end_day", noSuchLastDay)), (.noSuchHour, Fault("end_hour", noSuchClosingHour)),
            (.notLater, Fault("end_day", lastDayNotLater)), (.tooFar, Fault("end_day", lastDayTooFar)),
            (.reasonMissing, Fault("reason", t("Give the reason: the others may ask for it."))),
        ]
        return all.filter { problems.contains($0.0) }.map(\.1)
    }
}

// A refusal of a date names its field, wherever more time is given.
extension Reader {
    public var noSuchLastDay: String { t("Write the last day as 17/10/2014. This one does not exist.") }
    public var noSuchClosingHour: String { t("Write the hour it closes as 18:00. This one does not exist.") }
    public var lastDayNotLater: String { t("The last day is not later than the phase’s own end.") }
    public var lastDayTooFar: String { t("The last day is more than a year away. Check the year.") }
}
