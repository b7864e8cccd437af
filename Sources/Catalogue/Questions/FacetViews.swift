import Web

extension Reader {
    func facetBoxes(
        _ question: CatalogueQuestion, _ answer: CatalogueIndex.Answer, _ labels: TermLabels
    ) -> HTML {
        """
        <div class="facets"><details class="facet-box"\(question.terms.isEmpty ? "" : openBox)>
        <summary class="label">\(t("Narrow down"))</summary>
        <p class="small quiet" id="at-once" hidden>\(t("Each choice is applied at once."))</p>
        \(Facet.allCases.map { facetBox($0, question, answer, labels) })
        <p><button class="btn small" type="submit">\(t("Apply"))</button></p></details></div>
        """
    }

    private var openBox: HTML { " open" }

    private func facetBox(
        _ facet: Facet, _ question: CatalogueQuestion, _ answer: CatalogueIndex.Answer, _ labels: TermLabels
    ) -> HTML {
        let chosen = Set(question.terms[facet] ?? [])
        let terms = sorted(answer.counts[facet] ?? [], of: facet, chosen)
        // What leaves no choice is none.
        guard terms.count > 1 || !chosen.isEmpty else { return "" }
        let lines = terms.map { term -> HTML in
            let box: HTML = """
                <input type="checkbox" name="\(facet.rawValue)" value="\(term.term)"\(chosen.contains(term.term) ? ticked : "")>
                """
            let count: HTML = "<span class=\"k\(term.count == 0 ? noneClass : "")\">\(term.count)</span>"
            return """
                <li><label class="choice">\(box)<span>\(label(of: term.term, in: facet, labels))</span></label>\(count)</li>

                """
        }
        return """
            <fieldset class="facet"><legend>\(title(of: facet))</legend><ul>\(lines)</ul></fieldset>

            """
    }

    private var ticked: HTML { " checked" }
    private var noneClass: HTML { " none" }

    private typealias Counted = (term: String, count: Int)

    /// The most frequent first, not more than a dozen, each of which leads to something; what is chosen always stays.
    private func sorted(_ terms: [Counted], of facet: Facet, _ chosen: Set<String>) -> [Counted] {
        let ordered = terms.sorted { left, right in
            if let first = facet.rank(left.term), let second = facet.rank(right.term) { return first < second }
            return (right.count, left.term) < (left.count, right.term)
        }
        return ordered.enumerated().filter { place, term in
            chosen.contains(term.term) || place < 12 && term.count > 0
        }.map(\.element)
    }
}
