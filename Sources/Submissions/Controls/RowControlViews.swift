import Forms
import Web

// Questions that are answered in rows: each row with its buttons, which need no script.
extension Reader {
    func block(_ field: FormField, _ block: FormField.Block, _ form: SectionForm) -> HTML {
        let (typed, filled) = (form.rows(of: field), form.answers[field].filledRows.count)
        let rows = typed.enumerated().map { place, row -> HTML in
            let cells = block.cells.map { self.cell($0, place, row[$0.id], field, form) }
            return """
                <fieldset class="flow flow-2 figure-row" id="\(field.id).\(place)"><legend class="h4">\(rowTitle(place, of: field))</legend>
                \(cells)\(moves(place, of: filled, field))</fieldset>
                """
        }
        return rowGroup(field, rows, form)
    }

    private func cell(
        _ small: FormField.Cell, _ place: Int, _ typed: String?, _ field: FormField, _ form: SectionForm
    ) -> HTML {
        let name = "\(field.id).\(place).\(small.id)"
        let label: HTML = small.isNeeded ? marked(small.label) : "\(marked(small.label)) \(t("(optional)"))"
        let (hint, faults) = (markedHint(of: small.asField(in: field)), form.sentences[name] ?? [])
        switch small.kind {
        case .choice:
            let options = [("", "–")] + small.choices.map { ($0.id, wording($0.label)) }
            return choiceList(
                name, label, options, chosen: typed, french: french(small.choices), hint: hint, faults: faults)
        case .text(let most):
            return "<div>\(counted(name, label, typed ?? "", most: most, hint: hint, faults: faults))</div>"
        case .tick:
            // A box that is not ticked says nothing: what stands before it says that the row has one.
            return "\(hidden(name, ""))\(tick(name, marked(small.label), isOn: typed?.isBlank == false))"
        case .number, .money:
            return self.cell(name, label, typed, form, hint: hint, isShort: true, isFigure: true)
        default: return self.cell(name, label, typed, form, hint: hint, isShort: small.kind == .date, isFigure: false)
        }
    }

    func budget(_ field: FormField, _ form: SectionForm) -> HTML {
        let (typed, filled) = (form.rows(of: field), form.answers[field].filledRows.count)
        let rows = typed.enumerated().map { place, row -> HTML in
            let name = { (part: String) in "\(field.id).\(place).\(part)" }
            let sides = [("expense", budgetSide("expense")), ("income", budgetSide("income"))]
            return """
                <fieldset class="flow flow-2" id="\(field.id).\(place)"><legend class="small quiet">\(rowTitle(place, of: field))</legend>
                <div class="fields">\(cell(name("what"), label(ofCell: "what", of: field) ?? "", row["what"], form, isFigure: false))\
                \(choiceList(name("side"), label(ofCell: "side", of: field) ?? "", sides, chosen: row["side"] ?? "expense"))\
                \(cell(name("amount"), label(ofCell: "amount", of: field) ?? "", row["amount"], form, isShort: true, isFigure: true))</div>\
                \(moves(place, of: filled, field))</fieldset>
                """
        }
        let totals = budgetTotals(Told.Budget(form.answers[field].filledRows)).map { words -> HTML in
            "<p><strong>\(words)</strong></p>"
        }
        return "\(rowGroup(field, rows, form))\(totals)"
    }

    /// Of a row that says something: an empty one needs no button, it goes by itself.
    private func moves(_ place: Int, of filled: Int, _ field: FormField) -> HTML {
        guard place < filled else { return "" }
        return moves("\(field.id).\(place)", at: place, of: filled, called: rowTitle(place, of: field))
    }

    /// What moves a row, or takes it out. Each has a key of its own, by which it has the focus again once it has done so.
    ///
    /// - Parameter name: of the row, as `partners.2`.
    func moves(_ name: String, at place: Int, of count: Int, called title: String, mayGo: Bool = true) -> HTML {
        let button = { (act: String, words: String) -> HTML in
            """
            <button class="btn small" id="row-\(name).\(act)" name="row" value="\(name).\(act)">\(words)<span class="vh">\(self.colon)\(title)</span></button>
            """
        }
        let up: HTML = place > 0 ? button("up", t("Move up")) : ""
        let down: HTML = place + 1 < count ? button("down", t("Move down")) : ""
        let out: HTML = mayGo ? button("remove", t("Take out", as: "row of a question")) : ""
        guard place > 0 || place + 1 < count || mayGo else { return "" }
        return "<p class=\"row\">\(up)\(down)\(out)</p>"
    }
}
