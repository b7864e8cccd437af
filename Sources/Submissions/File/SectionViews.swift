import Forms
import Foundation
import Organisations
import Web
import Words

extension Reader {
    /// One part of the form. It saves itself as it is filled in, and on its button.
    func sectionPage(
        _ form: SectionForm, conflicts: [SaveOutcome.Conflict] = [], done: String? = nil, isMoved: Bool = false,
        refusal: String? = nil, now: Date
    ) -> HTML {
        let isRefused = refusal != nil || isMoved || !conflicts.isEmpty || !form.refused.isEmpty
        // Where the script leads back to, and whether what stands in the form is what is saved.
        let unsaved: HTML = isRefused ? " data-unsaved" : ""
        let attributes: HTML =
            "class=\"flow flow-5\" novalidate data-autosave=\"\(to(form.path))\" data-page=\"\(to(form.path))\"\(unsaved) id=\"form\""
        return filePage(
            form.file, title(of: form.section, grid: form.file.grid), now: now, current: form.section,
            """
            \(fileHeader(form.file))
            \(askedNotice(form.file, now))\(doneNotice(done, takesFocus: form.faults.isEmpty))\
            \(refusal.map(notSavedNotice))\(isMoved ? movedNotice(form.file) : "")\(faultSummary(form.refused.map(placed)))\
            \(conflictNotice(conflicts, form))\(refusalNotice(form))\(typingNotice(form, isSaved: done != nil))
            \(self.form(to: form.path, attributes: attributes, fields(of: form, isSaid: done != nil, isRefused: isRefused)))
            \(script("autosave.js"))\(script("counter.js"))\(form.fields.contains { $0.when != nil } ? script("asked.js") : "")\
            \(form.fields.contains { $0.kind == .address || $0.isTown } ? communeScript : "")
            """)
    }

    private func notSavedNotice(_ words: String) -> HTML {
        """
        <div class="error-summary" role="alert" tabindex="-1" autofocus><h2>\(words)</h2>\
        <p>\(t("Nothing was changed. What you typed stands in the form below."))</p></div>
        """
    }

    private func askedWords(_ form: SectionForm) -> String {
        form.fields.contains(where: \.isWished)
            ? t("Everything is asked for, save what is said to be optional or wished for.")
            : t("Everything is asked for, save what is said to be optional.")
    }

    /// `isSaid`: that it is saved stands above already.
    private func fields(of form: SectionForm, isSaid: Bool, isRefused: Bool) -> HTML {
        let controls = questions(of: form)
        let lead = markedLead(of: form.section, grid: form.file.grid)
        return """
            \(hidden("revision", form.base.revisionText))\(hidden("shown", form.base.shownText))
            <div class="flow flow-2"><h2 id="part" tabindex="-1">\(markedTitle(of: form.section, grid: form.file.grid))</h2>\
            \(lead.map { words -> HTML in "<p class=\"hint\">\(words)</p>" })</div>
            \(hintLine(askedWords(form)))\(outsideNotice(form.outside))\(keptCopyOffer)\(plainButton(form))\(controls)
            \(saveState(form.file, isSaid: isSaid, isRefused: isRefused))
            <p class="row">\(form.file.form.section(after: form.section).map(nextButton) ?? lastButton(form.file))\
            <button class="btn" name="go" value="stay">\(t("Save"))</button></p>
            """
    }

    /// The return key presses the first button of a form: it must not take a row out.
    private func plainButton(_ form: SectionForm) -> HTML {
        guard form.section.fields.contains(where: \.kind.hasRows) else { return "" }
        return
            "<button class=\"vh\" name=\"go\" value=\"stay\" tabindex=\"-1\" aria-hidden=\"true\">\(t("Save"))</button>"
    }

    func emptyRowsLine(_ field: FormField, _ form: SectionForm) -> HTML {
        guard form.hasEmptyRows == field.id else { return "" }
        return hintLine(t("No line is added: this one is still empty."))
    }

    /// Above the first empty row, which has the focus.
    func placing(_ line: HTML, in rows: [HTML], at place: Int) -> HTML {
        HTML(Array(rows.prefix(place)) + [line] + Array(rows.dropFirst(place)))
    }

    private func nextButton(_ next: FormSection) -> HTML {
        "<button class=\"btn main\" name=\"go\" value=\"next\">\(t("Save and continue"))</button>"
    }

    private func lastButton(_ file: SubmissionFile) -> HTML {
        let words =
            file.submission.isToBeCompleted
            ? t("Save and look the file over") : t("Save and look at what is missing")
        return "<button class=\"btn main\" name=\"go\" value=\"next\">\(words)</button>"
    }

    func bandTold(_ file: SubmissionFile) -> AutosaveAnswer.Band {
        let isSent = file.submission.state == .transmitted
        return AutosaveAnswer.Band(kind: isSent ? "sent" : "draft", words: stateWords(file.submission))
    }

    func savedWords(at moment: Date) -> String { t("Saved on \(formats.moment(moment))") }

    /// After a piece of a part is saved: what stands against the whole part is counted, for whoever hears this line alone.
    func savedWords(at moment: Date, toCorrect count: Int) -> String {
        let clock = formats.clock(moment)
        guard count > 0 else { return t("Saved at \(clock)") }
        return t(
            "Saved at \(clock), \(count) answer to be corrected", "Saved at \(clock), \(count) answers to be corrected",
            count: count)
    }

    /// Of several answers that came in together some were refused: the others are saved.
    func savedWords(except count: Int) -> String {
        t(
            "Saved, except \(count) answer: why is said beside it.",
            "Saved, except \(count) answers: why is said beside them.",
            count: count)
    }

    /// A row of a sent file that is typed cell by cell: the device keeps it, and the file what it had.
    var begunWords: String {
        t(
            "Not complete yet: this row is kept on this device, and goes into the sent file once it is complete. All else is saved."
        )
    }

    private var keptCopyOffer: HTML {
        """
        <div class="notice warn" data-offer hidden><p>\(t("This device kept what you typed and could not save")) (<span data-when></span>).</p>
        <p class="row"><button class="btn small" type="button" value="take">\(t("Take it back"))</button> \
        <button class="btn small" type="button" value="drop">\(t("Discard it"))</button></p></div>
        """
    }

    /// Said far from its control: with its place.
    private func placed(_ found: FieldFault) -> Fault {
        let (place, sentence) = (place(of: found), sentence(for: found.fault))
        return Fault(found.control, t("\(place): \(sentence)"))
    }

    /// What can be read, but not sent as it is. Once it is saved, that is what comes next: it takes the focus, and leads to each field.
    private func typingNotice(_ form: SectionForm, isSaved: Bool) -> HTML {
        guard !form.faults.isEmpty else { return "" }
        let lines = form.faults.map { found -> HTML in
            "<li><a href=\"#\(found.control)\">\(place(of: found))</a>\(colon)\(sentence(for: found.fault))</li>"
        }
        let focus: HTML = isSaved ? " role=\"alert\" tabindex=\"-1\" autofocus" : ""
        return """
            <div class="notice warn"\(focus)><h2>\(t("To be corrected before sending"))</h2>\
            <p>\(t("What you typed is kept as it is."))</p><ul>\(lines)</ul></div>
            """
    }

    /// A page of a file: its band first, its parts at the side.
    func filePage(
        _ file: SubmissionFile, _ title: String, now: Date, current: FormSection? = nil, isSending: Bool = false,
        _ main: HTML
    ) -> HTML {
        // Looked for once: a long form has hundreds of answers.
        let faults = file.faults
        return ownPage(
            PageHead("\(title) – \(typeset(file.title))", isHidden: true),
            band: band(file, faults, now: now, isSending: isSending),
            """
            <div class="wrap"><div class="split lead-side">\(parts(of: file, faults, current: current, now))<div class="flow flow-5">\(main)</div></div></div>
            """)
    }

    func fileHeader(_ file: SubmissionFile) -> HTML {
        """
        <header class="flow flow-2"><p class="quiet">\(t("File of \(typeset(file.organisationName))"))</p><h1>\(inFrench(file.title))</h1>
        <p class="small quiet">\(file.authors.map { typeset($0.name) }.joined(separator: ", ")) · \
        <a href="\(to(file.path))/auteurs">\(t("Who writes"))</a></p></header>
        """
    }

    /// Which file it is, on a page that is about one act.
    func fileName(_ file: SubmissionFile) -> HTML {
        """
        <p><strong>\(inFrench(file.title))</strong> <span class="quiet">\(typeset(file.organisationName))</span></p>
        """
    }

    /// How many of the needed answers are there: nothing is told by what else is written.
    func answeredLine(_ file: SubmissionFile) -> HTML {
        guard file.submission.announcedAt == nil else { return "" }
        return "<p class=\"small\">\(t("\(file.answered) of \(file.needed) needed answers given"))</p>"
    }

    /// To where it is written, or is read once nothing can be written any more.
    private func address(of section: FormSection, in file: SubmissionFile, _ now: Date) -> String {
        guard !file.window.isOpen(at: now) else { return "\(to(file.path))/parties/\(section.word)" }
        return "\(to(file.path))#\(section.isTold ? "part-\(section.word)" : "agreements")"
    }

    private func parts(of file: SubmissionFile, _ faults: [FieldFault], current: FormSection?, _ now: Date) -> HTML {
        let answers = file.answers
        let standing = Dictionary(grouping: faults, by: \.field.id)
        let unasked = file.form.unasked(answers)
        let links = file.form.sections.map { section -> HTML in
            let here: HTML = section.id == current?.id ? " aria-current=\"step\"" : ""
            return """
                <li><a href="\(address(of: section, in: file, now))"\(here)>\(markedTitle(of: section, grid: file.grid)) \
                <span class="k">\(progress(of: section, answers, standing, unasked))</span></a></li>
                """
        }
        // Pages of a file without questions have nothing to skip to.
        let skip: HTML = current == nil ? "" : "<a class=\"skip\" href=\"#part\">\(t("Skip to the questions"))</a>"
        return """
            \(skip)<nav class="toc stay" aria-label="\(t("Parts of the file"))">\
            <details class="facet-box"><summary class="label">\(t("Parts of the file"))</summary>
            <ul><li><a href="\(to(file.path))">\(t("The whole file"))</a></li>\(links)</ul>
            <p class="small quiet toc-end">\(openWords(file, file.openCount(faults)))</p></details></nav>
            """
    }

    /// The one count of what is open: the band, the parts and the list before sending say the same.
    private func openWords(_ file: SubmissionFile, _ count: Int) -> String {
        let submission = file.submission
        let isAsked = submission.state == .transmitted && submission.eligibility == .toComplete
        if count == 0, isAsked, submission.completedAt == nil { return t("The agency asks for more.") }
        return count == 0 ? t("Everything that is needed is there.") : openAnswers(count)
    }

    func openAnswers(_ count: Int) -> String {
        t(
            "\(count) answer is still to be given or corrected",
            "\(count) answers are still to be given or corrected", count: count)
    }

    /// Complete, or how much is to be filled in and how much of what is there is to be corrected.
    private func progress(
        of section: FormSection, _ answers: Answers, _ faults: [String: [FieldFault]], _ unasked: Set<String>
    ) -> String {
        let open = section.fields.compactMap { field in
            faults[field.id].map { (isEmpty: answers[field].isEmpty, count: $0.count) }
        }
        let missing = open.filter { $0.isEmpty }.map { $0.count }.reduce(0, +)
        let wrong = open.filter { !$0.isEmpty }.map { $0.count }.reduce(0, +)
        let words = [
            missing > 0 ? t("\(missing) to fill in", "\(missing) to fill in", count: missing) : "",
            wrong > 0 ? t("\(wrong) to be corrected", "\(wrong) to be corrected", count: wrong) : "",
        ].filter { !$0.isEmpty }
        if !words.isEmpty { return words.joined(separator: ", ") }
        let isEmpty = section.fields.allSatisfy { answers[$0].isEmpty }
        return isEmpty ? t("optional") : completeWords(section, answers, unasked)
    }

    /// What is wished for and not there holds nothing up, and is said all the same.
    private func completeWords(_ section: FormSection, _ answers: Answers, _ unasked: Set<String>) -> String {
        let whole = t("complete", as: "part of a form")
        let wished = section.fields.filter { $0.isWished && !unasked.contains($0.id) && answers[$0].isEmpty }
        guard let first = wished.first else { return whole }
        if wished.count == 1, case .picture = first.kind { return whole + ", " + t("a picture wished for") }
        let count = wished.count
        return whole + ", " + t("\(count) answer wished for", "\(count) answers wished for", count: count)
    }
}
