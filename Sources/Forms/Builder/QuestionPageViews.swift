import Campaigns
import Grids
import Web

extension Reader {
    /// A question: the whole form beside it, what is said of it, and what others will see.
    func questionPage(_ page: QuestionPage, preview: HTML) -> HTML {
        let (desk, field) = (page.desk, page.field)
        return editionDesk(
            desk.edition, t("Question: \(plain(field.label))"), heading: text(desk.form.title), acts: backToForm(desk),
            """
            \(page.done.map { builderNotice($0, in: desk.form) })\(faultSummary(page.faults))\
            \(page.typed?.isMoved == true ? outdatedNotice(standing(page)) : nil)
            <div class="build">\(formPlan(desk, current: field.id))
            <section class="flow flow-5" aria-labelledby="q:main"><div class="sect-head"><h2 id="q:main" class="h3" tabindex="-1">\(text(field.label))</h2>
            <span class="quiet small">\(kindName(field.kind.word))</span></div>\(flaws(of: page))
            \(page.isOpen ? questionForms(page) : nil)</section>
            \(previewPane(page, preview))</div>
            """)
    }

    private func questionForms(_ page: QuestionPage) -> HTML {
        let things = """
            \(plainSave)\(markField(page))\(wordsPart(page))\(answerPart(page))\(conditionPart(page))\(usePart(page))\
            \(eligibilityPart(page))\(tellingPart(page))
            <p class="row keep-all"><button class="btn main" name="go" value="save">\(t("Save the question"))</button></p>
            """ as HTML
        return
            "\(form(to: page.path(), attributes: "class=\"flow flow-5\"", things))\(kindForm(page))\(questionMoves(page))"
    }

    /// One thing that the page says of the question, among those that are kept together.
    func thing(_ thing: TypedQuestion.Thing, _ title: String, _ id: String, _ page: QuestionPage, _ content: HTML)
        -> HTML
    {
        // The words stand at their own control, and so does the place on the sheet.
        let own = page.faults.first { $0.field == thing.control && $0.field == id }
        return """
            <section class="fieldset" id="\(id)" tabindex="-1"><h3>\(title)</h3>\
            \(hidden(TypedQuestion.marker, thing.rawValue))\(own.map(faultLine))\(content)</section>
            """
    }

    /// What stands there now, where somebody else changed it meanwhile.
    private func standing(_ page: QuestionPage) -> [(label: String, value: String)] {
        let (field, grid) = (page.field, page.desk.grid)
        var lines = [
            (t("The question, as it will be read"), both(field.label)),
            (t("Help, under the question"), both(field.hint)),
        ]
        lines.append((t("A good example"), both(field.example)))
        if field.kind.hasChoices {
            lines.append((t("The list to choose from"), formats.list(field.choices.map { wording($0.label) })))
        }
        lines.append(
            (t("When it is asked"), field.when.map { sentence(for: $0, in: page.desk.form, grid: grid) } ?? t("always"))
        )
        return lines
    }

    func both(_ words: Localized?) -> String {
        guard let words else { return "–" }
        return words.english.map { "\(words.french) / \($0)" } ?? words.french
    }

    private func flaws(of page: QuestionPage) -> HTML {
        let flaws = page.isOpen ? page.desk.flaws.filter { $0.field == page.field.id } : []
        guard !flaws.isEmpty else { return "" }
        let lines = flaws.map { "<li>\(sentence(of: $0, in: page.desk).capitalisedFirst)</li>" as HTML }
        return "<div class=\"notice warn\"><h3>\(t("Still to be done here"))</h3><ul>\(lines)</ul></div>"
    }

    private func wordsPart(_ page: QuestionPage) -> HTML {
        let (field, typed) = (page.field, page.typed("q:label_fr"))
        let isCarded = if case .terms = field.kind { true } else { false }
        let card: HTML =
            isCarded ? bilingual("q:card", t("What a card of the catalogue calls it"), field.card, typed) : ""
        return """
            <div class="flow">\(hidden(TypedQuestion.marker, TypedQuestion.Thing.words.rawValue))
            \(bilingual("q:label", t("The question, as it will be read"), field.label, typed, page.faults))
            \(bilingual("q:hint", t("Help, under the question"), field.hint, typed, lines: 3))
            \(bilingual("q:example", t("A good example"), field.example, typed, lines: 3))\(card)</div>
            """
    }

    func markField(_ page: QuestionPage) -> HTML { hidden("mark", page.desk.form.mark(of: page.field)) }

    private func kindForm(_ page: QuestionPage) -> HTML {
        let allowed = FormFile.known.first { $0.key == page.field.id }?.value ?? FormField.Kind.words
        guard allowed.count > 1 else { return "" }
        let kinds = allowed.map { ($0, kindName($0)) }
        return """
            <form method="get" action="\(to(page.path("type")))" class="fieldset"><h3>\(t("Another kind of question"))</h3>
            \(choiceList("kind", t("How it is answered"), kinds, chosen: page.field.kind.word))
            <p><button class="btn">\(t("See what that changes"))</button></p></form>
            """
    }

    private func questionMoves(_ page: QuestionPage) -> HTML {
        let (field, form) = (page.field, page.desk.form)
        let buttons = moveButtons(
            page.done, of: field.id, isFirst: form.fields.first?.id == field.id,
            isLast: form.fields.last?.id == field.id,
            name: plain(field.label))
        let others = form.sections.filter { $0.id != field.section }.map { ($0.id, plain($0.title)) }
        let parts: HTML =
            others.isEmpty
            ? ""
            : self.form(
                to: page.path("ordre"), attributes: "class=\"moves\"",
                "\(choiceList("part", t("Another part"), others, chosen: nil))<button class=\"btn\">\(t("Move there"))</button>"
            )
        let removal: HTML =
            Form.indispensable.contains(field.id)
            ? "<p class=\"quiet small\">\(t("The site itself works with this question: it cannot be taken out."))</p>"
            : "<p><a class=\"btn bad\" href=\"\(to(page.path("retrait")))\">\(t("Take the question out"))</a></p>"
        return """
            <div class="fieldset"><h3>\(t("Its place in the form"))</h3>
            \(self.form(to: page.path("ordre"), attributes: "class=\"moves\"", buttons))\(parts)\(removal)</div>
            """
    }

    /// What others will see, by the same views as the real pages.
    private func previewPane(_ page: QuestionPage, _ preview: HTML) -> HTML {
        let links = BuilderViewer.allCases.map { viewer -> HTML in
            let here: HTML = viewer == page.viewer ? " aria-current=\"true\"" : ""
            return "<a href=\"\(to(page.path()))?vue=\(viewer.rawValue)#preview\"\(here)>\(viewerName(viewer))</a>"
        }
        return """
            <aside class="preview flow" aria-labelledby="preview"><div class="sect-head">\
            <h2 class="h4" id="preview" tabindex="-1">\(t("What others will see"))</h2>
            <p class="row small">\(HTML.joined(links, by: " "))</p></div>
            <fieldset disabled class="phone"><legend class="vh">\(t("Preview: nothing is sent from here"))</legend>\(preview)</fieldset></aside>
            """
    }

    private func viewerName(_ viewer: BuilderViewer) -> String {
        switch viewer {
        case .applicant: t("An applicant")
        case .juror: t("A juror")
        case .visitor: t("A visitor, on the sheet")
        }
    }
}

// What an act means, before it is done.
extension Reader {
    /// `answered`: in how many open files something stands there.
    func questionRemovalPage(_ field: FormField, _ desk: FormDesk, answered: Int, isMoved: Bool = false) -> HTML {
        let references = desk.form.references(to: field.id)
        let also: HTML = references.isEmpty ? "" : "<p>\(t("With it:"))</p>\(referenceList(references, desk))"
        let kept =
            desk.current[id: field.id] == nil || !field.kind.isAsked ? nil : removalWords(answered)
        return editionDesk(
            desk.edition, t("Take out “\(plain(field.label))”?"),
            """
            \(isMoved ? movedRemovalNotice : nil)\(kept.map { "<p>\($0)</p>" as HTML })\(also)
            \(form(to: desk.edition.formPath(question: field.id, "retrait"), attributes: "class=\"row\"", """
            \(hidden("shown", desk.form.stakes(of: field)))<button class="btn bad">\(t("Take it out"))</button>
            <a class="go" href="\(to(desk.edition.formPath(question: field.id)))">\(t("Keep it"))</a>
            """))
            """)
    }

    private func removalWords(_ answered: Int) -> String {
        guard answered > 0 else { return t("No open file answers it so far.") }
        return t(
            "\(answered) open file answers it: the answer is kept apart, and is not sent any more.",
            "\(answered) open files answer it: the answers are kept apart, and are not sent any more.", count: answered)
    }

    func kindChangePage(_ field: FormField, to word: String, _ desk: FormDesk, isMoved: Bool = false) -> HTML {
        var draft = FormDraft(desk.form)
        let isPossible = (try? draft.change(field.id, toKind: word)) != nil
        let flaws = draft.form.flaws.filter { !desk.form.flaws.contains($0) }
        let former = desk.current[id: field.id]
        let isAnswered = former.map { $0.kind.word != word } ?? false
        let lines = [
            isAnswered
                ? t("What was answered to it on open files is kept apart, and is not sent any more.")
                : t("No answer is lost: it is as it was on open files, or was never asked there."),
            field.choices.isEmpty || draft.form[id: field.id]?.choices.isEmpty == false
                ? nil : t("Its list to choose from goes."),
            desk.form.references(to: field.id) == draft.form.references(to: field.id)
                ? nil : t("The sheet no longer tells it."),
        ].compactMap(\.self)
        let missing: HTML =
            flaws.isEmpty
            ? "" : "<p>\(t("Then this is still to be done:"))</p><ul>\(flaws.map { flawLine($0, desk) })</ul>"
        return editionDesk(
            desk.edition, t("Ask “\(plain(field.label))” as “\(kindName(word))”?"),
            """
            \(isMoved ? movedRemovalNotice : nil)<ul class="flow flow-2">\(lines.map { "<li>\($0)</li>" as HTML })</ul>\(missing)
            \(form(to: desk.edition.formPath(question: field.id, "type"), attributes: "class=\"row\"", """
            \(hidden("shown", desk.form.stakes(of: field)))\(hidden("kind", word))\
            \(isPossible ? "<button class=\"btn main\">\(t("Change the kind"))</button>" as HTML : nil)
            <a class="go" href="\(to(desk.edition.formPath(question: field.id)))">\(t("Leave it as it is"))</a>
            """))
            """)
    }
}
