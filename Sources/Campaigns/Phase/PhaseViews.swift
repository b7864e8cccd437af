import Foundation
import Web
import Words

extension Reader {
    func phasesPage(_ edition: Edition, done: String?, now: Date) -> HTML {
        let add: HTML = "<a class=\"btn main\" href=\"\(to(edition.path("phases/nouvelle")))\">\(t("Add a phase"))</a>"
        return editionDesk(
            edition, t("Phases"), acts: add,
            """
            \(doneNotice(done.flatMap(phasesDone), leavingLetter: done == "told"))
            \(phaseLine(edition, now: now))
            <p class="quiet">\(t("Phases may overlap, and any of them may be left out. Changing a date first shows what it moves and whom it concerns."))</p>
            \(edition.phases.isEmpty ? noPhases : phaseTable(edition, now))
            \(cautionList(edition.phases))
            """)
    }

    private var noPhases: HTML {
        "<div class=\"empty\"><p><strong>\(t("This edition has no phase yet."))</strong></p></div>"
    }

    private func phasesDone(_ word: String) -> String? {
        switch word {
        case "added": t("The phase is added.")
        case "changed": t("The phase is saved.")
        case "told": t("The phase is saved, and those who gain or lose time are told by letter.")
        case "removed": t("The phase is removed.")
        default: nil
        }
    }

    private func phaseTable(_ edition: Edition, _ now: Date) -> HTML {
        """
        <div class="scroll" role="region" tabindex="0" aria-labelledby="phases-caption"><table class="table stack-sm">
        <caption id="phases-caption">\(t("The phases of \(typeset(edition.name)), in the order pages list them"))</caption>
        <thead><tr><th scope="col">\(t("Phase"))</th><th scope="col">\(t("What it opens"))</th><th scope="col">\(t("Dates"))</th>\
        <th scope="col">\(t("State"))</th><th scope="col" class="wide">\(t("In the year"))</th><th scope="col" class="acts">\(t("Order"))</th></tr></thead>
        <tbody>\(edition.phases.enumerated().map { phaseRow($0.element, at: $0.offset, edition, now) })</tbody></table></div>
        """
    }

    private func phaseRow(_ phase: Phase, at place: Int, _ edition: Edition, _ now: Date) -> HTML {
        let address = edition.path("phases/\(phase.id)")
        return """
            <tr id="phase-\(phase.id)"><th scope="row" class="name"><a href="\(to(address))">\(name(of: phase))</a></th>
            <td data-th="\(t("What it opens"))">\(whatOpens(phase.kind))</td><td data-th="\(t("Dates"))">\(period(of: phase))</td>
            <td data-th="\(t("State"))">\(state(of: phase, now))</td><td data-th="\(t("In the year"))">\(spanBar(phase, in: edition, now))</td>
            <td class="acts">\(place > 0 ? mover(address + "/monter", t("Up"), phase) : "") \
            \(place < edition.phases.count - 1 ? mover(address + "/descendre", t("Down"), phase) : "")</td></tr>
            """
    }

    /// What no page follows is a date to know, whatever its name promises.
    private func whatOpens(_ kind: Phase.Kind) -> HTML {
        guard !kind.isSwitch, kind != .other else { return "\(opens(kind))" }
        return "\(opens(kind))<span class=\"sub\">\(t("nothing by itself: a date to know"))</span>"
    }

    private func mover(_ address: String, _ label: String, _ phase: Phase) -> HTML {
        form(
            to: address, attributes: "class=\"inline\"",
            "<button class=\"link\">\(label)<span class=\"vh\">\(colon)\(name(of: phase))</span></button>")
    }

    func state(of phase: Phase, _ now: Date) -> HTML {
        if phase.endsAt <= now { return "<span class=\"state out\">\(t("Over", as: "phase"))</span>" }
        if phase.isOpen(at: now) {
            let left = formats.countdown(to: phase.endsAt, now: now) ?? ""
            return "<span class=\"state sent\">\(t("Open, \(left) left"))</span>"
        }
        return "<span class=\"state\">\(formats.relative(phase.startsAt, now: now))</span>"
    }

    /// Where the phase lies in the edition, with today; the dates beside it say the same.
    private func spanBar(_ phase: Phase, in edition: Edition, _ now: Date) -> HTML {
        let start = edition.phases.map(\.startsAt).min() ?? now
        let length = max((edition.phases.map(\.endsAt).max() ?? now).timeIntervalSince(start), 1)
        let place = { (date: Date) -> Int in min(max(Int(date.timeIntervalSince(start) / length * 1000), 0), 1000) }
        let width = max(place(phase.endsAt) - place(phase.startsAt), 8)
        let today: HTML = "<rect class=\"today\" x=\"\(place(now))\" y=\"0\" width=\"4\" height=\"10\"/>"
        let isInside = now >= start && now < start.addingTimeInterval(length)
        return """
            <svg class="span" viewBox="0 0 1000 10" preserveAspectRatio="none" aria-hidden="true"><rect class="all" width="1000" height="10"/>\
            <rect class="part" x="\(place(phase.startsAt))" width="\(width)" height="10"/>\(isInside ? today : "")</svg>
            """
    }

    func cautionList(_ phases: [Phase]) -> HTML {
        let cautions = phases.flatMap { phase in phase.cautions.map { (phase, $0) } }
        guard !cautions.isEmpty else { return "" }
        let lines = cautions.map { phase, caution -> HTML in
            "<li>\(name(of: phase))\(colon)\(words(for: caution))</li>"
        }
        return "<div class=\"notice\"><h2>\(t("Dates to look at again"))</h2><ul>\(lines)</ul></div>"
    }

    private func words(for caution: Phase.Caution) -> String {
        switch caution {
        case .weekend: t("it closes on a Saturday or a Sunday")
        case .august: t("it closes in August")
        case .endOfYear: t("it closes between 15 December and 5 January")
        }
    }
}

// The form of one phase.
extension Reader {
    func phaseFormPage(
        _ edition: Edition, _ phase: Phase?, _ form: PhaseForm, _ problems: Set<PhaseForm.Problem> = [],
        isOutdated: Bool = false
    ) -> HTML {
        let faults = faults(for: problems)
        let address = phase.map { edition.path("phases/\($0.id)") } ?? edition.path("phases")
        return editionDesk(
            edition, phase.map(plainName) ?? t("Add a phase"),
            """
            \(faultSummary(faults))\(isOutdated ? phase.map { outdatedNotice(facts(of: $0)) } : nil)
            \(self.form(to: address, attributes: "class=\"flow\"", phaseFields(form, faults, isNew: phase == nil)))
            \(phase.map { removalLink(edition, $0) })
            """)
    }

    private func phaseFields(_ form: PhaseForm, _ faults: [Fault], isNew: Bool) -> HTML {
        """
        \(hidden("key", form.key))\(hidden("revision", String(form.revision)))
        <div class="fields">\(field("name_fr", t("Name in French"), form.nameFR, faults: faults))
        \(field("name_en", t("Name in English"), form.nameEN, hint: t("If you leave it empty, English pages show the French name.")))</div>
        \(choiceList("kind", t("What it opens"), Phase.Kind.allCases.map { ($0.rawValue, opens($0)) }, chosen: form.kind.rawValue))
        <fieldset class="flow"><legend class="label">\(t("From when to when, in Paris time"))</legend>
        <div class="fields">\(field("start_day", t("First day"), form.startDay, hint: t("As 15/09/2014"), faults: faults, isShort: true))
        \(field("start_hour", t("Hour it opens"), form.startHour, hint: t("Empty: from midnight"), faults: faults, isShort: true))
        </div><div class="fields">\(field("end_day", t("Last day"), form.endDay, hint: t("As 17/10/2014"), faults: faults, isShort: true))
        \(field("end_hour", t("Hour it closes"), form.endHour, hint: t("As 18:00. Empty: the whole last day"), faults: faults, isShort: true))</div></fieldset>
        \(isNew ? "" : followingChoice(form))
        \(textArea("note", t("Note for the team and the jury"), form.note, hint: t("Why this phase or this date: who decided it, and when.")))
        <p class="row"><button class="btn main">\(isNew ? t("Add this phase") : t("Save"))</button></p>
        """
    }

    private func followingChoice(_ form: PhaseForm) -> HTML {
        """
        <fieldset><legend class="label">\(t("If the last day changes"))</legend>
        \(radio("following", "no", t("Move this phase only"), isOn: !form.isWithFollowing))
        \(radio("following", "yes", t("Also move the phases that start after it, by whole weeks: days of the week stay"), isOn: form.isWithFollowing))
        </fieldset>
        """
    }

    private func removalLink(_ edition: Edition, _ phase: Phase) -> HTML {
        """
        <p class="row"><a href="\(to(edition.path("phases/\(phase.id)/prolongations")))">\(t("Later ends for one file or one person"))</a>
        <a href="\(to(edition.path("phases/\(phase.id)/retirer")))">\(t("Remove this phase…"))</a></p>
        """
    }

    func facts(of phase: Phase) -> [(label: String, value: String)] {
        [
            (t("Name"), plainName(of: phase)), (t("What it opens"), opens(phase.kind)), (t("Dates"), period(of: phase)),
            (t("Note"), phase.note),
        ].filter { !$0.1.isEmpty }
    }

    func faults(for problems: Set<PhaseForm.Problem>) -> [Fault] {
        let all: [(PhaseForm.Problem, Fault)] = [
            (.nameMissing, Fault("name_fr", t("Give the phase a name."))),
            (.keyTaken, Fault("name_fr", formSentBefore)),
            (.noSuchStart, Fault("start_day", t("Write the first day as 15/09/2014. This one does not exist."))),
            (.noSuchStartHour, Fault("start_hour", t("Write the hour it opens as 9:00. This one does not exist."))),
            (
                .startSkipped,
                Fault("start_hour", t("The clocks go forward that night: the hour it opens does not exist."))
            ),
            (.noSuchEnd, Fault("end_day", noSuchLastDay)), (.noSuchEndHour, Fault("end_hour", noSuchClosingHour)),
            (
                .endSkipped,
                Fault("end_hour", t("The clocks go forward that night: the hour it closes does not exist."))
            ),
            (.endBeforeStart, Fault("end_day", t("The last day comes before the first. Change one of the two."))),
            (.tooLong, Fault("end_day", t("The last day is more than five years after the first. Check the year."))),
            (.tooFar, Fault("end_day", t("The last day is more than ten years away. Check the year."))),
        ]
        return all.filter { problems.contains($0.0) }.map(\.1)
    }

    /// What a kind of phase switches on, in a few words.
    public func opens(_ kind: Phase.Kind) -> String {
        switch kind {
        case .framing: t("Framing with the funders")
        case .coDesign: t("Writing the shared definition")
        case .preparation: t("Preparing rules and kit")
        case .scouting: t("Spotting initiatives")
        case .call: t("Writing and sending files")
        case .screening: t("Checking eligibility")
        case .analysis: t("Analysis and visits")
        case .jury: t("Reading and marking by the jury")
        case .deliberation: t("Deciding the awards")
        case .production: t("Sheets and films")
        case .ceremony: t("The ceremony")
        case .promotion: t("Making known")
        case .review: t("Review and report")
        case .other: t("Nothing by itself: a date to know")
        }
    }
}
