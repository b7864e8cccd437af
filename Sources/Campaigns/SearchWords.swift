import TextSimilarity

/// What is typed into the search of a short list: every word must be found, whatever its case and accents.
struct SearchWords: Sendable {
    private let words: [String]

    init(_ typed: String) { words = fold(typed).split { $0.isWhitespace }.map(String.init) }

    var isEmpty: Bool { words.isEmpty }

    func match(_ texts: String...) -> Bool {
        let folded = fold(texts.joined(separator: " "))
        return words.allSatisfy(folded.contains)
    }
}
