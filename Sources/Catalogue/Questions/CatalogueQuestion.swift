import Web

/// What a visitor asks of the catalogue; all of it stands in the address.
public struct CatalogueQuestion: Equatable, Sendable {
    public enum Order: String, CaseIterable, Sendable {
        /// By how well they answer the words, or the newest where there are none.
        case best = "pertinence"
        case newest = "recents"
        case title = "titre"
    }

    public var words = ""
    /// Terms of one facet widen, facets narrow.
    public var terms: [Facet: [String]] = [:]
    public var order = Order.best
    /// From 1.
    public var page = 1
    /// The last sheet of the page before.
    public var after: Bookmark?

    public init() {}

    public var isOpen: Bool { words.isEmpty && terms.isEmpty }
}

// The address says all that was asked: `?q=équipe&besoin=health&besoin=mobility&tri=titre&page=2`.
extension CatalogueQuestion {
    /// Nothing of an address is refused: what can't be read is left out.
    init(_ query: Fields) {
        words = query.search("q")
        // Each chip on the page holds the address of all the others.
        var room = 40
        for facet in Facet.allCases {
            let chosen = query.all(facet.rawValue).filter { !$0.isEmpty && $0.utf8.count <= 100 }.prefix(room)
            room -= chosen.count
            if !chosen.isEmpty { terms[facet] = Array(chosen) }
        }
        order = query["tri"].flatMap(Order.init) ?? .best
        page = min(max(1, query.number("page") ?? 1), 100_000)
        after = query["suite"].flatMap(Bookmark.init)
    }

    var fields: Fields {
        var pairs: [(name: String, value: String)] = []
        if !words.isEmpty { pairs.append(("q", words)) }
        for facet in Facet.allCases { for term in terms[facet] ?? [] { pairs.append((facet.rawValue, term)) } }
        if order != .best { pairs.append(("tri", order.rawValue)) }
        if page > 1 { pairs.append(("page", "\(page)")) }
        if let after { pairs.append(("suite", after.text)) }
        return Fields(pairs)
    }

    func without(_ term: String, of facet: Facet) -> CatalogueQuestion {
        var question = on(page: 1)
        let rest = (terms[facet] ?? []).filter { $0 != term }
        question.terms[facet] = rest.isEmpty ? nil : rest
        return question
    }

    func withoutWords() -> CatalogueQuestion {
        var question = on(page: 1)
        question.words = ""
        return question
    }

    func on(page: Int, after: Bookmark? = nil) -> CatalogueQuestion {
        var question = self
        (question.page, question.after) = (page, after)
        return question
    }
}
