import Campaigns
import Forms
import Foundation
import Organisations
import Web
import Words

/// The letter, those who get it, and whether it is shown before it goes.
struct DraftLetterPage {
    let edition: Edition
    let to: DraftRecipients
    let letter: DraftLetter
    var faults: [DraftLetter.Fault] = []
    var isPreview = false

    var recipients: Int { to.people }
    var path: String { "/agence/editions/\(edition.slug)/dossiers/ecrire" }
}

extension Reader {
    func draftLetterPage(_ page: DraftLetterPage, now: Date) -> HTML {
        let people = t("\(page.recipients) person gets it", "\(page.recipients) people get it", count: page.recipients)
        let count = page.to.page.count
        let files = t("\(count) draft", "\(count) drafts", count: count)
        return editionDesk(
            page.edition, t("Write to those who have a draft"),
            """
            <p>\(files) · \(people).</p>\(page.isPreview ? preview(page, now) : letterForm(page))
            <details\(page.to.page.number > 1 ? " open" : "")><summary>\(t("Who gets it"))</summary>
            <ul class="small">\(page.to.lines.map(recipientLine))</ul>
            \(page.isPreview ? "" : pager(page.to.page, at: page.path, query: Fields()))</details>
            """)
    }

    private func recipientLine(_ line: DraftRecipients.Line) -> HTML {
        "<li>\(line.title) · \(line.percent) % · \(line.emails.joined(separator: ", "))</li>"
    }

    private func letterForm(_ page: DraftLetterPage) -> HTML {
        let faults = page.faults.map(fault)
        return """
            \(faultSummary(faults))
            \(form(
                to: page.path, attributes: "class=\"flow\" novalidate",
                """
                \(hidden("key", page.letter.key))\(field("subject", t("Subject"), page.letter.subject, hint: t("What is asked comes first."), faults: faults))
                \(textArea("text", t("Text"), page.letter.text, hint: t("The title of the file, its state, the closing date and the link are added."), faults: faults))
                <p><button class="btn main">\(t("See it before sending"))</button></p>
                """))
            """
    }

    private func fault(_ fault: DraftLetter.Fault) -> Fault {
        switch fault {
        case .subjectMissing: Fault("subject", t("Give the letter a subject."))
        case .textMissing: Fault("text", t("Write the letter."))
        }
    }

    private func preview(_ page: DraftLetterPage, _ now: Date) -> HTML {
        let example: HTML =
            page.to.first.map { file in
                let sender = FileMail.Sender(closing: [frame.agency], replyTo: nil)
                let letter = draftLetter(file, subject: page.letter.subject, text: page.letter.text, sender, now: now)
                return """
                    <article class="letter" aria-label="\(t("The letter, for the first of them"))"><p><strong>\(letter.subject)</strong></p>
                    <p class="state draft">\(t("Draft, not sent"))</p><div class="body">\(([letter.lead] + letter.paragraphs).joined(separator: "\n\n"))</div></article>
                    """
            } ?? ""
        let send = t("Send to \(page.recipients) person", "Send to \(page.recipients) people", count: page.recipients)
        let kept: HTML =
            "\(hidden("key", page.letter.key))\(hidden("subject", page.letter.subject))\(hidden("text", page.letter.text))"
        let button: HTML =
            page.recipients == 0 ? "" : "<button class=\"btn main\" name=\"step\" value=\"send\">\(send)</button>"
        return """
            \(example)
            \(form(to: page.path, attributes: "class=\"row\"", "\(kept)\(button)<a href=\"\(to(page.path))\">\(t("Start again"))</a>"))
            """
    }
}
