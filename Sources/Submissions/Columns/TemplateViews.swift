import Campaigns
import Web

extension Reader {
    func templatesPage(
        _ edition: Edition, _ lines: [ExportTemplateStore.Line], _ columns: [FileColumn], query: Fields
    ) -> HTML {
        let filters = Fields(query.pairs.filter { !["ok", "modele", "page"].contains($0.name) })
        let known = Dictionary(columns.map { ($0.key, $0.title) }, uniquingKeysWith: { first, _ in first })
        let none: HTML = """
            <div class="empty"><p><strong>\(t("No choice of columns is kept yet."))</strong> \(t("Exports hold all columns."))</p></div>
            """
        let items = lines.map { templateItem(edition, $0, known, filters) }
        return editionDesk(
            edition, t("Columns of the exports"),
            acts: "<a class=\"btn main\" href=\"\(to(edition.newTemplatePath))\">\(t("New choice of columns"))</a>",
            """
            \(doneNotice(templateDone(query["ok"])))
            <p class="measure">\(t("""
                The list of files leaves with all its columns, or with those that you chose, in your order. A choice is kept under a \
                name for everybody who runs the edition.
                """))</p>
            \(filters.pairs.isEmpty ? "" : "<p class=\"quiet\">\(t("The filters of the list hold for the files below."))</p>" as HTML)
            \(items.isEmpty ? none : "<ul class=\"plain flow\">\(items)</ul>")
            <p><a class="go" href="\(to(edition.filesPath))\(filters.tail)">\(t("All files"))</a></p>
            """)
    }

    private func templateDone(_ word: String?) -> String? {
        switch word {
        case "kept": t("The choice of columns is kept.")
        case "removed": t("The choice of columns is removed.")
        default: nil
        }
    }

    private func templateItem(
        _ edition: Edition, _ line: ExportTemplateStore.Line, _ known: [String: String], _ filters: Fields
    ) -> HTML {
        let template = line.template
        let titles = template.columns.compactMap { known[$0] }
        let lost = template.columns.count - titles.count
        let gone = t(
            "\(lost) column is no longer in the form, and left out.",
            "\(lost) columns are no longer in the form, and left out.", count: lost)
        let scope: HTML = template.edition == nil ? " <span class=\"tag\">\(t("all editions"))</span>" : ""
        let asked = Fields(filters.pairs + [(name: "modele", value: template.id.description)])
        let change: HTML =
            line.mayChange
            ? """
            <a class="btn small" href="\(to(edition.path(of: template.id)))">\(t("Change", as: "columns"))<span class="vh">\(colon)\
            \(template.name)</span></a>
            """ : ""
        return """
            <li class="sect flow flow-2"><h2>\(typeset(template.name))\(scope)</h2>
            <p>\(typeset(titles.joined(separator: ", ")))</p>\(lost > 0 ? "<p class=\"quiet small\">\(gone)</p>" : "" as HTML)
            <p class="row">\(exportLink(edition.filesPath, query: asked)) \(change)</p></li>
            """
    }

    func templatePage(_ shown: TemplateShown, _ form: TemplateForm) -> HTML {
        let (edition, faults) = (shown.edition, shown.problems.map(fault(for:)))
        let address = shown.template.map { edition.path(of: $0.id) } ?? edition.newTemplatePath
        let now = shown.isOutdated ? shown.template.map { outdatedNotice(facts(of: $0, shown.columns)) } : nil
        let removal: HTML? = shown.template.map { template in
            self.form(
                to: edition.removalPath(of: template.id),
                "<button class=\"link bad\">\(t("Remove this choice"))</button>")
        }
        return editionDesk(
            edition, shown.template == nil ? t("New choice of columns") : t("Columns of “\(form.name)”"),
            """
            \(faultSummary(faults))\(now)
            \(self.form(to: address, attributes: "class=\"flow\" novalidate", templateFields(shown, form, faults)))
            \(removal)<p><a class="go" href="\(to(edition.templatesPath))">\(t("All choices of columns"))</a></p>
            """)
    }

    private func templateFields(_ shown: TemplateShown, _ form: TemplateForm, _ faults: [Fault]) -> HTML {
        let titles = Dictionary(shown.columns.map { ($0.key, $0.title) }, uniquingKeysWith: { first, _ in first })
        let rows = form.order.enumerated().map { place, key in
            columnRow(key, titles[key] ?? key, at: place, form)
        }
        let scopes = [(value: "one", label: t("This edition")), (value: "all", label: t("All editions"))]
        let scope: HTML =
            shown.mayKeepForAll
            ? choiceList("scope", t("Offered in"), scopes, chosen: form.isForAll ? "all" : "one") : ""
        let legend: HTML = "<legend>\(t("Columns, in their order"))</legend>"
        // The first button of a form is the one that the Enter key presses.
        return """
            <button class="vh" name="step" value="save" tabindex="-1" aria-hidden="true">\(t("Keep this choice"))</button>
            \(hidden("key", form.key))\(hidden("revision", String(form.revision)))
            \(field("name", t("Name of the choice"), form.name, hint: t("For instance: list for the press."), faults: faults))
            \(scope)
            \(choiceGroup("columns", legend, faults: faults, "<ol class=\"plain flow flow-2\">\(rows)</ol>"))\(placing(form, titles))
            <p><button class="btn main" name="step" value="save">\(t("Keep this choice"))</button></p>
            """
    }

    /// One column after another, in one step, however far they stand apart.
    private func placing(_ form: TemplateForm, _ titles: [String: String]) -> HTML {
        let columns = form.order.map { ($0, titles[$0] ?? $0) }
        guard columns.count > 2 else { return "" }
        return """
            <div class="fields">\(choiceList("place-what", t("Column to place"), columns, chosen: form.moved?.key))
            \(choiceList("place-after", t("After", as: "another column"), [("", t("at the beginning"))] + columns, chosen: nil))</div>
            <p><button class="btn" name="step" value="place:">\(t("Place it there"))</button></p>
            """
    }

    private func columnRow(_ key: String, _ title: String, at place: Int, _ form: TemplateForm) -> HTML {
        let last = form.order.count - 1
        let up: HTML = place > 0 ? mover(.up, t("Up"), key, title, form) : ""
        let down: HTML = place < last ? mover(.down, t("Down"), key, title, form) : ""
        return """
            <li class="row between">\(hidden("order", key))\(tick("column", title, isOn: form.ticked.contains(key), value: key))
            <span class="row">\(up)\(down)</span></li>
            """
    }

    /// What was just pressed keeps the focus, for whoever presses it again; at an end, its neighbour does.
    private func mover(
        _ move: TemplateForm.Move, _ label: String, _ key: String, _ title: String, _ form: TemplateForm
    ) -> HTML {
        let isLast = move == .up ? form.order.last == key : form.order.first == key
        let isHere = form.moved?.key == key && (form.moved?.move == move || isLast)
        return """
            <button class="link" name="step" value="\(move.rawValue):\(key)"\(isHere ? " autofocus" : "" as HTML)>\(label)\
            <span class="vh">\(colon)\(title)</span></button>
            """
    }

    private func fault(for problem: TemplateForm.Problem) -> Fault {
        switch problem {
        case .nameMissing: Fault("name", t("Give this choice a name."))
        case .nameTooLong: Fault("name", t("Write at most \(ExportTemplate.longestName) signs."))
        case .nameTaken: Fault("name", t("Another choice of columns has this name."))
        case .noColumn: Fault("columns", t("Choose at least one column."))
        case .tooMany: Fault("name", t("There are \(ExportTemplate.most) choices already: remove one first."))
        case .keyTaken: Fault("name", formSentBefore)
        }
    }

    private func facts(of template: ExportTemplate, _ columns: [FileColumn]) -> [(label: String, value: String)] {
        let known = Dictionary(columns.map { ($0.key, $0.title) }, uniquingKeysWith: { first, _ in first })
        return [
            (t("Name of the choice"), template.name),
            (t("Columns, in their order"), template.columns.compactMap { known[$0] }.joined(separator: ", ")),
        ]
    }
}
