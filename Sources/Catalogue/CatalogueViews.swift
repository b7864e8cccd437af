import Grids
import Web
import Words

extension Reader {
    func cataloguePage(_ question: CatalogueQuestion, _ answer: CatalogueIndex.Answer, total: Int, _ labels: TermLabels)
        -> HTML
    {
        page(
            PageHead(
                t("Initiatives"), description: t("Socially innovative practices, told by those who made them."),
                more: feedLink),
            """
            <form class="wrap flow flow-6" action="\(to("/catalogue"))" method="get" role="search" aria-label="\(t("Look for an initiative"))" data-filter>
            <div class="split even bottom"><div class="flow flow-2"><h1>\(t("Initiatives"))</h1>
            <p class="lead">\(t("Practices from here, told by those who made them."))</p></div>
            \(searchField(question.words))</div>
            <div class="split lead-side">
            <div class="facets"><details class="facet-box"\(question.terms.isEmpty ? "" : openBox)><summary class="label">\(t("Narrow down"))</summary>
            \(Facet.allCases.map { facetBox($0, question, answer, labels) })
            <p><button class="btn small" type="submit">\(t("Apply"))</button></p></details></div>
            <div class="flow flow-5">
            \(summary(question, answer, total: total, labels))
            \(answer.entries.isEmpty ? nothingFound : list(answer, labels))
            \(pager(question, answer))</div></div></form>
            \(script("filter.js"))
            """)
    }

    private var openBox: HTML { " open" }

    var feedLink: HTML {
        """
        <link rel="alternate" type="application/atom+xml" title="\(t("New initiatives"))" href="\(to("/atom.xml"))">

        """
    }

    private func searchField(_ words: String) -> HTML {
        """
        <div class="flow flow-2"><label class="label" for="q">\(t("A word, a trade, a place"))</label>
        <div class="search"><input class="input" id="q" name="q" type="search" value="\(words)" maxlength="200" autocomplete="off"><button class="btn main" type="submit">\(icon("search"))\(t("Search"))</button></div></div>
        """
    }

    private func facetBox(
        _ facet: Facet, _ question: CatalogueQuestion, _ answer: CatalogueIndex.Answer, _ labels: TermLabels
    ) -> HTML {
        let chosen = Set(question.terms[facet] ?? [])
        let terms = sorted(answer.counts[facet] ?? [], of: facet, chosen)
        guard terms.count > 1 || !chosen.isEmpty else { return "" }
        let lines = terms.map { term -> HTML in
            """
            <li><label class="choice"><input type="checkbox" name="\(facet.rawValue)" value="\(term.term)"\(chosen.contains(term.term) ? ticked : "")><span>\(label(of: term.term, in: facet, labels))</span></label><span class="k\(term.count == 0 ? noneClass : "")">\(term.count)</span></li>
            """
        }
        return """
            <fieldset class="facet"><legend>\(title(of: facet))</legend><ul>\(lines)</ul></fieldset>

            """
    }

    private var ticked: HTML { " checked" }
    private var noneClass: HTML { " none" }

    /// The most frequent first, not more than a dozen; what is chosen always stays.
    private func sorted(_ terms: [(term: String, count: Int)], of facet: Facet, _ chosen: Set<String>) -> [(
        term: String, count: Int
    )] {
        let ordered = terms.sorted { left, right in
            if let first = facet.rank(left.term), let second = facet.rank(right.term) { return first < second }
            return (right.count, left.term) < (left.count, right.term)
        }
        return ordered.enumerated().filter { $0.offset < 12 || chosen.contains($0.element.term) }.map(\.element)
    }

    private func summary(
        _ question: CatalogueQuestion, _ answer: CatalogueIndex.Answer, total: Int, _ labels: TermLabels
    ) -> HTML {
        let count = t(
            "\(formats.number(answer.count)) initiative", "\(formats.number(answer.count)) initiatives",
            count: answer.count)
        return """
            <div class="row between"><p role="status"><strong>\(count)</strong>\(answer.count == total ? "" : " " + t("of \(formats.number(total))"))</p>\(chips(question, labels))</div>
            <p class="quiet small">\(explanation(question, answer))</p>
            """
    }

    private func explanation(_ question: CatalogueQuestion, _ answer: CatalogueIndex.Answer) -> String {
        if answer.isNearest { return t("No initiative says all these words. These are the nearest.") }
        switch question.order {
        case .title: return t("Sorted by title.")
        case .newest: return t("The newest first.")
        case .best:
            return question.words.isEmpty ? t("The newest first.") : t("Sorted by how near they are to your words.")
        }
    }

    private func chips(_ question: CatalogueQuestion, _ labels: TermLabels) -> HTML {
        guard !question.isOpen else { return "" }
        var chips: [HTML] = []
        if !question.words.isEmpty { chips.append(chip(typeset("« \(question.words) »"), question.withoutWords())) }
        for facet in Facet.allCases {
            for term in question.terms[facet] ?? [] {
                chips.append(chip(label(of: term, in: facet, labels), question.without(term, of: facet)))
            }
        }
        return """
            <p class="row">\(chips)<a href="\(to("/catalogue"))">\(t("Clear all"))</a></p>
            """
    }

    private func chip(_ text: String, _ rest: CatalogueQuestion) -> HTML {
        """
        <a class="chip" href="\(address(of: rest))">\(text)<svg class="icon" role="img" aria-label="\(t("Remove"))"><use href="\(assetPath("icons.svg"))#cross"/></svg></a>
        """
    }

    private func list(_ answer: CatalogueIndex.Answer, _ labels: TermLabels) -> HTML {
        let first = (answer.page - 1) * CatalogueIndex.pageSize + 1
        let items = answer.entries.map { entry -> HTML in "<li>\(catalogueItem(entry, labels))</li>\n" }
        return """
            <ol class="items" start="\(first)">\(items)</ol>
            """
    }

    /// An initiative as every list shows it.
    func catalogueItem(_ entry: CatalogueEntry, _ labels: TermLabels, heading: Int = 2) -> HTML {
        let title: HTML = """
            <a href="\(to("/initiatives/\(entry.slug)"))"\(lang(of: entry))>\(typeset(entry.title, in: entry.language))</a>
            """
        let head: HTML = heading == 2 ? "<h2 class=\"h3\">\(title)</h2>" : "<h3>\(title)</h3>"
        return """
            <article class="item">\(entry.profile.map(miniProfile))<div><p class="meta">\(typeset(meta(entry)))</p>
            \(head)<p\(lang(of: entry))>\(typeset(entry.strapline, in: entry.language))</p>
            <p class="tags">\(entry.awards.map(prize))\(tags(entry, labels))</p></div></article>
            """
    }

    private func meta(_ entry: CatalogueEntry) -> String {
        let names =
            entry.organisations.isEmpty
            ? t("Unknown organisation") : entry.organisations.prefix(3).joined(separator: ", ")
        return [names, entry.place].filter { !$0.isEmpty }.joined(separator: ", ")
    }

    private func prize(_ award: CatalogueEntry.AwardName) -> HTML {
        let isEnglish = language == .english && !award.nameEN.isEmpty
        return """
            <span class="prize">\(typeset(isEnglish ? award.nameEN : award.nameFR))</span>
            """
    }

    private func tags(_ entry: CatalogueEntry, _ labels: TermLabels) -> [HTML] {
        var words = (entry.facets[.need] ?? []).sorted().map { label(of: $0, in: .need, labels) }
        words += (entry.facets[.size] ?? []).prefix(1).map { label(of: $0, in: .size, labels) }
        if let source = entry.source { words.append(source) }
        return words.map { word -> HTML in "<span class=\"tag\">\(word)</span>" }
    }

    private func lang(of entry: CatalogueEntry) -> HTML {
        entry.language == language.rawValue ? "" : " lang=\"\(entry.language)\""
    }

    private var nothingFound: HTML {
        """
        <div class="empty"><p>\(t("Nothing answers all of this. Remove a choice, or look for fewer words."))</p></div>
        """
    }

    private func pager(_ question: CatalogueQuestion, _ answer: CatalogueIndex.Answer) -> HTML {
        guard answer.pages > 1 else { return "" }
        let near = Set(
            [1, answer.pages] + (answer.page - 2...answer.page + 2).filter { (1...answer.pages).contains($0) })
        let links = near.sorted().map { page -> HTML in
            page == answer.page
                ? "<span aria-current=\"page\">\(page)</span>"
                : "<a href=\"\(address(of: question.on(page: page)))\">\(page)</a>"
        }
        return """
            <nav class="pager" aria-label="\(t("Pages"))">\(links)</nav>
            """
    }

    private func address(of question: CatalogueQuestion) -> String {
        let query = question.fields.urlEncoded
        return to("/catalogue") + (query.isEmpty ? "" : "?" + query)
    }
}
