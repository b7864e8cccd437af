import Campaigns
import Grids
import Web

extension Reader {
    /// The parts of the sheet in their order, each with the questions that it tells.
    func sheetPartsPage(_ desk: FormDesk, done: BuilderDone? = nil, typed: TypedEdit? = nil) -> HTML {
        let moved: HTML =
            typed?.isMoved == true
            ? outdatedNotice(desk.form.sheet.indices.map { ("\($0 + 1)", sheetPartName($0, desk.form)) }) : ""
        let added: HTML =
            desk.kept == nil
            ? ""
            : form(
                to: desk.edition.formPath("fiche"), attributes: "class=\"fieldset narrow\"",
                """
                <h2 class="h3">\(t("Add a part"))</h2>\(bilingual("sheet:title", t("Title of the part"), nil, typed?.fields, typed?.faults ?? []))
                <p><button class="btn">\(t("Add this part"))</button></p>
                """)
        return editionDesk(
            desk.edition, t("What the sheet tells"), acts: backToForm(desk),
            """
            \(done.map { builderNotice($0, in: desk.form) })\(typed.map { faultSummary($0.faults) })\(moved)
            <p class="quiet">\(t("A part that has nothing to say is not shown. Which question stands where is said at the question."))</p>
            <ol class="flow flow-5">\(desk.form.sheet.indices.map { sheetPart($0, desk) })</ol>\(added)
            """)
    }

    private func sheetPart(_ place: Int, _ desk: FormDesk) -> HTML {
        let part = desk.form.sheet[place]
        let lines = part.lines.map { line -> HTML in
            guard desk.form[id: line.id] != nil else { return "<li>\(text(line.label))</li>" }
            return "<li><a href=\"\(to(desk.edition.formPath(question: line.id)))\">\(text(line.label))</a></li>"
        }
        let questions: HTML =
            lines.isEmpty ? "<p class=\"quiet\">\(t("No question stands here yet."))</p>" : "<ul>\(lines)</ul>"
        guard desk.kept != nil else {
            return "<li><strong>\(sheetPartName(place, desk.form))</strong>\(questions)</li>"
        }
        let fields = form(
            to: desk.edition.formPath("fiche/\(place + 1)"), attributes: "class=\"flow flow-2\"",
            sheetPartFields(place, desk))
        return "<li class=\"flow\">\(fields)\(questions)</li>"
    }

    private func sheetPartFields(_ place: Int, _ desk: FormDesk) -> HTML {
        let (part, last) = (desk.form.sheet[place], desk.form.sheet.count - 1)
        let title = { (language: String, text: String?) -> HTML in
            let label = language == "fr" ? t("Title of part \(place + 1)") : t("The same in English")
            return """
                <div class="field"><label for="part-\(place)-\(language)">\(label)</label>
                <input class="input" id="part-\(place)-\(language)" name="sheet:title_\(language)" lang="\(language)" value="\(text ?? "")"></div>
                """
        }
        let name = sheetPartName(place, desk.form)
        let button = { (way: String, words: String) -> HTML in
            "<button class=\"btn small\" name=\"go\" value=\"\(way)\">\(words)<span class=\"vh\"> – \(name)</span></button>"
        }
        return """
            \(hidden("mark", desk.form.mark(ofSheetPart: place)))<div class="fields">\(title("fr", part.title?.french))\(title("en", part.title?.english))</div>
            \(tick("sheet:stands", t("It stands out: others come for it"), isOn: part.standsOut))
            <p class="moves">\(button("save", t("Save")))\(place > 0 ? button("up", t("Move up")) : nil)\
            \(place < last ? button("down", t("Move down")) : nil)\(button("out", t("Take out")))</p>
            """
    }
}
