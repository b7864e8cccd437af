import Grids
import Web
import Words

extension Reader {
    func cataloguePage(
        _ question: CatalogueQuestion, _ answer: CatalogueIndex.Answer, _ ways: [WayOut], total: Int,
        _ labels: TermLabels
    ) -> HTML {
        let description = t("Socially innovative practices, told by those who made them.")
        // A page that browsers fill with what was ticked before it is left would not be what its address says.
        return page(
            PageHead(title(of: question, answer, labels), description: description, more: feedLink),
            """
            <form class="wrap flow flow-6" action="\(to("/catalogue"))" method="get" role="search"
             aria-label="\(t("Look for an initiative"))" autocomplete="off" data-filter>
            <div class="split even bottom"><div class="flow flow-2"><h1>\(t("Initiatives"))</h1>
            <p class="lead">\(t("Practices from here, told by those who made them."))</p></div>
            \(searchField(question.words))</div>
            \(total == 0
                ? nothingPublished
                : answer.count == 0
                ? nothingFound(question, answer, ways, total: total, labels)
                : foundPart(question, answer, total: total, labels))</form>
            \(script("filter.js"))
            """)
    }

    /// What was asked and how much answers it, before the name of the page: the first thing that is heard of a new page.
    private func title(
        of question: CatalogueQuestion, _ answer: CatalogueIndex.Answer, _ labels: TermLabels
    ) -> String {
        var asked = question.words.isEmpty ? [] : [typeset(question.words)]
        for facet in Facet.allCases {
            asked += (question.terms[facet] ?? []).map { label(of: $0, in: facet, labels) }
        }
        let (words, count) = (asked.prefix(4).joined(separator: ", "), counted(answer))
        let title = asked.isEmpty ? t("Initiatives") : t("\(words): \(count)")
        return answer.page > 1 ? t("\(title), page \(answer.page)") : title
    }

    private func counted(_ answer: CatalogueIndex.Answer) -> String {
        t(
            "\(formats.number(answer.count)) initiative", "\(formats.number(answer.count)) initiatives",
            count: answer.count)
    }

    var feedLink: HTML {
        """
        <link rel="alternate" type="application/atom+xml" title="\(t("New initiatives"))" href="\(to("/atom.xml"))">

        """
    }

    private func searchField(_ words: String) -> HTML {
        let field: HTML = """
            <input class="input" id="q" name="q" type="search" value="\(words)" maxlength="200" autocomplete="off">
            """
        return """
            <div class="flow flow-2"><label class="label" for="q">\(t("A word, a trade, a place"))</label>
            <div class="search">\(field)<button class="btn main" type="submit">\(icon("search"))\(t("Search"))</button></div></div>
            """
    }

    private var nothingPublished: HTML {
        """
        <div class="empty"><p><strong>\(t("No initiative is published yet."))</strong></p>
        <p>\(t("They appear here as soon as the first sheets are published."))</p></div>
        """
    }

    private func foundPart(
        _ question: CatalogueQuestion, _ answer: CatalogueIndex.Answer, total: Int, _ labels: TermLabels
    ) -> HTML {
        """
        <div class="split lead-side">
        \(facetBoxes(question, answer, labels))
        <div class="flow flow-5">
        \(summary(question, answer, total: total, labels))
        \(list(answer, labels))
        \(pager(question, answer))</div></div>
        """
    }

    private func summary(
        _ question: CatalogueQuestion, _ answer: CatalogueIndex.Answer, total: Int, _ labels: TermLabels
    ) -> HTML {
        """
        <div class="row between"><p id="count" tabindex="-1" role="status">\(count(answer, total: total))</p>\(chips(question, labels))</div>
        <div class="row between"><p class="quiet small">\(explanation(question, answer))</p>
        \(orderChoice(question))</div>
        """
    }

    private func count(_ answer: CatalogueIndex.Answer, total: Int) -> HTML {
        "<strong>\(counted(answer))</strong>\(answer.count == total ? "" : " " + t("of \(formats.number(total))"))"
    }

    private func explanation(_ question: CatalogueQuestion, _ answer: CatalogueIndex.Answer) -> String {
        switch answer.reading {
        case .nearest: t("No initiative says all these words. These are the nearest.")
        case .corrected(let corrections): corrections.map(sentence).joined(separator: " ")
        case .all: order(question)
        }
    }

    private func sentence(_ correction: WordSense.Correction) -> String {
        let said = correction.said.map { typeset("« \($0) »") }.joined(separator: ", ")
        return t("No initiative says \(typeset("« \(correction.typed) »")). These say \(said).")
    }

    private func order(_ question: CatalogueQuestion) -> String {
        switch question.order {
        case .title: t("Sorted by title.")
        case .newest: t("The newest first.")
        case .best:
            question.words.isEmpty ? t("The newest first.") : t("Sorted by how near they are to your words.")
        }
    }

    private func orderChoice(_ question: CatalogueQuestion) -> HTML {
        // The first is the one that an address does not say.
        var orders: [(order: CatalogueQuestion.Order, value: String, label: String)] = [
            (.newest, CatalogueQuestion.Order.newest.rawValue, t("The newest")),
            (.title, CatalogueQuestion.Order.title.rawValue, t("By title")),
        ]
        if question.words.isEmpty {
            orders[0].value = ""
        } else {
            orders.insert((.best, "", t("The nearest")), at: 0)
        }
        let chosen = orders.first { $0.order == question.order }?.value ?? ""
        let options = orders.map { one -> HTML in
            "<option value=\"\(one.value)\"\(one.value == chosen ? selected : "")>\(one.label)</option>"
        }
        return """
            <p class="row small"><label for="tri">\(t("Order"))</label>
            <select class="input short" id="tri" name="tri">\(options)</select>
            <button class="btn small" type="submit">\(t("Put in this order"))</button></p>
            """
    }

    private var selected: HTML { " selected" }

    func chips(_ question: CatalogueQuestion, _ labels: TermLabels) -> HTML {
        guard !question.isOpen else { return "" }
        var chips: [HTML] = []
        if !question.words.isEmpty { chips.append(chip(typeset("« \(question.words) »"), question.withoutWords())) }
        for facet in Facet.allCases {
            for term in question.terms[facet] ?? [] {
                chips.append(chip(label(of: term, in: facet, labels), question.without(term, of: facet)))
            }
        }
        // What is taken away leads to how many are left.
        return """
            <ul class="row">\(chips)<li><a href="\(to("/catalogue"))#count">\(t("Clear all"))</a></li></ul>
            """
    }

    private func chip(_ text: String, _ rest: CatalogueQuestion) -> HTML {
        let cross: HTML = """
            <svg class="icon" role="img" aria-label="\(t("Remove"))"><use href="\(assetPath("icons.svg"))#cross"/></svg>
            """
        return """
            <li><a class="chip" href="\(address(of: rest))#count">\(text)\(cross)</a></li>
            """
    }

    private func list(_ answer: CatalogueIndex.Answer, _ labels: TermLabels) -> HTML {
        let items = answer.entries.map { entry -> HTML in "<li>\(catalogueItem(entry, labels))</li>\n" }
        return """
            <ol class="items" start="\(answer.before + 1)">\(items)</ol>
            """
    }

    private func pager(_ question: CatalogueQuestion, _ answer: CatalogueIndex.Answer) -> HTML {
        guard answer.pages > 1 || answer.next != nil else { return "" }
        let near = Set(
            [1, answer.pages] + (answer.page - 2...answer.page + 2).filter { (1...answer.pages).contains($0) })
        let pages = near.sorted()
        let links = zip(pages, [0] + pages).map { page, before -> HTML in
            let gap: HTML = page > before + 1 ? "<span aria-hidden=\"true\">…</span>" : ""
            // The next one begins after what was read last, whatever was published meanwhile.
            let other = question.on(page: page, after: page == answer.page + 1 ? answer.next : nil)
            return page == answer.page
                ? "<li>\(gap)<span aria-current=\"page\">\(page)</span></li>"
                : "<li>\(gap)<a href=\"\(address(of: other))\">\(page)</a></li>"
        }
        return """
            <nav class="pager" aria-label="\(t("Pages"))"><ul>\(links)</ul></nav>
            """
    }

    func address(of question: CatalogueQuestion) -> String {
        let query = question.fields.urlEncoded
        return to("/catalogue") + (query.isEmpty ? "" : "?" + query)
    }
}

// When nothing is found.
extension Reader {
    private func nothingFound(
        _ question: CatalogueQuestion, _ answer: CatalogueIndex.Answer, _ ways: [WayOut], total: Int,
        _ labels: TermLabels
    ) -> HTML {
        let kept = question.terms.sorted { $0.key.rawValue < $1.key.rawValue }.flatMap { facet, terms in
            terms.map { term -> HTML in "<input type=\"hidden\" name=\"\(facet.rawValue)\" value=\"\(term)\">" }
        }
        return """
            <div class="flow flow-5">\(kept)
            <div class="row between"><p id="count" tabindex="-1" role="status">\(count(answer, total: total))</p>\(chips(question, labels))</div>
            <div class="empty"><p>\(t("Nothing answers all of this."))</p>
            \(waysOut(ways, labels))</div></div>
            """
    }

    private func waysOut(_ ways: [WayOut], _ labels: TermLabels) -> HTML {
        guard !ways.isEmpty else { return "" }
        return """
            <p>\(waysTitle(ways))</p><ul class="dashes">\(ways.map { way($0, labels) })</ul>
            """
    }

    private func waysTitle(_ ways: [WayOut]) -> String {
        if case .instead = ways.first?.change { return t("Look for other words, or begin with a need:") }
        return t("With one choice less:")
    }

    private func way(_ way: WayOut, _ labels: TermLabels) -> HTML {
        let count = t(
            "\(formats.number(way.count)) initiative", "\(formats.number(way.count)) initiatives", count: way.count)
        let link: String
        switch way.change {
        case .withoutWords: link = t("Without the words")
        case .without(let term, let facet): link = t("Without \(typeset("« \(label(of: term, in: facet, labels)) »"))")
        case .instead(let term, let facet): link = label(of: term, in: facet, labels)
        }
        return "<li><a href=\"\(address(of: way.question))\">\(link)</a> <span class=\"quiet\">\(count)</span></li>"
    }
}
