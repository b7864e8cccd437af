import Grids
import Web

// The list of all questions, and what the pages of the builder have in common.
extension Reader {
    /// Parts and questions, as a list of links; what is open is marked, and questions that wait for others stand further in.
    func formPlan(_ desk: FormDesk, current: String?, done: BuilderDone? = nil) -> HTML {
        let parts = desk.form.sections.enumerated().map { place, part -> HTML in
            let questions = part.fields.map { planLine($0, desk, current) }
            let asked = part.fields.filter(\.kind.isAsked).count
            let title: HTML =
                desk.kept == nil
                ? text(part.title)
                : "<a href=\"\(to(desk.edition.formPath(part: part.id)))\"\(current == part.id ? " aria-current=\"true\"" : "")>\(text(part.title))</a>"
            return """
                <li><h2><span>\(place + 1). \(title)</span><span class="k">\(asked)</span></h2>\
                \(questions.isEmpty ? nil : "<ul>\(questions)</ul>" as HTML)</li>
                """
        }
        let name = t("Parts and questions")
        let plan: HTML = "<nav aria-label=\"\(name)\"><ul class=\"plan\">\(parts)</ul></nav>"
        // Beside a question it is the way to the others: on a telephone it is folded, so that the question is seen.
        return current == nil
            ? plan : "<details class=\"plan-fold\"><summary>\(name)</summary>\(plan)</details>"
    }

    private func planLine(_ field: FormField, _ desk: FormDesk, _ current: String?) -> HTML {
        let words: HTML = "<span>\(text(field.label))</span><span class=\"kind\">\(kindMark(field.kind))</span>"
        let open: HTML = current == field.id ? " aria-current=\"true\"" : ""
        return """
            <li\(field.when == nil ? "" : " class=\"cond\"")><a href="\(to(desk.edition.formPath(question: field.id)))"\(open)>\(words)</a></li>
            """
    }

    /// What was just done. What moved keeps the focus on its button, which this sentence describes.
    func builderNotice(_ done: BuilderDone, in form: Form) -> HTML {
        guard done.word == "moved" else { return doneNotice(doneWords(done.word)) }
        return "<div class=\"notice ok\" role=\"status\" id=\"moved\"><p>\(movedWords(done, in: form))</p></div>"
    }

    private func movedWords(_ done: BuilderDone, in form: Form) -> String {
        if let id = done.thing, let field = form[id: id], let part = form.section(of: field) {
            let place = (part.fields.firstIndex { $0.id == id } ?? 0) + 1
            return t(
                "“\(plain(field.label))” is now number \(place) of \(part.fields.count) in “\(plain(part.title))”.")
        }
        guard let place = form.sections.firstIndex(where: { $0.id == done.thing }) else { return t("Moved.") }
        return t("“\(plain(form.sections[place].title))” is now part \(place + 1) of \(form.sections.count).")
    }

    private func doneWords(_ word: String) -> String? {
        switch word {
        case "begun": t("The working copy is open: shape it here. Nobody else sees it before it is published.")
        case "imported": t("The working copy says what the workbook said.")
        case "renamed": t("The title is saved.")
        case "discarded": t("The working copy is given up. The form is what it was.")
        case "part-added": t("The part is there. Add its first question.")
        case "part-saved": t("The part is saved.")
        case "part-removed": t("The part is taken out.")
        case "added": t("The question is there. Say here how it is answered.")
        case "saved": t("The question is saved.")
        case "removed": t("The question is taken out.")
        case "kind": t("The question is of this kind now.")
        case "sheet": t("The sheet is saved.")
        default: nil
        }
    }

    /// The buttons that move a thing: the one that was pressed last is where the focus is again, unless it stands at its end.
    func moveButtons(_ done: BuilderDone?, of id: String, isFirst: Bool, isLast: Bool, name: String) -> HTML {
        let isMoved = done?.word == "moved" && done?.thing == id
        let way = isFirst ? DraftWay.down : isLast ? .up : done?.way ?? .up
        let focus = { (button: DraftWay) -> HTML in
            isMoved && button == way ? " autofocus aria-describedby=\"moved\"" : ""
        }
        let up: HTML =
            isFirst
            ? ""
            : "<button class=\"btn small\" name=\"way\" value=\"up\"\(focus(.up))>\(t("Move up"))<span class=\"vh\"> – \(name)</span></button>"
        let down: HTML =
            isLast
            ? ""
            : "<button class=\"btn small\" name=\"way\" value=\"down\"\(focus(.down))>\(t("Move down"))<span class=\"vh\"> – \(name)</span></button>"
        return "\(up) \(down)"
    }

    /// A line in French and the same in English, as `NAME_fr` and `NAME_en`; or a text of so many lines.
    func bilingual(
        _ name: String, _ label: String, _ text: Localized?, _ typed: Fields? = nil, _ faults: [Fault] = [],
        lines: Int = 1
    ) -> HTML {
        let control = { (tongue: String, label: String, kept: String?) -> HTML in
            let (name, attributes): (String, HTML) = ("\(name)_\(tongue)", "lang=\"\(tongue)\"")
            let value = typed?[name] ?? kept ?? ""
            return lines == 1
                ? self.field(name, label, value, faults: faults, attributes: attributes)
                : self.textArea(name, label, value, faults: faults, attributes: "rows=\"\(lines)\" \(attributes)")
        }
        return """
            <div class="fields">\(control("fr", label, text?.french))
            \(control("en", t("The same in English"), text?.english))</div>
            """
    }

    /// Each fault of a file with its line as it was typed, so that it is found again.
    func formFaultSummary(_ found: GridFaults, of yaml: String) -> HTML {
        let lines = yaml.split(separator: "\n", omittingEmptySubsequences: false)
        let items = found.faults.map { fault -> HTML in
            let typed = lines.indices.contains(fault.line - 1) ? lines[fault.line - 1].prefix(60) : ""
            return """
                <li><a href="#source">\(t("Line \(fault.line)"))</a> <code>\(String(typed))</code><br>\(sentence(fault.kind).capitalisedFirst)
                <span class="small quiet">\(fault.path)</span></li>
                """
        }
        let count = found.faults.count + found.omitted
        let more: HTML = found.omitted == 0 ? "" : "<p>\(t("The first \(found.faults.count) are shown."))</p>"
        return """
            <div class="error-summary" role="alert" tabindex="-1" autofocus><h2>\(t("\(count) thing to repair", "\(count) things to repair", count: count))\
            </h2><ul>\(items)</ul>\(more)</div>
            """
    }
}

extension Fields {
    /// `NAME_fr` and `NAME_en`.
    func localized(_ name: String) -> Localized { Localized(self["\(name)_fr"] ?? "", english: self["\(name)_en"]) }

    /// The same; nil where neither is written.
    func filledLocalized(_ name: String) -> Localized? {
        let text = localized(name)
        return text.french.isBlank && text.english?.isBlank ?? true ? nil : text
    }
}

extension String {
    /// A sentence that stood after something, by itself.
    var capitalisedFirst: String { prefix(1).uppercased() + dropFirst() }
}
