import Forms
import Organisations
import Submissions
import Web

// The sheet as its organisation reads it, and the two answers it may give.
extension Reader {
    func sheetOwnerPage(
        _ file: SheetFile, article: HTML, refusal: SheetFile.Refusal? = nil, typed: Fields = Fields(),
        done: String? = nil
    ) -> HTML {
        let faults = refusal.map { [fault(for: $0)] } ?? []
        let number = file.number ?? ""
        return desk(
            PageHead(t("Public sheet of file \(number)"), isHidden: true),
            """
            <div class="wrap flow flow-5"><p class="path">\
            <a href="\(to(file.sheet.submission?.path ?? "/dossiers"))">\(t("File \(number)"))</a></p>
            <h1>\(t("The public sheet of your initiative"))</h1>\(doneNotice(done.flatMap { ownerDone($0, of: file) }))\(faultSummary(faults))
            <p>\(ownMark(file)) <span class="quiet">\(t("version \(file.sheet.version)"))</span>\
            \(publicLink(file))</p>\(standing(file))\(askedPictures(file, typed))
            \(file.sheet.state == .draft ? "" : addedLater(file) + article)\(answers(file, typed, faults))\(consentPart(file))\(trace(file))</div>
            """)
    }

    private func ownerDone(_ word: String, of file: SheetFile) -> String? {
        switch word {
        case "approved": t("Thank you. Your approval is recorded.")
        case "sent-back" where file.sheet.state == .published:
            t("Thank you. The agency has your words, and answers you.")
        case "sent-back": t("Thank you. The agency has your words, and will ask again with a new version.")
        case "pictures-agreed": t("Thank you. They stand on the sheet. The agency is told.")
        case "pictures-declined": t("Thank you. The sheet stays as it is. The agency is told.")
        case "consent-withdrawn": t("Your agreement is withdrawn. The agency is told.")
        case "consent-given": t("Your agreement is given again. The agency is told.")
        default: nil
        }
    }

    /// To those whose word it waits for, it waits for them.
    private func ownMark(_ file: SheetFile) -> HTML {
        guard file.sheet.state == .awaitingApproval, file.isOwned(by: session?.person) else {
            return mark(of: file.sheet.state, isOut: file.isKnown)
        }
        return "<span class=\"state draft\">\(t("Waits for your approval", as: "sheet"))</span>"
    }

    private func standing(_ file: SheetFile) -> HTML {
        if file.isConsentWithdrawn { return withdrawnConsentNotice(file) }
        return switch file.sheet.state {
        case .draft:
            "<div class=\"notice\"><p>\(t("The agency is rewriting this sheet. It will ask you again before anything is published."))</p></div>"
        case .awaitingApproval:
            """
            <p class="lead">\(t("Others will read this in the catalogue. Nothing is published before you agree."))</p>\(untilDecided(file))
            """
        case .approved: "\(approvedLine(file))\(untilDecided(file))"
        case .published:
            "\(approvedLine(file))\(publishedLine(file))"
        case .unpublished:
            withdrawnNotice(file)
        }
    }

    private func withdrawnNotice(_ file: SheetFile) -> HTML {
        let why = typeset(file.unpublishedReason)
        let lines = withdrawnWords(file).map { line -> HTML in "<p>\(sentence(line, saying: why))</p>" }
        return "<div class=\"notice warn\">\(lines)</div>"
    }

    private func untilDecided(_ file: SheetFile) -> HTML {
        file.isOut ? "" : "<p>\(t("The decision on your file is not out: nobody reads the sheet before it is."))</p>"
    }

    private func publishedLine(_ file: SheetFile) -> HTML {
        guard file.isWantedOtherwise else {
            guard file.isOut else {
                return "<p>\(t("It is ready. Nobody reads it before the decision on your file is out."))</p>"
            }
            guard file.isOwned(by: session?.person) else { return "<p>\(t("It is published."))</p>" }
            return "<p>\(t("It is published. To have it changed or withdrawn, ask below: you need not say why."))</p>"
        }
        return """
            <div class="notice"><p>\(t("""
                It is published, and the agency has your words: \
                it answers you, or withdraws this version and asks you again.
                """))</p></div>
            """
    }

    private func approvedLine(_ file: SheetFile) -> HTML {
        guard let approval = file.approval else { return "" }
        return
            "<p>\(t("Version \(file.approvedVersion) was approved by \(typeset(approval.by)), on \(formats.day(approval.at))."))</p>"
    }

    private func answers(_ file: SheetFile, _ typed: Fields, _ faults: [Fault]) -> HTML {
        guard let submission = file.sheet.submission, file.isOwned(by: session?.person) else { return "" }
        let path = submission.sheetPath
        switch file.sheet.state {
        case .awaitingApproval:
            return
                "<div class=\"split even sect\">\(approval(file, path, typed, faults))\(sendBack(file, path, typed, faults))</div>"
        case .approved, .published: return "<div class=\"sect\">\(sendBack(file, path, typed, faults))</div>"
        case .draft, .unpublished: return ""
        }
    }

    private func approval(_ file: SheetFile, _ path: String, _ typed: Fields, _ faults: [Fault]) -> HTML {
        """
        <section class="flow"><h2>\(t("Approve this version"))</h2>
        <p>\(t("I agree that the agency publishes the sheet that I have read and approved, with the name of my organisation."))</p>
        \(form(to: path + "/accord", attributes: "class=\"flow\"", """
            \(carried(file))\(field("function", t("Your function in the organisation"), typed["function"] ?? "", faults: faults))\
            <p><button class="btn main">\(t("Approve version \(file.sheet.version)"))</button></p>
            """))</section>
        """
    }

    private func sendBack(_ file: SheetFile, _ path: String, _ typed: Fields, _ faults: [Fault]) -> HTML {
        """
        <section class="flow"><h2>\(t("Ask for changes"))</h2>
        \(form(to: path + "/reprise", attributes: "class=\"flow\"", """
            \(carried(file))\(textArea("words", t("What must change?"), typed["words"] ?? "", faults: faults, attributes: "rows=\"5\""))\
            <p><button class="btn">\(t("Send to the agency"))</button></p>
            """))</section>
        """
    }

    private func carried(_ file: SheetFile) -> HTML {
        "\(hidden("revision", String(file.sheet.revision)))\(hidden("version", String(file.sheet.version)))"
    }
}
