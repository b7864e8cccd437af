import Campaigns
import Grids
import Web
import Words

// Who reads a question, who must answer it, when, and where a sheet tells it.
extension Reader {
    func usePart(_ page: QuestionPage) -> HTML {
        let (typed, kind) = (page.typed(.use), page.field.kind)
        let use = QuestionUse(of: page.field)
        let isOn = { (name: String, now: Bool) in typed.map { $0.isOn(name) } ?? now }
        let asked: HTML =
            kind.isAsked
            ? askingControls(use, page, typed, page.faults.first { $0.field == "q:asking" })
            : ""
        let sheet: HTML =
            kind.goesToSheets
            ? tick("q:public", t("The public may read it, on the sheet"), isOn: isOn("q:public", use.isForSheet)) : ""
        // Nothing leaves as open data yet: what a form's file says of it stays as it is.
        let open: HTML = use.isOpen ? hidden("q:open", "on") : ""
        // A text to read has no answer that a column could hold.
        let tables: HTML =
            kind.isAsked
            ? tick(
                "q:tables", t("It is a column where files are exported"), isOn: isOn("q:tables", use.isInTables))
            : use.isInTables ? hidden("q:tables", "on") : ""
        return thing(
            .use, t("Who answers it, and who reads it"), "q:use", page,
            """
            \(asked)\(tick("q:jury", t("The jury reads it"), isOn: isOn("q:jury", use.isForJury)))\(sheet)\(open)\(tables)
            \(concernControls("q:only", use.only, page.desk, typed))
            \(feedsControls(use, page, typed))\(kind.isAsked ? momentControls(use, typed) : hidden("q:from", ""))
            """)
    }

    private func askingControls(_ use: QuestionUse, _ page: QuestionPage, _ typed: Fields?, _ fault: Fault?) -> HTML {
        let asking = typed?.text("q:asking") ?? use.asking.rawValue
        let radios: [HTML] = [
            radio("q:asking", "needed", t("Needed to send the file"), isOn: asking == "needed"),
            radio("q:asking", "wished", t("Wished for: the file can be sent without"), isOn: asking == "wished"),
            radio("q:asking", "free", t("Optional"), isOn: asking == "free"),
        ]
        let others = page.desk.form.fields.filter { $0.id != page.field.id && $0.kind.isAsked }.map {
            ($0.id, plain($0.label))
        }
        return choiceGroup(
            "q:asking", "<legend class=\"label\">\(t("Must it be answered?"))</legend>",
            faults: [fault].compactMap(\.self), HTML(radios))
            + choiceList(
                "q:unless", t("Where it is needed: not if this question is answered"), [("", "–")] + others,
                chosen: typed?["q:unless"] ?? use.unless ?? "")
    }

    /// The checkpoints of the grid, by dimension; those that it feeds already are seen at once.
    private func feedsControls(_ use: QuestionUse, _ page: QuestionPage, _ typed: Fields?) -> HTML {
        guard let grid = page.desk.grid else { return HTML(use.feeds.map { hidden("q:feeds", $0) }) }
        let fed = typed?.ticked("q:feeds") ?? use.feeds
        let groups = grid.dimensions.map { dimension -> HTML in
            let boxes = grid.checkpoints(of: dimension.id).map { checkpoint in
                tick(
                    "q:feeds", plain(checkpoint.title), isOn: fed.contains(checkpoint.id.description),
                    value: checkpoint.id.description)
            }
            return "<fieldset><legend class=\"small quiet\">\(text(dimension.title))</legend>\(boxes)</fieldset>"
        }
        let unknown = fed.filter { id in Checkpoint.ID(id).flatMap { grid[$0] } == nil }
        let names = fed.compactMap { Checkpoint.ID($0) }.compactMap { grid[$0] }.map { plain($0.title) }
        return """
            <details\(typed == nil ? "" : " open")><summary>\(t("What it feeds"))\(colon)\(names.isEmpty ? t("no checkpoint") : formats.list(names))</summary>
            \(groups)\(unknown.map { tick("q:feeds", $0, isOn: true, value: $0) })</details>
            """
    }

    private func momentControls(_ use: QuestionUse, _ typed: Fields?) -> HTML {
        """
        <details\(use.from == nil && use.until == nil && typed == nil ? "" : " open")><summary>\(t("Asked later, or fixed from a moment on"))</summary>
        \(moment("q:from", t("Asked only after"), use.from, typed))\
        \(moment("q:until", t("What was answered stands as it is after"), use.until, typed))</details>
        """
    }

    private func moment(_ name: String, _ label: String, _ moment: FieldMoment?, _ typed: Fields?) -> HTML {
        var (phase, day) = ("", "")
        switch moment {
        case .day(let set): day = formats.fieldDay(set)
        case .phase(let kind): phase = kind.rawValue
        case nil: break
        }
        let phases = [("", t("no phase"))] + Phase.Kind.allCases.map { ($0.rawValue, t("the end of: \(opens($0))")) }
        return """
            <div class="fields">\(choiceList(name, label, phases, chosen: typed?[name] ?? phase))
            \(field("\(name)-day", t("or a day"), typed?["\(name)-day"] ?? day, hint: t("Day, month and year: 30/09/2014."), isShort: true))</div>
            """
    }

    /// Where a sheet tells it, and how.
    func tellingPart(_ page: QuestionPage) -> HTML {
        let (form, field) = (page.desk.form, page.field)
        guard field.kind.isTold else { return "" }
        let place = form.sheet.firstIndex { $0.lines.contains { $0.id == field.id } }
        let line = place.flatMap { form.sheet[$0].lines.first { $0.id == field.id } }
        let parts =
            [("", t("Not told on the sheet"))] + form.sheet.indices.map { ("\($0 + 1)", sheetPartName($0, form)) }
        let typed = page.typed(.telling)
        let label = line.flatMap { $0.label == field.label ? nil : $0.label }
        let nowhere: HTML =
            field.isForSheet && place == nil
            ? "<p class=\"hint\">\(t("The public may read it, and no part of the sheet tells it: until one does, nobody sees it there."))</p>"
            : ""
        return thing(
            .telling, t("On the sheet"), "q:telling", page,
            """
            \(nowhere)\(choiceList("q:sheet", t("Part of the sheet"), parts, chosen: typed?["q:sheet"] ?? place.map { "\($0 + 1)" } ?? "", faults: page.faults))
            \(bilingual("q:told", t("What it is called there, if otherwise"), label, typed))
            \(bilingual("q:missed", t("What a reader would miss without it"), line?.missed, typed, lines: 3))
            \(tick("q:sheet-needed", t("Without it nobody is asked to agree to the sheet"), isOn: typed?.isOn("q:sheet-needed") ?? line?.isNeeded ?? false))
            <p><a class="go" href="\(to(page.desk.edition.formPath("fiche")))">\(t("The parts of the sheet"))</a></p>
            """)
    }
}
