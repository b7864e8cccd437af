import Grids
import Web
import Words

// When a question is asked, as a sentence with blanks.
extension Reader {
    /// “Show this question if [question] [is at least] [11] [and] …”: each button keeps the sentence as it stands.
    func conditionPart(_ page: QuestionPage) -> HTML {
        let form = page.desk.form
        let condition = page.typed(.condition).map { typedCondition($0, page) } ?? page.field.when
        let said: HTML =
            page.field.when.map { "<p><strong>\(sentence(for: $0, in: form, grid: page.desk.grid))</strong></p>" }
            ?? "<p class=\"quiet\">\(t("It is always asked."))</p>"
        let parts = (condition?.parts ?? []).enumerated().map { place, part in
            self.part(part, place, condition?.joint ?? .all, page)
        }
        return thing(
            .condition, t("When it is asked"), "q:condition", page,
            """
            \(said)\(laterLines(page))\(page.reach.map(reachLine))
            \(parts.isEmpty ? nil : "<p class=\"sentence\">\(t("Show this question if")) \(HTML(parts))</p>" as HTML)
            \(addedPart(page, isFirst: parts.isEmpty))
            """)
    }

    /// As it was sent and not kept; what cannot be read of it stands as it was.
    private func typedCondition(_ typed: Fields, _ page: QuestionPage) -> Condition? {
        do throws(FormDraft.Refusal) {
            return try TypedCondition(typed, language: language).condition(in: page.desk.form)
        } catch { return page.field.when }
    }

    /// Whoever answers in order comes here before the answer that decides.
    private func laterLines(_ page: QuestionPage) -> HTML {
        let order = page.desk.form.fields.map(\.id)
        guard let own = order.firstIndex(of: page.field.id) else { return "" }
        let later = (page.field.when?.parts ?? []).filter { (order.firstIndex(of: $0.field) ?? 0) > own }
        let lines = later.compactMap { page.desk.form[id: $0.field] }.map { other -> HTML in
            "<p>\(t("“\(label(of: other))” is asked further on: whoever answers in order passes here before. Move one of the two."))</p>"
        }
        return lines.isEmpty ? "" : "<div class=\"notice warn\">\(lines)</div>"
    }

    /// Of the open drafts of the edition, once the working copy is theirs.
    private func reachLine(_ reach: FormReach) -> HTML {
        let drafts = reach.asked + reach.notAsked
        guard drafts > 0 else { return "<p class=\"quiet small\">\(t("No file is being written yet."))</p>" }
        let cut = reach.isCut ? " " + t("The first \(formats.number(drafts)) were looked at.") : ""
        let (all, asked, not) = (formats.number(drafts), formats.number(reach.asked), formats.number(reach.notAsked))
        let words = t(
            "Of the \(all) open file: asked in \(asked), not in \(not).",
            "Of the \(all) open files: asked in \(asked), not in \(not).", count: drafts)
        return "<p class=\"quiet small\">\(words)\(cut)</p>"
    }

    private func part(_ part: Condition.Part, _ place: Int, _ joint: Condition.Joint, _ page: QuestionPage)
        -> HTML
    {
        let name = "q:part.\(place)"
        let other = page.desk.form[id: part.field]
        let typed = page.faults.contains { $0.field == "q:condition" } ? page.typed?.fields : nil
        return """
            \(place > 0 ? jointWord(joint, isChosen: place == 1) : nil)\(questionSelect(name, chosen: part.field, page, label: t("Question")))
            \(other.map { comparisonControls(name, part.test, part.values, with: $0, page.desk.grid, typed: typed) })
            \(rowButton("drop.\(place)", t("Take out"), of: words(for: part, in: page.desk.form, grid: page.desk.grid)))
            """
    }

    /// One word between all parts: it is chosen once.
    private func jointWord(_ joint: Condition.Joint, isChosen: Bool) -> HTML {
        let words = (
            all: t("and", as: "between two parts of a condition"), any: t("or", as: "between two parts of a condition")
        )
        guard isChosen else { return "<span>\(joint == .all ? words.all : words.any)</span>" }
        return """
            <select name="q:joint" aria-label="\(t("And, or"))">\(option("all", words.all, isChosen: joint == .all))\
            \(option("any", words.any, isChosen: joint == .any))</select>
            """
    }

    /// Every question that a condition can look at, by its part of the form; not itself.
    private func questionSelect(
        _ name: String, chosen: String, _ page: QuestionPage, label: String, look: HTML = ""
    ) -> HTML {
        let form = page.desk.form
        let groups = form.sections.compactMap { section -> HTML? in
            let options = section.fields.filter { $0.mayDecide(on: page.field) }.map {
                option($0.id, plain($0.label), isChosen: $0.id == chosen)
            }
            return options.isEmpty ? nil : "<optgroup label=\"\(plain(section.title))\">\(options)</optgroup>"
        }
        let gone: HTML = form[id: chosen] == nil ? option(chosen, chosen.isEmpty ? "–" : chosen, isChosen: true) : ""
        return "<select\(look) name=\"\(name)\" id=\"\(name)\" aria-label=\"\(label)\">\(gone)\(groups)</select>"
    }

    private func addedPart(_ page: QuestionPage, isFirst: Bool) -> HTML {
        guard (page.field.when?.parts.count ?? 0) < Condition.mostParts else { return "" }
        let label = isFirst ? t("Ask it only if another answer says so") : t("Another question that it depends on")
        let select = questionSelect("q:added", chosen: "", page, label: label, look: " class=\"input\"")
        return """
            <div class="field"><label for="q:added">\(label)</label><div class="row with-act">\(select)
            <button class="btn" name="go" value="add">\(t("Add"))</button></div></div>
            """
    }

    /// What is asked of that answer, and the value it is compared with; several can be ticked for “is one of”.
    func comparisonControls(
        _ name: String, _ test: Condition.Test, _ values: [String], with field: FormField, _ grid: Grid?,
        typed: Fields? = nil
    ) -> HTML {
        let given = typed?["\(name)_test"].flatMap { Condition.Test(rawValue: $0) }
        let (test, values) = (given ?? test, given == nil ? values : typed?.ticked("\(name)_value") ?? values)
        let tests = field.kind.tests.map { option($0.rawValue, words(for: $0), isChosen: $0 == test) }
        let select: HTML = "<select name=\"\(name)_test\" aria-label=\"\(t("Comparison"))\">\(tests)</select>"
        guard !test.isAlone else { return select }
        let answers = possibleAnswers(to: field, grid)
        if test == .isOneOf {
            let boxes = answers.map { tick("\(name)_value", $0.label, isOn: values.contains($0.id), value: $0.id) }
            return "\(select)<span class=\"ticks\">\(boxes)</span>"
        }
        let value = values.first ?? ""
        guard answers.isEmpty else {
            let known = answers.contains { $0.id == value } || value.isEmpty
            let options =
                [option("", "–", isChosen: value.isEmpty)]
                + answers.map { option($0.id, $0.label, isChosen: $0.id == value) }
            return
                "\(select) <select name=\"\(name)_value\" aria-label=\"\(t("Value"))\">\(options)\(known ? nil : option(value, value, isChosen: true))</select>"
        }
        return """
            \(select) <input name="\(name)_value" aria-label="\(t("Value"))" value="\(typed?["\(name)_value"] ?? shownValue(value, of: field))" size="10">
            """
    }

    private func shownValue(_ value: String, of field: FormField) -> String {
        if case .date = field.kind { return value }
        return typedNumber(value)
    }

    /// Those to choose from; none where a number or a day is typed.
    private func possibleAnswers(to field: FormField, _ grid: Grid?) -> [(id: String, label: String)] {
        switch field.kind {
        case .choice, .choices: return field.choices.map { ($0.id, wording($0.label)) }
        case .terms(let name):
            let terms = Vocabulary.ID(name).flatMap { grid?.vocabulary($0) }?.terms ?? []
            return terms.map { ($0.id.description, wording($0.label)) }
        case .checkpoint:
            return grid?.scale.levels.map { ("\($0)", levelWords("\($0)", grid: grid)) } ?? []
        default: return []
        }
    }

    /// Which answer lets a file take part, and what is said otherwise; in a part of eligibility alone.
    func eligibilityPart(_ page: QuestionPage) -> HTML {
        let field = page.field
        let isHere = page.desk.form.section(of: field)?.isEligibility ?? false
        guard isHere || field.pass != nil, !field.kind.tests.isEmpty else { return "" }
        let typed = page.typed(.pass)
        let test = field.pass?.test ?? field.kind.tests[0]
        return thing(
            .pass, t("Who may take part"), "q:pass", page,
            """
            \(tick("q:pass", t("One answer to it is needed to take part"), isOn: typed?.isOn("q:pass") ?? (field.pass != nil)))
            <p class="sentence">\(t("A file may take part if this answer"))
            \(comparisonControls("q:passing", test, field.pass?.values ?? [], with: field, page.desk.grid, typed: typed))</p>
            \(bilingual("q:otherwise", t("What is said to whoever answers otherwise"), field.pass?.otherwise, typed, lines: 3))
            """)
    }
}

extension FormField {
    /// A condition of the other may look at it: whom to call decides on nothing, since the jury does not read it.
    fileprivate func mayDecide(on other: FormField) -> Bool { id != other.id && !kind.tests.isEmpty && !isContact }
}
