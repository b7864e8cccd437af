import Foundation

/// Days, times and numbers as people write them, in French or in English, in the campaign's time zone.
///
/// Its texts are typeset already: U+00A0 inside a date or a time, U+202F between thousands.
public struct Formats: Sendable {
    public let language: String
    public let zone: TimeZone

    let words: DateWords
    let isFrench: Bool

    public init(language: String, zone: TimeZone = .paris) {
        (self.language, self.zone) = (language, zone)
        isFrench = language.hasPrefix("fr")
        words = isFrench ? .french : .english
    }
}

extension TimeZone {
    /// The default of a campaign; GMT on a system that has no table of zones.
    public static let paris = TimeZone(identifier: "Europe/Paris") ?? .gmt
}

// Days.
extension Formats {
    /// `mardi 30 septembre 2014`
    public func day(_ day: Day) -> String { "\(words.weekdays[day.weekday]) \(longDay(day)) \(day.year)" }
    public func day(_ moment: Date) -> String { day(calendarDay(of: moment)) }

    /// `30 sept. 2014`
    public func shortDay(_ day: Day) -> String {
        "\(dayNumber(day))\u{A0}\(words.shortMonths[day.month - 1]) \(day.year)"
    }
    public func shortDay(_ moment: Date) -> String { shortDay(calendarDay(of: moment)) }

    /// `novembre 2010` from `2010-11`; a year or a whole day as far as it is known, any other text as it stands.
    public func month(_ text: String) -> String {
        if let day = Day(text) { return "\(longDay(day)) \(day.year)" }
        guard text.utf8.count == 7, let first = Day(text + "-01") else { return text }
        return "\(words.months[first.month - 1]) \(first.year)"
    }

    /// `du 14 avril au 20 juin 2014`, without what both days share.
    public func period(_ first: Day, _ last: Day) -> String {
        if first == last { return isFrench ? "le \(longDay(first)) \(first.year)" : "\(longDay(first)) \(first.year)" }
        var start = dayNumber(first)
        if (first.year, first.month) != (last.year, last.month) { start = longDay(first) }
        if first.year != last.year { start += " \(first.year)" }
        let end = "\(longDay(last)) \(last.year)"
        return isFrench ? "du \(start) au \(end)" : "\(start) to \(end)"
    }

    /// `aujourd’hui`, `demain`, `dans 6 jours`, `il y a 3 jours`: days of the calendar, not spans of 24 hours.
    public func relative(_ day: Day, today: Day) -> String {
        let days = day.number - today.number
        let count = number(abs(days))
        switch days {
        case 0: return isFrench ? "aujourd’hui" : "today"
        case 1: return isFrench ? "demain" : "tomorrow"
        case -1: return isFrench ? "hier" : "yesterday"
        case 2...: return isFrench ? "dans \(count)\u{A0}jours" : "in \(count)\u{A0}days"
        default: return isFrench ? "il y a \(count)\u{A0}jours" : "\(count)\u{A0}days ago"
        }
    }

    public func relative(_ moment: Date, now: Date) -> String {
        relative(calendarDay(of: moment), today: calendarDay(of: now))
    }

    private func longDay(_ day: Day) -> String { "\(dayNumber(day))\u{A0}\(words.months[day.month - 1])" }
    private func dayNumber(_ day: Day) -> String { isFrench && day.day == 1 ? "1er" : String(day.day) }
}

// Moments.
extension Formats {
    /// `mardi 30 septembre 2014 à 18 h`, `à 23 h 59`; in English `Tuesday 30 September 2014 at 18:00`.
    public func moment(_ moment: Date) -> String { "\(day(moment)) \(isFrench ? "à" : "at") \(clock(moment))" }

    /// When something ends. Midnight could be of either day: the last minute is said, `vendredi 31 octobre 2014 à 23 h 59`.
    public func deadline(_ end: Date) -> String { moment(lastMinute(until: end)) }

    /// The end itself, or the minute before when it is midnight.
    public func lastMinute(until end: Date) -> Date {
        start(of: calendarDay(of: end)) == end ? end.addingTimeInterval(-60) : end
    }

    /// `14 h 32`, `18 h`; in English `14:32`, `18:00`.
    public func clock(_ moment: Date) -> String {
        let minutes = local(moment).seconds / 60
        guard isFrench else { return fieldTime(moment) }
        let hours = "\(minutes / 60)\u{A0}h"
        return minutes % 60 == 0 ? hours : "\(hours)\u{A0}\(padded(minutes % 60, to: 2))"
    }

    /// `2014-09-30 18:00`, as spreadsheets sort and read it.
    public func stamp(_ moment: Date) -> String { "\(calendarDay(of: moment)) \(fieldTime(moment))" }

    /// `30/09/2014`, for the value of a field in which a day is typed.
    public func fieldDay(_ moment: Date) -> String { fieldDay(calendarDay(of: moment)) }
    public func fieldDay(_ day: Day) -> String {
        day.description.split(separator: "-").reversed().joined(separator: "/")
    }

    /// `18:00`, for the value of a time field.
    public func fieldTime(_ moment: Date) -> String {
        let minutes = local(moment).seconds / 60
        return "\(padded(minutes / 60, to: 2)):\(padded(minutes % 60, to: 2))"
    }

    /// The time left, in its largest useful unit: `6 jours`, `31 h`, `12 min`. Nil when it is over. Days are those of the calendar,
    /// as `relative` counts them: one deadline has one number.
    public func countdown(to end: Date, now: Date) -> String? {
        let seconds = end.timeIntervalSince(now)
        guard seconds > 0 else { return nil }
        let minutes = Int(seconds / 60)
        switch minutes {
        case 2880...:
            let days = calendarDay(of: lastMinute(until: end)).number - calendarDay(of: now).number
            return "\(number(days))\u{A0}\(isFrench ? "jours" : "days")"
        case 60...: return "\(minutes / 60)\u{A0}h"
        case 1...: return "\(minutes)\u{A0}min"
        default: return isFrench ? "moins d’une minute" : "less than a minute"
        }
    }

    /// The day it is at that moment, in the zone.
    public func calendarDay(of moment: Date) -> Day { local(moment).day }

    private func local(_ moment: Date) -> (day: Day, seconds: Int) {
        let seconds = Int(moment.timeIntervalSince1970.rounded(.down)) + zone.secondsFromGMT(for: moment)
        let day = seconds >= 0 ? seconds / 86_400 : (seconds - 86_399) / 86_400
        return (Day(number: day), seconds - day * 86_400)
    }
}
