import Campaigns
import Grids
import Web

extension Reader {
    /// A part: its questions in their order, a new one, and what is said of the whole.
    func formPartPage(_ part: FormSection, _ desk: FormDesk, done: BuilderDone? = nil, typed: TypedEdit? = nil) -> HTML
    {
        editionDesk(
            desk.edition, t("Part: \(plain(part.title))"), heading: text(part.title), acts: backToForm(desk),
            """
            \(done.map { builderNotice($0, in: desk.form) })\(typed.map { faultSummary($0.faults) })
            \(typed?.isMoved == true ? outdatedNotice(shown(part)) : nil)
            <div class="build">\(formPlan(desk, current: part.id))
            <section class="flow flow-5" aria-label="\(t("Questions of this part"))">\(questionList(part, desk, done))
            \(newQuestion(part, desk, typed))\(detailsForm(part, desk, typed))\(partMoves(part, desk, done))</section></div>
            """)
    }

    func backToForm(_ desk: FormDesk) -> HTML {
        "<a class=\"go\" href=\"\(to(desk.edition.formPath))\">\(t("The whole form"))</a>"
    }

    private func shown(_ part: FormSection) -> [(label: String, value: String)] {
        [(t("Title"), plain(part.title)), (t("What is read first"), part.lead.map(plain) ?? "–")]
    }

    private func questionList(_ part: FormSection, _ desk: FormDesk, _ done: BuilderDone?) -> HTML {
        guard !part.fields.isEmpty else {
            return "<div class=\"empty\"><p>\(t("There is no question here yet."))</p></div>"
        }
        let path = desk.edition.formPath(part: part.id, "ordre")
        let (first, last) = (desk.form.fields.first?.id, desk.form.fields.last?.id)
        let rows = part.fields.map { field -> HTML in
            let buttons = moveButtons(
                done, of: field.id, isFirst: field.id == first, isLast: field.id == last, name: plain(field.label))
            let asked =
                field.isNeeded ? t("needed", as: "question") : field.isWished ? t("wished for", as: "question") : ""
            return """
                <li class="row between"><span><a href="\(to(desk.edition.formPath(question: field.id)))">\(text(field.label))</a>
                <span class="sub">\(kindName(field.kind.word))\(asked.isEmpty ? "" : " · \(asked)")</span></span>
                \(form(to: path, attributes: "class=\"moves\"", "\(hidden("question", field.id))\(buttons)"))</li>
                """
        }
        return "<ol class=\"flow flow-2 questions\">\(rows)</ol>"
    }

    private func newQuestion(_ part: FormSection, _ desk: FormDesk, _ typed: TypedEdit?) -> HTML {
        let kinds = FormField.Kind.words.map { ($0, kindName($0)) }
        let (fields, faults) = (typed?.fields, typed?.faults ?? [])
        return form(
            to: desk.edition.formPath(part: part.id, "questions"), attributes: "class=\"fieldset\"",
            """
            <h2 class="h3">\(t("Add a question"))</h2>
            \(bilingual("question:label", t("The question, as it will be read"), nil, fields, faults))
            \(choiceList("question:kind", t("How it is answered"), kinds, chosen: fields?["question:kind"] ?? "text", faults: faults))
            <p><button class="btn">\(t("Add this question"))</button></p>
            """)
    }

    private func detailsForm(_ part: FormSection, _ desk: FormDesk, _ typed: TypedEdit?) -> HTML {
        let given = typed?.fields["part:title_fr"] == nil ? nil : typed
        let (fields, faults) = (given?.fields, given?.faults ?? [])
        let isOn = { (name: String, now: Bool) in fields.map { $0.isOn(name) } ?? now }
        return form(
            to: desk.edition.formPath(part: part.id), attributes: "class=\"fieldset\"",
            """
            <h2 class="h3">\(t("The part"))</h2>\(hidden("mark", desk.form.mark(of: part)))
            \(bilingual("part:title", t("Title of the part"), part.title, fields, faults))
            \(bilingual("part:lead", t("What is read first"), part.lead, fields, faults, lines: 3))
            \(dimensionList(part, desk, fields))
            \(tick("part:told", t("Its answers are part of what the file tells (agreements are not)"), isOn: isOn("part:told", part.isTold)))
            \(tick("part:eligibility", t("Its questions say who may take part: it comes first"), isOn: isOn("part:eligibility", part.isEligibility)))
            \(concernControls("part:only", part.only, desk, fields))
            <p><button class="btn">\(t("Save the part"))</button></p>
            """)
    }

    private func dimensionList(_ part: FormSection, _ desk: FormDesk, _ fields: Fields?) -> HTML {
        guard let dimensions = desk.grid?.dimensions, !dimensions.isEmpty else {
            return part.dimension.map { hidden("part:dimension", $0.description) } ?? ""
        }
        var options = [("", t("None"))] + dimensions.map { ($0.id.description, plain($0.title)) }
        if let own = part.dimension, !dimensions.contains(where: { $0.id == own }) {
            options.append((own.description, own.description))
        }
        return choiceList(
            "part:dimension", t("Dimension of the grid that it tells"), options,
            chosen: fields?["part:dimension"] ?? part.dimension?.description ?? "",
            hint: t("Title and first words are those of the dimension then."))
    }

    private func partMoves(_ part: FormSection, _ desk: FormDesk, _ done: BuilderDone?) -> HTML {
        let sections = desk.form.sections
        let buttons = moveButtons(
            done, of: part.id, isFirst: sections.first?.id == part.id, isLast: sections.last?.id == part.id,
            name: plain(part.title))
        let removal: HTML =
            sections.count < 2
            ? ""
            : "<p><a class=\"btn bad\" href=\"\(to(desk.edition.formPath(part: part.id, "retrait")))\">\(t("Take the part out"))</a></p>"
        return """
            <div class="fieldset"><h2 class="h3">\(t("Its place in the form"))</h2>
            \(form(to: desk.edition.formPath(part: part.id, "ordre"), attributes: "class=\"moves\"", buttons))\(placeAfter(part, desk))\(removal)</div>
            """
    }

    /// In one step, however long the form is.
    private func placeAfter(_ part: FormSection, _ desk: FormDesk) -> HTML {
        let others = desk.form.sections.filter { $0.id != part.id }.map { ($0.id, plain($0.title)) }
        guard others.count > 1 else { return "" }
        let places = [("", t("at the beginning"))] + others
        return form(
            to: desk.edition.formPath(part: part.id, "ordre"), attributes: "class=\"moves\"",
            """
            \(choiceList("after", t("Place it after"), places, chosen: before(part, desk)))\
            <button class="btn">\(t("Place it there"))</button>
            """)
    }

    private func before(_ part: FormSection, _ desk: FormDesk) -> String {
        let place = desk.form.sections.firstIndex { $0.id == part.id } ?? 0
        return place > 0 ? desk.form.sections[place - 1].id : ""
    }

    func partRemovalPage(_ part: FormSection, _ desk: FormDesk, isMoved: Bool = false) -> HTML {
        let title = t("Take out the part “\(plain(part.title))”?")
        let questions = part.fields.map { field -> HTML in
            "<li>\(text(field.label))\(referenceList(desk.form.references(to: field.id), desk))</li>"
        }
        let count = part.fields.count(where: \.kind.isAsked)
        return editionDesk(
            desk.edition, title,
            """
            \(isMoved ? movedRemovalNotice : nil)
            <p>\(t("\(count) question goes with it.", "\(count) questions go with it.", count: count))
            \(t("What was answered to them on open files is kept apart, and is not sent any more."))</p><ul class="flow flow-2">\(questions)</ul>
            \(form(to: desk.edition.formPath(part: part.id, "retrait"), attributes: "class=\"row\"", """
            \(hidden("shown", desk.form.stakes(ofPart: part)))<button class="btn bad">\(t("Take it out"))</button>
            <a class="go" href="\(to(desk.edition.formPath(part: part.id)))">\(t("Keep it"))</a>
            """))
            """)
    }

    var movedRemovalNotice: HTML {
        """
        <div class="notice warn" role="alert" tabindex="-1" autofocus><p>\(t("Somebody changed it since: this is what would go now."))</p></div>
        """
    }

    /// What else speaks of a question, and goes with it.
    func referenceList(_ references: [QuestionReference], _ desk: FormDesk) -> HTML {
        let lines = references.map { reference -> HTML in
            switch reference {
            case .condition(let id):
                "<li>\(t("the condition of “\(questionName(id, desk))” loses what it says of it"))</li>"
            case .unless(let id): "<li>\(t("“\(questionName(id, desk))” is needed whatever is answered here"))</li>"
            case .sheet(let place):
                "<li>\(t("the sheet no longer tells it, in “\(sheetPartName(place, desk.form))”"))</li>"
            }
        }
        return lines.isEmpty ? "" : "<ul>\(lines)</ul>"
    }

    func questionName(_ id: String, _ desk: FormDesk) -> String { desk.form[id: id].map { plain($0.label) } ?? id }

    func sheetPartName(_ place: Int, _ form: Form) -> String {
        form.sheet[place].title.map(plain) ?? t("part \(place + 1) of the sheet, without title")
    }
}
