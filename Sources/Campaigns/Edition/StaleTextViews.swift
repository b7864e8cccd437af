import Web

// Texts that came from the earlier edition and still speak of its year: each is kept or changed by one press.
extension Reader {
    func staleNotice(_ stale: (year: String, texts: [StaleText]), _ edition: Edition) -> HTML {
        guard !stale.texts.isEmpty else { return "" }
        let title = t(
            "\(stale.texts.count) text still speaks of \(stale.year)",
            "\(stale.texts.count) texts still speak of \(stale.year)", count: stale.texts.count)
        let words = t(
            """
            These words were copied from the edition of \(stale.year) when \(typeset(edition.name)) was made: whoever reads them here \
            reads “\(stale.year)”. Change each one that should say otherwise; keep each one that speaks of \(stale.year) on purpose.
            """)
        return """
            <div class="notice warn" id="stale"><h2>\(title)</h2><p>\(words)</p>
            <ul>\(stale.texts.map { staleLine($0, edition) })</ul></div>
            """
    }

    private func staleLine(_ text: StaleText, _ edition: Edition) -> HTML {
        let title = typeset(text.place == .text ? self.title(ofText: text.title) : text.title)
        let keep = form(
            to: edition.path("reprises"), attributes: "class=\"inline\"",
            """
            \(hidden("thing", text.thing))\(hidden("mark", text.mark))\
            <button class="btn small" aria-label="\(t("Keep as it is: \(title)"))">\(t("Keep as it is"))</button>
            """)
        return """
            <li>\(title) <span class="quiet">\(name(of: text.place))</span> \
            <span class="sub" lang="fr">\(typeset(text.excerpt, in: "fr"))</span>\
            <div class="row"><a class="btn small" href="\(to(text.path))" aria-label="\(t("Change: \(title)"))">\(t("Change"))</a> \(keep)</div></li>
            """
    }

    private func name(of place: StaleText.Place) -> String {
        switch place {
        case .target: t("Target")
        case .phase: t("Phase")
        case .text: t("Text of the edition")
        case .award: t("Awards")
        case .partner: t("Engagement of a partner")
        }
    }
}
