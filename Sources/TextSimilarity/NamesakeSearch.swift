/// Texts of one name told in other words: a name alone is no proof («Télétravail»), nor are neighbours; both together are
/// worth a person's look.
struct NamesakeSearch: Sendable {
    private var titles: TextCollection
    private var bodies: TextCollection
    private var trigrams: [String: LetterRuns] = [:]

    /// The names resemble each other by so much at least, by runs of three letters.
    static let closeName = 0.8
    /// Each is among so many nearest of the other, and so near.
    static let neighbours = 5
    static let leastCosine = 0.1
    /// Of texts with one name so many are looked at.
    private static let namesakes = 50

    init(language: TextAnalysis.Language) {
        (titles, bodies) = (TextCollection(language: language), TextCollection(language: language))
    }

    mutating func add(_ text: String, title: String, id: String) {
        titles.add(title, id: id)
        bodies.add(text, id: id)
        trigrams[id] = .trigrams(of: title)
    }

    /// Pairs by their names in order, with the likeness of the names and the cosine of what is told.
    func pairs() -> [(id: String, otherID: String, title: Double, cosine: Double)] {
        let (titleIndex, bodyIndex) = (titles.index(), bodies.index())
        var named: [String: [String: Double]] = [:]
        titleIndex.forEachText(limit: Self.namesakes) { id, found in
            for other in found where other.id > id {
                guard let one = trigrams[id], let two = trigrams[other.id], one.count > 0 else { continue }
                let likeness = one.resemblance(with: two)
                if likeness >= Self.closeName { named[id, default: [:]][other.id] = likeness }
            }
        }
        var near: [String: [TextIndex.Neighbour]] = [:]
        func neighbours(_ id: String) -> [TextIndex.Neighbour] {
            if let known = near[id] { return known }
            let found = bodyIndex.neighbours(of: id, limit: Self.neighbours)
            near[id] = found
            return found
        }
        return named.keys.sorted().flatMap { id in
            (named[id] ?? [:]).sorted { $0.key < $1.key }.compactMap { other, likeness in
                guard let there = neighbours(id).first(where: { $0.id == other }), there.score >= Self.leastCosine,
                    neighbours(other).contains(where: { $0.id == id })
                else { return nil }
                return (id, other, likeness, there.score)
            }
        }
    }
}
