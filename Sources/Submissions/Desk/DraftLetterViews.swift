import Campaigns
import Forms
import Foundation
import Mail
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
    /// It was shown, and is written on.
    var isTakenUp = false
    /// As the first of them reads it, one a language.
    var previews: [Letter] = []

    var recipients: Int { to.people }
    var path: String { edition.path("dossiers/ecrire") }
}

extension Reader {
    func draftLetterPage(_ page: DraftLetterPage, now: Date) -> HTML {
        let people = t("\(page.recipients) person gets it", "\(page.recipients) people get it", count: page.recipients)
        let count = page.to.page.count
        let files = t("\(count) draft", "\(count) drafts", count: count)
        return editionDesk(
            page.edition, t("Write to those who have a draft"),
            """
            <p>\(files) · \(people).</p>\(page.isPreview ? preview(page) : letterForm(page))
            <details\(page.to.page.number > 1 ? " open" : "")><summary>\(t("Who gets it"))</summary>
            <ul class="small">\(page.to.lines.map(recipientLine))</ul>
            \(page.isPreview ? "" : pager(page.to.page, at: page.path, query: Fields()))</details>
            """)
    }

    private func recipientLine(_ line: DraftRecipients.Line) -> HTML {
        let given = t("\(formats.percent(Double(line.percent) / 100)) of the needed answers")
        return "<li>\(inFrench(line.title)) · \(given) · \(line.emails.joined(separator: ", "))</li>"
    }

    private func letterForm(_ page: DraftLetterPage) -> HTML {
        let faults = page.faults.map(fault)
        let focus: HTML = page.isTakenUp ? "autofocus" : ""
        return """
            \(faultSummary(faults))
            \(form(
                to: page.path, attributes: "class=\"flow\" novalidate",
                """
                \(hidden("key", page.letter.key))
                \(field("subject", t("Subject"), page.letter.french.subject, hint: t("What is asked comes first."), faults: faults, attributes: focus))
                \(textArea("text", t("Text"), page.letter.french.text, hint: addedWords, faults: faults))
                \(englishFields(page, faults))
                <p><button class="btn main">\(t("See it before sending"))</button></p>
                """))
            """
    }

    private var addedWords: String {
        t("The title of the file, its state, the closing date and the link are added.") + " "
            + t("{nom} stands for the name of each, {titre} for the title of the file.")
    }

    private func englishFields(_ page: DraftLetterPage, _ faults: [Fault]) -> HTML {
        let english = page.letter.english
        let count = page.to.english
        let readers = t(
            "\(count) of them reads English, and gets it in French unless you write it.",
            "\(count) of them read English, and get it in French unless you write it.", count: count)
        return """
            <details\(english.isEmpty && count == 0 ? "" : " open" as HTML)><summary>\(t("The same in English"))</summary>
            \(count == 0 ? "" : "<p class=\"hint\">\(readers)</p>" as HTML)
            \(field("subject_en", t("Subject in English"), english.subject, faults: faults))
            \(textArea("text_en", t("Text in English"), english.text, faults: faults))</details>
            """
    }

    private func fault(_ fault: DraftLetter.Fault) -> Fault {
        switch fault {
        case .englishIncomplete: Fault("subject_en", t("Give the English letter a subject and a text, or neither."))
        case .unknownPlaceholder(let name, let field):
            Fault(
                field, t("Nothing is known to stand for “\("{" + name + "}")”: write {nom} or {titre}, or no braces."))
        case .subjectMissing: Fault("subject", t("Give the letter a subject."))
        case .textMissing: Fault("text", t("Write the letter."))
        }
    }

    private func preview(_ page: DraftLetterPage) -> HTML {
        let examples = page.previews.map { letterArticle($0, t("The letter, for the first of them")) }
        let send = t("Send to \(page.recipients) person", "Send to \(page.recipients) people", count: page.recipients)
        let kept: HTML =
            """
            \(hidden("key", page.letter.key))\(hidden("subject", page.letter.french.subject))\(hidden("text", page.letter.french.text))\
            \(hidden("subject_en", page.letter.english.subject))\(hidden("text_en", page.letter.english.text))
            """
        let button: HTML =
            page.recipients == 0 ? "" : "<button class=\"btn main\" name=\"step\" value=\"send\">\(send)</button>"
        let change: HTML =
            "<button class=\"btn\" name=\"step\" value=\"change\">\(t("Change this letter"))</button>"
        let said = [page.letter.french, page.letter.english].map { $0.subject + "\n" + $0.text }.joined(separator: "\n")
        return """
            <div class="notice" role="status" tabindex="-1" autofocus><p>\(t("This is how it reads. Nothing has left yet."))</p></div>
            \(HTML(examples))\(relativeNotice(RelativeWords.found(in: said, own: "")))
            \(form(to: page.path, attributes: "class=\"row\"", "\(kept)\(button)\(change)"))
            """
    }
}
