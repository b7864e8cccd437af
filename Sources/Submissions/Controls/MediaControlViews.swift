import Forms
import Media
import Web

// Files and pictures as answers.
extension Reader {
    /// What is there, with what is said of it, and the way to the page by which more comes in: it has a form of its own, which cannot
    /// stand in this one.
    func mediaControl(of field: FormField, _ form: SectionForm) -> HTML {
        let rows = form.answers.rows(field.id)
        let items = rows.enumerated().map { place, row in item(place, row, of: field, form) }
        let none: HTML = rows.isEmpty ? hintLine(t("Nothing is there yet.")) : ""
        let more: HTML =
            rows.count < field.mostRows
            ? "<p class=\"row\"><button class=\"btn\" name=\"files\" value=\"\(field.id)\">\(t("Save, and add a file"))</button></p>"
            : ""
        return group(field, form, "\(hintLine(mediaHint(field)))\(none)\(items)\(more)")
    }

    private func item(_ place: Int, _ row: [String: String], of field: FormField, _ form: SectionForm) -> HTML {
        let (id, count) = (row["id"] ?? "", form.answers.rows(field.id).count)
        let texts = field.kind.columns.dropFirst(2).filter { $0 != "agreed" }.map { part -> HTML in
            let control = cell(
                "\(field.id).\(id).\(part)", label(ofCell: part, of: field) ?? part, row[part],
                form.rowed(field, id, place, part), isFigure: false)
            // What stands against it, said far from it, leads here.
            return "<div id=\"\(field.id).\(place).\(part)\" tabindex=\"-1\">\(control)</div>"
        }
        let agreed = form.rowed(field, id, place, "agreed")
        let named = form.rowed(field, id, place, "name")
        let agreement: HTML =
            field.kind.columns.contains("agreed")
            ? "<div id=\"\(field.id).\(place).agreed\" tabindex=\"-1\">\(self.agreement(row, "\(field.id).\(id).agreed", agreed))</div>"
            : ""
        return """
            <fieldset class="flow flow-2" id="\(field.id).\(place)">\
            <legend class="h4" id="\(field.id).\(place).name" tabindex="-1">\(row["name"] ?? rowTitle(place, of: field))</legend>
            \(seen(id, row, form.file))\((named.sentences["\(field.id).\(id).name"] ?? []).map(faultLine))\(texts)\(agreement)
            \(moves(place, id, of: count, field))</fieldset>
            """
    }

    /// Where it is on its way to be shown, or why it was not taken; the picture itself once there is one.
    private func seen(_ id: String, _ row: [String: String], _ file: SubmissionFile) -> HTML {
        guard let shown = file.media[id] else { return "" }
        let isSeen = shown.medium.kind == .picture && shown.medium.isOpen
        let isWaiting = shown.medium.state == .waiting
        let words = isWaiting ? t("It is shown once it was looked at.") : state(of: shown.medium)
        return "\(hintLine(words))\(isSeen ? picture(shown, row["alternative"] ?? "", file) : "")"
    }

    /// By its identifier: in an old page another may stand at its place meanwhile.
    private func moves(_ place: Int, _ id: String, of count: Int, _ field: FormField) -> HTML {
        let title = rowTitle(place, of: field)
        let button = { (act: String, words: String) -> HTML in
            """
            <button class="btn small" name="row" value="\(field.id).\(id).\(act)">\(words)<span class="vh">\(self.colon)\(title)</span></button>
            """
        }
        let up: HTML = place > 0 ? button("up", t("Move up")) : ""
        let down: HTML = place + 1 < count ? button("down", t("Move down")) : ""
        return "<p class=\"row\">\(up)\(down)\(button("remove", t("Take out", as: "row of a question")))</p>"
    }

    private func agreement(_ row: [String: String], _ name: String, _ form: SectionForm) -> HTML {
        let options = [
            ("", "–"), ("nobody", t("Nobody can be recognised")), ("agreed", t("Everybody shown agrees to be seen")),
        ]
        return choiceList(
            name, t("The people shown"), options, chosen: row["agreed"], faults: form.sentences[name] ?? [])
    }

    /// What may be handed in, said before anything is.
    func mediaHint(_ field: FormField) -> String {
        switch field.kind {
        case .file(let papers):
            let kinds = formats.list(papers.kinds.map(words))
            return t(
                "At most \(papers.most) file: \(kinds).", "At most \(papers.most) files: \(kinds).", count: papers.most)
        case .picture(let most): return t("At most \(most) picture.", "At most \(most) pictures.", count: most)
        default: return ""
        }
    }

    private func words(for kind: FormField.Papers.Kind) -> String {
        switch kind {
        case .pdf: t("PDF")
        case .document: t("text document")
        case .table: t("spreadsheet")
        case .slides: t("slides")
        }
    }
}

extension SectionForm {
    /// What stands against a row by its place stands at the control that is called by the file.
    fileprivate func rowed(_ field: FormField, _ id: String, _ place: Int, _ part: String) -> SectionForm {
        guard let found = sentences["\(field.id).\(place).\(part)"] else { return self }
        var form = self
        form.sentences["\(field.id).\(id).\(part)"] = found.map { Fault("\(field.id).\(id).\(part)", $0.sentence) }
        return form
    }
}
