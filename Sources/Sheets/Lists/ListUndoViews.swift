import Campaigns
import Web
import Words

// Lists that were taken in, and taking one back.
extension Reader {
    func runsPart(_ shown: ListsShown) -> HTML {
        let runs = shown.runs
        guard !runs.isEmpty else { return "<p class=\"quiet\">\(noImport)</p>" }
        return """
            <section class="sect flow" aria-labelledby="runs"><h2 class="h3" id="runs">\(t("Lists that were taken in"))</h2>
            <ul class="flow flow-2 plain">\(runs.map { runLine($0.run, $0.changes, shown) })</ul></section>
            """
    }

    private func keptPart(_ kept: [KeptChange]) -> HTML {
        guard !kept.isEmpty else { return "" }
        let most = 50
        let more = kept.count - most
        let left = more > 0 ? [moreWords(more)] : []
        return """
            <details><summary>\(t("\(kept.count) thing stayed", "\(kept.count) things stayed", count: kept.count))</summary>
            \(dashes(kept.prefix(most).map(keptWords) + left))</details>
            """
    }

    private func moreWords(_ rest: Int) -> String {
        t("and \(rest) more that are not named here", "and \(rest) more that are not named here", count: rest)
    }

    private func keptWords(_ one: KeptChange) -> String {
        let role = Role(rawValue: one.role).map { name(of: $0) } ?? ""
        return switch (one.kind, one.reason) {
        case (.role, .sits): t("\(one.name), \(role): sits in the jury. Take the role back on the page of this person.")
        case (.role, .writes):
            t("\(one.name), \(role): writes in a file. Take the role back on the page of this person.")
        case (.role, .givenAgain):
            t("\(one.name), \(role): given again since. Take the role back on the page of this person.")
        case (.role, .used): t("\(one.name), \(role): not known well enough to be taken back.")
        case (.person, _): t("\(one.name), account: has a role, came in, was written to or is named elsewhere.")
        case (.organisation, _):
            t("\(one.name), organisation: changed since, or a file, a sheet or another list speaks of it.")
        case (.engagement, _): t("\(one.name), engagement: changed or used since.")
        default: t("\(one.name): changed or used since.")
        }
    }

    private func runLine(_ run: ImportRun, _ changes: Int, _ shown: ListsShown) -> HTML {
        let (kept, left) = (shown.kept[run.id] ?? [], leftLink(run, shown.left[run.id] ?? 0))
        let made = madeWords(changes)
        let about: HTML = """
            <strong>\(name(of: run.kind))</strong> <span class="quiet">\(listName(of: run)) · \
            \(formats.shortDay(run.startedAt)), \(formats.clock(run.startedAt)) · \(made)</span>
            """
        let link = to(run.id.undoPath)
        guard run.undoneAt == nil else {
            let rest: HTML =
                "\(t("Take back what stayed…"))<span class=\"vh\">\(colon)\(named(run)), \(listName(of: run))</span>"
            let again: HTML = kept.isEmpty ? "" : "<p><a href=\"\(link)\">\(rest)</a></p>"
            return """
                <li><p>\(about) <span class="state out">\(t("taken back"))</span></p>\(keptPart(kept))\(again)</li>
                """
        }
        let whose = "\(named(run)), \(listName(of: run)), \(made)"
        let words: HTML = "\(t("Take this list back…"))<span class=\"vh\">\(colon)\(whose)</span>"
        return "<li><p>\(about) <a href=\"\(link)\">\(words)</a>\(left)</p></li>"
    }

    func madeWords(_ count: Int) -> String {
        t("\(count) thing made or changed", "\(count) things made or changed", count: count)
    }

    /// Lists of one kind are told apart by when they were taken in.
    func named(_ run: ImportRun) -> String {
        "\(name(of: run.kind)), \(formats.shortDay(run.startedAt)), \(formats.clock(run.startedAt))"
    }

    func name(of kind: ImportRun.Kind) -> String {
        switch kind {
        case .initiatives: t("Initiatives")
        case .organisations: t("Organisations")
        case .partners: t("Partners")
        case .people: t("People")
        }
    }

    // MARK: what one has done

    func donePart(_ changes: [RunChange]) -> HTML {
        guard !changes.isEmpty else { return "" }
        return """
            <details class="small" open><summary>\(t("What was done"))</summary>\(firstOf(changes, doneWords))</details>
            """
    }

    private func doneWords(_ one: RunChange) -> String {
        switch one.kind {
        case .engagement: t("\(one.name): engaged in the edition")
        case .role: t("\(one.name): has the role “\(Role(rawValue: one.role).map { name(of: $0) } ?? one.role)” now")
        case .sheet, .organisation, .partner, .person:
            one.isNew ? t("\(one.name): added") : t("\(one.name): completed")
        }
    }

    /// As many as anybody reads, and how many more there are.
    private func firstOf(_ changes: [RunChange], _ words: (RunChange) -> String) -> HTML {
        let most = 100
        let more = changes.count - most
        return dashes(changes.prefix(most).map(words) + (more > 0 ? [moreWords(more)] : []))
    }

    // MARK: what taking one back would do

    func undoPage(_ run: ImportRun, _ changes: [RunChange]) -> HTML {
        let title = run.undoneAt == nil ? t("Take this list back?") : t("Take back what stayed of this list?")
        return desk(
            PageHead("\(title) – \(listName(of: run)), \(named(run))", isHidden: true),
            """
            <div class="wrap flow flow-5"><h1>\(title)</h1><p class="lead">\(listName(of: run)) <span class="quiet">\(named(run))</span></p>
            \(changes.isEmpty ? "<p>\(t("Nothing of it is left to take back."))</p>" : undoPart(run, changes))
            <p><a href="\(to("/agence/listes"))">\(t("Change nothing and go back"))</a></p></div>
            """)
    }

    private func undoPart(_ run: ImportRun, _ changes: [RunChange]) -> HTML {
        let (going, staying) = (changes.filter { $0.stays == nil }, changes.filter { $0.stays != nil })
        guard !going.isEmpty else {
            return """
                <p>\(t("Nothing of it can be taken back as things stand: what speaks of it would have to go first."))</p>
                \(firstOf(staying, stayingWords))
                """
        }
        let count = Set(going.map(\.thing)).count
        let words = t("Take back \(count) thing of this list", "Take back \(count) things of this list", count: count)
        return """
            <p>\(t("""
                What it made is removed, and what it changed is as it was before; \
                what somebody has changed or used since stays.
                """))</p>
            \(firstOf(going, undoWords))\(stayingPart(staying))
            \(form(to: run.id.undoPath, "<button class=\"btn bad\">\(words)<span class=\"vh\">\(colon)\(listName(of: run))</span></button>"))
            """
    }

    private func stayingPart(_ staying: [RunChange]) -> HTML {
        guard !staying.isEmpty else { return "" }
        let count = staying.count
        return """
            <h2 class="h3">\(t("\(count) thing stays", "\(count) things stay", count: count))</h2>\(firstOf(staying, stayingWords))
            """
    }

    private func stayingWords(_ one: RunChange) -> String {
        keptWords(KeptChange(kind: one.kind, name: one.name, role: one.role, reason: one.stays ?? .used))
    }

    private func undoWords(_ one: RunChange) -> String {
        let role = Role(rawValue: one.role).map { name(of: $0) } ?? ""
        return switch one.kind {
        case .engagement: t("\(one.name): engaged no more")
        case .role: t("\(one.name): not \(role) any more")
        case .sheet, .organisation, .partner, .person:
            one.isNew ? t("\(one.name): removed") : t("\(one.name): as before the list")
        }
    }

    private func dashes(_ words: [String]) -> HTML {
        "<ul class=\"dashes small\">\(words.map { line -> HTML in "<li>\(line)</li>" })</ul>"
    }
}
