/// The stems met so far, numbered; each word is stemmed once, however often it comes.
struct Vocabulary: Sendable {
    /// What a text holds: a stem, how often, and the word it was first written as.
    struct Count: Sendable {
        var stem: UInt32
        var count: UInt32
        var form: UInt32
    }

    let language: TextAnalysis.Language
    private(set) var stems = Numbering()
    private(set) var forms = Numbering()
    /// Folded words with their stem; nil for the words that say nothing.
    private(set) var words: [String: UInt32?] = [:]
    private var wholes: [String: UInt32] = [:]
    // Where a stem stands among the counts of the text being read, plus one.
    private var places: [UInt32] = []

    init(language: TextAnalysis.Language) { self.language = language }

    /// The stems of a text as `TextAnalysis` finds them, each once, in the order they first come.
    mutating func counts(of text: String) -> [Count] {
        let stemmer = Stemmer(language)
        var counts: [Count] = []
        for compound in WordReader(text, in: language) {
            for part in compound.parts where !part.word.isEmpty {
                guard let stem = number(of: part.word, stemmer) else { continue }
                note(stem, as: text[part.range], in: &counts)
            }
            guard let whole = compound.joined, let stem = number(ofWhole: whole, stemmer) else { continue }
            note(stem, as: text[compound.range], in: &counts)
        }
        for count in counts { places[Int(count.stem)] = 0 }
        return counts
    }

    private mutating func note(_ stem: UInt32, as form: Substring, in counts: inout [Count]) {
        let place = places[Int(stem)]
        if place > 0 {
            counts[Int(place) - 1].count += 1
        } else {
            let form = forms.number(of: form.prefix(WordReader.longest).lowercased())
            counts.append(Count(stem: stem, count: 1, form: form))
            places[Int(stem)] = UInt32(counts.count)
        }
    }

    private mutating func number(of word: String, _ stemmer: borrowing Stemmer) -> UInt32? {
        if let known = words[word] { return known }
        let isTelling = !StopWords.of(language).contains(word)
        let stem = isTelling ? number(ofStem: stemmer.stem(word)) : nil
        words[word] = .some(stem)
        return stem
    }

    private mutating func number(ofWhole word: String, _ stemmer: borrowing Stemmer) -> UInt32? {
        if let known = wholes[word] { return known }
        guard let stem = number(ofStem: stemmer.stem(word)) else { return nil }
        wholes[word] = stem
        return stem
    }

    private mutating func number(ofStem stem: String) -> UInt32? {
        guard !stem.isEmpty else { return nil }
        let number = stems.number(of: stem)
        if number == places.count { places.append(0) }
        return number
    }
}

/// Texts numbered in the order they come.
struct Numbering: Sendable {
    private(set) var texts: [String] = []
    private var numbers: [String: UInt32] = [:]

    mutating func number(of text: String) -> UInt32 {
        if let known = numbers[text] { return known }
        let number = UInt32(texts.count)
        texts.append(text)
        numbers[text] = number
        return number
    }

    func known(_ text: String) -> UInt32? { numbers[text] }
}
