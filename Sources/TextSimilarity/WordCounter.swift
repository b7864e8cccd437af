/// Reads many texts of one language for an index: each word is folded and stemmed once, however often it comes.
public struct WordCounter: Sendable {
    /// A word that was met, numbered in the order of coming.
    public struct Word: Sendable {
        /// Its key: no case, no accents.
        public let folded: String
        /// As it was first written, in lower case.
        public let form: String
        public let stem: String
    }

    public private(set) var words: [Word] = []
    private let language: TextAnalysis.Language
    // Below zero for a word that says nothing.
    private var numbers: [String: Int32] = [:]

    public init(language: TextAnalysis.Language) { self.language = language }

    /// The numbers of the words of a text in its order, repetitions kept, as `TextAnalysis.stems(of:)` finds them.
    public mutating func numbers(of text: String) -> [Int32] {
        guard !text.isEmpty else { return [] }
        let stemmer = Stemmer(language)
        var found: [Int32] = []
        for compound in WordReader(text, in: language) {
            for part in compound.parts where !part.word.isEmpty {
                let number = number(of: part.word, as: part.range, in: text, stemmer)
                if number >= 0 { found.append(number) }
            }
            guard let joined = compound.joined else { continue }
            let number = number(of: joined, as: compound.range, in: text, stemmer)
            if number >= 0 { found.append(number) }
        }
        return found
    }

    private mutating func number(
        of word: String, as range: Range<String.Index>, in text: String, _ stemmer: borrowing Stemmer
    ) -> Int32 {
        if let known = numbers[word] { return known }
        let stem = StopWords.of(language).contains(word) ? "" : stemmer.stem(word)
        var number: Int32 = -1
        if !stem.isEmpty {
            number = Int32(words.count)
            words.append(Word(folded: word, form: text[range].prefix(WordReader.longest).lowercased(), stem: stem))
        }
        numbers[word] = number
        return number
    }
}
