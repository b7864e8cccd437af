import Campaigns
import Grids
import Web
import Workbooks

// The questions of a form in a workbook, and what one that was changed would do.
extension Reader {
    /// The way out and in again, on the page of the form.
    func workbookPart(_ desk: FormDesk) -> HTML {
        guard desk.isOpen else { return "" }
        return """
            <details class="narrow"><summary>\(t("Change many questions at once, in a spreadsheet"))</summary>
            <div class="flow flow-3"><p>\(t("""
                Take the questions out by the link above (XLSX), one a row, change them, and choose the file here: what would change is shown first. \
                What a workbook has no column for stays as it is: introductions of parts and whom they are for, rows of blocks, texts of consent, \
                kinds of papers, who may take part, what the sheet tells.
                """))</p>
            \(workbookForm(desk))</div></details>
            """
    }

    private func workbookForm(_ desk: FormDesk) -> HTML {
        let most = formats.number(ListUpload.most / 1_000_000)
        let hint = t("XLSX or CSV, \(most) MB at most. Nothing is written before you have seen what would change.")
        return form(
            to: desk.edition.formPath("fichiers"), attributes: "class=\"flow flow-2\" enctype=\"multipart/form-data\"",
            """
            \(fileField("workbook", t("The changed workbook"), hint: hint, attributes: "accept=\".xlsx,.csv\" required"))
            <p><button class="btn">\(t("See what would change"))</button></p>
            """)
    }

    func workbookPage(_ shown: WorkbookShown) -> HTML {
        let desk = shown.desk
        let sentences = sentences(of: FormDifference(from: desk.form, to: shown.form), forStaff: true)
        let notes = shown.notes.map { note -> HTML in "<li>\(note)</li>" }
        return editionDesk(
            desk.edition, t("The form from a workbook"),
            """
            \(shown.isMoved ? movedNotice : nil)\(notes.isEmpty ? nil : "<ul class=\"small quiet\">\(notes)</ul>" as HTML)
            \(changeList(sentences))\(sentences.isEmpty ? nil : missingLater(shown))
            \(sentences.isEmpty ? wayBack(desk) : takeForm(shown))
            """)
    }

    private var movedNotice: HTML {
        let words = t("Somebody changed the form since. What would change now is this: look at it again.")
        return "<div class=\"notice warn\" role=\"alert\" tabindex=\"-1\" autofocus><p>\(words)</p></div>"
    }

    private func changeList(_ sentences: [String]) -> HTML {
        guard !sentences.isEmpty else {
            return "<p>\(t("The workbook says what the form says already: nothing would change."))</p>"
        }
        let lines = sentences.map { line -> HTML in "<li>\(line)</li>" }
        return "<h2 class=\"h3\">\(t("What would change"))</h2><ul class=\"dashes\">\(lines)</ul>"
    }

    /// What will still be to do on the pages.
    private func missingLater(_ shown: WorkbookShown) -> HTML? {
        let count = shown.form.flaws(in: shown.desk.edition).count
        guard count > 0 else { return nil }
        let words = t(
            "\(count) thing will then be missing before the form can be published: it is named on its page.",
            "\(count) things will then be missing before the form can be published: they are named on its page.",
            count: count)
        return "<p class=\"notice warn\">\(words)</p>"
    }

    private func takeForm(_ shown: WorkbookShown) -> HTML {
        form(
            to: shown.desk.edition.formPath("classeur"), attributes: "class=\"row\"",
            """
            \(hidden("source", FormFile.yaml(shown.form)))\(hidden("revision", "\(shown.desk.kept?.revision ?? 0)"))
            <button class="btn main">\(t("Change the working copy so"))</button>
            <a class="go" href="\(to(shown.desk.edition.formPath))">\(t("Change nothing and go back"))</a>
            """)
    }

    private func wayBack(_ desk: FormDesk) -> HTML {
        "<p><a class=\"go\" href=\"\(to(desk.edition.formPath))\">\(t("Back to the form"))</a></p>"
    }

    func workbookFaultsPage(_ desk: FormDesk, _ name: String, _ faults: [QuestionFault]) -> HTML {
        let sentences = faults.map { sentence(for: $0) }
        return workbookFaultsPage(
            desk, sentences: sentences.isEmpty ? [t("“\(name)” makes no form that can be kept.")] : sentences)
    }

    func workbookFaultsPage(_ desk: FormDesk, sentences: [String]) -> HTML {
        let shown = sentences.prefix(Self.mostShown)
        let more = sentences.count - shown.count
        let count = sentences.count
        return editionDesk(
            desk.edition, t("The form from a workbook"),
            """
            <div class="error-summary" role="alert" tabindex="-1" autofocus>
            <h2>\(t("\(count) thing to repair", "\(count) things to repair", count: count))</h2>
            <ul>\(shown.map { line -> HTML in "<li>\(line)</li>" })\(more > 0 ? "<li>\(t("And \(more) more."))</li>" as HTML : nil)</ul></div>
            <p>\(t("Nothing was taken. Put it right in the workbook, save it, and choose it again."))</p>
            \(workbookForm(desk))\(wayBack(desk))
            """)
    }

    private static var mostShown: Int { 100 }

    func lacking(_ columns: [QuestionColumn]) -> String {
        t(
            "These columns are missing: \(formats.list(columns.map { title(of: $0) })). Take the questions out again, and change those."
        )
    }

    func refused(_ name: String, _ refusal: ListUpload.Refusal) -> String {
        switch refusal {
        case .missing: t("Choose a file that has something in it.")
        case .tooLarge(let most):
            t("“\(name)” is too large: \(formats.number(most / 1_000_000)) MB at most.")
        case .workbook(let refusal): refusedFile(name, refusal)
        case .table: t("“\(name)” is no table that can be read. Save it as XLSX, and choose it again.")
        }
    }
}
