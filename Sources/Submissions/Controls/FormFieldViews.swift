import Forms
import Grids
import Organisations
import Web

extension Reader {
    func control(_ field: FormField, in form: SectionForm) -> HTML {
        let (text, faults) = (form.answers.rawText(field), form.sentences[field.id] ?? [])
        let (label, hint, told) = (askedLabel(of: field, in: form), markedHint(of: field), told(of: field, in: form))
        return switch field.kind {
        case .line:
            self.field(field.id, label, text, hint: hint, faults: faults, attributes: townLine(field, told, in: form))
        case .text(let most): longText(field, most, form)
        case .siret, .rna:
            self.field(field.id, label, text, hint: hint, faults: faults, isShort: true, attributes: told)
        case .email: self.field(field.id, label, text, kind: .email, hint: hint, faults: faults, attributes: told)
        case .website:
            self.field(field.id, label, text, hint: hint, faults: faults, attributes: "inputmode=\"url\" \(told)")
        case .choice:
            choiceList(
                field.id, label, [("", "–")] + field.choices.map { ($0.id, wording($0.label)) }, chosen: text,
                french: french(field.choices), hint: hint, faults: faults, attributes: told)
        case .choices: boxes(field, field.choices.map { ($0.id, marked($0.label)) }, form)
        case .terms(let vocabulary): terms(field, vocabulary, form)
        case .list:
            textArea(
                field.id, label, form.answers.rawList(field).joined(separator: "\n"), hint: hint, faults: faults,
                attributes: "rows=\"3\" \(told)") + guidance(of: field, form.file.grid)
        case .steps: steps(field, form)
        case .indicators: indicators(field, form)
        case .cost: cost(field, form)
        case .quote: quote(field, form)
        case .tick: tickField(field, label, told, isOn: form.answers.isOn(field.id), hint: hint)
        default: newerControl(field, in: form)
        }
    }

    /// Words, not a star, say what is not asked for. What stands in for a needed answer is no more optional than that one.
    func askedLabel(of field: FormField, in form: SectionForm, unit: HTML? = nil) -> HTML {
        let label: HTML = unit.map { "\(marked(field.label)) – \($0)" } ?? marked(field.label)
        guard form.isOptional(field) else { return label }
        return "\(label) \(field.isWished ? t("(wished for)") : t("(optional)"))"
    }

    /// What browsers and voices are told: that it is asked for (a draft is saved without it), and what of the writer's own it is.
    func told(of field: FormField, in form: SectionForm) -> HTML {
        let asked: HTML = field.isNeeded && field.unless == nil ? "aria-required=\"true\" " : ""
        // The agency types for somebody else.
        guard form.file.part != nil, let purpose = field.autocomplete else { return asked }
        return "\(asked)autocomplete=\"\(purpose)\""
    }

    private func longText(_ field: FormField, _ most: Int, _ form: SectionForm) -> HTML {
        let control = counted(
            field.id, askedLabel(of: field, in: form), form.answers.rawText(field), most: most,
            hint: markedHint(of: field), faults: form.sentences[field.id] ?? [], attributes: told(of: field, in: form))
        return "<div>\(control)\(guidance(of: field, form.file.grid))</div>"
    }

    /// A text with its length under it, which the page's script keeps true.
    func counted(
        _ name: String, _ label: HTML, _ text: String, most: Int, hint: HTML?, faults: [Fault],
        attributes: HTML = ""
    ) -> HTML {
        let (count, length) = ("\(name)-count", text.trimmed.count)
        return """
            \(textArea(
                name, label, text, hint: hint, faults: faults,
                attributes: "\(attributes)rows=\"\(most > 400 ? 6 : 3)\" data-most=\"\(most)\" data-counter=\"\(count)\""))
            <p class="under"><span id="\(count)" data-text="\(t("Characters: \("%1") of \("%2")"))" data-over="\(t("Characters too many: \("%1")"))">\
            \(t("Characters: \(formats.number(length)) of \(formats.number(most))"))</span></p>
            """
    }

    private func terms(_ field: FormField, _ vocabulary: String, _ form: SectionForm) -> HTML {
        guard let terms = Vocabulary.ID(vocabulary).flatMap({ form.file.grid?.vocabulary($0) })?.terms else {
            return ""
        }
        return boxes(field, terms.map { ($0.id.description, marked($0.label)) }, form)
    }

    private func boxes(_ field: FormField, _ choices: [(id: String, label: HTML)], _ form: SectionForm) -> HTML {
        let chosen = form.answers.list(field.id)
        let boxes = choices.map { tick(field.id, $0.label, isOn: chosen.contains($0.id), value: $0.id) }
        return """
            <fieldset class="flow flow-2" id="\(field.id)" tabindex="-1"\(described(field))>\
            <legend class="label">\(askedLabel(of: field, in: form))</legend>\
            \(markedHint(of: field).map { hintLine($0, of: field.id) })
            <div>\(boxes)</div></fieldset>
            """
    }

    private func tickField(_ field: FormField, _ label: HTML, _ told: HTML, isOn: Bool, hint: HTML?) -> HTML {
        """
        <div class="field"><label class="choice"><input type="checkbox" id="\(field.id)" name="\(field.id)" value="on"\(isOn ? " checked" : "")\
        \(described(field)) \(told)><span>\(label)</span></label>\(hint.map { hintLine($0, of: field.id) })\
        \(field.id == "rules_accepted" ? whatIsAccepted : nil)</div>
        """
    }

    /// Nobody accepts what they cannot read from where they accept it.
    private var whatIsAccepted: HTML {
        """
        <p class="hint"><a href="\(to("/reglement"))" target="_blank">\(t("Read the rules"))</a> · \
        <a href="\(to("/donnees-personnelles"))" target="_blank">\(t("Read how personal data are used"))</a> \(t("(in a new tab)"))</p>
        """
    }

    func described(_ field: FormField) -> HTML {
        hint(of: field) == nil ? "" : " aria-describedby=\"\(field.id)-hint\""
    }

    private func steps(_ field: FormField, _ form: SectionForm) -> HTML {
        let rows = form.rows(of: field).enumerated().map { place, row -> HTML in
            let name = { (part: String) in "\(field.id).\(place).\(part)" }
            return """
                <fieldset class="flow flow-2"><legend class="small quiet">\(t("Step \(place + 1)"))</legend>
                <div class="fields dated">\(cell(name("date"), label(ofColumn: "date"), row["date"], form, hint: hint(ofColumn: "date"), isShort: true))
                \(cell(name("text"), label(ofColumn: "text"), row["text"], form))</div></fieldset>
                """
        }
        return rowGroup(field, rows, form)
    }

    private func indicators(_ field: FormField, _ form: SectionForm) -> HTML {
        let rows = form.rows(of: field).enumerated().map { place, row -> HTML in
            let name = { (part: String) in "\(field.id).\(place).\(part)" }
            let cells = ["unit", "baseline", "baseline_date", "value", "date"].map { part in
                cell(
                    name(part), label(ofColumn: part), row[part], form, hint: hint(ofColumn: part),
                    isShort: part != "unit")
            }
            return """
                <fieldset class="flow flow-2 figure-row"><legend class="h4">\(t("Figure \(place + 1)"))</legend>
                \(cell(name("name"), label(ofColumn: "name"), row["name"], form))
                <div class="fields">\(cells)\
                \(choiceList(name("direction"), label(ofColumn: "direction"), [("up", t("more")), ("down", t("less"))], chosen: row["direction"] ?? "up"))</div>
                \(cell(name("source"), label(ofColumn: "source"), row["source"], form))</fieldset>
                """
        }
        return rowGroup(field, rows, form)
    }

    func rowGroup(_ field: FormField, _ rows: [HTML], _ form: SectionForm) -> HTML {
        let more: HTML =
            rows.count < field.mostRows
            ? "<p><button class=\"btn small\" name=\"more\" value=\"\(field.id)\">\(t("Add a line"))</button></p>" : ""
        return """
            <fieldset class="flow" id="\(field.id)" tabindex="-1"\(described(field))><legend class="label">\(askedLabel(of: field, in: form))</legend>\
            \(markedHint(of: field).map { hintLine($0, of: field.id) })\((form.sentences[field.id] ?? []).map(faultLine))
            \(placing(emptyRowsLine(field, form), in: rows, at: form.answers.rows(field.id).count))\(more)\(guidance(of: field, form.file.grid))</fieldset>
            """
    }

    private func cost(_ field: FormField, _ form: SectionForm) -> HTML {
        let parts = form.answers.parts(field.id)
        return """
            <fieldset class="flow flow-2" id="\(field.id)"\(described(field))><legend class="label">\(askedLabel(of: field, in: form))</legend>\
            \(markedHint(of: field).map { hintLine($0, of: field.id) })
            <div class="fields">\(cell("\(field.id).min", label(ofPart: "min"), parts["min"], form, hint: hint(ofColumn: "value"), isShort: true))\
            \(cell("\(field.id).max", label(ofPart: "max"), parts["max"], form, hint: hint(ofColumn: "value"), isShort: true))\
            \(cell("\(field.id).per", label(ofPart: "per"), parts["per"], form))</div>
            \(cell("\(field.id).note", label(ofPart: "note"), parts["note"], form))\(guidance(of: field, form.file.grid))</fieldset>
            """
    }

    private func quote(_ field: FormField, _ form: SectionForm) -> HTML {
        let parts = form.answers.parts(field.id)
        return """
            <fieldset class="flow flow-2" id="\(field.id)"\(described(field))><legend class="label">\(askedLabel(of: field, in: form))</legend>\
            \(markedHint(of: field).map { hintLine($0, of: field.id) })
            \(cell("\(field.id).text", label(ofPart: "text"), parts["text"], form))\
            \(cell("\(field.id).role", label(ofPart: "role"), parts["role"], form))</fieldset>
            """
    }

    func cell(
        _ name: String, _ label: String, _ value: String?, _ form: SectionForm, hint: String? = nil,
        isShort: Bool = false, isFigure: Bool? = nil, attributes: HTML = ""
    ) -> HTML {
        cell(
            name, "\(label)" as HTML, value, form, hint: hint.map { "\($0)" }, isShort: isShort, isFigure: isFigure,
            attributes: attributes)
    }

    /// The same of a question that the form itself words.
    func cell(
        _ name: String, _ label: HTML, _ value: String?, _ form: SectionForm, hint: HTML? = nil,
        isShort: Bool = false, isFigure: Bool? = nil, attributes: HTML = ""
    ) -> HTML {
        let part = name.split(separator: ".").last.map(String.init) ?? ""
        let isFigure = isFigure ?? TypedFigure.parts.contains(part)
        let shown = isFigure ? TypedFigure.shown(value ?? "", on: language) : value ?? ""
        return field(
            name, label, shown, hint: hint, faults: form.sentences[name] ?? [], isShort: isShort, attributes: attributes
        )
    }

    /// The checkpoints that jurors mark with this answer, and what shows it.
    func guidance(of field: FormField, _ grid: Grid?) -> HTML {
        let checkpoints = field.feeds.compactMap { Checkpoint.ID($0) }.compactMap { grid?[$0] }
        guard !checkpoints.isEmpty else { return "" }
        let items = checkpoints.map { checkpoint -> HTML in
            """
            <li><strong>\(wording(checkpoint.title))</strong>. \(wording(checkpoint.question))\
            <ul>\(checkpoint.evidence.map { item -> HTML in "<li>\(wording(item))</li>" })</ul></li>
            """
        }
        return """
            <details class="small"><summary>\(t("What the jury will look for, and what shows it"))</summary><ul class="flow flow-2">\(items)</ul></details>
            """
    }

    func hintLine(_ text: String) -> HTML { "<p class=\"hint\">\(text)</p>" }

    func hintLine(_ text: HTML, of name: String) -> HTML {
        "<p class=\"hint\" id=\"\(name)-hint\">\(text)</p>"
    }
}
