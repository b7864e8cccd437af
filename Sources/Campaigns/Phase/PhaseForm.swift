import Foundation
import Web
import Words

/// A phase as somebody types it.
struct PhaseForm: Equatable, Sendable {
    enum Problem: Error, Hashable {
        case nameMissing, noSuchStart, noSuchEnd, endBeforeStart
        case noSuchStartHour, noSuchEndHour
        /// The clocks skip that hour of that day.
        case startSkipped, endSkipped
        case tooLong
        /// So many years away that another year was meant.
        case tooFar
        /// The form was sent before, with something else in it.
        case keyTaken
    }

    /// Given with the page, so that a form sent twice makes one phase.
    var key: String = ""
    var kind = Phase.Kind.other
    var nameFR = ""
    var nameEN = ""
    var note = ""
    var startDay = ""
    var startHour = ""
    var endDay = ""
    var endHour = ""
    var isWithFollowing = false
    var revision = 0

    init(_ fields: Fields) {
        key = fields.text("key") ?? ""
        kind = fields.text("kind").flatMap(Phase.Kind.init) ?? .other
        (nameFR, nameEN) = (fields.text("name_fr") ?? "", fields.text("name_en") ?? "")
        note = fields.text("note") ?? ""
        (startDay, startHour) = (fields.text("start_day") ?? "", fields.text("start_hour") ?? "")
        (endDay, endHour) = (fields.text("end_day") ?? "", fields.text("end_hour") ?? "")
        isWithFollowing = fields["following"] == "yes"
        revision = fields.revision()
    }

    /// A phase as its form first shows it. An end at midnight is shown as the whole day before.
    init(_ phase: Phase, revision: Int) {
        let paris = EditionCalendar.paris
        key = phase.id.description
        (kind, nameFR, nameEN, note) = (phase.kind, phase.nameFR, phase.nameEN, phase.note)
        startDay = Self.typed(phase.firstDay)
        startHour = phase.startsAt.isMidnight ? "" : paris.fieldTime(phase.startsAt)
        endDay = Self.typed(phase.lastDay)
        endHour = phase.endsAt.isMidnight ? "" : paris.fieldTime(phase.endsAt)
        self.revision = revision
    }

    init(key: String, revision: Int) { (self.key, self.revision) = (key, revision) }

    /// The phase these words mean, or all that stands against them.
    func draft(now: Date) -> Result<PhaseDraft, Problems> {
        var problems: Set<Problem> = nameFR.isEmpty ? [.nameMissing] : []
        let start = moment(startDay, startHour, [.noSuchStart, .noSuchStartHour, .startSkipped], &problems)
        let end = moment(endDay, endHour, isEnd: true, [.noSuchEnd, .noSuchEndHour, .endSkipped], &problems)
        if let start, let end {
            if start >= end { problems.insert(.endBeforeStart) }
            if end.timeIntervalSince(start) > 5 * 366 * 86_400 { problems.insert(.tooLong) }
            if end.timeIntervalSince(now) > EditionCalendar.farthest { problems.insert(.tooFar) }
        }
        guard problems.isEmpty, let start, let end else { return .failure(Problems(all: problems)) }
        return .success(
            PhaseDraft(kind: kind, nameFR: nameFR, nameEN: nameEN, note: note, startsAt: start, endsAt: end))
    }

    struct Problems: Error, Equatable { let all: Set<Problem> }

    /// What may stand against it: a day that is none, an hour that is none, and one that the clocks skip.
    private func moment(
        _ day: String, _ hour: String, isEnd: Bool = false, _ wrong: [Problem], _ problems: inout Set<Problem>
    ) -> Date? {
        let paris = EditionCalendar.paris
        guard let typed = paris.parseDay(day), (1990...2200).contains(typed.year) else {
            problems.insert(wrong[0])
            return nil
        }
        if hour.isEmpty { return paris.start(of: isEnd ? typed.adding(days: 1) : typed) }
        guard let moment = paris.parseMoment(typed, hour), let plain = paris.parseMoment(Self.plainDay, hour) else {
            problems.insert(wrong[1])
            return nil
        }
        if paris.fieldTime(moment) != paris.fieldTime(plain) {
            problems.insert(wrong[2])
            return nil
        }
        return moment
    }

    // A day on which every hour exists, to tell whether another one skips the hour.
    private static let plainDay = Day(number: 0)

    /// `17/10/2014`
    static func typed(_ day: Day) -> String {
        let parts = day.description.split(separator: "-")
        return parts.reversed().joined(separator: "/")
    }
}
