import Campaigns
import Foundation
import Web

// What stays of the readings of somebody whose role was taken back.
extension Reader {
    func stayForm(_ edition: Edition, _ juror: JurorLine, _ readings: [TakenReading], typed: StayForm?) -> HTML {
        guard juror.isTaken || !readings.isEmpty else { return "" }
        let sent = readings.filter { $0.sentAt != nil }
        let unsent = readings.count - sent.count
        let (title, words) =
            juror.isTaken
            ? (
                t("The role of juror was taken back"),
                takenWords(juror, isAsked: !sent.isEmpty)
            )
            : (
                t("A tie appeared after these readings were sent"),
                t(
                    """
                    \(juror.name) writes for the organisation of these files, as far as is known since. \
                    What was read counts nowhere until you say what stays.
                    """)
            )
        return """
            <section class="part flow" aria-labelledby="stay-title"><h2 id="stay-title">\(title)</h2><p>\(words)</p>
            \(unsent == 0 ? "" : "<p>\(unsentWords(unsent))</p>" as HTML)
            \(sent.isEmpty ? "" : choice(edition, juror, sent, typed))</section>
            """
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

    private func choice(_ edition: Edition, _ juror: JurorLine, _ sent: [TakenReading], _ typed: StayForm?) -> HTML {
        let isRefused = typed != nil && typed?.choice == nil
        let fault: HTML =
            isRefused ? "<p class=\"error\">\(icon("alert"))\(t("Say what stays of these readings."))</p>" : ""
        let boxes = sent.map { reading -> HTML in
            let day = reading.sentAt.map(formats.shortDay) ?? ""
            return tick(
                "reading", "\(reading.number) \(typeset(reading.title)), \(t("sent on \(day)"))",
                isOn: typed?.ticked.contains(reading.assessment.description) ?? false,
                value: reading.assessment.description)
        }
        let some = radio("stay", "some", t("Only those that I tick"), isOn: typed?.choice == .some)
        let all = radio("stay", "all", t("All readings sent go on counting"), isOn: typed?.choice == .all)
        return form(
            to: edition.path("jury/\(juror.id)/lectures"), attributes: "class=\"flow\"",
            """
            <fieldset class="flow flow-2" id="stay"><legend class="label">\(t("What stays of these readings?"))</legend>\(fault)
            \(all)\(radio("stay", "nothing", t("None counts any more"), isOn: typed?.choice == .nothing))\(some)
            <div>\(boxes)</div></fieldset>
            <p><button class="btn main">\(t("Record what stays"))</button></p>
            """)
    }

    func takenDuty(_ seat: TakenSeat) -> Duty {
        let title =
            seat.isHeld
            ? t("Say what stays of what \(seat.name) read before a tie appeared")
            : t("Say what stays of what \(seat.name) read, who is no longer a juror")
        return Duty(
            .toDo, title, path: Edition.path(seat.slug, "jury/\(seat.juror)"), detail: seat.editionName)
    }
}
