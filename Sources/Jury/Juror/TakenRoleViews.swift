import Campaigns
import Foundation
import Web

// What stays of the readings of somebody whose role was taken back.
extension Reader {
    func stayForm(_ edition: Edition, _ juror: JurorLine, _ taken: TakenReadings, typed: StayForm?) -> HTML {
        guard juror.isTaken || !taken.isEmpty else { return "" }
        let (title, words) = stayWords(juror, taken)
        return """
            <section class="part flow" aria-labelledby="stay-title"><h2 id="stay-title">\(title)</h2><p>\(words)</p>
            \(taken.unsent == 0 ? "" : "<p>\(unsentWords(taken.unsent))</p>" as HTML)
            \(taken.sent == 0 ? "" : choice(edition, juror, taken, typed))</section>
            """
    }

    private func stayWords(_ juror: JurorLine, _ taken: TakenReadings) -> (title: String, words: String) {
        guard taken.sent == 0 || taken.unsaid > 0 else {
            return (
                t("What stays of the readings of \(juror.name)"),
                t("It was said already. It can be said otherwise until the decision on these files is out.")
            )
        }
        guard !juror.isTaken else {
            return (t("The role of juror was taken back"), takenWords(juror, isAsked: taken.sent > 0))
        }
        return (
            t("A tie appeared after these readings were sent"),
            t(
                """
                \(juror.name) writes for the organisation of these files, as far as is known since. \
                What was read counts nowhere until you say what stays.
                """)
        )
    }

    private func takenWords(_ juror: JurorLine, isAsked: Bool) -> String {
        let out = t("What was read of files whose decision is out stays as it was.")
        let words =
            isAsked
            ? t("\(juror.name) no longer opens any file here. What was read counts nowhere until you say what stays.")
            : t("\(juror.name) no longer opens any file here.")
        return "\(words) \(out)"
    }

    private func unsentWords(_ count: Int) -> String {
        t(
            "\(count) file was not sent: give it to somebody else.",
            "\(count) files were not sent: give them to somebody else.",
            count: count)
    }

    private func choice(_ edition: Edition, _ juror: JurorLine, _ taken: TakenReadings, _ typed: StayForm?) -> HTML {
        let shown = typed ?? StayForm(saidOf: taken)
        return form(
            to: edition.path("jury/\(juror.id)/lectures"), attributes: "class=\"flow\"",
            """
            \(stayChoice(taken.named, shown, .byItself, stayFaults(typed, taken)))
            <p><button class="btn main">\(t("Record what stays"))</button></p>
            """)
    }

    private func stayChoice(
        _ sent: [TakenReading], _ shown: StayForm, _ place: StayForm.Place, _ faults: [Fault]
    ) -> HTML {
        let name = place.rawValue
        let boxes = sent.map { reading -> HTML in
            let day = reading.sentAt.map(formats.shortDay) ?? ""
            return tick(
                place.readings, "\(reading.number) \(typeset(reading.title)), \(t("sent on \(day)"))",
                isOn: shown.ticked.contains(reading.assessment.description),
                value: reading.assessment.description)
        }
        let some = radio(name, "some", t("Only those that I tick"), isOn: shown.choice == StayForm.Choice.some)
        let none = radio(name, "nothing", t("None counts any more"), isOn: shown.choice == .nothing)
        let all = radio(name, "all", t("All readings sent go on counting"), isOn: shown.choice == .all)
        let legend: HTML = "<legend class=\"label\">\(t("What stays of these readings?"))</legend>"
        let each: HTML = sent.count > TakenReading.mostNamed ? "" : "\(some)<div>\(boxes)</div>"
        return choiceGroup(name, legend, faults: faults, "\(all)\(none)\(each)")
    }

    /// Whoever takes a place gets what was not sent; of what was sent, it is said in the same act what stays.
    func replaceForm(
        _ edition: Edition, _ juror: JurorLine, _ more: JurorMore, _ typed: JurorForm, _ faults: [Fault]
    ) -> HTML {
        let rule =
            more.leaving.isEmpty
            ? t("The files not yet sent pass to the new juror, who is invited by mail.")
            : t(
                "The files not yet sent pass to the new juror, who is invited by mail. Say what stays of the readings sent."
            )
        let said = more.leavingStay ?? StayForm(Fields(), .replacing)
        let stay: HTML = more.leaving.isEmpty ? "" : stayChoice(more.leaving, said, .replacing, faults)
        return form(
            to: edition.path("jury/\(juror.id)/remplacer"), attributes: "class=\"part flow\"",
            """
            <h2>\(t("Replace this juror"))</h2><p>\(rule)</p>
            \(personFields(typed, faults))\(stay)<p><button class="btn bad">\(t("Replace \(juror.name)"))</button></p>
            """)
    }

    /// Said in the act by which a juror leaves.
    func leavingFault(_ gap: StayForm.Gap) -> Fault {
        let words =
            switch gap {
            case .nothingChosen: t("Say what stays of these readings.")
            case .nothingTicked: t("Tick the readings that stay, or choose that none counts any more.")
            }
        return Fault(StayForm.Place.replacing.rawValue, words)
    }

    /// Why what was sent says nothing: also on top of the page.
    func stayFaults(_ typed: StayForm?, _ taken: TakenReadings) -> [Fault] {
        switch typed?.gap(in: taken.named) {
        case .nothingChosen: [Fault("stay", t("Say what stays of these readings."))]
        case .nothingTicked: [Fault("stay", t("Tick the readings that stay, or choose that none counts any more."))]
        case nil: []
        }
    }

    func takenDuty(_ seat: TakenSeat) -> Duty {
        let title =
            seat.isHeld
            ? t("Say what stays of what \(seat.name) read before a tie appeared")
            : t("Say what stays of what \(seat.name) read, who is no longer a juror")
        var duty = Duty(.toDo, title, path: Edition.path(seat.slug, "jury/\(seat.juror)"), detail: seat.editionName)
        duty.holdsUp = true
        return duty
    }
}
