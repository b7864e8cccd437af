import Accounts
import Campaigns
import Documents
import Forms
import Foundation
import Grids
import Organisations
import Web
import Words

extension Reader {
    func deskFilePage(_ desk: FileDesk, done: String?, now: Date) -> HTML {
        let file = desk.file
        return self.desk(
            PageHead("\(typeset(file.title)) – \(file.edition.name)", isHidden: true, edition: file.edition.slug),
            band: band(file, file.faults, now: now),
            """
            <div class="wrap"><div class="flow flow-5"><header class="flow flow-2"><p class="row">\(state(of: file.submission)) \
            <span class="quiet">\(file.submission.number)</span></p>
            <h1>\(inFrench(file.title))</h1><p>\(organisationLink(file))</p>\(categoryLine(file))\(formLine(file))
            \(answeredLine(file))\(shownLink(desk.shown))\(toEligibility(file))
            <p class="row">\(paperLink(desk.path + "/dossier.pdf", t("This file (PDF)"))) \
            \(attachmentsLink(file, to: file.submission.id.deskAttachmentsPath))</p></header>
            \(doneNotice(done, leavingLetter: desk.isTold))\(earlierNotice(desk.earlier))\(nextToLookAt(desk))\(faultSummary(desk.faults))\
            \(partsNotice(desk.parts, of: file, now: now))
            <div class="split"><div class="flow flow-5">\(fileView(file))\(agreements(file, answeredAt: desk.answeredAt))\
            \(desk.first.map(firstPart))\(history(desk.events, file))</div>
            <div class="flow flow-5">\(people(desk))\(precisionsPart(desk))\(readingPart(desk))\
            \(saidPart(desk.said, of: file.submission.id))\(eligibilityPart(desk, now))\
            \(timePart(desk, now))\(categoryPart(desk))\(ownerPart(desk))\(withdrawalPart(desk))</div></div></div></div>
            """)
    }

    /// The form stands below the whole file on a narrow screen.
    private func toEligibility(_ file: SubmissionFile) -> HTML {
        guard file.submission.state == .transmitted, file.submission.announcedAt == nil else { return "" }
        return "<p class=\"to-grid\"><a class=\"go\" href=\"#eligibility\">\(t("To its eligibility"))</a></p>"
    }

    /// Files are looked at one after the other, without the list in between.
    private func nextToLookAt(_ desk: FileDesk) -> HTML {
        guard let next = desk.next else {
            return desk.isJudged ? "<p>\(t("No other file waits for a look at its eligibility."))</p>" : ""
        }
        let look: HTML = desk.isJudged ? "btn main" : "go"
        return "<p><a class=\"\(look)\" href=\"\(to(next.deskPath))\">\(t("Next file to look at"))</a></p>"
    }

    private func organisationLink(_ file: SubmissionFile) -> HTML {
        guard let organisation = file.organisation else { return "\(typeset(file.organisationName))" }
        return "<a href=\"\(to(organisation.id.path))\">\(typeset(file.organisationName))</a>"
    }

    private func eligibilityPart(_ desk: FileDesk, _ now: Date) -> HTML {
        let submission = desk.file.submission
        guard submission.state == .transmitted else { return "" }
        guard submission.announcedAt == nil else { return frozenPart(desk) }
        let chosen = desk.typed.text("verdict") ?? submission.eligibility.rawValue
        let verdicts = Submission.Eligibility.allCases.map { verdict in
            radio("verdict", verdict.rawValue, verdictWord(verdict), isOn: verdict.rawValue == chosen)
        }
        return """
            <section class="flow" aria-labelledby="eligibility"><h2 class="h3" id="eligibility" tabindex="-1">\(t("Eligibility"))</h2>
            \(desk.excess.map { excessNotice($0) })
            \(form(
                to: desk.path + "/recevabilite", attributes: "class=\"flow\" novalidate",
                """
                \(hidden("seen", submission.eligibility.rawValue))\(desk.file.grid?.gates.map { gate($0, desk) } ?? [])
                <fieldset class="flow flow-2"><legend class="label" id="verdict">\(t("Answer"))</legend><div>\(verdicts)</div></fieldset>
                \(earlierNote(submission))\(textArea("note", t("What we write to the organisation"), desk.typed["note"] ?? "",
                    hint: t("Sent to its owners with this answer. Needed, unless the file is eligible."), faults: desk.faults))
                \(moment("end", t("To be completed before"), desk))\(unlooked(desk))\(misnamed(desk))\(sentReadings(desk))
                <p><button class="btn main">\(t("Keep this answer"))</button></p>
                """))</section>
            """
    }

    /// Read, and not in the field: what leaves with an answer is written for that answer.
    private func earlierNote(_ submission: Submission) -> HTML {
        guard !submission.eligibilityNote.isEmpty else { return "" }
        return """
            <div class="small"><p class="quiet">\(t("Written with an earlier answer; it does not leave again:"))</p>\
            <blockquote>\(inFrench(submission.eligibilityNote))</blockquote></div>
            """
    }

    /// Once the decision is out nothing is asked here; what an older window typed stays readable.
    private func frozenPart(_ desk: FileDesk) -> HTML {
        let typed = [desk.typed["note"], desk.typed["reason"]].compactMap { $0 }.filter { !$0.isEmpty }
        return """
            <section class="flow" aria-labelledby="eligibility"><h2 class="h3" id="eligibility">\(t("Eligibility"))</h2>
            <p class="quiet">\(t("The decision on this file is out: its eligibility and its dates stay as they are."))</p>
            \(typed.map { "<p><strong>\(t("Typed here, not saved"))</strong><br>\($0)</p>" as HTML })</section>
            """
    }

    /// Asked beside the button, when it was pressed with a question not looked at.
    private func unlooked(_ desk: FileDesk) -> HTML {
        guard desk.asks("unlooked") else { return "" }
        let gates = desk.file.grid?.gates.filter { (desk.typed["gate.\($0.id)"] ?? "").isEmpty } ?? []
        guard !gates.isEmpty else { return "" }
        let lines = gates.map { gate -> HTML in "<li>\(wording(gate.text))</li>" }
        return """
            <div class="notice warn" id="unlooked" tabindex="-1"><p>\(t("Not looked at:"))</p><ul>\(lines)</ul>
            \(tick("unlooked", t("I know: the file is eligible all the same"), isOn: desk.typed.isOn("unlooked")))</div>
            """
    }

    /// The same, when the record of its organisation has another name than the file says.
    private func misnamed(_ desk: FileDesk) -> HTML {
        guard desk.asks("misnamed"), let name = desk.file.recordName else { return "" }
        let isRead = desk.typed.isOn("misnamed") && desk.file.isNamed(desk.typed["record-name"])
        return misnamedNotice(desk.file, name, isRead: isRead)
    }

    /// Beside the button by which somebody of the agency says whose file it is.
    func misnamedNotice(_ file: SubmissionFile, _ name: String, isRead: Bool) -> HTML {
        """
        <div class="notice warn" id="misnamed" tabindex="-1"><p>\(t("The file says: \(file.answers.text("organisation.name"))"))<br>\
        \(t("Once it is eligible, the jury, the results and the decision call it by the name of the record."))</p>
        \(hidden("record-name", name))\(tick("misnamed", t("I have read that the record bears another name: \(name)"), isOn: isRead))</div>
        """
    }

    var misnamedFault: Fault {
        Fault("misnamed", t("The record has another name than the file: say that you have read it."))
    }

    private func excessNotice(_ excess: FileExcess) -> HTML {
        """
        <p class="notice warn">\(words(forLimit: excess.most)) \
        \(t("\(excess.others) other is in.", "\(excess.others) others are in.", count: excess.others))</p>
        """
    }

    private func gate(_ gate: EligibilityGate, _ desk: FileDesk) -> HTML {
        let name = "gate.\(gate.id)"
        let known = desk.file.submission.gates[gate.id.description].map { $0 ? "yes" : "no" } ?? ""
        let chosen = desk.typed[name] ?? known
        let answers = [("yes", t("Yes")), ("no", t("No")), ("", t("Not looked at"))]
        return """
            <fieldset class="flow flow-2"><legend class="small">\(wording(gate.text))</legend>\(outsideHint(desk.outside, at: gate))\
            <div class="row small">\(answers.map { radio(name, $0.0, $0.1, isOn: $0.0 == chosen) })</div></fieldset>
            """
    }

    /// A day and an hour, each as it is typed.
    private func moment(_ name: String, _ label: String, _ desk: FileDesk) -> HTML {
        """
        <div class="fields">\
        \(field("\(name)_day", label, desk.typed["\(name)_day"] ?? "", hint: t("For example 30/09/2014."), faults: desk.faults, isShort: true))
        \(field("\(name)_hour", t("Hour"), desk.typed["\(name)_hour"] ?? "", hint: t("For example 18:30"), faults: desk.faults, isShort: true))</div>
        """
    }

    private func timePart(_ desk: FileDesk, _ now: Date) -> HTML {
        guard desk.file.submission.announcedAt == nil, desk.file.submission.goesOnAt == nil else { return "" }
        return """
            <details><summary>\(t("Give this file more time"))</summary>
            \(form(
                to: desk.path + "/prolongation", attributes: "class=\"flow\" novalidate",
                """
                <p class="hint">\(closingWords(desk.file.window, now))</p>
                \(moment("until", t("Until"), desk))
                \(field("reason", t("Reason"), desk.typed["reason"] ?? "", hint: t("Needed. Its owners read it."), faults: desk.faults))
                <p><button class="btn">\(t("Give more time"))</button></p>
                """))</details>
            """
    }

    private func withdrawalPart(_ desk: FileDesk) -> HTML {
        let submission = desk.file.submission
        guard submission.state == .transmitted else { return "" }
        let isRefused = desk.faults.contains { ["withdrawal-reason", "confirmation"].contains($0.field) }
        return """
            <details\(isRefused ? " open" : "" as HTML)><summary>\(t("Withdraw this file"))</summary>\(submission.announcedAt.map(outWords))
            \(form(
                to: desk.path + "/retrait", attributes: "class=\"flow\"",
                """
                \(field("withdrawal-reason", t("Reason"), desk.typed["withdrawal-reason"] ?? "",
                    hint: t("Needed. As the organisation gave it to you."), faults: desk.faults))\
                \(submission.announcedAt == nil ? "" : withdrawalWord(desk))
                <p><button class="btn bad">\(t("Withdraw this file"))</button></p>
                """))</details>
            """
    }

    /// Before it is withdrawn: it is no file like another.
    private func outWords(_ announcedAt: Date) -> HTML {
        let day = formats.day(announcedAt)
        let words = t(
            """
            Its decision came out on \(day). If it is a laureate, everybody reads so: withdrawn, it is one no more, and this \
            cannot be taken back.
            """)
        return "<p><strong>\(words)</strong></p>"
    }

    private func withdrawalWord(_ desk: FileDesk) -> HTML {
        field(
            "confirmation", withdrawalAsked(desk.file.submission), desk.typed["confirmation"] ?? "",
            faults: desk.faults, isShort: true, attributes: "autocomplete=\"off\"")
    }

    func withdrawalAsked(_ submission: Submission) -> String {
        t("To confirm, type: \(t("withdraw \(submission.number ?? "")"))")
    }
}

extension Submission {
    /// What confirms that a file is withdrawn whose decision is out, in either language.
    var withdrawalWords: [String] { ["retirer \(number ?? "")", "withdraw \(number ?? "")"] }
}
