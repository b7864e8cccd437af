/// Texts ready to be compared: which are nearest to one of them, and which answer a query.
///
/// The nearness of two texts is the cosine of their words' weights, each (1 + ln count) · ln(1 + N / n) where `n` of
/// the `N` texts hold the word (Salton and Buckley, 1988): 0 when they share nothing, 1 when their words are the same.
public struct TextIndex: Sendable {
    /// A text near to another, and the words that bring them together, the weightiest first.
    public struct Neighbour: Sendable, Equatable {
        public var id: String
        public var score: Double
        public var reasons: [String]
    }

    /// The names of the texts, in the order that breaks ties.
    public let ids: [String]
    let vocabulary: Vocabulary
    /// The term of each stem, the other way round: terms are stems in the order of `Vectors`.
    let termOfStem: [UInt32?]
    let spelling: SpellingIndex
    private let places: [String: Int]
    /// Each text's words, in the order of its terms.
    private let forms: [[UInt32]]
    // Texts of the same words have one vector.
    private let vectorOfText: [Int]
    private let textsOfVector: [[Int]]
    let vectors: Vectors

    static let reasonLimit = 3

    init(_ collection: TextCollection) {
        let texts = collection.texts.sorted { $0.id < $1.id }
        vocabulary = collection.vocabulary
        let terms = Terms(of: texts, vocabulary)
        termOfStem = terms.ofStem
        spelling = SpellingIndex(
            vocabulary.words.compactMap { word, stem in
                stem.flatMap { terms.ofStem[Int($0)] == nil ? nil : word }
            }.sorted())
        var vectors = Vectors(frequencies: terms.frequencies, texts: texts.count)
        var forms: [[UInt32]] = []
        var groups = TwinGroups()
        for text in texts {
            let counts = text.counts.map { (term: terms.ofStem[Int($0.stem)] ?? 0, count: $0.count, form: $0.form) }
                .sorted { $0.term < $1.term }
            forms.append(counts.map(\.form))
            if groups.add(counts.map { UInt64($0.term) << 32 | UInt64($0.count) }) {
                vectors.append(counts.map { ($0.term, $0.count) })
            }
        }
        vectors.invert()
        (self.vectors, self.forms) = (vectors, forms)
        (vectorOfText, textsOfVector) = (groups.groupOfText, groups.texts)
        ids = texts.map(\.id)
        places = Dictionary(uniqueKeysWithValues: zip(ids, ids.indices))
    }

    /// The texts nearest to one of them; none when it is unknown or says nothing.
    public func neighbours(of id: String, limit: Int = 5) -> [Neighbour] {
        guard let text = places[id] else { return [] }
        var search = NearestVectors(in: vectors)
        return neighbours(of: text, limit: limit, &search)
    }

    /// Calls for each text, in the order of `ids`, with the texts nearest to it.
    public func forEachText(limit: Int = 5, _ body: (_ id: String, _ neighbours: [Neighbour]) throws -> Void) rethrows {
        var search = NearestVectors(in: vectors)
        for text in ids.indices { try body(ids[text], neighbours(of: text, limit: limit, &search)) }
    }

    private func neighbours(of text: Int, limit: Int, _ search: inout NearestVectors) -> [Neighbour] {
        let own = vectorOfText[text]
        let vector = Array(vectors.entries[vectors.range(of: own)])
        guard !vector.isEmpty, limit > 0 else { return [] }
        let twins: [Int] = Array(textsOfVector[own].lazy.filter { $0 != text }.prefix(limit))
        var found: [(text: Int, score: Double)] = twins.map { (text: $0, score: 1) }
        found += texts(of: search.nearest(to: vector, limit: limit, except: own), limit: limit)
        found.sort { Self.isBefore($0, $1) }
        return found.prefix(limit).map { other, score in
            let places = reasons(vector, with: vectorOfText[other])
            return Neighbour(id: ids[other], score: score, reasons: places.map { word(of: text, at: $0) })
        }
    }

    /// The texts of vectors, those of one cosine in the order of their names.
    func texts(of hits: [NearestVectors.Hit], limit: Int) -> [(text: Int, score: Double)] {
        hits.flatMap { hit in textsOfVector[hit.vector].prefix(limit).map { (text: $0, score: hit.cosine) } }
            .sorted { Self.isBefore($0, $1) }
    }

    private static func isBefore(_ first: (text: Int, score: Double), _ second: (text: Int, score: Double)) -> Bool {
        first.score == second.score ? first.text < second.text : first.score > second.score
    }

    /// The places in a vector of what it shares with another, the weightiest first.
    func reasons(_ vector: [Vectors.Entry], with other: Int) -> [Int] {
        var shared: [(place: Int, weight: Double)] = []
        var range = vectors.range(of: other)
        for (place, entry) in vector.enumerated() {
            while !range.isEmpty, vectors.entries[range.lowerBound].term < entry.term { range.removeFirst() }
            guard let match = range.first, vectors.entries[match].term == entry.term else { continue }
            shared.append((place, entry.weight * vectors.entries[match].weight))
        }
        return shared.sorted { $0.weight == $1.weight ? $0.place < $1.place : $0.weight > $1.weight }
            .prefix(Self.reasonLimit).map(\.place)
    }

    /// A text's word for a term, as it writes it.
    func word(of text: Int, term: UInt32) -> String? {
        let range = vectors.range(of: vectorOfText[text])
        guard let place = vectors.entries[range].firstIndex(where: { $0.term == term }) else { return nil }
        return word(of: text, at: place - range.lowerBound)
    }

    private func word(of text: Int, at place: Int) -> String { vocabulary.forms.texts[Int(forms[text][place])] }

    func vector(of text: Int) -> Int { vectorOfText[text] }
}

/// Stems in the order of their vectors: rare ones first, then by their letters.
private struct Terms {
    let ofStem: [UInt32?]
    let frequencies: [Int]

    init(of texts: [TextCollection.Entry], _ vocabulary: Vocabulary) {
        var frequencies = Array(repeating: 0, count: vocabulary.stems.texts.count)
        for text in texts {
            for count in text.counts { frequencies[Int(count.stem)] += 1 }
        }
        let stems = frequencies.indices.filter { frequencies[$0] > 0 }.sorted { first, second in
            frequencies[first] == frequencies[second]
                ? vocabulary.stems.texts[first] < vocabulary.stems.texts[second]
                : frequencies[first] < frequencies[second]
        }
        var ofStem: [UInt32?] = Array(repeating: nil, count: frequencies.count)
        for (term, stem) in stems.enumerated() { ofStem[stem] = UInt32(term) }
        self.ofStem = ofStem
        self.frequencies = stems.map { frequencies[$0] }
    }
}

/// Texts of the very same words: a thousand copies of one must not be compared a million times.
private struct TwinGroups {
    private(set) var groupOfText: [Int] = []
    private(set) var texts: [[Int]] = []
    private var groups: [[UInt64]: Int] = [:]

    /// Whether the text is the first of its kind.
    mutating func add(_ words: [UInt64]) -> Bool {
        let text = groupOfText.count
        if let group = groups[words] {
            groupOfText.append(group)
            texts[group].append(text)
            return false
        }
        groups[words] = texts.count
        groupOfText.append(texts.count)
        texts.append([text])
        return true
    }
}
