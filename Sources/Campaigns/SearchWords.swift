import Foundation

/// What is typed into the search of a short list: every word must be found, whatever its case and accents.
struct SearchWords: Sendable {
    private let words: [String]

    init(_ typed: String) { words = Self.plain(typed).split { $0.isWhitespace }.map(String.init) }

    func match(_ texts: String...) -> Bool {
        let plain = Self.plain(texts.joined(separator: " "))
        return words.allSatisfy(plain.contains)
    }

    private static func plain(_ text: String) -> String {
        text.folding(options: [.diacriticInsensitive, .caseInsensitive], locale: Locale(identifier: "fr"))
            .replacing("’", with: "'").replacing("œ", with: "oe")
    }
}
