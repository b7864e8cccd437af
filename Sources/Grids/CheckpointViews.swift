import Web

extension Reader {
    /// A checkpoint with all that helps to read a file by it.
    func checkpoint(_ checkpoint: Checkpoint, of grid: Grid) -> HTML {
        """
        <section class="checkpoint flow" aria-labelledby="\(checkpoint.id)"><h3 id="\(checkpoint.id)">\(text(checkpoint.title))</h3>
        <p class="question">\(text(checkpoint.question))</p>
        <div class="pairs"><div class="flow">\(checkpoint.guidance.map(guidance))\(evidence(checkpoint.evidence))
        <p class="tags">\(traits(checkpoint).map { "<span class=\"tag\">\($0)</span>" as HTML })</p>\(crosswalk(checkpoint, of: grid))</div>
        \(levels(of: checkpoint, scale: grid.scale))</div></section>
        """
    }

    /// The levels of a checkpoint, each with its word and what it looks like.
    public func levels(of checkpoint: Checkpoint, scale: GridScale) -> HTML {
        let rows = checkpoint.levels.map { level -> HTML in
            """
            <li><b>\(level.value)</b><span><b>\(text(scale.label(of: level.value)))</b> \(text(level.descriptor))</span></li>
            """
        }
        return "<ol class=\"ladder\" start=\"\(scale.lowest)\" aria-label=\"\(t("Levels"))\">\(rows)</ol>"
    }

    private func guidance(_ guidance: Localized) -> HTML {
        "<div><p class=\"label\">\(t("What to look for"))</p><p>\(text(guidance))</p></div>"
    }

    private func evidence(_ evidence: [Localized]) -> HTML {
        guard !evidence.isEmpty else { return "" }
        return """
            <div><p class="label">\(t("What can show it"))</p><ul class="dashes">\(evidence.map { "<li>\(text($0))</li>" as HTML })</ul></div>
            """
    }

    private func traits(_ checkpoint: Checkpoint) -> [String] {
        var traits = [t("Weight: \(checkpoint.weight)")]
        if checkpoint.isCore { traits.append(t("In the quick profile")) }
        if checkpoint.isOptional { traits.append(t("May be not applicable")) }
        if !checkpoint.only.isEmpty { traits.append(t("Only for: \(formats.list(checkpoint.only))")) }
        return traits
    }

    private func crosswalk(_ checkpoint: Checkpoint, of grid: Grid) -> HTML {
        guard !checkpoint.crosswalk.isEmpty else { return "" }
        let notions = checkpoint.crosswalk.map { notion -> HTML in
            let source = grid.sources.first { $0.id == notion.source }
            return "<li>\(named(source?.title ?? "")) – \(named(notion.text))</li>"
        }
        return """
            <details class="small"><summary>\(t("Nearest notions elsewhere"))</summary><ul class="dashes">\(notions)</ul></details>
            """
    }
}
