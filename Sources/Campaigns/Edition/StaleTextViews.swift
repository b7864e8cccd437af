import Web

// Texts that came from the earlier edition and still speak of its year.
extension Reader {
    func staleNotice(_ stale: (year: String, texts: [StaleText])) -> HTML {
        guard !stale.texts.isEmpty else { return "" }
        let lines = stale.texts.map { text -> HTML in
            let title = text.place == .text ? self.title(ofText: text.title) : text.title
            return """
                <li><a href="\(to(text.path))">\(typeset(title))</a> <span class="quiet">\(name(of: text.place))</span> \
                <span class="sub" lang="fr">\(typeset(text.excerpt, in: "fr"))</span></li>
                """
        }
        let title = t(
            "\(stale.texts.count) text still speaks of \(stale.year)",
            "\(stale.texts.count) texts still speak of \(stale.year)", count: stale.texts.count)
        return """
            <div class="notice warn"><h2>\(title)</h2><p>\(t("They came with the earlier edition. Open each one to change it, if it should say otherwise."))</p>
            <ul>\(lines)</ul></div>
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
