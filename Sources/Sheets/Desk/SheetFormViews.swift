import Forms
import Grids
import Organisations
import Submissions
import Web

// The parts of a sheet, to be rewritten.
extension Reader {
    /// What stands in the form of the page: the acts beside the text are buttons of it.
    func sheetFields(_ file: SheetFile, _ form: SheetForm, _ faults: [Fault]) -> HTML {
        let counted = { (id: String, label: String, rows: Int) in countedText(id, label, form, faults, rows: rows) }
        return """
            \(hidden("revision", String(form.revision)))
            \(counted("title", t("Title"), 1))\(counted("strapline", t("Summary, in one or two sentences"), 3))
            \(form.lines.map { control($0, form, faults) })
            \(termBoxes(file, form))
            <div class="flow">\(field("website", t("Website"), form.texts["website"] ?? "", kind: .url, faults: faults))
            \(counted("title_en", t("Title in English"), 1))\(counted("summary_en", t("Summary in English"), 3))</div>
            <p><button class="btn main">\(t("Save the sheet"))</button></p>
            """
    }

    /// What is too long is taken whole and said, as in a file. One row is a field of one line.
    private func countedText(
        _ id: String, _ label: String, _ form: SheetForm, _ faults: [Fault], hint: String? = nil, rows: Int
    ) -> HTML {
        let (text, most, count) = (form.texts[id] ?? "", form.most(of: id), "\(id)-count")
        let counter: HTML = "data-most=\"\(most)\" data-counter=\"\(count)\""
        let control =
            rows == 1
            ? field(id, label, text, hint: hint, faults: faults, attributes: counter)
            : textArea(id, label, text, hint: hint, faults: faults, attributes: "rows=\"\(rows)\" \(counter)")
        return """
            <div>\(control)
            <p class="under"><span id="\(count)" data-text="\(t("Characters: \("%1") of \("%2")"))" data-over="\(t("Characters too many: \("%1")"))">\
            \(t("Characters: \(formats.number(text.count)) of \(formats.number(most))"))</span></p></div>
            """
    }

    private func control(_ line: SheetPart.Line, _ form: SheetForm, _ faults: [Fault]) -> HTML {
        let (label, text) = (wording(line.label), form.texts[line.id] ?? "")
        return switch line.kind {
        case .steps: stepRows(line, form, faults)
        case .indicators: indicatorRows(line, form, faults)
        case .budget: budgetRows(line, form, faults)
        case .cost: costFields(line, form, faults)
        case .quote: quoteFields(line, form, faults)
        case .list, .block:
            textArea(line.id, label, text, hint: t("One a line."), faults: faults, attributes: "rows=\"3\"")
        case .choice: choiceList(line.id, label, [("", "–")] + named(line.choices), chosen: text)
        case .choices: boxes(line.id, label, named(line.choices), chosen: form.picked[line.id] ?? [])
        case .line, .number, .money, .date, .period, .film, .address: field(line.id, label, text, faults: faults)
        case .text where line.id == SheetPart.description: presentation(text, form, faults)
        default: countedText(line.id, label, form, faults, rows: rows(for: line.kind))
        }
    }

    /// What is asked at length is rewritten at length.
    private func rows(for kind: FormField.Kind) -> Int {
        guard case .text(let most) = kind else { return 3 }
        return most >= 2_000 ? 8 : most > 1_200 ? 5 : 3
    }

    private func presentation(_ text: String, _ form: SheetForm, _ faults: [Fault]) -> HTML {
        countedText(
            SheetPart.description, t("Presentation, when the sheet has no parts"), form, faults,
            hint: t("An empty line parts paragraphs; “- ” begins an item of a list, “## ” a heading."),
            rows: text.isEmpty ? 2 : 8)
    }

    private func named(_ choices: [FormField.Choice]) -> [(String, String)] {
        choices.map { ($0.id, wording($0.label)) }
    }

    private func boxes(_ name: String, _ label: String, _ choices: [(String, String)], chosen: [String]) -> HTML {
        let boxes = choices.map { tick(name, $0.1, isOn: chosen.contains($0.0), value: $0.0) }
        return """
            <fieldset class="flow flow-2"><legend class="label">\(label)</legend><div>\(boxes)</div></fieldset>
            """
    }

    private func termBoxes(_ file: SheetFile, _ form: SheetForm) -> HTML {
        guard !file.vocabularies.isEmpty else { return "" }
        let names = file.vocabularies.map(\.id.description)
        let groups = file.vocabularies.map { vocabulary in
            let name = vocabulary.id.description
            let terms = vocabulary.terms.map { ($0.id.description, $0.label.wording(in: language.rawValue).text) }
            return boxes("tags.\(name)", vocabularyLabel(vocabulary, file.form), terms, chosen: form.tags?[name] ?? [])
        }
        return """
            <fieldset class="flow"><legend class="h4">\(t("Under what it is found"))</legend>
            <p class="hint">\(t("The catalogue sorts sheets by these words."))</p>\(hidden("vocabularies", names.joined(separator: " ")))
            <div class="facts">\(groups)</div></fieldset>
            """
    }

    private func stepRows(_ line: SheetPart.Line, _ form: SheetForm, _ faults: [Fault]) -> HTML {
        let all = ((form.rows[line.id] ?? []) + [[:], [:]]).prefix(SheetForm.mostRows)
        let rows = all.enumerated().map { place, step -> HTML in
            let (date, name) = (t("Date of step \(place + 1)"), "\(line.id).\(place)")
            let text = textArea(
                "\(name).text", t("What happened then"), step["text"] ?? "", attributes: "rows=\"2\"")
            return """
                <div class="fields dated">\(field("\(name).date", date, step["date"] ?? "", faults: faults, isShort: true))
                \(text)</div>
                """
        }
        let hint = t("“March 2011”, “17/03/2011” or “2011”. Empty lines are left out; two more come with each saving.")
        return """
            <fieldset class="flow flow-2"><legend class="h4">\(wording(line.label))</legend><p class="hint">\(hint)</p>\(rows)</fieldset>
            """
    }

    private func indicatorRows(_ line: SheetPart.Line, _ form: SheetForm, _ faults: [Fault]) -> HTML {
        let all = ((form.rows[line.id] ?? []) + [[:]]).prefix(SheetForm.mostRows)
        let rows = all.enumerated().map { place, row in
            indicatorRow("\(line.id).\(place).", place + 1, row, faults)
        }
        let hint = t("Only what the organisation can show. A figure without its source says little.")
        return """
            <fieldset class="flow"><legend class="h4">\(wording(line.label))</legend><p class="hint">\(hint)</p>\(rows)</fieldset>
            """
    }

    private func indicatorRow(_ name: String, _ number: Int, _ row: [String: String], _ faults: [Fault]) -> HTML {
        func cell(_ part: String, _ label: String, isShort: Bool = true) -> HTML {
            field(name + part, label, row[part] ?? "", faults: faults, isShort: isShort)
        }
        let directions = [("up", t("more")), ("down", t("less"))]
        let before: HTML = "\(cell("baseline", t("Before")))\(cell("baseline_date", t("Measured in")))"
        let after: HTML = "\(cell("value", t("After")))\(cell("date", t("Measured in")))"
        return """
            <fieldset class="flow flow-2"><legend class="label">\(t("Figure \(number)"))</legend>
            \(cell("name", t("What is measured"), isShort: false))
            <div class="fields">\(cell("unit", t("Unit")))\(before)\(after)
            \(choiceList(name + "direction", t("Better is"), directions, chosen: row["direction"] ?? "up"))</div>
            \(cell("source", t("Source"), isShort: false))</fieldset>
            """
    }

    private func budgetRows(_ line: SheetPart.Line, _ form: SheetForm, _ faults: [Fault]) -> HTML {
        let all = ((form.rows[line.id] ?? []) + [[:], [:]]).prefix(SheetForm.mostRows)
        let sides = [("expense", budgetSide("expense")), ("income", budgetSide("income"))]
        let rows = all.enumerated().map { place, row -> HTML in
            let name = "\(line.id).\(place)."
            let what = field(name + "what", t("What for", as: "line of a budget"), row["what"] ?? "", faults: faults)
            let amount = field(name + "amount", t("Amount (euro)"), row["amount"] ?? "", faults: faults, isShort: true)
            let side = choiceList(name + "side", t("Expense or income"), sides, chosen: row["side"] ?? "expense")
            return "<div class=\"fields\">\(what)\(side)\(amount)</div>"
        }
        return """
            <fieldset class="flow flow-2"><legend class="h4">\(wording(line.label))</legend>\
            <p class="hint">\(t("Empty lines are left out; two more come with each saving."))</p>\(rows)</fieldset>
            """
    }

    private func costFields(_ line: SheetPart.Line, _ form: SheetForm, _ faults: [Fault]) -> HTML {
        let cost = form.parts[line.id] ?? [:]
        func cell(_ part: String, _ label: String, isShort: Bool = false) -> HTML {
            field("\(line.id).\(part)", label, cost[part] ?? "", faults: faults, isShort: isShort)
        }
        let bounds: HTML =
            "\(cell("min", t("From (euro)"), isShort: true))\(cell("max", t("To (euro)"), isShort: true))"
        return """
            <fieldset class="flow flow-2"><legend class="h4">\(wording(line.label))</legend>\(hidden("\(line.id).unit", cost["unit"] ?? ""))
            <div class="fields">\(bounds)\(cell("per", t("For what")))</div>
            \(cell("note", t("To be known about this cost")))</fieldset>
            """
    }

    private func quoteFields(_ line: SheetPart.Line, _ form: SheetForm, _ faults: [Fault]) -> HTML {
        let quote = form.parts[line.id] ?? [:]
        let words = textArea(
            "\(line.id).text", t("Their words"), quote["text"] ?? "", faults: faults, attributes: "rows=\"2\"")
        return """
            <fieldset class="flow flow-2"><legend class="h4">\(wording(line.label))</legend>
            \(words)\(field("\(line.id).role", t("Their function"), quote["role"] ?? "", faults: faults))</fieldset>
            """
    }
}
