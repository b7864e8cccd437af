extension TextIndex {
    /// The texts that answer a query best, with their words that do. A word that no text holds is read as the nearest
    /// ones that are (`TextAnalysis.closest`); each edit halves its weight.
    public func texts(answering query: String, limit: Int = 5) -> [Neighbour] {
        let vector = self.vector(of: query)
        guard !vector.isEmpty, limit > 0 else { return [] }
        var search = NearestVectors(in: vectors)
        return texts(of: search.nearest(to: vector, limit: limit), limit: limit).prefix(limit).map { text, score in
            let reasons = self.reasons(vector, with: self.vector(of: text)).compactMap {
                word(of: text, term: vector[$0].term)
            }
            return Neighbour(id: ids[text], score: score, reasons: reasons)
        }
    }

    private func vector(of query: String) -> [Vectors.Entry] {
        let stemmer = Stemmer(vocabulary.language)
        let stopWords = StopWords.of(vocabulary.language)
        var weights: [UInt32: Double] = [:]
        for compound in WordReader(query, in: vocabulary.language) {
            for part in compound.parts where !part.word.isEmpty && !stopWords.contains(part.word) {
                let (terms, share) = meanings(of: part.word, stemmer)
                for term in terms { weights[term, default: 0] += share }
            }
            if let whole = compound.joined.flatMap({ term(ofStem: stemmer.stem($0)) }) {
                weights[whole, default: 0] += 1
            }
        }
        let entries = weights.sorted { $0.key < $1.key }.map { term, count in
            Vectors.Entry(term: term, weight: Vectors.weight(count: count, rarity: vectors.rarities[Int(term)]))
        }
        return Vectors.unit(entries)
    }

    private func meanings(of word: String, _ stemmer: borrowing Stemmer) -> (terms: [UInt32], share: Double) {
        if let term = term(ofStem: stemmer.stem(word)) { return ([term], 1) }
        let (words, edits) = spelling.nearest(to: word)
        let terms = Set(words.compactMap { term(ofWord: $0) })
        return (terms.sorted(), 1 / Double(1 << edits))
    }

    private func term(ofStem stem: String) -> UInt32? {
        vocabulary.stems.known(stem).flatMap { termOfStem[Int($0)] }
    }

    private func term(ofWord word: String) -> UInt32? {
        guard case .some(.some(let stem)) = vocabulary.words[word] else { return nil }
        return termOfStem[Int(stem)]
    }
}
