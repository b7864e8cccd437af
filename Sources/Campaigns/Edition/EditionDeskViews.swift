import Web

extension Reader {
    /// A working page of an edition: where one is, the edition's other pages, the title with its acts, the rest.
    public func editionDesk(_ edition: Edition, _ title: String, acts: HTML = "", _ main: HTML) -> HTML {
        desk(
            PageHead(title == edition.name ? title : "\(title) – \(edition.name)", isHidden: true),
            """
            <div class="wrap">\(editionNav(edition))
            <div class="flow flow-5"><header class="row between"><h1>\(title)</h1>\(acts.isEmpty ? "" : "<p class=\"row\">\(acts)</p>" as HTML)</header>
            \(main)</div></div>
            """)
    }

    /// The pages of an edition, for those who run it; an editor has its sheets.
    public func editionNav(_ edition: Edition) -> HTML {
        let pages: [(String, String)] = [
            (edition.name, ""), (t("Phases"), "phases"), (t("Targets"), "objectifs"), (t("Partners"), "partenaires"),
            (t("Grid"), "grille"), (t("Files"), "dossiers"), (t("Sheets"), "fiches"), (t("Jury"), "jury"),
            (t("Decisions"), "decisions"), (t("Awards"), "prix"), (t("Release"), "publication"),
        ]
        let isStaff = session.map(Policy.staff.allows) ?? false
        let links = pages.filter { isStaff || $0.1 == "fiches" }.map { title, page -> HTML in
            let address = edition.path(page)
            let isHere = page.isEmpty ? path == address : path == address || path.hasPrefix(address + "/")
            let current: HTML = isHere ? " aria-current=\"page\"" : ""
            return "<li><a href=\"\(to(address))\"\(current)>\(typeset(title))</a></li>"
        }
        return "<nav class=\"nav sub\" aria-label=\"\(t("Pages of the edition"))\"><ul>\(links)</ul></nav>"
    }

    /// Where an edition stands, as shape and word.
    public func state(of edition: Edition) -> HTML {
        switch edition.status {
        case .draft: "<span class=\"state draft\">\(t("In preparation"))</span>"
        case .running: "<span class=\"state sent\">\(t("Under way"))</span>"
        case .closed: "<span class=\"state out\">\(t("Closed", as: "edition"))</span>"
        }
    }

    /// Two columns of text that stand against each other, when somebody else saved first.
    public func outdatedNotice(_ now: [(label: String, value: String)]) -> HTML {
        let lines = now.map { line -> HTML in "<div><dt>\(line.label)</dt><dd>\(line.value)</dd></div>" }
        return """
            <div class="notice warn" role="alert"><h2>\(t("Somebody changed this in another window."))</h2>
            <p>\(t("What you typed is still in the form below. This is what is saved now. Compare, then save again."))</p>
            <dl class="record">\(lines)</dl></div>
            """
    }
}
