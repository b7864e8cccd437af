import Campaigns
import Forms
import Organisations
import Submissions
import Web

// Whether a sheet may go out, what keeps it in, and what became of one that was withdrawn.
extension Reader {
    /// To the page that everybody reads, once it is there.
    func publicLink(_ file: SheetFile) -> HTML {
        guard let path = file.publicPath else { return "" }
        return " <a href=\"\(to(path))\">\(t("Its page in the catalogue"))</a>"
    }

    /// What its file does not say yet, above the sheet.
    func standingNotice(_ file: SheetFile) -> HTML {
        guard let standing = file.standing else { return "" }
        let isApproved = file.sheet.state == .approved || file.sheet.state == .published
        var lines = remarks(on: standing, isApproved: isApproved, desk: file.sheet.submission?.deskPath)
        if standing.mayComeOut, !standing.isOut {
            let words = t(
                """
                The decision on its file is not out. The sheet may be prepared and approved: it waits for the decision, \
                and nobody else reads it before.
                """)
            lines.append("\(words)")
        }
        guard !lines.isEmpty else { return "" }
        return "<div class=\"notice warn\">\(lines.map { line -> HTML in "<p>\(line)</p>" })</div>"
    }

    /// What stands against a sheet of that file, each with a link to where it is settled, for those who may settle it. Whoever has
    /// approved the sheet itself has agreed to more than a box in the file.
    func remarks(on standing: SheetStanding, isApproved: Bool = false, desk: String?) -> [HTML] {
        var lines: [HTML] = []
        if !standing.mayComeOut {
            lines.append("\(t("Its file is withdrawn or not eligible: its sheet does not come out."))")
        } else if !standing.isExamined {
            let link = deskLink(desk, "eligibility", t("Its eligibility"))
            lines.append("\(t("Its file is not found eligible yet."))\(link)")
        }
        if standing.isAgreed == false, !isApproved {
            let words = t(
                "In its file, the agreement to a public sheet is not ticked: speak with its organisation first.")
            lines.append("\(words)\(deskLink(desk, "agreements", t("What it agreed to")))")
        }
        return lines
    }

    private func deskLink(_ desk: String?, _ anchor: String, _ words: String) -> HTML {
        guard let desk, Policy.staff.allows(session) else { return "" }
        return " <a href=\"\(to(desk))#\(anchor)\">\(words)</a>"
    }

    /// In its organisation's words, above the text that they are about.
    func remarkNotice(_ file: SheetFile) -> HTML {
        guard let remark = file.remark else { return "" }
        let day = formats.day(remark.at)
        let words =
            remark.person.map { t("On \(day), \($0) asks for another text:") }
            ?? t("On \(day), its organisation asks for another text:")
        return """
            <div class="notice warn" id="remark" tabindex="-1"><p>\(words)</p><p>\(inFrench(remark.note))</p></div>
            """
    }

    func publishAct(_ file: SheetFile, _ faults: [Fault]) -> HTML {
        guard file.isPublishable else { return "" }
        let again: HTML =
            file.sheet.state == .unpublished
            ? tick("publish_again", againWords(file), isOn: false) : ""
        let before: HTML =
            file.isOut
            ? ""
            : "\(hidden("publish_before", "on"))<p>\(t("It comes out with the decision on its file, whatever that is."))</p>\(undoing(file))"
        let label = file.isOut ? t("Publish") : t("Keep it ready to come out")
        return
            "<div id=\"publish\">\(sheetAct(file, "publier", label, look: "btn main", fields: "\(again)\(before)"))</div>"
    }

    /// What goes out at a planned moment is what was confirmed then: a sheet that joins or leaves it undoes that.
    private func undoing(_ file: SheetFile) -> HTML {
        guard let moment = file.plannedRelease else { return "" }
        let words = t(
            """
            A release is planned for \(formats.moment(moment)), and this changes what goes out: the moment no longer stands then, \
            and somebody has to plan and confirm it again.
            """)
        return "<p class=\"notice warn\">\(words)</p>"
    }

    private func againWords(_ file: SheetFile) -> String {
        let why = file.unpublishedReason
        if file.isUnread {
            return why.isEmpty
                ? t("It was no longer kept ready: I take it up again all the same")
                : t("It was no longer kept ready for this reason: “\(why)”. I take it up again all the same")
        }
        guard !why.isEmpty else { return t("It was withdrawn: I publish it again all the same") }
        return t("It was withdrawn for this reason: “\(why)”. I publish it again all the same")
    }

    func wantedOtherwise(_ file: SheetFile, _ faults: [Fault]) -> HTML {
        guard file.isWantedOtherwise else { return "" }
        return """
            <details class="flow"\(faults.contains { $0.field == "answer" } ? " open" : "")><summary>\(t("Keep it as it is"))</summary>
            \(sheetAct(file, "garder", t("Keep the sheet"), look: "btn", fields: textArea(
                "answer", t("Why does it stay?"), note(of: file, "answer", faults), hint: t("The organisation reads it with its sheet."),
                faults: faults, attributes: "rows=\"3\"")))</details>
            """
    }

    /// What was typed there and refused.
    private func note(of file: SheetFile, _ field: String, _ faults: [Fault]) -> String {
        faults.contains { $0.field == field } ? file.typedNote : ""
    }

    func unpublishAct(_ file: SheetFile, _ faults: [Fault]) -> HTML {
        guard file.sheet.state == .published else { return "" }
        let summary = file.isOut ? t("Withdraw from publication") : t("No longer keep it ready")
        let label = file.isOut ? t("Withdraw the sheet") : t("No longer keep it ready")
        let hint =
            file.isOut
            ? t("The reason stays in the trace. The sheet’s address will say that it was withdrawn.")
            : t("The reason stays in the trace, and its organisation reads it.")
        return """
            <details class="flow"\(faults.contains { $0.field == "reason" } ? " open" : "")><summary>\(summary)</summary>\(undoing(file))
            \(loneAct(file, "retirer", label, look: "btn bad", fields: textArea(
                "reason", t("Why?"), note(of: file, "reason", faults), hint: hint, faults: faults,
                attributes: "rows=\"3\"")))</details>
            """
    }

    /// When, by whom and why, and what may be done with it now.
    func withdrawnPart(_ file: SheetFile) -> HTML {
        guard file.isConsentWithdrawn || file.sheet.state == .unpublished || file.isLeftOpen else { return "" }
        let why = withdrawnWhy(file)
        let leave: HTML =
            file.isLeftOpen
            ? sheetAct(file, "laisser", t("Leave it as it is"), look: "btn") : ""
        return
            "<div class=\"notice warn\">\(withdrawnLines(file).map { line -> HTML in "<p>\(sentence(line, saying: why))</p>" })</div>\(leave)"
    }

    private func withdrawnLines(_ file: SheetFile) -> [String] {
        if file.isConsentWithdrawn {
            let event = file.events.first { $0.kind == .consentWithdrawn }
            let day = event.map { formats.day($0.at) } ?? ""
            return [
                t("Its owner withdrew the agreement to a public sheet, on \(day)."), event?.person ?? "",
                withdrawnWhy(file),
                t("Nothing of it is published or asked for until the agreement is given again."),
            ].filter { !$0.isEmpty }
        }
        if file.sheet.state != .unpublished {
            let day = file.events.first.map { formats.day($0.at) } ?? ""
            return [t("Its owner agrees again to a public sheet, since \(day). You may ask for approval of a version.")]
        }
        guard let event = file.withdrawal else {
            return [t("Withdrawn: \(withdrawnWhy(file))", as: "sheet")]
        }
        let day = formats.day(event.at)
        let when = takenOut(on: day, by: event.person, isUnread: file.isUnread)
        let why = withdrawnWhy(file)
        return [when, why.isEmpty ? "" : t("The reason that was given: \(why)")].filter { !$0.isEmpty }
    }

    /// In the words of whoever withdrew it, or the agreement to it.
    private func withdrawnWhy(_ file: SheetFile) -> String {
        let consent = file.isConsentWithdrawn ? file.events.first { $0.kind == .consentWithdrawn } : nil
        let note = (consent ?? file.withdrawal)?.note ?? ""
        return typeset(note.isEmpty && consent == nil ? file.unpublishedReason : note)
    }

    private func takenOut(on day: String, by person: String?, isUnread: Bool) -> String {
        guard isUnread else {
            return person.map { t("Withdrawn from publication on \(day), by \($0).") }
                ?? t("Withdrawn from publication on \(day).")
        }
        return person.map { t("No longer kept ready since \(day), by \($0).") }
            ?? t("No longer kept ready since \(day).")
    }
}
