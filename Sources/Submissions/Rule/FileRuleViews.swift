import Campaigns
import Web

extension Reader {
    func fileRulePage(_ edition: Edition, most: String, faults: [Fault], done: String?) -> HTML {
        editionDesk(
            edition, t("Limit of files"),
            """
            \(doneNotice(done))\(faultSummary(faults))
            <p>\(t("Where the rules of the campaign say how many initiatives one organisation may present, the site sees to it when a file is sent."))</p>
            <p>\(t("""
                Anybody can write an organisation’s name in a file: those of the same owner count, and those that you found eligible. \
                Where there are more, the page of each file says so beside the answer on its eligibility.
                """))</p>
            \(form(
                to: edition.path("dossiers/regles"), attributes: "class=\"flow\" novalidate",
                """
                \(field("most", t("Files that one organisation may send"), most, kind: .number,
                    hint: t("Nothing: no limit. Files sent before stay, whatever the limit."), faults: faults, isShort: true,
                    attributes: "min=\"1\" max=\"99\""))
                <p><button class="btn main">\(t("Save"))</button></p>
                """))
            """)
    }
}
