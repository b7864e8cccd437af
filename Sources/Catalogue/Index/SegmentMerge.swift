/// Makes one segment of several, without the sheets that are gone.
struct SegmentMerge {
    /// One of them, with those of its sheets that are still there.
    struct Part {
        let segment: Segment
        let live: SheetSet
    }

    private let parts: [Part]
    /// Where each sheet comes from, in the new order.
    private var origins: [(part: Int, place: Int)] = []
    /// By part and old place, the new place; `.max` for what is gone.
    private var places: [[UInt32]]

    init(_ parts: [Part]) {
        self.parts = parts
        places = parts.map { [UInt32](repeating: .max, count: $0.segment.count) }
        // Each part is in order already, so sorting is a merge of few runs.
        var ranked: [(rank: SheetRank, part: Int, place: Int)] = []
        for (number, part) in parts.enumerated() {
            part.live.forEach { place in
                ranked.append((part.segment.ranks[place], number, place))
                return true
            }
        }
        ranked.sort { $0.rank < $1.rank }
        for (place, one) in ranked.enumerated() {
            places[one.part][one.place] = UInt32(place)
            origins.append((one.part, one.place))
        }
    }

    func segment() -> Segment {
        var (records, titles) = (PackedTexts(), PackedTexts())
        var facets = FacetTable.Builder()
        let numbers = parts.map { part in part.segment.facets.terms.map { facets.number(of: $0) } }
        for (part, place) in origins {
            let segment = parts[part].segment
            records.append(segment.records.bytes[segment.records.range(of: place)])
            titles.append(segment.titles.bytes[segment.titles.range(of: place)])
            facets.add(numbers: segment.facets.numbers(of: place).map { numbers[part][Int($0)] })
        }
        return Segment(
            ranks: origins.map { parts[$0.part].segment.ranks[$0.place] }, records: records, titles: titles,
            facets: facets.table(), french: lexicon(\.french), english: lexicon(\.english))
    }

    private func lexicon(_ path: KeyPath<Segment, Lexicon>) -> Lexicon {
        let lexicons = parts.map { $0.segment[keyPath: path] }
        var (stems, postings) = (PackedTexts(), Postings())
        var numbers = lexicons.map { [UInt32](repeating: .max, count: $0.stems.count) }
        TextMerge(lexicons.map(\.stems)).forEach { text, sources in
            let met = self.postings(of: sources, in: lexicons)
            guard !met.isEmpty else { return }
            for (part, stem) in sources { numbers[part][stem] = UInt32(stems.count) }
            stems.append(text)
            postings.append(met.lazy.map { Posting(place: $0 >> 8, weight: WordWeight(code: UInt8($0 & 0xFF))) })
        }
        var (words, forms, stemOfWord) = (PackedTexts(), PackedTexts(), [UInt32]())
        TextMerge(lexicons.map(\.words)).forEach { text, sources in
            let kept = sources.first { numbers[$0.part][Int(lexicons[$0.part].stemOfWord[$0.number])] != .max }
            guard let (part, word) = kept else { return }
            words.append(text)
            forms.append(lexicons[part].forms.bytes[lexicons[part].forms.range(of: word)])
            stemOfWord.append(numbers[part][Int(lexicons[part].stemOfWord[word])])
        }
        return Lexicon(stems: stems, postings: postings, words: words, forms: forms, stemOfWord: stemOfWord)
    }

    /// New places with their weights, a number each: sixteen million sheets.
    private func postings(of sources: [(part: Int, number: Int)], in lexicons: [Lexicon]) -> [UInt32] {
        var met: [UInt32] = []
        for (part, stem) in sources {
            lexicons[part].postings.forEach(of: stem) { place, code in
                let new = places[part][place]
                if new != .max { met.append(new << 8 | UInt32(code)) }
            }
        }
        if sources.count > 1 { met.sort() }
        return met
    }
}

/// Walks through sorted texts of several lists at once, each text once.
struct TextMerge {
    private let lists: [PackedTexts]

    init(_ lists: [PackedTexts]) { self.lists = lists }

    func forEach(_ body: (_ text: ArraySlice<UInt8>, _ sources: [(part: Int, number: Int)]) -> Void) {
        var next = lists.map { _ in 0 }
        while true {
            var least: ArraySlice<UInt8>?
            var sources: [(part: Int, number: Int)] = []
            for (part, list) in lists.enumerated() where next[part] < list.count {
                let text = list.bytes[list.range(of: next[part])]
                if let known = least, !text.lexicographicallyPrecedes(known) {
                    if text == known { sources.append((part, next[part])) }
                } else {
                    (least, sources) = (text, [(part, next[part])])
                }
            }
            guard let least else { return }
            for source in sources { next[source.part] += 1 }
            body(least, sources)
        }
    }
}
