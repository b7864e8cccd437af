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
        let gone = form.isWithout == field.id ? doneNotice(t("It is taken out.")) : ""
        return group(
            field, form, "\(gone)\(none)\(items)\(hintLine(mediaHint(field)))\(wayToSend(rows.count, field))")
    }

    private func wayToSend(_ count: Int, _ field: FormField) -> HTML {
        guard count < field.mostRows || field.isOfOneMedium else { return "" }
        let isOfPictures = if case .picture = field.kind { true } else { false }
        let adding = isOfPictures ? t("Save, and add a picture") : t("Save, and add a file")
        let words = count < field.mostRows ? adding : t("Save, and replace it")
        return "<p class=\"row\"><button class=\"btn\" name=\"files\" value=\"\(field.id)\">\(words)</button></p>"
    }

    private func item(_ place: Int, _ row: [String: String], of field: FormField, _ form: SectionForm) -> HTML {
        let id = row["id"] ?? ""
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
            \(moves(place, row, of: field, form))</fieldset>
            """
    }

    /// Where it is on its way to be shown, or why it was not taken; once it is there the picture itself, or the way to the paper.
    private func seen(_ id: String, _ row: [String: String], _ file: SubmissionFile) -> HTML {
        guard let shown = file.media[id] else { return "" }
        switch shown.medium.state {
        case .ready where shown.medium.kind == .picture: return picture(shown, row["alternative"] ?? "", file)
        case .ready: return "<p>\(paperLink(shown.medium, file))</p>"
        case .waiting: return hintLine(t("It is shown once it was looked at."))
        case .arriving, .refused: return hintLine(state(of: shown.medium))
        }
    }

    /// By its identifier: in an old page another may stand at its place meanwhile. What a file that is sent needs is replaced.
    private func moves(_ place: Int, _ row: [String: String], of field: FormField, _ form: SectionForm) -> HTML {
        let id = row["id"] ?? ""
        let isNeeded = Medium.ID(id).map { form.file.needs($0, of: field) } ?? false
        return moves(
            "\(field.id).\(id)", at: place, of: form.answers.rows(field.id).count,
            called: row["name"] ?? rowTitle(place, of: field), mayGo: !isNeeded)
    }

    private func agreement(_ row: [String: String], _ name: String, _ form: SectionForm) -> HTML {
        let options = [
            ("", "–"), ("nobody", t("Nobody can be recognised")), ("agreed", t("Everybody shown agrees to be seen")),
        ]
        return choiceList(
            name, t("The people shown"), options, chosen: row["agreed"], faults: form.sentences[name] ?? [])
    }

    /// What may be handed in, said before anything is: how many, of which kinds, and how large.
    func mediaHint(_ field: FormField) -> String {
        let each = fileSize(MediaLimits.mostOfAnswer), all = fileSize(MediaLimits.mostOfFile)
        switch field.kind {
        case .file(let papers):
            let kinds = formats.list(papers.kinds.map(words))
            let count = t(
                "At most \(papers.most) file: \(kinds).", "At most \(papers.most) files: \(kinds).", count: papers.most)
            return "\(count) \(t("\(each) each at most, \(all) for the whole file."))"
        case .picture(let most):
            let count = t(
                "At most \(most) picture: JPEG, PNG, WebP, AVIF or HEIC.",
                "At most \(most) pictures: JPEG, PNG, WebP, AVIF or HEIC.", count: most)
            return "\(count) \(t("\(each) each at most, \(all) for the whole file."))"
        default: return ""
        }
    }

    private func words(for kind: FormField.Papers.Kind) -> String {
        switch kind {
        case .pdf: t("PDF")
        case .document: t("text document (Word, OpenDocument, plain text)")
        case .table: t("spreadsheet (Excel, OpenDocument, CSV)")
        case .slides: t("slides (PowerPoint, OpenDocument)")
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
