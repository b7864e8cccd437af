import Forms
import Grids
import Web

// Controls of the kinds that a form's author may add.
extension Reader {
    func newerControl(_ field: FormField, in form: SectionForm) -> HTML {
        switch field.kind {
        case .number(let figures): number(field, unit: figures.unit.map(wording), form)
        case .money: number(field, unit: "€", form)
        case .date: oneLine(field, form, "autocomplete=\"off\"")
        case .film: oneLine(field, form, "inputmode=\"url\"", isShort: false)
        case .period:
            group(field, form, "<div class=\"fields\">\(partCells(field, ["from", "to"], form, isShort: true))</div>")
        case .person:
            group(field, form, "<div class=\"fields\">\(partCells(field, field.kind.columns, form))</div>")
        case .address: address(field, form)
        case .checkpoint(let id): checkpoint(field, Checkpoint.ID(id).flatMap { form.file.grid?[$0] }, form)
        case .budget: budget(field, form)
        case .block(let block): self.block(field, block, form)
        case .consent(let consent): self.consent(field, consent, form)
        case .file, .picture: mediaControl(of: field, form)
        case .explanation: explanation(field)
        default: ""
        }
    }

    private func oneLine(_ field: FormField, _ form: SectionForm, _ attributes: HTML, isShort: Bool = true) -> HTML {
        self.field(
            field.id, askedLabel(of: field, in: form), form.answers.rawText(field), hint: hint(of: field),
            faults: form.sentences[field.id] ?? [], isShort: isShort,
            attributes: "\(attributes) \(told(of: field, in: form))")
    }

    private func number(_ field: FormField, unit: String?, _ form: SectionForm) -> HTML {
        let label = askedLabel(of: field, in: form)
        return self.field(
            field.id, unit.map { "\(label) – \($0)" } ?? label,
            TypedFigure.shown(form.answers.rawText(field), on: language),
            hint: hint(of: field), faults: form.sentences[field.id] ?? [], isShort: true,
            attributes: "inputmode=\"decimal\" \(told(of: field, in: form))")
    }

    /// Several controls under one question.
    func group(_ field: FormField, _ form: SectionForm, _ controls: HTML) -> HTML {
        let own = (form.sentences[field.id] ?? []).map(faultLine)
        return """
            <fieldset class="flow flow-2" id="\(field.id)"\(described(field))><legend class="label">\(askedLabel(of: field, in: form))</legend>\
            \(hint(of: field).map { hintLine($0, of: field.id) })\(own)\(controls)\(guidance(of: field, form.file.grid))</fieldset>
            """
    }

    private func partCells(
        _ field: FormField, _ parts: [String], _ form: SectionForm, isShort: Bool = false
    ) -> HTML {
        let typed = form.answers.parts(field.id)
        return HTML(
            parts.map { part in
                cell(
                    "\(field.id).\(part)", label(ofCell: part, of: field) ?? part, typed[part], form,
                    isShort: isShort || part == "postcode", isFigure: false)
            })
    }

    /// The town is typed. Where several are called so, or none just so, those that may be meant are listed.
    private func address(_ field: FormField, _ form: SectionForm) -> HTML {
        let parts = form.answers.parts(field.id)
        return group(
            field, form,
            """
            \(partCells(field, ["street"], form))
            <div class="fields">\(partCells(field, ["postcode"], form))\(communeControl(field, parts, form))</div>\(communes(field, parts))
            """)
    }

    private func communes(_ field: FormField, _ parts: [String: String]) -> HTML {
        guard let all = Communes.bundled else { return "" }
        if let known = all[parts["insee"] ?? ""] {
            return "<p class=\"small quiet\">\(t("Town found: \(communeWords(known))"))</p>"
        }
        let meant = all.meant(by: parts)
        guard !meant.isEmpty else { return "" }
        let options = [("", "–")] + meant.map { ($0.code, communeWords($0)) }
        return choiceList("\(field.id).insee", t("Which of these towns?"), options, chosen: nil)
    }

    /// «Arbois (39, 39600)»: by its department and its first postcode, since many are called alike.
    func communeWords(_ commune: Commune) -> String {
        "\(commune.name) (\([commune.department, commune.postcodes.first].compactMap(\.self).joined(separator: ", ")))"
    }

    private func checkpoint(_ field: FormField, _ checkpoint: Checkpoint?, _ form: SectionForm) -> HTML {
        let parts = form.answers.parts(field.id)
        let levels =
            form.file.grid.map { grid in grid.scale.levels.map { ("\($0)", levelWords("\($0)", grid: grid)) } } ?? []
        let question: HTML = checkpoint.map { hintLine(wording($0.question)) } ?? ""
        return group(
            field, form,
            """
            \(question)\(choiceList(
                "\(field.id).level", t("Where you stand"), [("", "–")] + levels, chosen: parts["level"],
                faults: form.sentences["\(field.id).level"] ?? []))
            \(cell("\(field.id).why", t("What shows it, in a sentence"), parts["why"], form))
            """)
    }

    private func consent(_ field: FormField, _ consent: FormField.Consent, _ form: SectionForm) -> HTML {
        let isOn = form.answers.rawText(field) == consent.version
        let faults = (form.sentences[field.id] ?? []).map(faultLine)
        let asked: HTML = field.isNeeded ? " aria-required=\"true\"" : ""
        return """
            <fieldset class="flow flow-2"><legend class="label">\(askedLabel(of: field, in: form))</legend>\
            \(hint(of: field).map { hintLine($0, of: field.id) })<div class="notice" id="\(field.id)-text"><p>\(wording(consent.text))</p></div>\
            \(faults)<label class="choice"><input type="checkbox" id="\(field.id)" name="\(field.id)" value="\(consent.version)"\
            \(isOn ? " checked" : "" as HTML) aria-describedby="\(field.id)-text"\(asked)>\
            <span>\(t("I have read this text and agree to it."))</span></label></fieldset>
            """
    }

    /// Nothing is asked: a heading and what is read under it.
    private func explanation(_ field: FormField) -> HTML {
        let text = field.hint.map { wording($0) }.map { words -> HTML in "<p>\(words)</p>" }
        return "<div class=\"flow flow-2\" id=\"\(field.id)\"><h3 class=\"h4\">\(label(of: field))</h3>\(text)</div>"
    }
}
