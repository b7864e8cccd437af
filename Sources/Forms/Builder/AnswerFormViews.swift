import Grids
import Web
import Words

// How a question is answered, as staff set it: limits, units, lists, cells.
extension Reader {
    /// Nothing where its kind needs nothing more.
    func answerPart(_ page: QuestionPage) -> HTML {
        let controls = kindControls(page)
        guard !controls.isEmpty else { return "" }
        let more: HTML =
            page.field.kind.hasRowsToShape
            ? "<p><button class=\"btn\" name=\"go\" value=\"more\">\(t("Save, and add lines"))</button></p>" : ""
        return thing(.answer, t("How it is answered"), "q:answer", page, "\(controls)\(more)")
    }

    /// A button that does something with one row, and names it to whoever does not see where it stands.
    func rowButton(_ value: String, _ words: String, of name: String) -> HTML {
        "<button class=\"btn small\" name=\"go\" value=\"\(value)\">\(words)<span class=\"vh\"> – \(name)</span></button>"
    }

    /// The return key presses the first button of a form: it must not move a row, nor take one out.
    var plainSave: HTML {
        "<button class=\"vh\" name=\"go\" value=\"save\" tabindex=\"-1\" aria-hidden=\"true\">\(t("Save"))</button>"
    }

    private func kindControls(_ page: QuestionPage) -> HTML {
        let typed = page.typed(.answer)
        switch page.field.kind {
        case .line(let limit), .text(let limit):
            return number("q:limit", t("Characters at most"), limit, typed)
        case .number(let figures):
            return bilingual("q:unit", t("Unit"), figures.unit, typed) + bounds(figures.bounds, typed)
        case .money(let bounds): return self.bounds(bounds, typed)
        case .choice, .choices: return choiceRows(page, typed)
        case .terms(let name): return vocabularies(page, name, typed)
        case .checkpoint(let name): return checkpoints(page, name, typed)
        case .picture(let most): return number("q:most", t("Pictures at most"), most, typed)
        case .file(let papers): return paperControls(papers, typed)
        case .consent(let consent):
            return bilingual("q:text", t("The text that is agreed to"), consent.text, typed, lines: 3)
                + field(
                    "q:version", t("Version of the text"), typed?["q:version"] ?? consent.version,
                    hint: t("Another text has another version, and is asked again."), isShort: true)
        case .block(let block): return blockControls(block, page, typed)
        default: return ""
        }
    }

    private func number(_ name: String, _ label: String, _ number: Int, _ typed: Fields?) -> HTML {
        field(name, label, typed?[name] ?? "\(number)", kind: .number, isShort: true)
    }

    private func bounds(_ bounds: FormField.Bounds, _ typed: Fields?, _ name: String = "q:") -> HTML {
        let shown = { (bound: Double?) in
            bound.map { typedNumber($0 == $0.rounded() ? "\(Int($0))" : "\($0)") } ?? ""
        }
        return """
            <div class="fields">\(bound("\(name)least", t("At least"), shown(bounds.least), typed))
            \(bound("\(name)most", t("At most"), shown(bounds.most), typed))</div>
            """
    }

    /// A number of a form's file as it is typed on this page: read again there, it is the same one.
    func typedNumber(_ plain: String) -> String {
        language == .french ? plain.replacing(".", with: ",") : TypedFigure.shown(plain, on: language)
    }

    private func bound(_ name: String, _ label: String, _ shown: String, _ typed: Fields?) -> HTML {
        field(name, label, typed?[name] ?? shown, isShort: true, attributes: "inputmode=\"decimal\"")
    }

    /// Those that there are, and empty ones; a row without words is taken out.
    private func choiceRows(_ page: QuestionPage, _ typed: Fields?) -> HTML {
        let choices = page.field.choices
        let offered = choices.count + (page.hasMore ? 5 : choices.isEmpty ? 3 : 1)
        let count = max(offered, typedRows("q:choice", typed, most: FormDraft.mostChoices))
        let rows = (0..<min(count, FormDraft.mostChoices)).map { place -> HTML in
            let choice = choices.indices.contains(place) ? choices[place] : nil
            let up: HTML =
                place > 0 && choice != nil
                ? rowButton("up.\(place)", t("Move up"), of: choice.map { plain($0.label) } ?? "") : ""
            return """
                <fieldset class="flow flow-2"><legend class="small quiet">\(t("Choice \(place + 1)"))</legend>\
                \(hidden("q:choice.\(place)_id", choice?.id ?? ""))
                \(bilingual("q:choice.\(place)", t("In French"), choice?.label, typed))\(up)</fieldset>
                """
        }
        return
            """
            <p class="hint">\(t("A line without words is taken out. On open files what was chosen of it stays as it is, and is to be corrected."))</p>\
            \(rows)
            """
    }

    /// What came back with a refusal is shown with as many rows as it had.
    private func typedRows(_ name: String, _ typed: Fields?, most: Int) -> Int {
        (0..<most).last { typed?["\(name).\($0)_fr"] != nil }.map { $0 + 1 } ?? 0
    }

    private func vocabularies(_ page: QuestionPage, _ name: String, _ typed: Fields?) -> HTML {
        let vocabularies = page.desk.grid?.vocabularies ?? []
        var options = vocabularies.map { vocabulary in
            (
                vocabulary.id.description,
                "\(vocabulary.id) – \(formats.list(vocabulary.terms.prefix(3).map { plain($0.label) }))…"
            )
        }
        if !name.isEmpty, !options.contains(where: { $0.0 == name }) { options.append((name, name)) }
        guard !options.isEmpty else { return "<p class=\"quiet\">\(t("The edition has no grid with terms yet."))</p>" }
        return choiceList(
            "q:vocabulary", t("Terms of the grid"), [("", "–")] + options, chosen: typed?["q:vocabulary"] ?? name)
    }

    private func checkpoints(_ page: QuestionPage, _ name: String, _ typed: Fields?) -> HTML {
        var options = (page.desk.grid?.checkpoints ?? []).map { ($0.id.description, plain($0.title)) }
        if !name.isEmpty, !options.contains(where: { $0.0 == name }) { options.append((name, name)) }
        guard !options.isEmpty else { return "<p class=\"quiet\">\(t("The edition has no grid yet."))</p>" }
        return choiceList(
            "q:checkpoint", t("Checkpoint of the grid"), [("", "–")] + options, chosen: typed?["q:checkpoint"] ?? name)
    }

    private func paperControls(_ papers: FormField.Papers, _ typed: Fields?) -> HTML {
        let boxes = FormField.Papers.Kind.allCases.map { kind -> HTML in
            tick(
                "q:kinds", paperName(kind),
                isOn: typed.map { $0.ticked("q:kinds").contains(kind.rawValue) } ?? papers.kinds.contains(kind),
                value: kind.rawValue)
        }
        return choiceGroup("q:kinds", "<legend class=\"label\">\(t("What may be handed in"))</legend>", HTML(boxes))
            + number("q:most", t("Files at most"), papers.most, typed)
    }

    func paperName(_ kind: FormField.Papers.Kind) -> String {
        switch kind {
        case .pdf: t("PDF")
        case .document: t("Text documents (DOCX, ODT)")
        case .table: t("Spreadsheets (XLSX, ODS)")
        case .slides: t("Slides (PPTX, ODP)")
        }
    }

    private func blockControls(_ block: FormField.Block, _ page: QuestionPage, _ typed: Fields?) -> HTML {
        let offered = block.cells.count + (page.hasMore ? 3 : block.cells.isEmpty ? 2 : 1)
        let count = min(max(offered, typedRows("q:cell", typed, most: FormField.mostCells)), FormField.mostCells)
        let cells = (0..<count).map { place in
            cellControls(place, block.cells.indices.contains(place) ? block.cells[place] : nil, typed)
        }
        return """
            \(bilingual("q:row", t("What one row is called: Partner, Site"), block.row, typed))
            <div class="fields">\(number("q:least", t("Rows at least"), block.least, typed))\(number("q:most", t("Rows at most"), block.most, typed))</div>
            \(cells)
            """
    }

    private func cellControls(_ place: Int, _ cell: FormField.Cell?, _ typed: Fields?) -> HTML {
        let name = "q:cell.\(place)"
        let kinds = FormField.Kind.small.map { ($0, kindName($0)) }
        let choices =
            cell?.choices.map { choice in
                choice.label.english.map { "\(choice.label.french) | \($0)" } ?? choice.label.french
            } ?? []
        return """
            <fieldset class="flow flow-2"><legend class="small quiet">\(t("Question \(place + 1) of a row"))</legend>\(hidden("\(name)_id", cell?.id ?? ""))
            \(bilingual(name, t("In French"), cell?.label, typed))
            \(choiceList("\(name)_kind", t("How it is answered"), kinds, chosen: typed?["\(name)_kind"] ?? cell?.kind.word ?? "line"))
            \(cell.map { cellLimits($0.kind, "\(name)_", typed) })\
            \(tick("\(name)_needed", t("Needed in each row"), isOn: typed.map { $0.isOn("\(name)_needed") } ?? cell?.isNeeded ?? false))
            \(textArea(
                "\(name)_choices", t("Its choices, one a line: French | English"),
                typed?["\(name)_choices"] ?? choices.joined(separator: "\n"), attributes: "rows=\"2\""))</fieldset>
            """
    }

    /// Of a cell that is there, as its kind was saved.
    private func cellLimits(_ kind: FormField.Kind, _ name: String, _ typed: Fields?) -> HTML {
        switch kind {
        case .line(let limit), .text(let limit):
            number("\(name)limit", t("Characters at most"), limit, typed)
        case .number(let figures):
            bilingual("\(name)unit", t("Unit"), figures.unit, typed) + bounds(figures.bounds, typed, name)
        case .money(let bounds): self.bounds(bounds, typed, name)
        default: ""
        }
    }
}

extension FormField.Kind {
    /// It has a list that staff make line by line.
    var hasRowsToShape: Bool {
        if case .block = self { true } else { hasChoices }
    }
}
