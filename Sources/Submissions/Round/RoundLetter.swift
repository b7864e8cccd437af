import Storage
import Web

/// The letters that tell of a shortlist: to those on it, and to the others.
enum RoundLetter: String, Storable, CaseIterable, Sendable {
    case chosen, others
}

/// What the agency says in them in its own words, one text a letter and language; empty where the usual words stand.
struct RoundLetterTexts: Equatable, Sendable {
    static let longest = 5_000

    private var bodies: [RoundLetter: [Language: String]] = [:]

    init() {}

    init(_ fields: Fields) {
        for (kind, language) in Self.places {
            self[kind, language] = fields.text(Self.name(kind, language)) ?? ""
        }
    }

    subscript(kind: RoundLetter, language: Language) -> String {
        get { bodies[kind]?[language] ?? "" }
        set { bodies[kind, default: [:]][language] = newValue }
    }

    static var places: [(RoundLetter, Language)] {
        RoundLetter.allCases.flatMap { kind in Language.allCases.map { (kind, $0) } }
    }

    static func name(_ kind: RoundLetter, _ language: Language) -> String { "\(kind.rawValue)_\(language.rawValue)" }

    var areTooLong: Bool { Self.places.contains { self[$0.0, $0.1].count > Self.longest } }

    /// What is confirmed with the files: another text makes another letter.
    var told: String { Self.places.map { self[$0.0, $0.1] }.joined(separator: "\u{1F}") }
}
