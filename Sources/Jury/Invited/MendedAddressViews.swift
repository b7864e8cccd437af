import Campaigns
import Web

extension Reader {
    func mendForm(_ edition: Edition, _ juror: JurorLine, _ mended: MendedAddress?) -> HTML {
        let faults = mendFaults(mended)
        let rule = t(
            "The invitation goes to the new address, and the link that went to the other one opens nothing any more.")
        return form(
            to: edition.path("jury/\(juror.id)/adresse"), attributes: "class=\"part flow\" novalidate",
            """
            <h2>\(t("Mend the address"))</h2><p>\(rule)</p>
            \(field("address", t("Mail address"), mended?.typed ?? juror.email, kind: .email, faults: faults))
            <p><button class="btn">\(t("Mend it and invite again"))</button></p>
            """)
    }

    func mendFaults(_ mended: MendedAddress?) -> [Fault] {
        switch mended?.fault {
        case .wrong: [Fault("address", t("Type a mail address such as name@example.org."))]
        case .taken:
            [Fault("address", t("Somebody has this address already: invite them, and take this invitation back."))]
        case nil: []
        }
    }
}
