import Campaigns
import Web

// Somebody who is invited to a jury and has not answered.
extension Reader {
    /// That the letter did not arrive, and to whom it went.
    func failedLetter(_ juror: JurorLine) -> HTML {
        guard juror.isInvited, let address = juror.failedAddress else { return "" }
        return
            "<br><span class=\"missing small\">\(icon("alert"))\(t("The letter to \(address) did not arrive."))</span>"
    }

    /// The letter again, or no invitation any more.
    func invitedActs(_ edition: Edition, _ juror: JurorLine) -> HTML {
        guard juror.isInvited else { return "" }
        let path = edition.path("jury/\(juror.id)")
        // No letter finds somebody who is let in no more.
        let again: HTML =
            juror.isDisabled
            ? ""
            : form(
                to: path + "/inviter", attributes: "class=\"inline\"",
                "<button class=\"btn\">\(t("Send again"))</button>")
        let rule: HTML =
            juror.isDisabled
            ? ""
            : """
            <p>\(t("Sent again, it goes to \(juror.email), and its earlier link opens nothing any more."))</p>
            """
        let back = form(
            to: path + "/reprendre", attributes: "class=\"inline\"",
            "<button class=\"btn bad\">\(t("Take the invitation back"))</button>")
        return """
            <section class="part flow" aria-labelledby="invited"><h2 id="invited">\(t("The invitation"))</h2>
            \(rule)<div class="row">\(again)\(back)</div></section>
            """
    }
}
