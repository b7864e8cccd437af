import Campaigns
import Tables
import Web
import Words
import Workbooks

/// What a list would do if it were taken in as it stands.
struct ListTrial: Sendable {
    let report: ImportReport
    /// How it was read, and what was not.
    let notes: [String]
    /// Rows that may be something known, by nearly the same name.
    var near: [NearNames.Question] = []
    /// Of how many of them nobody has said so yet.
    var open = 0
}

/// All that the page of lists shows.
struct ListsShown {
    let form: ListForm
    let editions: [Edition]
    let runs: [(run: ImportRun, changes: Int)]
    var problem: ListForm.Problem?
    var refusal: ListTable.Refusal?
    var trial: ListTrial?
    /// What became of a list that was just taken in, where rows of it were refused.
    var taken: ImportReport?
    /// What stayed of those that were taken back.
    var kept: [ImportRun.ID: [KeptChange]] = [:]
    /// How much of each was not taken as it stood.
    var left: [ImportRun.ID: Int] = [:]
    /// What the one that was just taken in made and changed.
    var done: [RunChange] = []
}

extension Reader {
    func listsPage(_ shown: ListsShown, query: Fields) -> HTML {
        let faults = (shown.problem.map { [fault(for: $0)] } ?? []) + (shown.refusal.map { [fault(for: $0)] } ?? [])
        return desk(
            PageHead(t("Take a list in"), isHidden: true),
            """
            <div class="wrap flow flow-5"><h1>\(t("Take a list in"))</h1>
            \(doneNotice(listDone(shown, query)))\(faultSummary(faults))\(donePart(shown.done))\(shown.trial.map(trialPart))\(shown.taken.map(takenPart))
            <p class="measure">\(t("""
                Copy the rows in your spreadsheet, with the line of titles above them, and paste them here, or choose the file. \
                They are tried first: nothing is written before you have seen what would happen.
                """))</p>
            \(form(to: "/agence/listes", attributes: "class=\"flow\" novalidate", listFields(shown, faults)))
            \(columnsPart)\(runsPart(shown))</div>
            """)
    }

    /// Of a list that was taken in, or taken back: the address alone says nothing.
    private func listDone(_ shown: ListsShown, _ query: Fields) -> String? {
        if let taken = shown.taken { return takenWords(taken.refused) }
        if let trial = shown.trial, !trial.report.isDryRun { return nothingWritten }
        guard let (run, changes) = shown.runs.first(where: { $0.run.id.description == query["run"] }) else {
            return nil
        }
        switch (query["ok"], run.undoneAt == nil) {
        case ("taken", true): return run.kind == .people ? "\(takenWords(0)) \(untoldWords)" : takenWords(0)
        case ("undone", false):
            let kept = query.number("kept") ?? 0
            let left =
                kept > 0
                ? " "
                    + t(
                        "\(kept) thing stays: it was changed or used since.",
                        "\(kept) things stay: they were changed or used since.", count: kept) : ""
            let list = "\(listName(of: run)), \(named(run)), \(madeWords(changes))"
            return t("The list is taken back: \(list).") + left
        default: return nil
        }
    }

    private func takenWords(_ refused: Int) -> String {
        let words = t("The list is taken in. It stands below, and can be taken back.")
        guard refused > 0 else { return words }
        return words + " " + t("\(refused) row was refused.", "\(refused) rows were refused.", count: refused)
    }

    private func fault(for problem: ListForm.Problem) -> Fault {
        switch problem {
        case .rowsMissing: Fault("rows", t("Paste at least the line of titles and one row."))
        case .tooMany:
            Fault("rows", t("Paste at most \(ListForm.most) rows at once; longer lists come in on the command line."))
        case .editionMissing: Fault("edition", t("Choose the edition in which they have this role."))
        case .fileUnread: Fault("file", t("The file was not read: choose it again, then press “Read this file”."))
        case .file(let name, let refusal): Fault("file", refusedFile(name, refusal))
        case .fileTooLong:
            Fault(
                "file",
                t("This file has more than \(ListForm.most) rows: longer lists come in on the command line."))
        case .undecided:
            Fault(
                "near",
                t(
                    """
                    Say what the rows are that have nearly the name, or the number, of another row or of something known.
                    """))
        }
    }

    private func fault(for refusal: ListTable.Refusal) -> Fault {
        switch refusal {
        case .unreadable(let reason): Fault("rows", refusedFile(t("pasted list"), reason))
        case .lacks(let columns, let table):
            Fault("rows", missingColumns(columnNames(of: columns), of: table, in: t("pasted list")))
        }
    }

    // MARK: the form

    private func listFields(_ shown: ListsShown, _ faults: [Fault]) -> HTML {
        let form = shown.form
        let kinds = ListForm.kinds.map { (value: $0.rawValue, label: name(of: $0)) }
        let editions = [(value: "", label: t("None"))] + shown.editions.map { (value: $0.slug, label: $0.name) }
        let roles =
            [(value: "", label: t("None, or as a column says"))]
            + ListForm.roles.map { (value: $0.rawValue, label: name(of: $0)) }
        let isTried = shown.trial.map { $0.report.created + $0.report.updated + $0.open > 0 } ?? false
        let look: HTML = isTried ? "btn" : "btn main"
        let keep: HTML =
            isTried ? "<button class=\"btn main\" name=\"step\" value=\"keep\">\(t("Take these rows in"))</button>" : ""
        return """
            \(form.key.map { hidden("key", $0.description) })
            <div class="fields">\(choiceList("kind", t("What the list holds"), kinds, chosen: form.kind.rawValue,
                hint: t("Its columns are named below.")))
            \(choiceList("edition", t("Edition"), editions, chosen: form.edition,
                hint: t("Partners engage in it; roles hold in it."), faults: faults))
            \(choiceList("role", t("Role of everybody in the list"), roles, chosen: form.role?.rawValue ?? "",
                hint: t("For a list of people.")))</div>
            \(textArea("rows", t("Rows of the list"), form.rows, hint: t("The line of titles first, then one line each."),
                faults: faults, attributes: "rows=\"10\" spellcheck=\"false\""))\(nearField(shown, faults))\(fileField(form, faults))
            <p class="row">\(keep)
            <button class="\(look)" name="step" value="try">\(isTried ? t("Try again") : t("Try without writing"))</button></p>
            """
    }

    /// Its button alone sends the file along, and everything that is typed above it.
    private func fileField(_ shown: ListForm, _ faults: [Fault]) -> HTML {
        let most = formats.number(ListUpload.most / 1_000_000)
        return """
            \(shown.source.isEmpty ? nil : hidden("source", shown.source))
            \(fileField("file", t("Or a file of your spreadsheet"), hint: t(
                "CSV or XLSX, \(most) MB at most. Its rows take the place of those above, and are tried: nothing is written yet."),
                faults: faults, attributes: "accept=\".csv,.tsv,.txt,.xlsx\""))
            <p class="row"><button class="btn" formaction="\(to(ListForm.filePath))" formenctype="multipart/form-data">\(t("Read this file"))</button></p>
            """
    }

    /// Asked once a trial has found such rows: of all, and of each that is something else.
    private func nearField(_ shown: ListsShown, _ faults: [Fault]) -> HTML {
        guard let trial = shown.trial, !trial.near.isEmpty else { return "" }
        let answers = [
            (value: KnownTitles.same.rawValue, label: t("The same: what is known is completed")),
            (value: KnownTitles.new.rawValue, label: t("Others: they are added")),
            (value: KnownTitles.leave.rawValue, label: t("They are left out")),
        ]
        let rows = trial.near.map { question in
            choiceList(
                "\(ListForm.ownAnswer)\(question.line)", nearWords(question),
                [(value: "", label: t("As all of them"))] + answers,
                chosen: shown.form.nearRows[question.line]?.rawValue ?? "")
        }
        return """
            <div class="notice warn flow" id="near-names">\(choiceList(
                "near", t("What these rows are"), [(value: "", label: t("Choose"))] + answers,
                chosen: shown.form.near?.rawValue ?? "", hint: t("Of one that is something else, say it beside it."),
                faults: faults))\(rows)</div>
            """
    }

    private func openWords(_ rows: Int) -> String { " · " + t("To be said: \(rows)") }

    private var columnsPart: HTML {
        let lines = ListForm.kinds.map { kind -> HTML in
            "<dt>\(name(of: kind))</dt><dd>\(columnWords(kind))</dd>"
        }
        return """
            <details class="sect"><summary>\(t("Which columns are read"))</summary><dl class="flow flow-2">\(lines)</dl>
            <p>\(t("Columns are known by their titles, in any order; others are left out, and said."))</p></details>
            """
    }

    private func columnWords(_ kind: ImportRun.Kind) -> String {
        switch kind {
        case .partners:
            t("Name (needed), name in English, kind, website, contact, function, mail address, engagement, signed on")
        case .people: t("Name and mail address (needed), first name, function, language, role")
        case .organisations, .initiatives:
            t("Name (needed), SIRET, RNA, kind, size, commune code, commune, department, country, website")
        }
    }

    // MARK: what a trial says

    private func trialPart(_ trial: ListTrial) -> HTML {
        let report = trial.report
        let refused = report.rows.filter(\.isRefused)
        let remarked = report.rows.filter { !$0.isRefused && !$0.remarks.isEmpty }
        return """
            <section class="notice flow" aria-labelledby="trial" id="trial-part" tabindex="-1">
            <h2 class="h3" id="trial">\(report.isDryRun ? t("What would happen") : t("What was found"))</h2>
            <p>\(t("To make: \(report.created)")) · \(t("To bring up to date: \(report.updated)")) · \
            \(t("Known as they are: \(report.unchanged)")) · \(t("Refused: \(report.refused)"))\(trial.open > 0 ? openWords(trial.open) : "")</p>
            \(nothingToTakeIn(trial).map { line -> HTML in "<p>\(line)</p>" })
            \(lines(of: trial.notes + refused.map(rowWords) + remarked.map(rowWords) + unknownTerms(report.unknown)))
            <details><summary>\(t("Row by row"))</summary>\(lines(of: report.rows.map(rowWords)))</details></section>
            """
    }

    /// What is nowhere else once the list is taken in.
    private func takenPart(_ report: ImportReport) -> HTML {
        let left = report.rows.filter { !$0.isRefused && !$0.remarks.isEmpty }.map(rowWords)
        let words = left + unknownTerms(report.unknown)
        let leftPart: HTML = """
            <section class="notice flow" aria-labelledby="left"><h2 class="h3" id="left">\(t("What was not taken as it stood"))</h2>
            <p>\(t("The rows themselves are taken in. Copy from here what you still want to write in their records."))</p>
            \(lines(of: words))</section>
            """
        return (report.refused > 0 ? refusedPart(report) : "") + (words.isEmpty ? "" : leftPart)
    }

    private func refusedPart(_ report: ImportReport) -> HTML {
        """
        <section class="notice warn flow" aria-labelledby="refused"><h2 class="h3" id="refused">\(t("Rows that were refused"))</h2>
        <p>\(t("""
            They alone stand in the field below, under the line of titles: correct them there, then try again. \
            Their numbers are those of the list that you pasted.
            """))</p>
        \(lines(of: report.rows.filter(\.isRefused).map(rowWords)))</section>
        """
    }

    private func lines(of words: [String]) -> HTML {
        guard !words.isEmpty else { return "" }
        return "<ul class=\"dashes small\">\(words.map { line -> HTML in "<li>\(line)</li>" })</ul>"
    }
}
