/// A question near one that finds nothing, with how many it would find.
struct WayOut: Equatable, Sendable {
    enum Change: Equatable, Sendable {
        case withoutWords
        case without(String, Facet)
        /// Another question: a term that many sheets have.
        case instead(String, Facet)
    }

    let change: Change
    let question: CatalogueQuestion
    let count: Int
}

extension CatalogueIndex {
    /// What to ask instead: the same with one choice less, or else the most frequent needs.
    func waysOut(of question: CatalogueQuestion) -> [WayOut] {
        var ways: [WayOut] = []
        let found = found(by: question.words)
        for facet in Facet.allCases {
            for term in (question.terms[facet] ?? []).prefix(6) {
                ways.append(way(.without(term, facet), question.without(term, of: facet), among: found))
            }
        }
        if !question.words.isEmpty, !question.terms.isEmpty {
            ways.append(way(.withoutWords, question.withoutWords(), among: self.found(by: "")))
        }
        let useful = ways.filter { $0.count > 0 }
        return useful.isEmpty ? frequentNeeds : useful
    }

    private var frequentNeeds: [WayOut] {
        let needs = openCounts.filter { $0.key.facet == .need }
        return needs.sorted { ($1.value, $0.key.term) < ($0.value, $1.key.term) }.prefix(6).map { need, count in
            var question = CatalogueQuestion()
            question.terms[.need] = [need.term]
            return WayOut(change: .instead(need.term, .need), question: question, count: count)
        }
    }

    /// By how many sheets it leads to, which is all that is said of it.
    private func way(_ change: WayOut.Change, _ question: CatalogueQuestion, among found: WordSearch.Found) -> WayOut {
        WayOut(change: change, question: question, count: count(of: question, among: found))
    }
}
