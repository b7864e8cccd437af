import Forms
import Web

// Files and pictures as answers.
extension Reader {
    /// What is there, with what is said of it. This is the one place where the control by which a file comes in belongs, after the list.
    func mediaControl(of field: FormField, _ form: SectionForm) -> HTML {
        let rows = form.answers.rows(field.id)
        let items = rows.enumerated().map { place, row in item(place, row, of: field, form) }
        let none: HTML = rows.isEmpty ? hintLine(t("Nothing is there yet.")) : ""
        return group(field, form, "\(hintLine(mediaHint(field)))\(none)\(items)")
    }

    private func item(_ place: Int, _ row: [String: String], of field: FormField, _ form: SectionForm) -> HTML {
        let id = row["id"] ?? ""
        let texts = field.kind.columns.dropFirst(2).filter { $0 != "agreed" }.map { part in
            cell(
                "\(field.id).\(id).\(part)", label(ofCell: part, of: field) ?? part, row[part],
                form.rowed(field, id, place, part),
                isFigure: false)
        }
        let agreed = form.rowed(field, id, place, "agreed")
        let agreement: HTML =
            field.kind.columns.contains("agreed") ? self.agreement(row, "\(field.id).\(id).agreed", agreed) : ""
        return """
            <fieldset class="flow flow-2" id="\(field.id).\(place)"><legend class="h4">\(row["name"] ?? rowTitle(place, of: field))</legend>
            \(texts)\(agreement)</fieldset>
            """
    }

    private func agreement(_ row: [String: String], _ name: String, _ form: SectionForm) -> HTML {
        let options = [
            ("", "–"), ("nobody", t("Nobody can be recognised")), ("agreed", t("Everybody shown agrees to be seen")),
        ]
        return choiceList(
            name, t("The people shown"), options, chosen: row["agreed"], faults: form.sentences[name] ?? [])
    }

    /// What may be handed in, said before anything is.
    private func mediaHint(_ field: FormField) -> String {
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
