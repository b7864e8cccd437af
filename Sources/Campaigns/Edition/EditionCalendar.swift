import Foundation
import Words

/// A phase before it stands in an edition: what people typed, or a plan.
struct PhaseDraft: Equatable, Sendable {
    var kind: Phase.Kind
    var nameFR: String
    var nameEN: String
    var note = ""
    var startsAt: Date
    var endsAt: Date
}

/// The calendar an edition starts with, and the rule by which dates move to another year.
enum EditionCalendar {
    /// Days from the Monday of the first week: the first day, the last day, and the hour of closing where one counts.
    private struct Plan {
        let kind: Phase.Kind
        let nameFR: String
        let nameEN: String
        let days: ClosedRange<Int>
        var closing: String?
    }

    // In weeks: 1–6, 4–10, 9–12, 12–24, 14–24, 24–26, 25–30, 29–33, 34, 34–40, 40, 40–48, 46–50.
    private static let plans = [
        Plan(kind: .framing, nameFR: "Cadrage", nameEN: "Framing", days: 0...39),
        Plan(kind: .coDesign, nameFR: "Définition partagée", nameEN: "Shared definition", days: 21...67),
        Plan(kind: .preparation, nameFR: "Préparation", nameEN: "Preparation", days: 56...81),
        Plan(kind: .scouting, nameFR: "Repérage", nameEN: "Spotting", days: 77...165),
        Plan(kind: .call, nameFR: "Dépôt des dossiers", nameEN: "Call for files", days: 91...165, closing: "18:00"),
        Plan(kind: .screening, nameFR: "Recevabilité", nameEN: "Eligibility", days: 161...179),
        Plan(kind: .analysis, nameFR: "Analyse et visites", nameEN: "Analysis and visits", days: 168...207),
        Plan(
            kind: .jury, nameFR: "Lecture par le jury", nameEN: "Reading by the jury", days: 196...228, closing: "18:00"
        ),
        Plan(kind: .deliberation, nameFR: "Délibération", nameEN: "Deliberation", days: 234...234),
        Plan(kind: .production, nameFR: "Fiches et films", nameEN: "Sheets and films", days: 235...275),
        Plan(kind: .ceremony, nameFR: "Cérémonie", nameEN: "Ceremony", days: 276...276),
        Plan(kind: .promotion, nameFR: "Diffusion", nameEN: "Promotion", days: 277...333),
        Plan(kind: .review, nameFR: "Bilan", nameEN: "Review", days: 315...347),
    ]

    /// Thirteen phases over fifty weeks. They begin on Mondays and end on Fridays, whatever the weekday of the first day.
    static func standard(from first: Day) -> [PhaseDraft] {
        let monday = first.adding(days: -((first.weekday + 6) % 7))
        return plans.map { plan in
            let start = max(monday.adding(days: plan.days.lowerBound), first)
            let last = monday.adding(days: plan.days.upperBound)
            return PhaseDraft(
                kind: plan.kind, nameFR: plan.nameFR, nameEN: plan.nameEN, startsAt: paris.start(of: start),
                endsAt: plan.closing.flatMap { paris.parseMoment(last, $0) } ?? paris.start(of: last.adding(days: 1)))
        }
    }

    /// The phases of an earlier edition so that the first day becomes that one: by whole weeks, so that every weekday and
    /// every hour on the wall stays what it was.
    static func repeated(_ phases: [Phase], from first: Day) -> [PhaseDraft] {
        guard let earliest = phases.map(\.startsAt).min() else { return [] }
        let days = first.number - paris.calendarDay(of: earliest).number
        let weeks = Int((Double(days) / 7).rounded())
        return phases.map { phase in
            PhaseDraft(
                kind: phase.kind, nameFR: phase.nameFR, nameEN: phase.nameEN,
                startsAt: phase.startsAt.moved(days: 7 * weeks), endsAt: phase.endsAt.moved(days: 7 * weeks))
        }
    }

    static let paris = Formats(language: "fr")

    /// Ten years, in seconds. A date beyond is a year that somebody mistyped.
    static let farthest: TimeInterval = 10 * 366 * 86_400
}

extension Date {
    /// The same hour on the wall in Paris some days later, whatever the clocks do meanwhile.
    func moved(days: Int) -> Date {
        let paris = EditionCalendar.paris
        let day = paris.calendarDay(of: self).adding(days: days)
        return paris.parseMoment(day, paris.fieldTime(self)) ?? addingTimeInterval(Double(days) * 86_400)
    }

    /// Midnight in Paris: the end of the whole day before.
    var isMidnight: Bool { EditionCalendar.paris.start(of: EditionCalendar.paris.calendarDay(of: self)) == self }
}

extension Phase {
    /// The last day of which some part belongs to the phase.
    public var lastDay: Day {
        EditionCalendar.paris.calendarDay(of: endsAt.addingTimeInterval(-0.001))
    }

    public var firstDay: Day { EditionCalendar.paris.calendarDay(of: startsAt) }
}

// Dates that deserve a second look.
extension Phase {
    enum Caution: Equatable { case weekend, august, endOfYear }

    /// Only where people have something to hand in or to come to.
    var cautions: [Caution] {
        guard [.call, .jury, .deliberation, .ceremony].contains(kind) else { return [] }
        let day = lastDay
        var cautions: [Caution] = [0, 6].contains(day.weekday) ? [.weekend] : []
        if day.month == 8 { cautions.append(.august) }
        if (day.month == 12 && day.day >= 15) || (day.month == 1 && day.day <= 5) { cautions.append(.endOfYear) }
        return cautions
    }
}
