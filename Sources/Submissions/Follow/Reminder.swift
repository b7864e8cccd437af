import Foundation
import Words

/// A reminder to those whose file is still a draft.
enum Reminder: String, CaseIterable, Sendable {
    case fortnight = "14"
    case week = "7"
    case twoDays = "2"
    /// The morning of the last day.
    case lastMorning = "0"

    private var days: Int {
        switch self {
        case .fortnight: 14
        case .week: 7
        case .twoDays: 2
        case .lastMorning: 0
        }
    }

    /// Nine o'clock in Paris, so many days before the last day that is not too late.
    func moment(before deadline: Date) -> Date? {
        let paris = Formats(language: "fr")
        let lastDay = paris.calendarDay(of: deadline - 1)
        return paris.parseMoment(lastDay.adding(days: -days), "9:00")
    }

    /// The one to send now, if any: the latest whose moment has come. Its window lasts until the next one's moment, so that a
    /// server that slept for days sends one and not three. What came before the draft was begun is not caught up on.
    static func due(before deadline: Date, begunAt: Date, now: Date) -> Reminder? {
        guard now < deadline else { return nil }
        let moments = allCases.compactMap { reminder in reminder.moment(before: deadline).map { (reminder, $0) } }
        guard let (latest, moment) = moments.last(where: { $0.1 <= now }), begunAt < moment else { return nil }
        return latest
    }
}
