import Web

// The address says all that was asked: `?q=équipe&besoin=health&besoin=mobility&tri=titre&page=2`.
extension CatalogueQuestion {
    /// Nothing of an address is refused: what can't be read is left out.
    init(_ query: Fields) {
        words = String((query.text("q") ?? "").prefix(200))
        for facet in Facet.allCases {
            let chosen = query.all(facet.rawValue).filter { !$0.isEmpty && $0.utf8.count <= 100 }.prefix(40)
            if !chosen.isEmpty { terms[facet] = Array(chosen) }
        }
        order = query["tri"].flatMap(Order.init) ?? .best
        page = min(max(1, query.number("page") ?? 1), 100_000)
    }

    var fields: Fields {
        var pairs: [(name: String, value: String)] = []
        if !words.isEmpty { pairs.append(("q", words)) }
        for facet in Facet.allCases { for term in terms[facet] ?? [] { pairs.append((facet.rawValue, term)) } }
        if order != .best { pairs.append(("tri", order.rawValue)) }
        if page > 1 { pairs.append(("page", "\(page)")) }
        return Fields(pairs)
    }

    func without(_ term: String, of facet: Facet) -> CatalogueQuestion {
        var question = self
        let rest = (terms[facet] ?? []).filter { $0 != term }
        question.terms[facet] = rest.isEmpty ? nil : rest
        question.page = 1
        return question
    }

    func withoutWords() -> CatalogueQuestion {
        var question = self
        (question.words, question.page) = ("", 1)
        return question
    }

    func on(page: Int) -> CatalogueQuestion {
        var question = self
        question.page = page
        return question
    }
}
