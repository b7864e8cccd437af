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

    /// In the mail program of whoever reads this.
    private func letterLink(to email: String, _ desk: FileDesk) -> HTML {
        let subject = Fields.encoded(t("Your file \(desk.file.submission.number ?? desk.file.title)"))
        return "<a href=\"mailto:\(email)?subject=\(subject)\">\(email)</a>"
    }

    func ownerPart(_ desk: FileDesk) -> HTML {
        """
        <details id="owner"\(desk.file.owners.isEmpty ? " open" : "")><summary>\
        \(desk.file.owners.isEmpty ? t("Give it an owner") : t("Replace the owner"))</summary>
        \(form(
            to: desk.path + "/porteur", attributes: "class=\"flow\" novalidate",
            """
            \(field("email", t("Mail address of the new owner"), desk.typed["email"] ?? "", kind: .email, faults: desk.faults))
            \(field("owner-reason", t("Reason"), desk.typed["owner-reason"] ?? "",
                hint: t("Needed. It is kept with the file."), faults: desk.faults))
            <p><button class="btn">\(t("Give the file to this person"))</button></p>
            """))</details>
        """
    }
}
