import Campaigns
import Documents
import Foundation
import Grids
import Web

// The form of an edition for those who shape it.
extension Reader {
    func formOverviewPage(
        _ desk: FormDesk, now: Date, done: BuilderDone? = nil, typed: TypedEdit? = nil, pasted: String = "",
        faults: GridFaults? = nil, isThere: Bool = false, short: Int? = nil
    ) -> HTML {
        editionDesk(
            desk.edition, t("Form", as: "what an edition asks"), acts: overviewActs(desk),
            """
            \(done.map { builderNotice($0, in: desk.form) })\(faults.map { formFaultSummary($0, of: pasted) })\
            \(isThere ? copyThere(desk, pasted) : "")\(typed.map { faultSummary($0.faults) })\(formSummary(desk))
            \(desk.kept.map { flawsList($0.form, desk) })\(desk.kept.map { draftDifference($0, desk) })
            \(desk.kept == nil ? startForm(desk, pasted: pasted, hasFaults: faults != nil, short) : nil)\(workbookPart(desk))
            \(formPlan(desk, current: nil, done: done))
            \(desk.kept.map { shaping($0, desk, typed) })
            """)
    }

    func unpublishedForm(of edition: Edition, _ changedAt: Date) -> Duty {
        let detail = t("Last changed \(formats.moment(changedAt)).")
        let words = t("The form has changes that are not published")
        return Duty(.waiting, words, path: edition.formPath, detail: detail).of(typeset(edition.name, in: "fr"))
    }

    /// Another copy was to be begun: this one is not written over, and what was pasted is not lost.
    private func copyThere(_ desk: FormDesk, _ pasted: String) -> HTML {
        let source: HTML =
            pasted.isBlank
            ? ""
            : textArea("source", t("What you sent"), pasted, attributes: "rows=\"6\" spellcheck=\"false\" readonly")
        return """
            <div class="error-summary" role="alert" tabindex="-1" autofocus><h2>\(t("A working copy is there already, and was not replaced"))</h2>
            <p>\(t("To begin from something else, give this one up first, or publish it. It is the one shown below."))</p>
            <p class="row"><a class="btn" href="\(to(desk.edition.formPath("abandon")))">\(t("Give the working copy up"))</a></p>\(source)</div>
            """
    }

    private func overviewActs(_ desk: FormDesk) -> HTML {
        let file: HTML =
            "<a class=\"go\" href=\"\(to(desk.edition.formPath("source.yaml")))\">\(desk.kept == nil ? t("The file (YAML)") : t("Working copy (YAML)"))</a>"
        let questions: HTML =
            "<a class=\"go\" href=\"\(to(desk.edition.formPath("questions.xlsx")))\" download>\(t("The questions (XLSX)"))</a>"
        let versions: HTML =
            "<a class=\"go\" href=\"\(to(desk.edition.formPath("versions")))\">\(t("Versions of the form"))</a>\(blankForms(desk))"
        guard desk.kept != nil else { return "\(file) \(questions) \(versions)" }
        return """
            \(file) \(questions) \(versions) <a class="go" href="\(to(desk.edition.formPath("fiche")))">\(t("What the sheet tells"))</a>\
            <a class="btn main" href="\(to(desk.edition.formPath("publier")))">\(t("Publish this form"))</a>
            """
    }

    /// To prepare off line what the edition asks now; beside a working copy each link says of which of the two it is.
    private func blankForms(_ desk: FormDesk) -> HTML {
        let path = desk.edition.formPath
        guard desk.kept != nil else {
            let kinds = [("pdf", t("Empty form (PDF)")), ("docx", t("Empty form (Word)"))]
            return HTML(kinds.map { paperLink("\(path).\($0)", $1) })
        }
        let kinds = [
            ("pdf?copie=1", t("Working copy (PDF)")), ("docx?copie=1", t("Working copy (Word)")),
            ("pdf", t("What is asked now (PDF)")), ("docx", t("What is asked now (Word)")),
        ]
        return HTML(kinds.map { paperLink("\(path).\($0)", $1) })
    }

    /// How large it is, which version, and whether something is not published yet.
    private func formSummary(_ desk: FormDesk) -> HTML {
        let (form, asked) = (desk.form, desk.form.fields.filter(\.kind.isAsked).count)
        let parts = t("\(form.sections.count) part", "\(form.sections.count) parts", count: form.sections.count)
        let questions = t("\(asked) question", "\(asked) questions", count: asked)
        let needed = t("\(form.needed.count) needed", "\(form.needed.count) needed", count: form.needed.count)
        let version = t("version \(desk.current.version)")
        return """
            <p class="quiet"><strong>\(text(form.title))</strong>, \(version) · \(parts), \(questions), \(needed)\
            \(desk.kept.map { draftState($0, desk) })</p>\(desk.kept.map(changedLine))
            """
    }

    private func draftState(_ kept: KeptDraft, _ desk: FormDesk) -> HTML {
        let isSame = FormDifference(from: desk.current, to: kept.form).isEmpty
        return """
             · <span class="state draft">\(isSame ? t("Working copy, nothing changed so far") : t("Changes not published"))</span>
            """
    }

    private func changedLine(_ kept: KeptDraft) -> HTML {
        let moment = formats.moment(kept.changedAt)
        let words =
            kept.changedBy.isEmpty ? t("Last changed \(moment).") : t("Last changed \(moment), by \(kept.changedBy).")
        let lines = kept.changes.map { change -> HTML in
            """
            <li>\(formats.moment(change.at)) · \(changeWords(change))\(change.by.isEmpty ? nil : " <span class=\"quiet\">\(change.by)</span>" as HTML)</li>
            """
        }
        return """
            <details class="small"><summary>\(words)</summary><ul class="flow flow-2">\(lines)</ul></details>
            """
    }

    private func changeWords(_ change: DraftChange) -> String {
        let about = typeset(change.about, in: "fr")
        return switch change.act {
        case .begun: t("Working copy begun from “\(about)”")
        case .renamed: t("Form called “\(about)”")
        case .imported: t("Form “\(about)” changed by a workbook")
        case .partAdded: t("Part “\(about)” added")
        case .partChanged: t("Part “\(about)” changed")
        case .partMoved: t("Part “\(about)” moved")
        case .partRemoved: t("Part “\(about)” taken out")
        case .questionAdded: t("Question “\(about)” added")
        case .questionChanged: t("Question “\(about)” changed")
        case .questionMoved: t("Question “\(about)” moved")
        case .questionRemoved: t("Question “\(about)” taken out")
        case .sheetChanged: t("Part “\(about)” of the sheet changed")
        }
    }

    /// What is missing before it can be published, and what is only said in French.
    private func flawsList(_ form: Form, _ desk: FormDesk) -> HTML {
        let flaws = desk.flaws
        let missing = t(
            "\(flaws.count) thing is missing before it can be published",
            "\(flaws.count) things are missing before it can be published", count: flaws.count)
        let untranslated = form.untranslated
        let list: HTML =
            flaws.isEmpty
            ? "<p class=\"quiet\">\(t("Nothing is missing: it can be published."))</p>"
            : """
            <div class="notice warn" id="flaws"><h2>\(missing)</h2>
            <ul class="flow flow-2">\(flaws.map { flawLine($0, desk) })</ul></div>
            """
        guard !untranslated.isEmpty else { return list }
        let links = untranslated.map { field -> HTML in
            "<li><a href=\"\(to(desk.edition.formPath(question: field.id)))\">\(text(field.label))</a></li>"
        }
        let french = t(
            "\(untranslated.count) question is not all in English: French is shown",
            "\(untranslated.count) questions are not all in English: French is shown", count: untranslated.count)
        return """
            \(list)<details class="small"><summary>\(french)</summary><ul>\(links)</ul></details>
            """
    }

    /// Without a working copy nothing changes; it starts from one of four things.
    /// `short`: the questions of the short form, where they were counted.
    private func startForm(_ desk: FormDesk, pasted: String, hasFaults: Bool, _ short: Int?) -> HTML {
        guard desk.isOpen else {
            return "<p class=\"quiet\">\(t("This edition is closed: its form stays as it is."))</p>"
        }
        let starts: [(String, String)] = [
            ("current", t("What the edition asks now")), ("general", t("The general form")),
            ("short", shortName(short)), ("finalists", t("The form for finalists")),
            ("file", t("A file, pasted or chosen below")),
        ]
        let radios = starts.map { radio("start", $0.0, $0.1, isOn: hasFaults ? $0.0 == "file" : $0.0 == "current") }
        return form(
            to: desk.edition.formPath("ouvrir"), attributes: "class=\"flow narrow\"",
            """
            <p>\(t("Changes are made in a working copy: nobody who writes a file sees it before it is published."))</p>
            \(choiceGroup("start", "<legend class=\"label\">\(t("Start from"))</legend>", HTML(radios)))
            <details\(hasFaults ? " open" : "")><summary>\(t("Paste or choose a file"))</summary>
            \(textArea("source", t("The form, in YAML"), pasted, attributes: "rows=\"12\" spellcheck=\"false\""))
            \(yamlFile(to: desk.edition.formPath("fichiers/source")))</details>
            <p><button class="btn main">\(t("Shape the form"))</button></p>
            """)
    }

    private func shortName(_ count: Int?) -> String {
        count.map { t("The short form, \($0) question", "The short form, \($0) questions", count: $0) }
            ?? t("The short form")
    }

    /// What is done to the whole: parts, its title, giving it up.
    private func shaping(_ kept: KeptDraft, _ desk: FormDesk, _ typed: TypedEdit?) -> HTML {
        let title = kept.form.title
        let (fields, faults) = (typed?.fields, typed?.faults ?? [])
        let french = fields?["form:title_fr"] ?? title.french
        return """
            \(form(to: desk.edition.formPath("parties"), attributes: "class=\"flow narrow\"", """
            <h2 class="h3">\(t("Add a part"))</h2>\(bilingual("part:title", t("Title of the part"), Localized(""), fields, faults))
            <p><button class="btn">\(t("Add this part"))</button></p>
            """))
            <details class="flow narrow"\(typed?.isMoved == true || !faults.isEmpty ? " open" : "")><summary>\(t("Title of the form"))</summary>
            \(typed?.isMoved == true ? outdatedNotice([(t("Title"), title.french)]) : nil)
            \(form(to: desk.edition.formPath("titre"), attributes: "class=\"flow\"", """
            \(hidden("mark", kept.form.titleMark))\(field("form:title_fr", t("In French"), french, faults: faults))
            \(field("form:title_en", t("In English"), fields?["form:title_en"] ?? title.english ?? "", faults: faults))
            <p><button class="btn">\(t("Save"))</button></p>
            """))</details>
            <p><a class="go" href="\(to(desk.edition.formPath("abandon")))">\(t("Give this working copy up"))</a></p>
            """
    }

    func draftDiscardPage(_ desk: FormDesk, _ kept: KeptDraft, isMoved: Bool = false) -> HTML {
        let moved: HTML =
            isMoved
            ? "<div class=\"notice warn\" role=\"alert\" tabindex=\"-1\" autofocus><p>\(t("Somebody changed it since: look at it, then decide."))</p></div>"
            : ""
        return editionDesk(
            desk.edition, t("Give the working copy up"),
            """
            \(moved)<p>\(t("What was changed and not published is lost. What files answer stays as it is."))</p>\(changedLine(kept))
            \(form(to: desk.edition.formPath("abandon"), attributes: "class=\"row\"", """
            \(hidden("revision", "\(kept.revision)"))<button class="btn bad">\(t("Give it up"))</button>
            <a class="go" href="\(to(desk.edition.formPath))">\(t("Keep it"))</a>
            """))
            """)
    }
}
