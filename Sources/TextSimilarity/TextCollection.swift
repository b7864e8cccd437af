/// Texts brought down to counts of stems, of which an index is made.
///
/// A text that is added, replaced or taken away costs its own analysis and no other's; the weights of all the words
/// are drawn up again by the next `index()`, since one more text changes how rare each of them is.
public struct TextCollection: Sendable {
    private(set) var texts: [Entry] = []
    private var places: [String: Int] = [:]
    private(set) var vocabulary: Vocabulary

    struct Entry: Sendable {
        let id: String
        let counts: [Vocabulary.Count]
    }

    public init(language: TextAnalysis.Language) { vocabulary = Vocabulary(language: language) }

    /// How many texts there are.
    public var count: Int { texts.count }

    /// Whether a text of this name is there.
    public func contains(_ id: String) -> Bool { places[id] != nil }

    /// Adds a text, or puts it in the place of the one that had this name.
    public mutating func add(_ text: String, id: String) {
        let entry = Entry(id: id, counts: vocabulary.counts(of: text))
        if let place = places[id] {
            texts[place] = entry
        } else {
            places[id] = texts.count
            texts.append(entry)
        }
    }

    /// Takes a text away, if it is there.
    public mutating func remove(_ id: String) {
        guard let place = places.removeValue(forKey: id), let last = texts.popLast() else { return }
        guard place < texts.count else { return }
        texts[place] = last
        places[last.id] = place
    }

    /// The texts as they are now, ready to be compared.
    public func index() -> TextIndex { TextIndex(self) }
}
