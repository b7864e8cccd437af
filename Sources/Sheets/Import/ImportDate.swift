import TextSimilarity
import Words

/// A day, a month or a year as lists write it; the day stands before the month.
enum ImportDate {
    /// As sheets keep it: `2014-09-30`, `2014-09`, `2014`.
    static func read(_ typed: String, now: Day) throws(Refusal) -> String {
        let words = fold(typed).split { $0.isWhitespace || $0 == "t" && typed.contains(":") }.filter {
            $0 != "le" && !Formats.isWeekday($0)
        }
        guard let first = words.first else { throw Refusal(.notADate) }
        let isTimed = words.count == 2 && words[1].first?.isNumber == true && words[1].contains(":")
        let parts = words.count == 1 || isTimed ? figures(first) : named(words)
        guard let parts else { throw Refusal(reason(for: first, words.count)) }
        return try checked(parts, now)
    }

    struct Refusal: Error {
        let reason: ImportRemark.Reason
        init(_ reason: ImportRemark.Reason) { self.reason = reason }
    }

    /// Years first, as far as they are told.
    private static func figures(_ word: Substring) -> [Int]? {
        let parts = word.split(omittingEmptySubsequences: false) { dashes.contains($0) }
        guard (1...3).contains(parts.count),
            parts.allSatisfy({ (1...4).contains($0.count) && $0.utf8.allSatisfy(isDigit) })
        else { return nil }
        let isYearFirst = parts[0].count == 4
        let ordered = isYearFirst ? parts : parts.reversed()
        guard ordered[0].count == 4, ordered.dropFirst().allSatisfy({ $0.count <= 2 }) else { return nil }
        return ordered.compactMap { Int($0) }
    }

    /// `avril 2018`, `1er avril 2018`, `12 April 2018`.
    private static func named(_ words: [Substring]) -> [Int]? {
        guard words.count <= 3, let year = words.last, year.count == 4, let number = Int(year),
            let month = Formats.month(named: words[words.count - 2])
        else { return nil }
        guard words.count == 3 else { return [number, month] }
        guard let day = Int(words[0].prefix { $0.isNumber }), ["", "er", "e"].contains(words[0].drop { $0.isNumber })
        else { return nil }
        return [number, month, day]
    }

    private static func checked(_ parts: [Int], _ now: Day) throws(Refusal) -> String {
        guard let day = Day(year: parts[0], month: parts.count > 1 ? parts[1] : 1, day: parts.count > 2 ? parts[2] : 1)
        else { throw Refusal(.noSuchDay) }
        // A project may be planned; nobody plans one for the next generation, and none of them is older than the associations.
        guard (1800...now.year + 30).contains(day.year) else { throw Refusal(.farYear(day.year)) }
        return String(day.description.prefix([4, 7, 10][parts.count - 1]))
    }

    private static func reason(for word: Substring, _ count: Int) -> ImportRemark.Reason {
        let parts = word.split(omittingEmptySubsequences: false) { dashes.contains($0) }
        let isOneWord = count == 1
        if isOneWord, parts.count == 1, word.utf8.allSatisfy(isDigit) { return .dayAsFigure }
        if isOneWord, parts.count == 2, parts.allSatisfy({ $0.count == 4 && Int($0) != nil }) { return .period }
        if let last = parts.last, parts.count > 1, last.count == 2, Int(last) != nil { return .yearOfTwoDigits }
        return .notADate
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

    /// As word processors write them, too.
    private static let dashes = "/.-\u{2010}\u{2011}\u{2013}"
}
