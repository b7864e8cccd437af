import TextSimilarity

/// What the sheets of one segment say in one language: its stems with the sheets that say them, and its words.
struct Lexicon: Sendable {
    /// Sorted.
    let stems: PackedTexts
    /// By stem.
    let postings: Postings
    /// Folded and sorted: what a misspelt word is compared with.
    let words: PackedTexts
    /// By word: as it was first written, and its stem.
    let forms: PackedTexts
    let stemOfWord: [UInt32]

    /// A word that some sheet says.
    struct Said: Sendable {
        let form: String
        let stem: String
        /// Of sheets, withdrawn ones among them.
        let count: Int
    }

    func said(_ word: String) -> Said? { words.number(of: word).map(said) }

    func said(_ word: Int) -> Said {
        let stem = Int(stemOfWord[word])
        return Said(form: forms[word], stem: stems[stem], count: Int(postings.counts[stem]))
    }

    /// The words that begin so, with each stem once.
    func said(beginning start: String, atMost limit: Int = 200) -> [Said] {
        var seen: Set<UInt32> = []
        return words.numbers(beginning: start, atMost: limit).compactMap { word in
            seen.insert(stemOfWord[word]).inserted ? said(word) : nil
        }
    }
}

/// What one sheet says in one language, field by field.
struct SheetTexts: Sendable {
    var title = ""
    /// Strapline, and who carries it.
    var head = ""
    /// Place, trade, terms and awards.
    var labels = ""
    var body = ""

    fileprivate func text(of field: WordWeight.Field) -> String {
        switch field {
        case .title: title
        case .head: head
        case .label: labels
        case .body: body
        }
    }
}

/// Draws up a lexicon, sheet by sheet.
struct LexiconBuilder {
    private struct Entry {
        let stem: UInt32
        let posting: Posting
    }

    private var counter: WordCounter
    // Stems as they come, and the stem of each of the counter's words.
    private var stems: [String] = []
    private var numbers: [String: UInt32] = [:]
    private var stemOfWord: [UInt32] = []
    private var weights: [WordWeight] = []
    private var entries: [Entry] = []

    init(language: TextAnalysis.Language) { counter = WordCounter(language: language) }

    /// Adds the sheet of the next place.
    mutating func add(_ texts: SheetTexts, at place: UInt32) {
        var met: [UInt32] = []
        for field in WordWeight.Field.allCases {
            let words = counter.numbers(of: texts.text(of: field))
            noteNewWords()
            for word in words {
                let stem = stemOfWord[Int(word)]
                if weights[Int(stem)] == WordWeight() { met.append(stem) }
                weights[Int(stem)].add(field)
            }
        }
        for stem in met {
            entries.append(Entry(stem: stem, posting: Posting(place: place, weight: weights[Int(stem)])))
            weights[Int(stem)] = WordWeight()
        }
    }

    private mutating func noteNewWords() {
        for word in counter.words[stemOfWord.count...] {
            if let known = numbers[word.stem] {
                stemOfWord.append(known)
            } else {
                let number = UInt32(stems.count)
                numbers[word.stem] = number
                stems.append(word.stem)
                weights.append(WordWeight())
                stemOfWord.append(number)
            }
        }
    }

    func lexicon() -> Lexicon {
        let order = stems.indices.sorted { stems[$0].utf8.lexicographicallyPrecedes(stems[$1].utf8) }
        var ranks = [UInt32](repeating: 0, count: stems.count)
        for (rank, stem) in order.enumerated() { ranks[stem] = UInt32(rank) }
        var packed = PackedTexts()
        for stem in order { packed.append(stems[stem]) }
        let (words, forms, stemOfWord) = packedWords(ranks)
        return Lexicon(
            stems: packed, postings: postings(ranks), words: words, forms: forms, stemOfWord: stemOfWord)
    }

    // A counting sort by stem, which keeps the order of the places.
    private func postings(_ ranks: [UInt32]) -> Postings {
        var starts = [Int](repeating: 0, count: stems.count + 1)
        for entry in entries { starts[Int(ranks[Int(entry.stem)]) + 1] += 1 }
        for stem in stems.indices { starts[stem + 1] += starts[stem] }
        var sorted = [Posting](repeating: Posting(place: 0, weight: WordWeight()), count: entries.count)
        var next = starts
        for entry in entries {
            let rank = Int(ranks[Int(entry.stem)])
            sorted[next[rank]] = entry.posting
            next[rank] += 1
        }
        var postings = Postings()
        for stem in stems.indices { postings.append(sorted[starts[stem]..<starts[stem + 1]]) }
        return postings
    }

    private func packedWords(_ ranks: [UInt32]) -> (PackedTexts, PackedTexts, [UInt32]) {
        let known = counter.words
        let order = known.indices.sorted { known[$0].folded.utf8.lexicographicallyPrecedes(known[$1].folded.utf8) }
        var (words, forms, stems) = (PackedTexts(), PackedTexts(), [UInt32]())
        for word in order {
            words.append(known[word].folded)
            forms.append(known[word].form)
            stems.append(ranks[Int(stemOfWord[word])])
        }
        return (words, forms, stems)
    }
}
