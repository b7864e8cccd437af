import Foundation

// Days and times as people type them.
extension Formats {
    /// `20/06/2014`, `2014-06-20`, `20.6.2014`, `20 juin 2014`, `20 June 2014`, `vendredi 20 juin 2014` as pages write it; nil for
    /// a day that does not exist, such as 31/02. Names are read in both languages, whichever page they are typed in.
    ///
    /// The day comes first in both languages, and the year has four digits: 05/06/14 could be read three ways.
    public func parseDay(_ text: String) -> Day? {
        var parts = text.split { $0.isWhitespace || "/.-\u{2010}\u{2011}\u{2013}".contains($0) }
        if parts.count == 4, Self.isWeekday(parts[0]) { parts.removeFirst() }
        guard parts.count == 3 else { return nil }
        if parts[0].count == 4 {
            guard let year = whole(parts[0]), let month = whole(parts[1]), let day = whole(parts[2]) else { return nil }
            return Day(year: year, month: month, day: day)
        }
        let first = parts[0].lowercased() == "1er" ? "1" : parts[0]
        guard parts[2].count == 4, let year = whole(parts[2]), let day = whole(first),
            let month = whole(parts[1]) ?? Self.month(named: parts[1])
        else { return nil }
        return Day(year: year, month: month, day: day)
    }

    /// By its name in French or in English, or by the beginning of it, as `sept.`; nil for none, or for several.
    public static func month(named text: some StringProtocol) -> Int? {
        DateWords.french.month(named: text) ?? DateWords.english.month(named: text)
    }

    public static func isWeekday(_ text: some StringProtocol) -> Bool {
        DateWords.french.hasWeekday(text) || DateWords.english.hasWeekday(text)
    }

    /// The moment of a day at `18:00`, `18h`, `18 h 30` or `18`, in the zone; nil when it cannot be read.
    ///
    /// When the clocks go forward, an hour that does not exist is read an hour later (2 h 30 is 3 h 30). When they go
    /// back, an hour that comes twice is its second coming, so that nobody is late by the clock on the wall.
    public func parseMoment(_ day: Day, _ time: String) -> Date? {
        let parts = time.lowercased().filter { !$0.isWhitespace }
            .split(omittingEmptySubsequences: false) { ":h".contains($0) }
        guard 1...2 ~= parts.count, let hour = whole(parts[0]), 0...23 ~= hour else { return nil }
        let minutes = parts.count == 1 || parts[1].isEmpty && time.last != ":" ? 0 : whole(parts[1])
        guard let minutes, 0...59 ~= minutes, parts.count == 1 || parts[1].count != 1 else { return nil }
        return moment(day, secondOfDay: hour * 3600 + minutes * 60)
    }

    /// Both fields as typed.
    public func parseMoment(_ day: String, _ time: String) -> Date? {
        parseDay(day).flatMap { parseMoment($0, time) }
    }

    /// The first moment of a day, in the zone.
    public func start(of day: Day) -> Date { moment(day, secondOfDay: 0) }

    private func moment(_ day: Day, secondOfDay: Int) -> Date {
        let local = Double(day.number * 86_400 + secondOfDay)
        // The zone's offsets a day before and a day after: two only around a change of clocks.
        let offsets = [86_400, -86_400].map { zone.secondsFromGMT(for: Date(timeIntervalSince1970: local + $0)) }
        let candidates = offsets.map { Date(timeIntervalSince1970: local - Double($0)) }
        let existing = zip(candidates, offsets).filter { zone.secondsFromGMT(for: $0) == $1 }.map(\.0)
        return existing.max() ?? candidates[1]
    }

    private func whole(_ text: some StringProtocol) -> Int? {
        1...4 ~= text.utf8.count && text.utf8.allSatisfy { 48...57 ~= $0 } ? Int(text) : nil
    }
}
