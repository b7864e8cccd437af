import Web

extension Reader {
    /// A working page of an edition: the title with its acts, then the rest; the frame has the edition's other pages. `heading`
    /// is the title with its language, where that is not the reader's.
    public func editionDesk(_ edition: Edition, _ title: String, heading: HTML? = nil, acts: HTML = "", _ main: HTML)
        -> HTML
    {
        desk(
            PageHead(
                title.contains(edition.name) ? title : "\(title) – \(edition.name)", isHidden: true,
                edition: edition.slug),
            """
            <div class="wrap flow flow-5"><header class="row between"><h1>\(heading ?? sentence(typeset(title)))</h1>\
            \(acts.isEmpty ? "" : "<p class=\"row\">\(acts)</p>" as HTML)</header>
            \(main)</div>
            """)
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
            <div class="notice warn" role="alert" tabindex="-1" autofocus><h2>\(t("Somebody changed this in another window."))</h2>
            <p>\(t("What you typed is still in the form below. This is what is saved now. Compare, then save again."))</p>
            <dl class="record">\(lines)</dl></div>
            """
    }
}

extension Reader {
    func editionNamePage(_ edition: Edition, name: String, _ faults: [Fault] = [], isOutdated: Bool = false) -> HTML {
        editionDesk(
            edition, t("Name of the edition"),
            """
            \(faultSummary(faults))\(isOutdated ? outdatedNotice([(t("Name"), edition.name)]) : "")
            \(form(to: edition.path("nom"), attributes: "class=\"flow\"", """
                \(hidden("revision", String(edition.revision)))\
                \(field("name", t("Name"), name, hint: t("Its address \(edition.slug) and the numbers of its files stay as they are."), faults: faults))\
                <p><button class="btn main">\(t("Save"))</button></p>
                """))
            """)
    }
}
