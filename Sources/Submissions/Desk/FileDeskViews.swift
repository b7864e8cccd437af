import Documents
import Forms
import Foundation
import Organisations
import Web
import Words

extension Reader {
    func overviewPage(_ overview: FileOverview, done: String?, faults: [Fault] = [], now: Date) -> HTML {
        let file = overview.file
        return filePage(
            file, t("The whole file"), now: now,
            """
            \(fileHeader(file))\(categoryLine(file, changedAt: file.mayChooseCategory(at: now) ? file.categoryPath : nil))\
            \(shownLink(overview.shown))\(consentLink(overview))\(doneNotice(done))\(faultSummary(faults))\
            \(partsNotice(overview.parts, of: file, now: now))\(formNews(overview))\(outsideNotice(overview.outside))\(categoryNotice(file, now: now))\
            \(precisionsNotice(overview, faults, now: now))\(lentNotice(overview))\(eligibilityNotice(file, now))\(gapNotice(file, now))\
            \(overviewActs(file, now))\
            \(completionAct(file, isAsked: faults.contains { $0.field == "meant" }, now))
            <p class="row">\(paperLink(file.path + "/dossier.pdf", t("This file (PDF)"))) \
            \(attachmentsLink(file, to: file.submission.id.attachmentsPath))</p>\
            \(fileView(file))\(agreements(file, answeredAt: overview.answeredAt))\(overview.first.map(firstPart))
            \(leftAnswers(overview))\(history(overview.events, file))
            """)
    }

    /// To the page that everybody reads, once it is there.
    func shownLink(_ path: String?) -> HTML {
        guard let path else { return "" }
        return "<p><a href=\"\(to(path))\">\(t("Its page in the catalogue"))</a></p>"
    }

    /// To where its owner takes back the agreement to what everybody reads.
    private func consentLink(_ overview: FileOverview) -> HTML {
        let file = overview.file
        guard overview.shown != nil, file.part == .owner else { return "" }
        return "<p><a href=\"\(to(file.path))/fiche#consent\">\(t("Your agreement to the public sheet"))</a></p>"
    }

    private func eligibilityNotice(_ file: SubmissionFile, _ now: Date) -> HTML {
        switch (file.submission.state, file.submission.eligibility) {
        case (.transmitted, .toComplete): completionNotice(file, now)
        case (.transmitted, .notEligible):
            """
            <div class="notice warn"><h2>\(t("This file is not eligible for this edition"))</h2><p>\(inFrench(file.submission.eligibilityNote))</p>
            <p>\(t("To change it would change nothing to this. You do not agree, or something can be put right? Write to the agency."))</p></div>
            """
        default: ""
        }
    }

    private func completionNotice(_ file: SubmissionFile, _ now: Date) -> HTML {
        if let at = file.submission.completedAt {
            return """
                <div class="notice"><h2>\(t("You have said that this file is complete"))</h2>
                <p>\(t("On \(formats.moment(at)). The agency looks at it again, and writes to you."))</p></div>
                """
        }
        return askedNotice(file, now)
    }

    /// What the agency asks for, and until when: first on each page where it is answered.
    func askedNotice(_ file: SubmissionFile, _ now: Date) -> HTML {
        let submission = file.submission
        guard submission.state == .transmitted, submission.eligibility == .toComplete, submission.completedAt == nil
        else { return "" }
        let end = file.window.closing(at: now)
        let until = end.map { t("To be completed until \(formats.deadline($0)).") } ?? closingWords(file.window, now)
        return """
            <div class="notice warn"><h2>\(t("The agency asks you to complete this file"))</h2>
            <p>\(inFrench(submission.eligibilityNote))</p><p><strong>\(until)</strong></p></div>
            """
    }

    /// Said once everything is there, so after what is missing and the way to it.
    func completionAct(_ file: SubmissionFile, isAsked: Bool = false, _ now: Date) -> HTML {
        guard file.submission.isToBeCompleted, file.window.isOpen(at: now) else { return "" }
        let meant: HTML =
            isAsked
            ? tick("meant", t("I know: nothing has changed, and the file is complete as it is"), isOn: false) : ""
        return form(
            to: file.path + "/completer",
            "\(meant)<p class=\"row\"><button class=\"btn main\" id=\"complete\">\(t("It is complete: look at it again"))</button></p>"
        )
    }

    var nothingChanged: String {
        t(
            """
            You have changed nothing since the agency asked for more: complete the file, or say that it is complete as it is.
            """)
    }

    /// A file that was complete when it was sent, and has lost an answer since.
    private func gapNotice(_ file: SubmissionFile, _ now: Date) -> HTML {
        guard file.submission.state == .transmitted, !isRefused(file), file.window.isOpen(at: now) else { return "" }
        let lines = file.faults.map { found -> HTML in
            "<li><a href=\"\(to(file.path))/parties/\(file.part(of: found.field).word)#\(found.control)\">\(label(of: found.field))</a></li>"
        }
        guard !lines.isEmpty else { return "" }
        return """
            <div class="notice warn"><h2>\(t("The file stays sent, but something needed is not there"))</h2><ul>\(lines)</ul></div>
            """
    }

    private func overviewActs(_ file: SubmissionFile, _ now: Date) -> HTML {
        guard !isRefused(file) else { return file.window.isOpen(at: now) ? "<p>\(withdrawalLink(file))</p>" : "" }
        guard file.window.isOpen(at: now) else {
            return "\(closedPart(file, now))<p>\(deletionLink(file))</p>"
        }
        let first = file.form.sections.first { !$0.fields.flatMap(file.answers.faults).isEmpty } ?? file.form.start
        let write: HTML =
            "<a class=\"btn\" href=\"\(to(file.path))/parties/\(first.word)\">\(file.submission.state == .draft ? t("Go on writing") : t("Change it"))</a>"
        guard file.submission.state == .transmitted else {
            return """
                <p class="row">\(write)<a class="go" href="\(to(file.path))/transmettre">\(t("What is missing, and sending"))</a>\(deletionLink(file))</p>
                """
        }
        return "<p class=\"row\">\(write)\(withdrawalLink(file))</p>"
    }

    private func withdrawalLink(_ file: SubmissionFile) -> HTML {
        file.mayTransmit ? "<a href=\"\(to(file.path))/retirer\">\(t("Withdraw this file"))</a>" : ""
    }

    private func isRefused(_ file: SubmissionFile) -> Bool {
        file.submission.state == .transmitted && file.submission.eligibility == .notEligible
    }

    private func deletionLink(_ file: SubmissionFile) -> HTML {
        guard file.submission.mayBeDeleted(by: file.part) else { return "" }
        return "<a href=\"\(to(file.path))/supprimer\">\(t("Delete this draft"))</a>"
    }

    func deletionPage(_ file: SubmissionFile, now: Date) -> HTML {
        let others = file.authors.filter { $0.person != session?.person }.map(\.name)
        let lost: HTML =
            others.isEmpty
            ? "" : "<p>\(t("It is lost for those who write along as well: \(formats.list(others))."))</p>"
        return filePage(
            file, t("Delete this draft"), now: now,
            """
            <h1>\(t("Delete this draft"))</h1>\(fileName(file))
            <p class="lead">\(t("Everything written in it is lost at once, and cannot be brought back. The agency has never received it."))</p>\(lost)
            \(form(
                to: file.path + "/supprimer",
                """
                <p class="row"><button class="btn bad">\(t("Delete this draft"))</button><a href="\(to(file.path))">\(t("Keep it"))</a></p>
                """))
            """)
    }

    func withdrawalPage(_ file: SubmissionFile, reason: String, faults: [Fault], now: Date) -> HTML {
        filePage(
            file, t("Withdraw this file"), now: now,
            """
            <h1>\(t("Withdraw this file"))</h1>\(fileName(file))\(faultSummary(faults))
            <p>\(t("The jury will not read it any more. It keeps its number, and you can send it again until the call closes."))</p>
            \(form(
                to: file.path + "/retirer", attributes: "class=\"flow\"",
                """
                \(textArea("reason", t("Reason"), reason, hint: t("Needed. The agency reads it."), faults: faults))\
                <p class="row"><button class="btn bad">\(t("Withdraw this file"))</button><a href="\(to(file.path))">\(t("Keep it"))</a></p>
                """))
            """)
    }

    func authorsPage(_ file: SubmissionFile, _ form: InvitationForm, done: String?, now: Date) -> HTML {
        filePage(
            file, t("Who writes"), now: now,
            """
            \(fileHeader(file))\(doneNotice(done, leavingLetter: form.isSent))\(faultSummary(form.faults))
            <h2>\(t("Who writes"))</h2><ul class="flow flow-2">\(file.authors.map { author($0, of: file) })</ul>
            \(invitations(file, form, now: now))
            """)
    }

    /// Asked first: what stays, and what does not.
    private func removal(_ author: Submission.Author, of file: SubmissionFile, _ words: String) -> HTML {
        let stakes =
            author.person == session?.person
            ? t("What you wrote stays in the file. The file is not open to you any more.")
            : t(
                "What this person wrote stays in the file. The file is not open to them any more, and a letter tells them so."
            )
        return """
            <details class="flow"><summary>\(words)</summary><p>\(stakes)</p>
            \(form(
                to: "\(file.path)/auteurs/\(author.person)/retirer", attributes: "class=\"inline\"",
                "<button class=\"btn small bad\">\(words)</button>"))</details>
            """
    }

    private func author(_ author: Submission.Author, of file: SubmissionFile) -> HTML {
        let part = author.part == .owner ? t("owner: writes and sends") : t("co-author: writes, does not send")
        let mayGo = author.part == .coAuthor && (file.mayTransmit || author.person == session?.person)
        let words = author.person == session?.person ? t("Leave the file") : t("Remove \(author.name)")
        let remove: HTML = mayGo ? removal(author, of: file, words) : ""
        // Somebody who gave no name is called by the address, which stands there once.
        let address = author.name == author.email ? "" : "\(author.email) · "
        return
            "<li class=\"row\"><span><strong>\(author.name)</strong> <span class=\"quiet\">\(address)\(part)</span></span>\(remove)</li>"
    }
}
