import Web

extension Reader {
    func siteMapPage(_ editions: [SiteMapEdition], sheets: Int, isCallOpen: Bool) -> HTML {
        page(
            PageHead(t("Site map"), description: t("All pages of this site, by parts.")),
            """
            <div class="wrap flow flow-6"><header><h1>\(t("Site map"))</h1></header>
            <div class="pairs">\(siteMapPart("campaign", t("The campaign"), campaignLinks))
            \(siteMapPart("practices", t("Practices that work"), practiceLinks(sheets)))
            \(siteMapPart("part", t("Taking part"), partLinks(isCallOpen: isCallOpen)))
            \(siteMapPart("site", t("About this site"), aboutLinks))
            \(editions.map(siteMapEdition))</div></div>
            """)
    }

    private func siteMapPart(_ key: String, _ title: String, _ links: [HTML]) -> HTML {
        """
        <section class="flow flow-2" aria-labelledby="map-\(key)"><h2 class="h3" id="map-\(key)">\(title)</h2>
        <ul class="dashes">\(links)</ul></section>
        """
    }

    private func siteMapLink(_ path: String, _ title: String) -> HTML {
        "<li><a href=\"\(to(path))\">\(title)</a></li>"
    }

    private var campaignLinks: [HTML] {
        [
            siteMapLink("/", t("Home")), siteMapLink("/grille", t("The checkpoints")),
            siteMapLink("/partenaires", t("Partners")), siteMapLink("/reglement", t("Rules")),
        ]
    }

    private func practiceLinks(_ count: Int) -> [HTML] {
        let all = t("\(count) published initiative", "\(count) published initiatives", count: count)
        let sum: HTML = count == 0 ? "" : " <span class=\"quiet\">\(all)</span>"
        return [
            "<li><a href=\"\(to("/catalogue"))\">\(t("Initiatives"))</a>\(sum)</li>",
            siteMapLink("/laureats", t("Laureates")), siteMapLink("/atom.xml", t("Feed of new initiatives (Atom)")),
        ]
    }

    private func partLinks(isCallOpen: Bool) -> [HTML] {
        let begin = isCallOpen ? [siteMapLink("/dossiers/nouveau", t("Present your initiative"))] : []
        return begin + [siteMapLink("/connexion", t("Sign in"))]
    }

    private var aboutLinks: [HTML] {
        [
            siteMapLink("/mentions-legales", t("Legal notice")),
            siteMapLink("/donnees-personnelles", t("Personal data")),
            siteMapLink("/accessibilite", t("Accessibility")),
            otherLanguage,
        ]
    }

    private var otherLanguage: HTML {
        let other: Language = language == .french ? .english : .french
        let title = other == .english ? "This site in English" : "Ce site en français"
        return """
            <li><a href="\(to("/plan-du-site", in: other))" lang="\(other.rawValue)" hreflang="\(other.rawValue)">\(title)</a></li>
            """
    }

    private func siteMapEdition(_ line: SiteMapEdition) -> HTML {
        let edition = line.edition
        let first = siteMapLink(edition.publicPath(), t("The edition and its calendar"))
        return siteMapPart(edition.slug, typeset(edition.name), [first] + editionLinks(line))
    }

    /// The pages of an edition beside its first one, as far as there is something on them.
    func editionLinks(_ line: SiteMapEdition) -> [HTML] {
        let edition = line.edition
        var links: [HTML] = []
        if line.hasGrid { links.append(siteMapLink(edition.publicPath("grille"), t("Its checkpoints"))) }
        if line.sheets > 0 {
            let all = t("Its \(line.sheets) initiative", "Its \(line.sheets) initiatives", count: line.sheets)
            links.append(siteMapLink("/catalogue?edition=\(edition.slug)", all))
        }
        if line.hasLaureates { links.append(siteMapLink(edition.publicPath("laureats"), t("Its laureates"))) }
        return links
    }
}
