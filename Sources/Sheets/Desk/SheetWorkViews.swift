import Campaigns
import Forms
import Organisations
import Submissions
import Web

// The page where the agency prepares one sheet.
extension Reader {
    func sheetDeskPage(
        _ file: SheetFile, _ form: SheetForm, faults: [SheetForm.Fault] = [], refusal: SheetFile.Refusal? = nil,
        noted: [Fault] = [], done: String? = nil
    ) -> HTML {
        let others = (refusal.map { [fault(for: $0)] } ?? []) + noted
        let (summed, beside) = (faults.map { placed($0, in: form) } + others, faults.map(words) + others)
        return editionDesk(
            file.edition, t("Sheet: \(typeset(file.sheet.title))"), heading: heading(of: file.sheet),
            acts: """
                <a class="btn small" href="\(to(file.sheet.id.imagesPath))">\(imagesWords(file.album))</a>
                <a class="btn small" href="\(to("\(file.sheet.id.path)/apercu"))">\(t("See it as the public will"))</a>
                """,
            """
            \(doneNotice(done.flatMap { sheetDone($0, of: file) }, leavingLetter: done == "asked"))\
            \(faultSummary(summed))\(refusal == .changedMeanwhile ? savedMeanwhile(file) : "")
            <p>\(mark(of: file.sheet.state, isOut: file.isKnown)) <span class="quiet">\(about(file))</span>\(publicLink(file))</p>\
            \(standingNotice(file))\(remarkNotice(file))
            \(workPart(file, form, beside))
            """)
    }

    private func heading(of sheet: Sheet) -> HTML {
        let words = said(sheet.title, in: sheet)
        return sheet.language == language.rawValue ? "\(words)" : "<span\(languageMark(sheet))>\(words)</span>"
    }

    /// The text and the acts beside it are one form: whatever is pressed, what was typed goes with it.
    private func workPart(_ file: SheetFile, _ form: SheetForm, _ faults: [Fault]) -> HTML {
        let aside: HTML = """
            <aside class="flow flow-5 stay" aria-label="\(t("What comes next"))">\(nextAct(file, faults))\(gaps(form, file.form))\(trace(file))</aside>
            """
        guard file.mayBeRewritten else {
            let text: HTML = "\(rewriteNotice(file))\(sheetBody(reading(file)))"
            return "<div class=\"split\"><div class=\"flow flow-5\">\(text)</div>\(aside)</div>"
        }
        let text = self.form(
            to: file.sheet.id.path, attributes: "class=\"split\"",
            "<div class=\"flow flow-5\">\(sheetFields(file, form, faults))</div>\(aside)")
        return "\(text)\(unpublishAct(file, faults))"
    }

    private func sheetDone(_ word: String, of file: SheetFile) -> String? {
        switch word {
        case "made": t("The sheet is begun from the file’s answers. Read it again before you ask for approval.")
        case "saved": t("The sheet is saved.")
        case "asked": t("The organisation is asked to approve it. The request leaves by mail.")
        case "published" where !file.isOut:
            t("The sheet is ready. Nobody reads it before the decision on its file is out.")
        case "published": t("The sheet is published. Everybody reads it in the catalogue.")
        case "left": t("It stays as it is. You may take it up again at any time.")
        case "unpublished" where !file.isOut: t("The sheet is no longer kept ready. Its organisation reads why.")
        case "unpublished": t("The sheet is withdrawn from publication. Its address says so.")
        case "kept": t("The sheet stays as it is. Its organisation reads why.")
        default: nil
        }
    }

    private func about(_ file: SheetFile) -> String {
        let version = t("version \(file.sheet.version)")
        let parts = [file.number, file.organisations.first?.name, version, file.sheet.source?.name]
        return parts.compactMap(\.self).joined(separator: " · ")
    }

    private func rewriteNotice(_ file: SheetFile) -> HTML {
        let reading =
            file.isOut
            ? t("The public reads this version.")
            : t("The public reads this version once the decision on its file is out.")
        let words =
            file.isOut
            ? t(
                "To rewrite it, withdraw it from publication first: the reason is kept, and the new version goes back to its organisation."
            )
            : t(
                "To rewrite it, no longer keep it ready: the reason is kept, and the new version goes back to its organisation."
            )
        return "<div class=\"notice\"><p>\(reading) \(words)</p></div>"
    }

    private func savedMeanwhile(_ file: SheetFile) -> HTML {
        """
        <div class="notice warn"><p>\(t("This is what is saved now. What you typed is still in the form: compare, then save again."))</p>
        <details><summary>\(t("The saved sheet"))</summary>\(sheetBody(reading(file)))</details></div>
        """
    }

    // MARK: what comes next

    private func nextAct(_ file: SheetFile, _ faults: [Fault]) -> HTML {
        let acts: [HTML] = [
            withdrawnPart(file), askAct(file), publishAct(file, faults), wantedOtherwise(file, faults),
            file.mayBeRewritten ? "" : unpublishAct(file, faults),
        ]
        return """
            <section class="flow flow-2"><h2 class="h4">\(t("What comes next"))</h2>\(approvalLine(file))\(acts)</section>
            """
    }

    private func approvalLine(_ file: SheetFile) -> HTML {
        if let approval = file.approval {
            return """
                <p>\(t("Version \(file.approvedVersion) was approved by \(typeset(approval.by)), on \(formats.day(approval.at))."))</p>
                """
        }
        if file.isImported {
            return "<p>\(t("It comes from another source, which is credited: no approval is asked for."))</p>"
        }
        return switch file.sheet.state {
        case .awaitingApproval:
            "<p>\(t("Asked: \(file.owners.map(\.name).joined(separator: ", ")). Nothing is published before they agree."))</p>"
        default: "<p>\(t("Nothing is published before its organisation has approved it."))</p>"
        }
    }

    private func askAct(_ file: SheetFile) -> HTML {
        guard !file.isImported, [.draft, .unpublished, .awaitingApproval].contains(file.sheet.state),
            file.approval == nil, !file.isConsentWithdrawn
        else { return "" }
        guard !file.owners.isEmpty else { return ownerlessNotice(file) }
        let again = file.sheet.state == .awaitingApproval
        let label = again ? t("Ask again") : t("Ask for approval")
        let act = sheetAct(file, "accord", label, look: again ? "btn" : "btn main")
        return "\(file.isOut ? "" : earlyAskingNotice)\(act)"
    }

    /// Nobody can approve: whoever may name an owner is led there, whoever may not is told whom to ask.
    private func ownerlessNotice(_ file: SheetFile) -> HTML {
        guard let desk = file.sheet.submission?.deskPath, Policy.staff.allows(session) else {
            return """
                <p class="notice warn">\(t("Nobody owns this file: nobody can approve its sheet. Ask the lead of the campaign to give it an owner."))</p>
                """
        }
        return """
            <div class="notice warn"><p>\(t("Nobody owns this file: nobody can approve its sheet."))</p>\
            <p><a href="\(to(desk))#owner">\(t("Give the file an owner"))</a></p></div>
            """
    }

    /// Beside a text that may be rewritten it is a button of the text's form; elsewhere it has a form of its own.
    func sheetAct(_ file: SheetFile, _ word: String, _ label: String, look: HTML, fields: HTML = "") -> HTML {
        let path = "\(file.sheet.id.path)/\(word)"
        guard file.mayBeRewritten else { return loneAct(file, word, label, look: look, fields: fields) }
        return """
            <div class="flow flow-2">\(fields)<button class="\(look)" formaction="\(to(path))">\(label)</button></div>
            """
    }

    /// An act with a form of its own.
    func loneAct(_ file: SheetFile, _ word: String, _ label: String, look: HTML, fields: HTML) -> HTML {
        form(
            to: "\(file.sheet.id.path)/\(word)", attributes: "class=\"flow flow-2\"",
            """
            \(hidden("revision", String(file.sheet.revision)))\(fields)<button class="\(look)">\(label)</button>
            """)
    }

    private func gaps(_ typed: SheetForm, _ form: Form) -> HTML {
        let draft = typed.draft
        let summary = draft.strapline.isEmpty ? [t("A summary of one or two sentences.")] : []
        let gaps = summary + draft.gaps(in: form).compactMap { $0.missed.map(wording) }
        guard !gaps.isEmpty else { return "" }
        let lines = gaps.map { gap -> HTML in
            "<li class=\"missing\">\(icon("alert"))<span>\(gap)</span></li>"
        }
        return """
            <section class="sect flow flow-2"><h2 class="h4">\(t("What a reader would miss"))</h2><ul class="ticks small">\(lines)</ul></section>
            """
    }

    /// What happened to the sheet, the newest first.
    func trace(_ file: SheetFile) -> HTML {
        guard !file.events.isEmpty else { return "" }
        let lines = file.trace.map { event -> HTML in
            let words = besideName(event)
            let note: HTML = words.isEmpty ? "" : "<br>\(inFrench(words))"
            return """
                <li><time datetime="\(formats.calendarDay(of: event.at).description)">\(formats.shortDay(event.at)), \(formats.clock(event.at))</time>\
                <p>\(name(of: event.kind, isOut: !file.isBeforeRelease(event))), \(t("version \(event.version)")) \
                <span class="quiet">\(event.person)</span>\(note)</p></li>
                """
        }
        return """
            <section class="sect flow flow-2"><h2 class="h4">\(t("What happened"))</h2><ol class="steps small">\(lines)</ol></section>
            """
    }

    /// Whoever approved stands before it already: their function is left to say.
    private func besideName(_ event: SheetEvent) -> String {
        guard event.kind == .approved, let person = event.person, event.note.hasPrefix(person + ", ") else {
            return event.note
        }
        return String(event.note.dropFirst(person.count + 2))
    }

    private func name(of kind: SheetEvent.Kind, isOut: Bool) -> String {
        switch kind {
        case .published where !isOut: t("Kept ready until the results", as: "event of a sheet")
        case .unpublished where !isOut: t("No longer kept ready", as: "event of a sheet")
        case .made: t("Begun from the file")
        case .rewritten: t("Rewritten")
        case .asked: t("Approval asked for")
        case .approved: t("Approved by its organisation")
        case .changesAsked: t("Changes asked for")
        case .published: t("Published", as: "event of a sheet")
        case .unpublished: t("Withdrawn from publication", as: "event of a sheet")
        case .kept: t("Kept as it is")
        case .consentWithdrawn: t("Agreement to a public sheet withdrawn")
        case .consentGiven: t("Agreement to a public sheet given again")
        case .leftWithdrawn: t("Left as it is")
        case .illustrated: t("Pictures or papers changed")
        case .picturesAsked: t("Agreement asked for more pictures or papers")
        case .picturesAgreed: t("More pictures or papers, with its organisation’s agreement")
        case .picturesDeclined: t("More pictures or papers declined by its organisation")
        case .imported: t("Taken in from a list")
        case .renewed: t("Brought up to date from a list")
        case .givenBack: t("Put back as it was before a list")
        }
    }

    func sheetPreviewPage(_ file: SheetFile, article: HTML) -> HTML {
        page(
            PageHead(t("Preview: \(typeset(file.sheet.title))"), isHidden: true),
            """
            <div class="wrap flow flow-5"><p class="path"><a href="\(to(file.sheet.id.path))">\(t("Back to the sheet’s desk"))</a></p>
            <h1>\(t("Preview: only the agency sees this page"))</h1>\(addedLater(file))\(article)</div>
            """)
    }
}
