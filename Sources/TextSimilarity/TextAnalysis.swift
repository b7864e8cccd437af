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
    public func queryTerms(of query: String) -> [[String]] { terms(of: query).map(\.stems) }

    /// One word of a query.
    public struct Term: Sendable, Equatable {
        /// Its key: no case, no accents.
        public let word: String
        /// As it was typed.
        public let typed: String
        /// A text that holds any of them answers the word: its own stem, or that of the compound it is part of.
        public var stems: [String]
    }

    /// The words of a query that say something, in their order and each once.
    public func terms(of query: String) -> [Term] {
        let stemmer = Stemmer(language)
        var terms: [Term] = []
        for compound in WordReader(query, in: language) {
            for term in self.terms(of: compound, in: query, stemmer)
            where !terms.contains(where: { $0.stems == term.stems }) {
                guard terms.count < Self.queryLimit else { return terms }
                terms.append(term)
            }
        }
        return terms
    }

    // The whole or all the parts, said as: for each part, the part or the whole.
    private func terms(of compound: Compound, in query: String, _ stemmer: borrowing Stemmer) -> [Term] {
        let whole = compound.joined.map { stemmer.stem($0) }
        var terms: [Term] = []
        for part in compound.parts where isTelling(part.word) {
            let stems = [stemmer.stem(part.word)] + (whole.map { [$0] } ?? [])
            terms.append(Term(word: part.word, typed: String(query[part.range]), stems: stems))
        }
        guard terms.isEmpty, let whole, let joined = compound.joined else { return terms }
        return [Term(word: joined, typed: String(query[compound.range]), stems: [whole])]
    }

    /// The stem of a word that is folded already.
    public func stem(ofFolded word: String) -> String { Stemmer(language).stem(word) }

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
