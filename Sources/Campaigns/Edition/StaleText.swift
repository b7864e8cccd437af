import Foundation

/// A text of an edition: what it is, its key, its title, where it is changed, and its words.
struct TextFound: Equatable, Sendable {
    let place: StaleText.Place
    let key: String
    let title: String
    let path: String
    let words: String

    init(_ place: StaleText.Place, _ key: String, _ title: String, _ path: String, _ words: String) {
        (self.place, self.key, self.title, self.path, self.words) = (place, key, title, path, words)
    }
}

/// A text of an edition that still says the year of the one it was made from.
struct StaleText: Equatable, Sendable {
    enum Place: String, Equatable, Sendable { case target, phase, text, partner, award }

    let place: Place
    let title: String
    let path: String
    let excerpt: String
    /// Which text it is.
    let thing: String
    /// Tells its words from others: whoever keeps it keeps these.
    let mark: String

    /// Nil when it says nothing of that year.
    init?(_ found: TextFound, saying year: String) {
        guard let excerpt = Self.excerpt(of: found.words, saying: year) else { return nil }
        (place, title, path, self.excerpt) = (found.place, found.title, found.path, excerpt)
        (thing, mark) = ("\(found.place.rawValue):\(found.key)", Self.mark(of: found.words))
    }

    /// The words around the first time it says so; nil when it doesn't.
    static func excerpt(of text: String, saying year: String) -> String? {
        guard let found = text.range(of: year) else { return nil }
        let start = text.index(found.lowerBound, offsetBy: -40, limitedBy: text.startIndex) ?? text.startIndex
        let end = text.index(found.upperBound, offsetBy: 40, limitedBy: text.endIndex) ?? text.endIndex
        return (start > text.startIndex ? "…" : "") + text[start..<end] + (end < text.endIndex ? "…" : "")
    }

    // FNV-1a: `Hasher` gives another answer in every run.
    private static func mark(of words: String) -> String {
        let hash = words.utf8.reduce(0xcbf2_9ce4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
        return String(hash, radix: 36)
    }
}
