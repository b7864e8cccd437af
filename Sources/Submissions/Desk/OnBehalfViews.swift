import Campaigns
import Forms
import Web

extension Reader {
    func onBehalfPage(
        _ edition: Edition, _ form: NewFileForm, faults: [NewFileForm.Fault], _ others: [Fault] = []
    ) -> HTML {
        let faults = faults.map(fault) + others
        return editionDesk(
            edition, t("Type a file for somebody"),
            """
            <p>\(t("""
                The file says that the agency typed it. Its owner reads it, corrects it and sends it, once you ask by letter; \
                without an address you can send it yourself.
                """))</p>
            \(faultSummary(faults))
            \(self.form(
                to: edition.path("dossiers/saisir"), attributes: "class=\"flow\" novalidate",
                """
                \(field("organisation", t("Name of the organisation"), form.organisation, faults: faults))
                \(field("title", t("Title of the initiative"), form.title, faults: faults))
                \(categoryChoice(edition, chosen: form.category, legend: "\(t("Category"))", faults: faults))
                \(field("email", t("Mail address of the owner") + " " + t("(optional)"), form.email, kind: .email,
                    hint: t("Nobody is written to yet: the letter leaves when you ask on the file’s page, or when you send the file."),
                    faults: faults))
                <p><button class="btn main">\(t("Begin the file"))</button></p>
                """))
            """)
    }
}
