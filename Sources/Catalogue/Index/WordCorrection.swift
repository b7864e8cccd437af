import TextSimilarity

/// Reads words that no sheet says as those that somebody may have meant.
struct WordCorrection {
    /// A word shorter than this is taken as it is: too many are near it.
    private static let least = 5
    /// In a word shorter than this one letter may be wrong, not two.
    private static let leastOfTwo = 7
    /// More would be a guess.
    private static let most = 6
    /// A longer word may be read by its beginning.
    private static let beginning = 5
    private static let share: Float = 0.5

    private let search: WordSearch

    init(_ search: WordSearch) { self.search = search }

    /// The questions with such words replaced, and what they were replaced by.
    func corrected(_ plans: [WordSearch.Plan]) -> ([WordSearch.Plan], [WordSense.Correction]) {
        let said = Set(
            plans.flatMap { plan in
                plan.words.filter { word in word.stems.contains { search.count(of: $0.stem, plan.language) > 0 } }
                    .map(\.folded)
            })
        var meant: [(typed: String, forms: [String])] = []
        let corrected = plans.map { plan in
            var plan = plan
            for place in plan.words.indices where !said.contains(plan.words[place].folded) {
                let readings = readings(of: plan.words[place].folded, plan.language)
                guard !readings.isEmpty else { continue }
                plan.words[place].stems += readings.map { ($0.stem, Self.share) }
                note(readings.map(\.form), of: plan.words[place].typed, in: &meant)
            }
            return plan
        }
        return (corrected, meant.map { .init(typed: $0.typed, said: Array($0.forms.prefix(3))) })
    }

    private func note(_ forms: [String], of typed: String, in meant: inout [(typed: String, forms: [String])]) {
        guard let known = meant.firstIndex(where: { $0.typed == typed }) else { return meant.append((typed, forms)) }
        meant[known].forms += forms.filter { !meant[known].forms.contains($0) }
    }

    /// The first way that leads somewhere: one letter wrong, another ending, two letters wrong, a beginning like it.
    private func readings(of word: String, _ language: TextAnalysis.Language) -> [Lexicon.Said] {
        guard word.unicodeScalars.count >= Self.least else { return [] }
        let ways: [() -> [Lexicon.Said]] = [
            { spelled(like: word, edits: 1, language) }, { derived(from: word, language) },
            { spelled(like: word, edits: 2, language) }, { halves(of: word, language) },
            { begun(like: word, language) },
        ]
        return ways.lazy.map { frequent($0(), language) }.first { !$0.isEmpty } ?? []
    }

    private func spelled(like word: String, edits: Int, _ language: TextAnalysis.Language) -> [Lexicon.Said] {
        guard edits == 1 || word.unicodeScalars.count >= Self.leastOfTwo else { return [] }
        let near = search.parts.map { ($0.segment, $0.segment.spellings(language).nearest(to: word, maxEdits: edits)) }
        let least = near.filter { !$0.1.words.isEmpty }.map(\.1.edits).min()
        let nearest = near.filter { $0.1.edits == least }
        // Whoever mistypes a word seldom mistypes its first letter.
        let isBegunSo = nearest.contains { $0.1.words.contains { $0.first == word.first } }
        return nearest.flatMap { segment, found in
            found.words.filter { !isBegunSo || $0.first == word.first }.compactMap {
                segment.lexicon(language).said($0)
            }
        }
    }

    /// «boulangers» by «boulangerie»: words that begin with its stem, or whose stem it begins with.
    private func derived(from word: String, _ language: TextAnalysis.Language) -> [Lexicon.Said] {
        let stem = TextAnalysis(language: language).stem(ofFolded: word)
        guard stem.utf8.count >= Self.beginning else { return [] }
        let longer = search.parts.flatMap { $0.segment.lexicon(language).said(beginning: stem, atMost: 40) }
        if !longer.isEmpty { return longer }
        for length in stride(from: stem.count - 1, through: Self.beginning, by: -1) {
            let start = String(stem.prefix(length))
            let shorter = search.parts.flatMap { part in
                part.segment.lexicon(language).said(beginning: start, atMost: 40).filter { $0.stem == start }
            }
            if !shorter.isEmpty { return shorter }
        }
        return []
    }

    /// «maisonpartagée» by «maison partagée»: the sheets with its rarer half, since a word is answered by any stem.
    private func halves(of word: String, _ language: TextAnalysis.Language) -> [Lexicon.Said] {
        let letters = Array(word)
        guard letters.count >= 8 else { return [] }
        for cut in stride(from: letters.count - 4, through: 4, by: -1) {
            let (first, second) = (String(letters[..<cut]), String(letters[cut...]))
            guard let one = search.said(first, language), let other = search.said(second, language) else { continue }
            return [one.count < other.count ? one : other]
        }
        return []
    }

    private func begun(like word: String, _ language: TextAnalysis.Language) -> [Lexicon.Said] {
        search.parts.flatMap { part in
            let words = part.segment.spellings(language).beginnings(like: word)
            return words.compactMap { part.segment.lexicon(language).said($0) }
        }
    }

    /// Each stem once, the most frequent first, and only what some sheet still says.
    private func frequent(_ readings: [Lexicon.Said], _ language: TextAnalysis.Language) -> [Lexicon.Said] {
        var seen: Set<String> = []
        let each = readings.filter { seen.insert($0.stem).inserted }
        let counted = each.map { (reading: $0, count: search.count(of: $0.stem, language)) }.filter { $0.count > 0 }
        return counted.sorted { ($1.count, $0.reading.stem) < ($0.count, $1.reading.stem) }.prefix(Self.most)
            .map(\.reading)
    }
}
