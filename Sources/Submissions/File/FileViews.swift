import Forms
import Foundation
import Grids
import Identifiers
import Organisations
import Web
import Words

// The file as it is read: by its authors, by the agency, by the jury.
extension Reader {
    /// Everything the file tells, part by part. Questions without an answer are named at the end of their part.
    ///
    /// Beside a checkpoint, only the parts that it is marked by are laid open; the others are one line each, in their places.
    /// `place` begins the names of its parts on the page, where two files stand on one.
    public func fileView(_ file: SubmissionFile, feeding checkpoint: String? = nil, named place: String = "part")
        -> HTML
    {
        let sections = file.form.sections.filter(\.isTold)
        let fed = Set(sections.filter { $0.fields.contains { $0.feeds.contains(checkpoint ?? "") } }.map(\.id))
        guard !fed.isEmpty else { return HTML(sections.map { part($0, of: file, place) }) }
        return HTML(sections.map { fold($0, isOpen: fed.contains($0.id), of: file, place) })
    }

    private func fold(_ section: FormSection, isOpen: Bool, of file: SubmissionFile, _ place: String) -> HTML {
        """
        <details class="flow"\(isOpen ? " open" : "" as HTML)><summary><h2 class="h3" id="\(place)-\(section.word)">\
        \(markedTitle(of: section, grid: file.grid))</h2>\(attached(to: section, of: file))</summary>\(content(of: section, file))</details>
        """
    }

    /// How many pictures and papers wait in a part: nobody opens it to find out.
    private func attached(to section: FormSection, of file: SubmissionFile) -> HTML {
        let answers = file.shownAnswers
        var (pictures, papers) = (0, 0)
        for field in questions(of: section, file) {
            let count = answers.rows(field.id).count
            if case .picture = field.kind { pictures += count }
            if case .file = field.kind { papers += count }
        }
        let words = [
            pictures > 0 ? t("\(pictures) picture", "\(pictures) pictures", count: pictures) : nil,
            papers > 0 ? t("\(papers) attached file", "\(papers) attached files", count: papers) : nil,
        ].compactMap(\.self)
        return words.isEmpty ? "" : " <span class=\"small quiet\">\(formats.list(words))</span>"
    }

    /// What is asked there of whoever reads.
    private func questions(of section: FormSection, _ file: SubmissionFile) -> [FormField] {
        let unasked = file.unasked
        return section.fields.filter {
            $0.kind.isAsked && !unasked.contains($0.id) && ($0.isForJury || !file.omitsContact)
        }
    }

    private func part(_ section: FormSection, of file: SubmissionFile, _ place: String) -> HTML {
        """
        <section class="flow" aria-labelledby="\(place)-\(section.word)">\
        <h2 class="h3" id="\(place)-\(section.word)">\(markedTitle(of: section, grid: file.grid))</h2>
        \(content(of: section, file))</section>
        """
    }

    private func content(of section: FormSection, _ file: SubmissionFile) -> HTML {
        let (answers, fields) = (file.shownAnswers, questions(of: section, file))
        let (told, silent) = (
            fields.filter { saysSomething(answers[$0], $0) }, fields.filter { !saysSomething(answers[$0], $0) }
        )
        let lines = told.map { field -> HTML in
            let word: HTML = file.isOwnersWord(field) ? "<span class=\"sub\">\(ownersWord)</span>" : ""
            let bar = answers.ineligibility(by: field).map { words -> HTML in
                "<span class=\"sub\">\(marked(words))</span>"
            }
            return
                "<div><dt>\(marked(field.label))</dt><dd>\(answer(answers[field], of: field, file))\(word)\(bar)</dd></div>"
        }
        let unsaid = silent.filter { $0.mayBeMissed && !isExcused($0, answers) }.map { label(of: $0) }
        let end: HTML =
            unsaid.isEmpty
            ? "" : "<p class=\"small quiet\">\(t("Without an answer: \(unsaid.joined(separator: " · "))"))</p>"
        return "\(lines.isEmpty ? "" : "<dl class=\"record\">\(lines)</dl>" as HTML)\(end)"
    }

    /// For whom or for what alone says no cost.
    private func saysSomething(_ value: AnswerValue, _ field: FormField) -> Bool {
        guard field.kind == .cost, case .parts(let parts) = value else { return !value.isEmpty }
        return !costWords(parts).isEmpty
    }

    /// Another answer says why this one is not there.
    private func isExcused(_ field: FormField, _ answers: Answers) -> Bool {
        field.unless.map { answers.isOn($0) } ?? false
    }

    /// One answer, whatever its kind.
    func answer(_ value: AnswerValue, of field: FormField, _ file: SubmissionFile) -> HTML {
        switch (value.tidied, field.kind) {
        case (.text(let text), .choice): "\(choice(text, of: field))"
        case (.text, .tick): "\(t("Yes"))"
        case (.text(let text), .website): "<a href=\"\(url: withScheme(text))\" rel=\"nofollow noopener\">\(text)</a>"
        case (_, _) where field.kind.isNewer: newerAnswer(value.tidied, of: field, file)
        case (.text(let text), .siret): "\((try? Siret(text))?.formatted ?? text)"
        case (.text(let text), _): inFrench(text)
        case (.list(let terms), .terms(let vocabulary)):
            "\(terms.map { term($0, of: vocabulary, grid: file.grid) }.joined(separator: ", "))"
        case (.list(let chosen), .choices): "\(chosen.map { choice($0, of: field) }.joined(separator: ", "))"
        case (.list(let entries), _): "<ul>\(entries.map { entry -> HTML in "<li>\(inFrench(entry))</li>" })</ul>"
        case (_, .steps): stepList(value.steps)
        case (_, .indicators): indicatorTable(value.filledRows, caption: label(of: field))
        case (.parts(let parts), .cost): sentence(costWords(parts), saying: typeset(parts["note"] ?? ""))
        case (.parts(let parts), _):
            """
            <blockquote>«\u{A0}\(inFrench(parts["text"] ?? ""))\u{A0}»</blockquote> \
            \(parts["role"].map { role -> HTML in "<span class=\"quiet\">\(inFrench(role))</span>" })
            """
        case (.rows, _): ""
        }
    }

    /// For a spreadsheet: what is chosen as the form and the grid word it, months as they were typed. Nothing where nothing was
    /// answered: a box that nobody ticked is no yes.
    func tableText(_ value: AnswerValue, of field: FormField, grid: Grid?) -> String {
        guard !value.isEmpty else { return "" }
        return switch (value.tidied, field.kind) {
        case (_, _) where field.kind.isNewer: newerTableText(value.tidied, of: field, grid: grid)
        case (.text(let text), .choice): choice(text, of: field)
        case (.text, .tick): t("Yes")
        case (.list(let chosen), .choices): chosen.map { choice($0, of: field) }.joined(separator: " | ")
        case (.list(let terms), .terms(let vocabulary)):
            terms.map { term($0, of: vocabulary, grid: grid) }.joined(separator: " | ")
        case (.rows(let rows), _): rows.map(tableRow).joined(separator: " | ")
        case (.parts(let parts), .cost): costWords(parts)
        case (.parts(let parts), _):
            [parts["text"], parts["role"].map { "(\($0))" }].compactMap(\.self).joined(separator: " ")
        default: value.plain
        }
    }

    /// A step or a figure, each part after its label and in the order of the form.
    private func tableRow(_ row: [String: String]) -> String {
        Self.columnsOfRows.compactMap { part -> String? in
            guard let typed = row[part], !typed.isBlank else { return nil }
            return labelled(label(ofColumn: part), tableCell(typed, of: part))
        }.joined(separator: betweenParts)
    }

    private func tableCell(_ typed: String, of part: String) -> String {
        switch part {
        case "direction": typed == "down" ? t("less is better") : t("more is better")
        case "baseline", "value": plainFigure(typed)
        default: typed
        }
    }

    /// With the decimal sign of the language and nothing between thousands; what is no number as it was typed.
    func plainFigure(_ typed: String) -> String {
        guard TypedFigure(typed) != nil else { return typed }
        return language == .french ? typed.replacing(".", with: ",") : typed.replacing(",", with: ".")
    }

    private static let columnsOfRows = [
        "name", "unit", "direction", "baseline", "baseline_date", "value", "date", "text", "source",
    ]

    func withScheme(_ address: String) -> String {
        address.contains("://") ? address : "https://" + address
    }

    func stepList(_ steps: [Told.Step]) -> HTML {
        let items = steps.map { step -> HTML in
            "<li><span class=\"date\">\(formats.month(step.date))</span>\(inFrench(step.text))</li>"
        }
        return "<ol class=\"steps\">\(items)</ol>"
    }

    private func indicatorTable(_ rows: [[String: String]], caption: String) -> HTML {
        let rows = rows.map { row -> HTML in
            let (unit, direction) = (row["unit"] ?? "", directionWords(row))
            return """
                <tr><th scope="row">\(inFrench(row["name"] ?? ""))<span class="sub">\(inFrench(unit))\(unit.isEmpty ? "" : ", ")\(direction)</span></th>
                <td class="n" data-th="\(label(ofColumn: "baseline"))">\(figureOrDash(row["baseline"]))\
                <span class="sub">\(monthWords(row["baseline_date"]))</span></td>
                <td class="n" data-th="\(label(ofColumn: "value"))">\(figureOrDash(row["value"]))<span class="sub">\(monthWords(row["date"]))</span></td>
                <td data-th="\(t("Source"))">\(inFrench(row["source"] ?? ""))</td></tr>
                """
        }
        return """
            <div class="scroll" role="region" tabindex="0" aria-label="\(caption)"><table class="table stack-sm"><caption class="vh">\(caption)</caption>
            <thead><tr><th scope="col">\(label(ofColumn: "name"))</th><th scope="col" class="n">\(label(ofColumn: "baseline"))</th>\
            <th scope="col" class="n">\(label(ofColumn: "value"))</th><th scope="col">\(t("Source"))</th></tr></thead>
            <tbody>\(rows)</tbody></table></div>
            """
    }
}
