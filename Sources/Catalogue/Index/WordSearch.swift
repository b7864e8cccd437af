import Foundation
import TextSimilarity

/// How the words of a question were understood.
public enum WordSense: Equatable, Sendable {
    /// As they were typed.
    case all
    /// Some were said by no sheet, and were read as others.
    case corrected([Correction])
    /// No sheet says all of them: these say some, or something near.
    case nearest

    public struct Correction: Equatable, Sendable {
        public let typed: String
        public let said: [String]
    }
}

/// Looks for words in all parts of the catalogue, in French and in English.
///
/// A sheet's score is the sum over the words of its weight for each (`WordWeight`) times `ln(1 + N / d)`, where `d` of `N`
/// sheets say it (TF-IDF with sub-linear frequency); of the two languages the better one counts.
struct WordSearch {
    struct Found {
        /// By part.
        var sets: [SheetSet]
        var scores: [SheetScores]
        var reading: WordSense
    }

    /// The words of a question in one language: a sheet answers a word that says any of its stems.
    struct Plan {
        let language: TextAnalysis.Language
        var words: [Word]

        struct Word {
            let folded: String
            let typed: String
            var stems: [(stem: String, share: Float)]
        }
    }

    private static let analyses = TextAnalysis.Language.allCases.map { ($0, TextAnalysis(language: $0)) }
    /// Of a word that somebody is still typing, and of one that was corrected.
    private static let share: Float = 0.5

    let parts: [CatalogueIndex.Part]

    init(_ parts: [CatalogueIndex.Part]) { self.parts = parts }

    func found(by text: String) -> Found {
        let plans = plans(for: text)
        let exact = found(plans, all: true, .all)
        if !exact.isEmpty { return exact }
        let (corrected, corrections) = WordCorrection(self).corrected(plans)
        if !corrections.isEmpty {
            let found = found(corrected, all: true, .corrected(corrections))
            if !found.isEmpty { return found }
        }
        let nearest = found(corrected, all: false, .nearest)
        return nearest.isEmpty ? Found(sets: nearest.sets, scores: nearest.scores, reading: .all) : nearest
    }

    private func plans(for text: String) -> [Plan] {
        Self.analyses.compactMap { language, analysis in
            var words = analysis.terms(of: text).map { term in
                Plan.Word(folded: term.word, typed: term.typed, stems: term.stems.map { ($0, 1) })
            }
            guard !words.isEmpty else { return nil }
            join(&words, language, analysis)
            if let begun = analysis.unfinishedWord(of: text), let last = words.last, last.folded == begun {
                let known = Set(last.stems.map(\.stem))
                let stems = continuations(of: begun, language).filter { !known.contains($0) }
                words[words.count - 1].stems += stems.map { ($0, Self.share) }
            }
            return Plan(language: language, words: words)
        }
    }

    /// «télé travail» is «télétravail» as well, where some sheet says so.
    private func join(_ words: inout [Plan.Word], _ language: TextAnalysis.Language, _ analysis: TextAnalysis) {
        for place in words.indices.dropLast() {
            let joined = words[place].folded + words[place + 1].folded
            guard let said = said(joined, language) else { continue }
            for place in [place, place + 1] where !words[place].stems.contains(where: { $0.stem == said.stem }) {
                words[place].stems.append((said.stem, 1))
            }
        }
    }

    private func continuations(of start: String, _ language: TextAnalysis.Language) -> [String] {
        let all = parts.flatMap { $0.segment.lexicon(language).said(beginning: start) }
        return Array(Set(all.map(\.stem)).sorted().prefix(40))
    }

    func said(_ word: String, _ language: TextAnalysis.Language) -> Lexicon.Said? {
        parts.lazy.compactMap { $0.segment.lexicon(language).said(word) }.first
    }

    /// How many sheets say a stem.
    func count(of stem: String, _ language: TextAnalysis.Language) -> Int {
        parts.reduce(0) { $0 + $1.segment.count(of: stem, in: language, among: $1.isWhole ? nil : $1.live) }
    }

    /// The sheets that answer all the words in one of the languages, or any of them.
    private func found(_ plans: [Plan], all: Bool, _ reading: WordSense) -> Found {
        let size = Double(parts.reduce(0) { $0 + $1.count })
        let weighed = plans.map { plan in
            (
                plan.language,
                plan.words.map { word in
                    word.stems.compactMap { stem, share -> WeighedStem? in
                        let count = count(of: stem, plan.language)
                        guard count > 0 else { return nil }
                        return WeighedStem(stem: stem, weight: share * Float(log(1 + size / Double(count))))
                    }
                }
            )
        }
        var found = Found(sets: [], scores: [], reading: reading)
        for part in parts {
            var tally = Tally(part)
            for (language, words) in weighed { tally.add(words, in: language, all: all) }
            found.sets.append(tally.found)
            found.scores.append(tally.scores)
        }
        return found
    }
}

extension WordSearch.Found {
    var isEmpty: Bool { sets.allSatisfy(\.isEmpty) }
}

/// A stem with what it weighs in a question.
struct WeighedStem {
    let stem: String
    let weight: Float
}

/// What one part's sheets have of a question.
private struct Tally {
    private(set) var found: SheetSet
    private(set) var scores = SheetScores()
    private let part: CatalogueIndex.Part

    init(_ part: CatalogueIndex.Part) { (self.part, found) = (part, SheetSet(empty: part.segment.count)) }

    mutating func add(_ words: [[WeighedStem]], in language: TextAnalysis.Language, all: Bool) {
        let known = words.map { stems in
            stems.compactMap { stem in
                part.segment.said(stem.stem, in: language).map { (said: $0, weight: stem.weight) }
            }
        }
        if all, known.contains(where: \.isEmpty) { return }
        var met = all ? part.live : SheetSet(empty: part.segment.count)
        for stems in known {
            var saying = SheetSet(empty: part.segment.count)
            for stem in stems { saying.formUnion(stem.said.places) }
            if all { met.formIntersection(saying) } else { met.formUnion(saying) }
        }
        if !all { met.formIntersection(part.live) }
        found.formUnion(met)
        scores.readings.append(SheetScores.Reading(met: met, stems: Array(known.joined())))
    }
}
