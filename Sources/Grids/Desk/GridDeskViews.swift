import Campaigns
import Documents
import Web

extension Reader {
    func gridsPage(_ records: [GridStore.Record]) -> HTML {
        gridDesk(
            t("Grids"), acts: "<a class=\"btn main\" href=\"\(to("/agence/grilles/nouvelle"))\">\(t("Add a grid"))</a>",
            """
            <p class="quiet">\(t("A version never changes once it is here: a change makes another version. The first mark of an edition fixes its grid."))</p>
            \(records.isEmpty ? noGrids : table(of: records))
            """)
    }

    private func gridDesk(_ title: String, head: String? = nil, acts: HTML = "", _ main: HTML) -> HTML {
        desk(
            PageHead(head ?? title, isHidden: true),
            """
            <div class="wrap flow flow-5"><header class="row between"><h1>\(title)</h1>\(acts.isEmpty ? "" : "<p class=\"row\">\(acts)</p>" as HTML)</header>
            \(main)</div>
            """)
    }

    private var noGrids: HTML {
        """
        <div class="empty"><p><strong>\(t("There is no grid yet."))</strong></p>
        <p><a class="go" href="\(to("/agence/grilles/nouvelle"))?depuis=defaut">\(t("Start from the default grid"))</a></p></div>
        """
    }

    private func table(of records: [GridStore.Record]) -> HTML {
        """
        <div class="scroll" role="region" tabindex="0" aria-labelledby="grids-table"><table class="table stack-sm">
        <caption id="grids-table" class="vh">\(t("Grids and the editions that use them"))</caption>
        <thead><tr><th scope="col">\(t("Grid"))</th><th scope="col">\(t("Version"))</th><th scope="col">\(t("Added"))</th><th scope="col">\(t("Used by"))\
        </th></tr></thead>
        <tbody>\(records.map(row))</tbody></table></div>
        """
    }

    private func row(_ record: GridStore.Record) -> HTML {
        """
        <tr><th scope="row" class="name"><a href="\(to(record.id.path))">\(named(record.title))</a></th>
        <td data-th="\(t("Version"))">\(record.version)</td><td data-th="\(t("Added"))">\(formats.shortDay(record.addedAt))</td>
        <td data-th="\(t("Used by"))">\(record.uses.isEmpty ? "<span class=\"quiet\">\(t("no edition"))</span>" : uses(record))</td></tr>
        """
    }

    private func uses(_ record: GridStore.Record) -> HTML {
        "<ul class=\"uses\">\(record.uses.map { "<li>\(use($0))</li>" as HTML })</ul>"
    }

    private func use(_ use: GridStore.Use) -> HTML {
        let fixed: HTML = use.frozenAt == nil ? "" : " <span class=\"quiet\">\(t("fixed", as: "grid"))</span>"
        return "<a href=\"\(to(Edition.path(use.slug, "grille")))\">\(named(use.name))</a>\(fixed)"
    }

    func keptGridPage(_ grid: Grid, _ record: GridStore.Record, isNew: Bool) -> HTML {
        let acts: HTML = """
            \(paperLink("\(record.id.path)/grille.pdf", t("The grid (PDF)"))) \
            <a class="btn small" href="\(to("\(record.id.path)/source.yaml"))">\(icon("down"))\(t("The file (YAML)"))</a> \
            <a class="btn" href="\(to("/agence/grilles/nouvelle"))?depuis=\(record.id)">\(t("Make another version"))</a>
            """
        let none: HTML = "\(t("No edition uses it yet: choose it on the page of an edition."))"
        let editions = record.uses.isEmpty ? none : uses(record)
        return gridDesk(
            plain(grid.title), head: t("Grid: \(plain(grid.title))"), acts: acts,
            """
            \(isNew ? doneNotice(t("The grid is here, and read without a fault.")) : nil)
            <dl class="record"><div><dt>\(t("Version"))</dt><dd>\(grid.version)</dd></div>
            <div><dt>\(t("Key in its file"))</dt><dd><code>\(grid.name)</code></dd></div>
            <div><dt>\(t("Contents"))</dt><dd>\(contents(grid))</dd></div><div><dt>\(t("Used by"))</dt><dd>\(editions)</dd></div></dl>
            <div class="flow flow-6 grid-page">\(gridBody(grid))</div>
            """)
    }

    private func contents(_ grid: Grid) -> String {
        let dimensions = t(
            "\(grid.dimensions.count) dimension", "\(grid.dimensions.count) dimensions", count: grid.dimensions.count)
        let count = grid.checkpoints.count
        return "\(dimensions), \(t("\(count) checkpoint", "\(count) checkpoints", count: count))"
    }

    func newGridPage(_ yaml: String, faults: GridFaults? = nil, takenVersion: String? = nil) -> HTML {
        let clash = takenVersion.map { Fault("yaml", taken($0)) }
        let fault =
            clash
            ?? faults.map { _ in Fault("yaml", t("Nothing was kept: repair what stands above, then check again.")) }
        return gridDesk(
            t("Add a grid"),
            """
            \(faults.map { summary($0, of: yaml) })\(clash.map { faultSummary([$0]) })
            <div class="prose"><p>\(t("""
                A grid is a YAML text. Paste yours whole, or choose its file; \
                nothing is kept until it is read without a fault.
                """))</p></div>
            <p><a class="go" href="\(to("/agence/grilles/nouvelle"))?depuis=defaut">\(t("Start from the default grid"))</a></p>
            \(form(to: "/agence/grilles", attributes: "class=\"flow\"", fields(yaml, [fault].compactMap { $0 })))
            """)
    }

    private func fields(_ yaml: String, _ faults: [Fault]) -> HTML {
        """
        \(textArea("yaml", t("The grid, in YAML"), yaml, faults: faults, attributes: "rows=\"24\" spellcheck=\"false\" required"))
        <p><button class="btn main">\(t("Check and add"))</button></p>
        \(yamlFile(to: Grid.filePath))
        """
    }

    /// Its button alone sends the file along, and everything that is typed above it.
    package func yamlFile(to path: String) -> HTML {
        """
        \(fileField("file", t("Or its file"), hint: t("YAML, in UTF-8: it takes the place of the text above."),
            attributes: "accept=\".yaml,.yml,.txt\""))
        <p><button class="btn" formaction="\(to(path))" formenctype="multipart/form-data" formnovalidate>\(t("Read this file"))</button></p>
        """
    }

    /// Each fault with its line as it was typed, so that it is found again.
    private func summary(_ faults: GridFaults, of yaml: String) -> HTML {
        let lines = yaml.split(separator: "\n", omittingEmptySubsequences: false)
        let items = faults.faults.map { fault in
            item(fault, typed: lines.indices.contains(fault.line - 1) ? lines[fault.line - 1] : "")
        }
        let count = faults.faults.count + faults.omitted
        let more: HTML = faults.omitted == 0 ? "" : "<p>\(t("The first \(faults.faults.count) are shown."))</p>"
        return """
            <div class="error-summary" role="alert" tabindex="-1" autofocus><h2>\(t("\(count) thing to repair", "\(count) things to repair", count: count))\
            </h2><ul>\(items)</ul>\(more)</div>
            """
    }

    private func item(_ fault: GridFault, typed: Substring) -> HTML {
        let words = sentence(fault.kind)
        let quoted = String(typed.trimmingPrefix(while: \.isWhitespace)).shortened
        return """
            <li><a href="#yaml">\(t("Line \(fault.line)"))</a> <code>\(quoted)</code><br>\(words.prefix(1).uppercased() + words.dropFirst())
            <span class="small quiet">\(fault.path)</span></li>
            """
    }

    func choosingGrid(of edition: Edition) -> String { t("Choose the grid of \(named(edition.name))") }

    func gridChoicePage(
        _ choice: EditionGrid, _ records: [GridStore.Record], unknown: [String] = [], isDone: Bool = false
    ) -> HTML {
        editionDesk(
            choice.edition, t("Grid"), acts: "<a class=\"go\" href=\"\(to("/agence/grilles"))\">\(t("All grids"))</a>",
            """
            \(isDone ? doneNotice(t("The edition uses this grid from now on.")) : nil)\(state(of: choice, records))\(unknownCategories(unknown))
            \(choice.frozenAt == nil ? choiceForm(choice, records) : nil)
            """)
    }

    /// Checkpoints for categories that the edition does not have: no file is read by them.
    private func unknownCategories(_ codes: [String]) -> HTML {
        guard !codes.isEmpty else { return "" }
        let words = t(
            "Checkpoints of this grid are for categories that the edition does not have: \(formats.list(codes)).")
        return "<div class=\"notice warn\"><p>\(words) \(t("No file is read by them."))</p></div>"
    }

    private func state(of choice: EditionGrid, _ records: [GridStore.Record]) -> HTML {
        guard let record = records.first(where: { $0.id == choice.grid }) else {
            return
                "<div class=\"notice warn\"><p>\(t("This edition has no grid yet. Nobody can mark a file without one."))</p></div>"
        }
        let link: HTML =
            "<a href=\"\(to(record.id.path))\">\(named(record.title))</a> \(record.version)"
        guard let since = choice.frozenAt else {
            return "<p>\(link)</p><p class=\"quiet\">\(t("It may still be changed: nobody has marked a file yet."))</p>"
        }
        let day = formats.moment(since)
        return """
            <p>\(link)</p><div class="notice"><h2>\(t("This grid is fixed"))</h2>
            <p>\
            \(t("The first mark was given on \(day)."))
            \(t("The files of this edition are all read by the same grid; a change makes a version for a later edition."))</p></div>
            """
    }

    /// Where there is no grid yet, the first one is a button away.
    private func starterForm(_ choice: EditionGrid) -> HTML {
        """
        \(form(
            to: choice.edition.path("grille"), attributes: "class=\"flow\"",
            """
            \(hidden("grid", GridDeskPages.starterWord))
            <p>\(t("The default grid asks what is asked of social innovation everywhere. Another version can be made of it later."))</p>
            <p class="row"><button class="btn main">\(t("Use the default grid"))</button>
            <a class="go" href="\(to("/agence/grilles/nouvelle"))">\(t("Add a grid of your own"))</a></p>
            """))
        """
    }

    private func choiceForm(_ choice: EditionGrid, _ records: [GridStore.Record]) -> HTML {
        guard !records.isEmpty else { return starterForm(choice) }
        let options = records.map { ($0.id.description, "\(named($0.title)) \($0.version)") }
        return form(
            to: choice.edition.path("grille"), attributes: "class=\"flow\"",
            """
            \(choiceList("grid", t("Grid"), options, chosen: (choice.grid ?? choice.suggested)?.description))
            <p><button class="btn main">\(t("Use this grid"))</button></p>
            """)
    }
}
