import Forms
import Grids
import Organisations
import Submissions
import Web

// The parts of a sheet, to be rewritten.
extension Reader {
    func sheetForm(_ file: SheetFile, _ form: SheetForm, _ faults: [Fault]) -> HTML {
        let text = { (part: SheetForm.Part) in form.texts[part] ?? "" }
        func area(_ part: SheetForm.Part, _ label: String, rows: Int = 5, hint: String? = nil) -> HTML {
            textArea(part.rawValue, label, text(part), hint: hint, faults: faults, attributes: "rows=\"\(rows)\"")
        }
        return self.form(
            to: "/agence/fiches/\(file.sheet.id)", attributes: "class=\"flow flow-5\"",
            """
            \(hidden("revision", String(form.revision)))
            <div class="flow">\(field("title", t("Title"), text(.title), faults: faults))
            \(area(.strapline, t("Summary, in one or two sentences"), rows: 3))
            \(area(.need, t("The starting point")))\(area(.before, t("How it was before"), rows: 3))
            \(area(.response, t("What was done"), rows: 8))\(area(.whoWith, t("With whom"), rows: 3))
            \(area(.description, t("Presentation, when the sheet has no parts"), rows: text(.description).isEmpty ? 2 : 8, hint: t("An empty line parts paragraphs; “- ” begins an item of a list, “## ” a heading.")))</div>
            \(stepRows(form, faults))\(indicatorRows(form, faults))
            <div class="flow">\(area(.effects, t("What it changed")))
            \(lines(.difficulties, t("What was difficult"), form))\(lines(.levers, t("What helped"), form))
            \(area(.risk, t("The risk taken"), rows: 3))\(area(.reuse, t("What can be taken up"), rows: 3))
            \(lines(.reuseConditions, t("On which conditions"), form))</div>
            \(costFields(form, faults))\(quoteFields(form))
            \(termBoxes(file.vocabularies, form))
            <div class="flow">\(field("website", t("Website"), text(.website), kind: .url, faults: faults))
            \(field("title_en", t("Title in English"), text(.titleEN)))\(area(.summaryEN, t("Summary in English"), rows: 3))</div>
            <p><button class="btn main">\(t("Save the sheet"))</button></p>
            """)
    }

    private func termBoxes(_ vocabularies: [Vocabulary], _ form: SheetForm) -> HTML {
        guard !vocabularies.isEmpty else { return "" }
        let groups = vocabularies.map { vocabulary -> HTML in
            let name = vocabulary.id.description
            let chosen = form.tags?[name] ?? []
            let boxes = vocabulary.terms.map { term in
                let value = term.id.description
                let label = term.label.wording(in: language.rawValue).text
                return tick("tags.\(name)", label, isOn: chosen.contains(value), value: value)
            }
            return """
                <fieldset class="flow flow-2"><legend class="label">\(vocabularyLabel(name))</legend><div>\(boxes)</div></fieldset>
                """
        }
        return """
            <fieldset class="flow"><legend class="h4">\(t("Under what it is found"))</legend><p class="hint">\(t("The catalogue sorts sheets by these words."))</p>\(hidden("vocabularies", vocabularies.map(\.id.description).joined(separator: " ")))<div class="facts">\(groups)</div></fieldset>
            """
    }

    private func lines(_ list: SheetForm.List, _ label: String, _ form: SheetForm) -> HTML {
        textArea(list.rawValue, label, form.lists[list] ?? "", hint: t("One a line."), attributes: "rows=\"3\"")
    }

    private func stepRows(_ form: SheetForm, _ faults: [Fault]) -> HTML {
        let rows = (form.steps + [[:], [:]]).prefix(SheetForm.mostRows).enumerated().map { place, step -> HTML in
            """
            <div class="fields dated">\(field("steps.\(place).date", t("Date of step \(place + 1)"), step["date"] ?? "", faults: faults, isShort: true))
            \(textArea("steps.\(place).text", t("What happened then"), step["text"] ?? "", attributes: "rows=\"2\""))</div>
            """
        }
        return """
            <fieldset class="flow flow-2"><legend class="h4">\(t("The steps"))</legend><p class="hint">\(t("“March 2011”, “17/03/2011” or “2011”. Empty lines are left out; two more come with each saving."))</p>\(rows)</fieldset>
            """
    }

    private func indicatorRows(_ form: SheetForm, _ faults: [Fault]) -> HTML {
        let rows = (form.indicators + [[:]]).prefix(SheetForm.mostRows).enumerated().map { place, row in
            indicatorRow("indicators.\(place).", place + 1, row, faults)
        }
        return """
            <fieldset class="flow"><legend class="h4">\(t("The figures"))</legend><p class="hint">\(t("Only what the organisation can show. A figure without its source says little."))</p>\(rows)</fieldset>
            """
    }

    private func indicatorRow(_ name: String, _ number: Int, _ row: [String: String], _ faults: [Fault]) -> HTML {
        func cell(_ part: String, _ label: String, isShort: Bool = true) -> HTML {
            field(name + part, label, row[part] ?? "", faults: faults, isShort: isShort)
        }
        let directions = [("up", t("more")), ("down", t("less"))]
        return """
            <fieldset class="flow flow-2"><legend class="label">\(t("Figure \(number)"))</legend>\(cell("name", t("What is measured"), isShort: false))
            <div class="fields">\(cell("unit", t("Unit")))\(cell("baseline", t("Before")))\(cell("baseline_date", t("Measured in")))\(cell("value", t("After")))\(cell("date", t("Measured in")))
            \(choiceList(name + "direction", t("Better is"), directions, chosen: row["direction"] ?? "up"))</div>
            \(cell("source", t("Source"), isShort: false))</fieldset>
            """
    }

    private func costFields(_ form: SheetForm, _ faults: [Fault]) -> HTML {
        """
        <fieldset class="flow flow-2"><legend class="h4">\(t("What it cost"))</legend>\(hidden("cost.unit", form.cost["unit"] ?? ""))
        <div class="fields">\(field("cost.min", t("From (euro)"), form.cost["min"] ?? "", faults: faults, isShort: true))\(field("cost.max", t("To (euro)"), form.cost["max"] ?? "", faults: faults, isShort: true))\(field("cost.per", t("For what"), form.cost["per"] ?? ""))</div>
        \(field("cost.note", t("To be known about this cost"), form.cost["note"] ?? ""))</fieldset>
        """
    }

    private func quoteFields(_ form: SheetForm) -> HTML {
        """
        <fieldset class="flow flow-2"><legend class="h4">\(t("Words of somebody who lives it"))</legend>
        \(textArea("quote.text", t("Their words"), form.quote["text"] ?? "", attributes: "rows=\"2\""))\(field("quote.role", t("Their function"), form.quote["role"] ?? ""))</fieldset>
        """
    }
}
