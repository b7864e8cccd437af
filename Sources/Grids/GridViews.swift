import Campaigns
import Web

extension Reader {
    /// The grid of an edition as everyone reads it.
    func gridPage(_ grid: Grid, of edition: Edition) -> HTML {
        page(
            PageHead("\(plain(grid.title)) – \(named(edition.name))", description: grid.summary.map { plain($0) }),
            """
            <div class="wrap flow flow-6">\(opening(of: grid, over: t("\(named(edition.name)), grid version \(grid.version)")))
            <div class="split lead-side">\(contents(of: grid))<div class="flow flow-6 grid-page">\(gridBody(grid))</div></div></div>
            """)
    }

    /// Said in place of a grid that nobody has chosen yet.
    var noGridPage: HTML {
        page(
            PageHead(t("The checkpoints"), isHidden: true),
            """
            <div class="wrap flow narrow"><h1>\(t("The checkpoints"))</h1>
            <p class="lead">\(t("The partners are still writing them. They will stand here before the first file is read."))</p>
            <p class="row"><a class="btn main" href="\(to("/"))">\(t("Back to the home page"))</a></p></div>
            """)
    }

    private func contents(of grid: Grid) -> HTML {
        let links = grid.dimensions.map { dimension -> HTML in
            "<li><a href=\"#\(dimension.id)\">\(text(dimension.title)) <span class=\"k\">\(dimension.weight)</span></a></li>"
        }
        return """
            <nav class="toc stay" aria-label="\(t("Dimensions of the grid"))"><p class="label">\(t("Dimensions"))</p>
            <p class="small quiet">\(t("Weight in points of 100"))</p><ul>\(links)</ul></nav>
            """
    }

    func opening(of grid: Grid, over: String) -> HTML {
        """
        <header class="flow flow-2"><p class="over">\(over)</p><h1>\(text(grid.title))</h1>\(grid.summary.map(lead))</header>
        """
    }

    /// All of a grid: what it stands on, how it is read, then its checkpoints.
    func gridBody(_ grid: Grid) -> HTML {
        """
        \(grid.definition.map(definition))\(scale(of: grid))\(grid.dimensions.map { dimension($0, of: grid) })\(gates(of: grid))
        """
    }

    private func lead(_ summary: Localized) -> HTML { "<p class=\"lead\">\(text(summary))</p>" }

    private func definition(_ definition: Localized) -> HTML {
        """
        <section class="sect flow" aria-labelledby="definition"><h2 id="definition" class="h3">\(t("The definition it stands on"))</h2>
        <p class="prose">\(text(definition))</p></section>
        """
    }

    private func scale(of grid: Grid) -> HTML {
        let levels = zip(grid.scale.levels, grid.scale.labels).map { value, label in
            "<li><b>\(value)</b><span>\(text(label))</span></li>" as HTML
        }
        return """
            <section class="sect flow" aria-labelledby="scale"><h2 id="scale" class="h3">\(t("How it is read"))</h2>
            <p>\(t("Each checkpoint is a question. The jury compares what the file shows with the descriptions of the levels and keeps the nearest."))</p>
            <ol class="ladder short" start="\(grid.scale.lowest)">\(levels)</ol>
            <p>\
            \(t("“Not documented” is never the lowest level: it is a question to ask."))
            \(t("“Not applicable” is left out of the count, where the checkpoint allows it."))</p>
            <p>\
            \(reasonRule(grid)) \(t("The score is the mean of the levels, each counted by its weight, brought to 100."))
            \(t("Marks inform: the recorded decision of the jury decides."))</p></section>
            """
    }

    private func reasonRule(_ grid: Grid) -> HTML? {
        let levels = grid.rules.levelsNeedingReason.sorted().map { grid.scale.label(of: $0) }
        guard !levels.isEmpty else { return nil }
        let names = formats.list(levels.map { plain($0) })
        return "\(t("These levels need a written reason: \(names)."))"
    }

    private func dimension(_ dimension: Grid.Dimension, of grid: Grid) -> HTML {
        """
        <section class="sect flow flow-5 dimension" aria-labelledby="\(dimension.id)"><div class="sect-head"><h2 id="\(dimension.id)">\
        \(text(dimension.title))</h2>
        <p class="quiet">\(t("\(dimension.weight) points of 100"))</p></div>\(dimension.question.map(lead))
        \(grid.checkpoints(of: dimension.id).map { checkpoint($0, of: grid) })</section>
        """
    }

    private func gates(of grid: Grid) -> HTML {
        guard !grid.gates.isEmpty else { return "" }
        return """
            <section class="sect flow" aria-labelledby="gates"><h2 id="gates" class="h3">\(t("Before any mark: yes or no"))</h2>
            <p>\(t("The agency checks that a file can be read. These questions never count in the score."))</p>
            <ul class="ticks">\(grid.gates.map { gate in "<li>\(icon("check"))<span>\(text(gate.text))</span></li>" as HTML })</ul></section>
            """
    }
}
