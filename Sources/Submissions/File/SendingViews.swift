import Documents
import Forms
import Foundation
import Organisations
import Web
import Words

/// What is about to be sent, and what came of the last attempt.
struct SendingPage {
    let file: SubmissionFile
    let refusal: Submission.Refusal?
    let rule: FileRule
    /// What the agency is to read before it sends: the other name of the record.
    var recordName: String?
    /// What the agency ticked in its owner's place, for the owner who sends it; and what of it they have ticked.
    var lent: [FormField] = []
    var agreed: Set<String> = []
}

extension Reader {
    /// The list before sending: what is missing, each line leading to its question, and what happens next.
    func sendingPage(_ page: SendingPage, now: Date) -> HTML {
        let file = page.file
        let faults = file.faults
        return filePage(
            file, t("Send the file"), now: now, isSending: true,
            """
            \(faultSummary(page.recordName == nil ? [] : [misnamedFault]))
            <h1>\(t("Send the file"))</h1>\(fileName(file))\(page.refusal.map(refusalNotice))
            \(categoryNotice(file, now: now))\(file.openCount(faults) == 0 ? readyPart : missingPart(faults, file, now))
            \(sendingRules(file, page.rule, now))
            \(sendForm(page, isComplete: file.openCount(faults) == 0, now))
            """)
    }

    private func refusalNotice(_ refusal: Submission.Refusal) -> HTML {
        "<div class=\"error-summary\" role=\"alert\" tabindex=\"-1\" autofocus><h2>\(words(for: refusal))</h2></div>"
    }

    private var readyPart: HTML { "<p class=\"lead\">\(t("Everything that is needed is there."))</p>" }

    private func missingPart(_ faults: [FieldFault], _ file: SubmissionFile, _ now: Date) -> HTML {
        let lines = faults.map { found -> HTML in
            let address = "\(to(file.path))/parties/\(file.part(of: found.field).word)#\(found.control)"
            let part = title(of: file.part(of: found.field), grid: file.grid)
            return """
                <li class="missing">\(icon("alert"))<span><a href="\(address)">\(place(of: found))</a>\
                \(reason(found)) <span class="quiet small">\(part)</span></span></li>
                """
        }
        return """
            <section class="flow" aria-labelledby="missing"><h2 class="h3" id="missing" tabindex="-1">\(openAnswers(file.openCount(faults)))</h2>\
            <ul class="ticks">\(openCategory(file, now))\(lines)</ul></section>
            """
    }

    /// The label already says what is missing.
    private func reason(_ found: FieldFault) -> HTML {
        found.fault == .missing ? "" : " – \(sentence(for: found.fault))"
    }

    private func sendingRules(_ file: SubmissionFile, _ rule: FileRule, _ now: Date) -> HTML {
        guard let end = file.window.closing(at: now) else { return closedPart(file, now) }
        return """
            <section class="notice" aria-labelledby="after"><h2 id="after">\(t("What happens when you send"))</h2><ul>
            <li>\(t("You can still change the file until \(formats.deadline(end)). Each change is kept and dated, and the file stays sent."))</li>
            \(receiptLines(file))\(limitLine(rule))</ul></section>
            """
    }

    /// To an owner in their words; to the agency, which sends in somebody's place, who gets the receipt.
    private func receiptLines(_ file: SubmissionFile) -> HTML {
        if file.part != nil {
            return """
                <li>\(t("You receive a receipt by mail at once, with a number, the date and the time."))</li>
                <li>\(t("Then the agency checks that the file is eligible, and writes to you in any case."))</li>
                """
        }
        guard file.addressees.isEmpty else {
            let names = formats.list(file.addressees.map(\.name))
            return """
                <li>\(t("A receipt goes by mail at once, with a number, the date and the time, to: \(names)."))</li>
                """
        }
        return """
            <li>\(t("The file gets its number at once. Nobody owns it: no receipt and no answer is written to anybody."))</li>
            <li>\(t("Give it an owner on its page, or tell its organisation yourself, on the telephone or on paper."))</li>
            """
    }

    private func limitLine(_ rule: FileRule) -> HTML {
        guard let most = rule.mostOfOrganisation else { return "" }
        return "<li>\(words(forLimit: most))</li>"
    }

    /// As the rules of the edition say it.
    func words(forLimit most: Int) -> String {
        t(
            "One organisation sends at most \(most) file to this edition.",
            "One organisation sends at most \(most) files to this edition.", count: most)
    }

    private func sendForm(_ page: SendingPage, isComplete: Bool, _ now: Date) -> HTML {
        let file = page.file
        guard file.window.isOpen(at: now) else { return "" }
        guard file.mayTransmit else {
            return "<p>\(t("An owner of the file sends it: \(formats.list(file.owners.map(\.name)))."))</p>"
        }
        let hint: HTML =
            isComplete ? "" : "<span class=\"small quiet\">\(t("Possible as soon as these answers are there."))</span>"
        let button: HTML = isComplete ? "btn main" : "btn"
        return form(
            to: file.path + "/transmettre",
            """
            \(page.recordName.map { misnamedNotice(file, $0, isRead: false) })\(ownAgreements(page))
            <p class="row"><button class="\(button)" id="send">\(t("Send the file"))</button>\(hint)\
            <a href="\(to(file.path))">\(t("Read it again first"))</a></p>
            """)
    }

    /// After the deadline, what can still be done.
    func closedPart(_ file: SubmissionFile, _ now: Date) -> HTML {
        """
        <section class="notice warn"><h2>\(closingWords(file.window, now))</h2>
        <p>\(file.window.mayHaveMoreTime ? lateWords : t("Something must change? Write to the agency: what changes is dated and seen.")) \
        \(agencyContact)</p></section>
        """
    }

    private var lateWords: String {
        t(
            """
            What you wrote is kept and can be read. If something kept you from sending in time, \
            write to the agency: it can give this file more time, with the reason.
            """)
    }

    private var agencyContact: HTML { "<a href=\"\(to("/mentions-legales"))\">\(t("How to reach the agency"))</a>" }

    func receiptPage(_ file: SubmissionFile, _ receipt: Receipt, now: Date) -> HTML {
        filePage(
            file, t("Receipt"), now: now,
            """
            <h1>\(t("We have your file"))</h1>
            <div class="receipt"><p class="label">\(t("Number"))</p><p class="number">\(receipt.number)</p>
            <dl><dt>\(t("Campaign"))</dt><dd>\(typeset(file.edition.name))</dd>
            <dt>\(t("Received"))</dt><dd>\(formats.moment(receipt.at))</dd><dt>\(t("File"))</dt><dd>\(inFrench(receipt.title))</dd>
            <dt>\(t("Organisation"))</dt><dd>\(typeset(receipt.organisation))</dd>\
            \(file.category.map { "<dt>\(t("Category"))</dt><dd>\(categoryName($0))</dd>" as HTML })\
            <dt>\(t("What we received"))</dt><dd>\(contents(of: receipt))</dd>\
            <dt>\(t("Form answered"))</dt><dd>\(formWords(of: file))</dd>\
            <dt>\(t("Received by"))</dt><dd>\(HTML.joined(receiver.map { "\($0)" }, by: "<br>"))</dd></dl></div>
            \(receiptDetails(file))\(afterReceipt(file, now))
            <p class="row"><a class="go" href="\(to(file.path))">\(t("The whole file"))</a> \
            \(paperLink(file.path + "/accuse.pdf", t("This receipt (PDF)")))</p>
            """)
    }

    func contents(of receipt: Receipt) -> String {
        let parts = [
            (receipt.answered, t("\(receipt.answered) answer", "\(receipt.answered) answers", count: receipt.answered)),
            (receipt.steps, t("\(receipt.steps) step", "\(receipt.steps) steps", count: receipt.steps)),
            (
                receipt.indicators,
                t("\(receipt.indicators) figure", "\(receipt.indicators) figures", count: receipt.indicators)
            ),
        ]
        return formats.list(parts.filter { $0.0 > 0 }.map(\.1))
    }
}

extension Reader {
    /// A form that came after the deadline, with what was typed in it.
    func latePage(_ file: SubmissionFile, _ typed: [(FormField, AnswerValue)], now: Date) -> HTML {
        let lines = typed.map { field, value -> HTML in
            "<div><dt>\(label(of: field))</dt><dd>\(answer(value, of: field, file))</dd></div>"
        }
        let texts: HTML =
            lines.isEmpty
            ? ""
            : "<section class=\"flow\"><h2 class=\"h3\">\(t("What you typed, to be copied from here"))</h2><dl class=\"record\">\(lines)</dl></section>"
        return filePage(
            file, t("Too late to save"), now: now,
            """
            <h1>\(t("Too late to save"))</h1>\(closedPart(file, now))\(texts)
            """)
    }

    /// The files somebody writes.
    func ownFilesPage(_ files: [SubmissionFile], mayBegin: Bool, done: String?, now: Date) -> HTML {
        let items = files.map { file -> HTML in
            """
            <li class="flow flow-2"><p class="row">\(ownState(of: file)) <span class="quiet">\(typeset(file.edition.name))</span></p>
            <h2 class="h3"><a href="\(to(file.path))">\(inFrench(file.title))</a></h2><p>\(typeset(file.organisationName))</p>\(categoryLine(file))
            <p class="small quiet">\(stateWords(file, now))</p></li>
            """
        }
        let list: HTML =
            files.isEmpty
            ? "<div class=\"empty\"><p><strong>\(t("You have no file yet."))</strong></p></div>"
            : "<ul class=\"items\">\(items)</ul>"
        return ownPage(
            PageHead(t("My files"), isHidden: true),
            """
            <div class="wrap flow flow-5"><h1>\(t("My files"))</h1>\(doneNotice(done))\(list)
            \(mayBegin ? beginLink : "<p class=\"quiet\">\(t("No call is open now."))</p>")</div>
            """)
    }

    private var beginLink: HTML {
        "<p><a class=\"btn\" href=\"\(to("/dossiers/nouveau"))\">\(t("Begin a file"))</a></p>"
    }

    /// To all who wrote it alike: once the decision is out, that it is, and where to read it.
    private func ownState(of file: SubmissionFile) -> HTML {
        guard file.submission.announcedAt != nil, file.part != nil else { return state(of: file.submission) }
        return """
            <span class="state kept">\(t("Decided", as: "file"))</span> \
            <a href="\(to(file.path))/decision">\(t("The decision on this file"))</a>
            """
    }

    private func stateWords(_ file: SubmissionFile, _ now: Date) -> String {
        switch file.submission.state {
        case .transmitted: sentWords(file.submission)
        case .draft: "\(t("The agency has not received it.")) \(closingWords(file.window, now))"
        case .withdrawn: "\(withdrawnWords(file.submission)). \(t("The jury does not read it any more."))"
        }
    }
}
