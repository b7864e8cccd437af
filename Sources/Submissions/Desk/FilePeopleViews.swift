import Campaigns
import Web

// Who writes a file, and how to reach them.
extension Reader {
    func people(_ desk: FileDesk) -> HTML {
        let file = desk.file
        let lines = file.authors.map { author -> HTML in
            // Somebody who gave no name is called by the address, which stands there anyway.
            let name: HTML = author.name == author.email ? "" : "<strong>\(typeset(author.name))</strong> "
            return """
                <li>\(name)\(letterLink(to: author.email, desk)) \
                <span class="quiet">\(author.part == .owner ? t("owner") : t("co-author"))</span></li>
                """
        }
        let none: HTML = lines.isEmpty ? "<p class=\"quiet\">\(t("Nobody yet: give it an owner below."))</p>" : ""
        return """
            <section class="flow" aria-labelledby="people"><h2 class="h3" id="people" tabindex="-1">\(t("Who writes"))</h2>\
            \(asking(desk))<ul class="flow flow-2">\(lines)</ul>\(none)
            <p><a href="\(to(file.path))/parties/\(file.form.start.word)">\(t("Write in this file"))</a></p></section>
            """
    }

    /// What the jury did not find, to be asked by letter or on the telephone, and the way back to where one came from.
    private func asking(_ desk: FileDesk) -> HTML {
        guard !desk.asked.isEmpty else { return "" }
        let file = desk.file
        let points = desk.asked.map { point -> HTML in "<li>\(point)</li>" }
        let hint = t("A letter to them begins with the points to be asked about.")
        return """
            <div class="notice flow flow-2"><p>\(t("The jury found nothing in the file on these points:"))</p><ul>\(points)</ul><p>\(hint)</p>
            <p><a href="\(to(file.edition.juryPath("resultats/\(file.submission.id)")))#questions">\(t("Back to the results of this file"))</a></p></div>
            """
    }

    /// In the mail program of whoever reads this, with what is asked already in it.
    private func letterLink(to email: String, _ desk: FileDesk) -> HTML {
        let subject = Fields.encoded(t("Your file \(desk.file.submission.number ?? desk.file.title)"))
        let points = desk.asked.map { "– \($0)" }
        let first = t("The jury found nothing in your file on the points below. Can you tell us more about them?")
        let text = Fields.encoded(([first, ""] + points).joined(separator: "\r\n"))
        let body: HTML = points.isEmpty ? "" : "&amp;body=\(text)"
        return "<a href=\"mailto:\(email)?subject=\(subject)\(body)\">\(email)</a>"
    }
}
