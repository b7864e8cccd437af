/// Words that set one file beside the others, which a reason had better not say: each organisation reads its own file only.
///
/// They are shown to whoever writes before the text goes out; nothing is refused for them, since a person reads better.
public enum RelativeWords {
    /// What was found as it was written, in its order, each once: `3e sur 60`, `12/20`, `meilleure note que`, `2014-007`.
    /// `own` is the number of the file that the text is about: without it no number is looked for, and of a text that goes to
    /// many, with an empty one, each is another file's.
    public static func found(in text: String, own: String? = nil) -> [String] {
        // Longer than any reason may be: it is refused for that, and not searched.
        guard text.utf8.count <= longest else { return [] }
        let ranges = ranges(in: text, own)
        var (found, end): ([String], String.Index?) = ([], nil)
        // Of two that begin at the same place, the longer one.
        for range in ranges.sorted(by: { ($0.lowerBound, $1.upperBound) < ($1.lowerBound, $0.upperBound) }) {
            if let end, range.lowerBound < end { continue }
            end = range.upperBound
            let words = text[range].split(whereSeparator: \.isWhitespace).joined(separator: " ")
            if !found.contains(words) { found.append(words) }
        }
        return found
    }

    /// A pattern is looked for where what it cannot do without stands.
    private static func ranges(in text: String, _ own: String?) -> [Range<String.Index>] {
        let clues = RelativeClues(in: text)
        var ranges: [Range<String.Index>] = []
        if clues.hasDigit || clues.say("quo") { ranges += ranks(text) }
        if clues.hasDigit { ranges += marks(text) + levels(text) + points(text) + numbers(text, own) }
        if clues.say("sur", "arriv", "came") { ranges += spelled(text) }
        if clues.say("note", "mark", "score", "grade", "rating") { ranges += markWords(text) }
        let isCompared = clues.say(
            "meilleur", "pire", "moins", "plus", "mieux", "best", "better", "high", "low", "wors", "autres", "other")
        if isCompared { ranges += comparisons(text) }
        if clues.say("class", "palmar", "rank", "moyenne", "average", "mean") { ranges += orders(text) }
        return ranges
    }

    /// In bytes.
    private static let longest = 20_000

    private static func ranks(_ text: String) -> [Range<String.Index>] {
        typealias Ranks = RelativePatterns.Ranks
        let places = Ranks.place.ranges(in: text) + Ranks.file.ranges(in: text) + Ranks.ordinal.ranges(in: text)
        return places + Ranks.equal.ranges(in: text) + Ranks.numbered.ranges(in: text)
    }

    /// `12/20`, `12 sur 20`; not a date, nor around the clock.
    private static func marks(_ text: String) -> [Range<String.Index>] {
        RelativePatterns.Marks.mark.found(in: text) { match in
            guard let points = Int(match.1), let most = Int(match.2), most >= 5, points <= most, most != 24 else {
                return nil
            }
            let isMark =
                isAlone(match.range, in: text) && !isDaily(points, most) && !isDay(match.range, points, most, in: text)
            return isMark ? match.range : nil
        }
    }

    /// A level of a grid, on few: `4/4`, `3 / 4`, `3,5 sur 4`. Not a half, nor a share of something: what is counted stands
    /// between the numbers (`3 salariés sur 4`), or follows them (`3 sur 4 des salariés`, `3/4 temps`).
    private static func levels(_ text: String) -> [Range<String.Index>] {
        RelativePatterns.Levels.level.found(in: text) { match in
            guard let points = Int(match.1), let most = Int(match.2), points <= most else { return nil }
            let isLevel = isAlone(match.range, in: text) && !isDay(match.range, points, most, in: text)
            return isLevel ? match.range : nil
        }
    }

    /// `seize sur vingt`, `arrivée deuxième`, `came last`: without a figure. Not a share of something, nor last year.
    private static func spelled(_ text: String) -> [Range<String.Index>] {
        typealias Spelled = RelativePatterns.Spelled
        return Spelled.mark.ranges(in: text) + Spelled.place.ranges(in: text) + Spelled.english.ranges(in: text)
    }

    /// Neither a part of a date nor of another number.
    private static func isAlone(_ range: Range<String.Index>, in text: String) -> Bool {
        let (start, end) = (range.lowerBound, range.upperBound)
        let before: Character = start > text.startIndex ? text[text.index(before: start)] : " "
        let after: Character = end < text.endIndex ? text[end] : " "
        return ![before, after].contains { $0 == "/" || $0.isNumber }
    }

    /// `le 3/4`, `du 5/12`: a day without its year.
    private static func isDay(_ range: Range<String.Index>, _ day: Int, _ month: Int, in text: String) -> Bool {
        guard (1...31).contains(day), (1...12).contains(month), text[range].contains("/") else { return false }
        let before = text[..<range.lowerBound].suffix(10).split { !$0.isLetter }.last ?? ""
        return ["le", "du", "au", "dès", "on", "from", "until"].contains(before.lowercased())
    }

    /// `7 sur 7`, `7/7`: every day of the week.
    private static func isDaily(_ points: Int, _ most: Int) -> Bool { points == 7 && most == 7 }

    /// `la note`, `une bonne note`, `its scores`; not a note that people write.
    private static func markWords(_ text: String) -> [Range<String.Index>] {
        return RelativePatterns.MarkWords.french.ranges(in: text) + RelativePatterns.MarkWords.english.ranges(in: text)
    }

    /// `73 points`, `une note de 73`, `avec 73 %`; not three points of sale, strong points, nor a share of the staff.
    private static func points(_ text: String) -> [Range<String.Index>] {
        typealias Points = RelativePatterns.Points
        return Points.points.ranges(in: text) + Points.mark.ranges(in: text) + Points.share.ranges(in: text)
    }

    private static func comparisons(_ text: String) -> [Range<String.Index>] {
        typealias Compared = RelativePatterns.Comparisons
        return Compared.french.ranges(in: text) + Compared.verdict.ranges(in: text) + Compared.english.ranges(in: text)
            + Compared.others.ranges(in: text)
    }

    private static func orders(_ text: String) -> [Range<String.Index>] {
        return RelativePatterns.Orders.order.ranges(in: text) + RelativePatterns.Orders.average.ranges(in: text)
    }

    /// Numbers of other files: made like this one's, or said to be one.
    private static func numbers(_ text: String, _ own: String?) -> [Range<String.Index>] {
        guard let own else { return [] }
        let edition = own.lastIndex(of: "-").map { String(own[..<$0]) } ?? ""
        let alike = numbered(text).filter { word in
            let number = String(word)
            return number.lowercased() != own.lowercased() && isNumber(number, of: edition)
        }.map { $0.startIndex..<$0.endIndex }
        let said = RelativePatterns.Numbers.said.found(in: text) { own.hasSuffix(String($0.1)) ? nil : $0.range }
        return alike + said + bare(text, own)
    }

    /// `no 12`, `n° 12`, without a word that says what it is the number of.
    private static func bare(_ text: String, _ own: String) -> [Range<String.Index>] {
        RelativePatterns.Bare.number.found(in: text) { match in
            let word = match.1.map { $0.lowercased() } ?? ""
            guard !counted.contains(word), !own.hasSuffix(String(match.3)) else { return nil }
            return match.2.startIndex..<match.2.endIndex
        }
    }

    /// What else has numbers.
    private static let counted: Set = [
        "loi", "décret", "arrêté", "article", "annexe", "ligne", "bus", "tram", "salle", "rue", "page", "étape",
        "phase", "axe",
        "version", "fiche", "lot", "tableau", "figure", "repère", "point", "critère", "question", "levier", "règle",
        "law", "act",
        "line", "room", "step", "table", "level", "checkpoint",
    ]

    /// Words of parts between dashes, up to a part of three to five digits. Read once from left to right: a search would begin
    /// again at each letter of a long word.
    private static func numbered(_ text: String) -> [Substring] {
        text.split { !$0.isLetter && !$0.isNumber && $0 != "-" }.compactMap { word in
            let parts = word.split(separator: "-")
            guard let last = parts.indices.dropFirst().last(where: { isSerial(parts[$0]) }) else { return nil }
            return word[parts[0].startIndex..<parts[last].endIndex]
        }
    }

    private static func isSerial(_ part: Substring) -> Bool {
        let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
        return (3...5).contains(part.utf8.count) && part.utf8.allSatisfy(digits.contains)
    }

    /// Of this edition, or of a year; 2014-2015 are two years.
    private static func isNumber(_ number: String, of edition: String) -> Bool {
        guard let dash = number.lastIndex(of: "-") else { return false }
        let (before, after) = (number[..<dash], number[dash...].dropFirst())
        guard after.count != 4 || !(after.hasPrefix("19") || after.hasPrefix("20")) else { return false }
        return before == edition || before.count == 4 && before.allSatisfy(\.isNumber)
    }
}
