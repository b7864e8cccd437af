import Campaigns
import Web

// Who chairs, and those who may be invited.
extension Reader {
    func chairRecord(_ juror: JurorLine, _ events: [ChairEvent]) -> HTML {
        let lines = events.map { event -> HTML in
            let day = formats.day(event.at)
            let words =
                switch event.kind {
                case .chairs: juror.isAtWork ? t("chairs since \(day)") : t("chaired from \(day)")
                case .noLonger: t("no longer chairs since \(day)")
                }
            return
                "<li>\(words)\(event.by.map { " <span class=\"quiet\">· \(t("decided by \($0)"))</span>" as HTML })</li>"
        }
        guard !lines.isEmpty || juror.isChair else { return "" }
        return
            "<div><dt>\(t("Chair"))</dt><dd>\(lines.isEmpty ? "\(chairWords(juror))" as HTML : "<ul>\(lines)</ul>")</dd></div>"
    }

    private func chairWords(_ juror: JurorLine) -> String {
        if juror.isUninvited { return t("was invited to chair the jury") }
        return juror.isAtWork ? t("chairs the jury") : t("chaired the jury")
    }

    /// Two chairs may be meant; the chair that only passes on is given on a juror's page.
    func secondChairBox(_ isOn: Bool) -> HTML {
        let rule = t(
            "Both would see the results and record decisions. To pass the chair on, invite a juror, then give it on their page."
        )
        return """
            <div class="notice warn" id="chairs" tabindex="-1"><p>\(rule)</p>
            \(tick("chairs", t("I know: invite a second chair"), isOn: isOn))</div>
            """
    }

    func chairForm(_ edition: Edition, _ juror: JurorLine) -> HTML {
        guard !juror.isChair, juror.isAtWork, !juror.isInvited else { return "" }
        return form(
            to: edition.path("jury/\(juror.id)/presidence"),
            """
            <p class="row"><button class="btn">\(t("Let \(juror.name) chair the jury"))</button>
            <span class="quiet">\(t("Whoever chairs now stays in the jury. The change is kept with its date."))</span></p>
            """
        )
    }

    func proposalList(_ edition: Edition, _ proposals: [JurorProposal]) -> HTML {
        guard !proposals.isEmpty else { return "" }
        return """
            <section class="sect flow" aria-labelledby="proposals"><h2 class="h3" id="proposals">\(t("Proposed, not invited yet"))</h2>
            <p class="hint">\(t("Of the earlier jury, or with the role of juror from a list or from their own page. Nobody reads before being invited."))</p>
            <div class="scroll" role="region" tabindex="0" aria-labelledby="proposed"><table class="table dense stack-sm"><caption id="proposed">\
            \(t("\(proposals.count) person", "\(proposals.count) people", count: proposals.count))</caption>
            <thead><tr><th scope="col">\(t("Name"))</th><th scope="col">\(t("Function"))</th><th scope="col"><span class="vh">\(t("Acts"))</span></th></tr>\
            </thead>
            <tbody>\(proposals.map { proposalRow(edition, $0) })</tbody></table></div></section>
            """
    }

    private func proposalRow(_ edition: Edition, _ proposal: JurorProposal) -> HTML {
        let path = edition.path("jury/propositions/\(proposal.person)")
        let invite = form(
            to: path + "/inviter", attributes: "class=\"inline\"",
            "<button class=\"btn small\" aria-label=\"\(t("Invite \(proposal.name)"))\">\(t("Invite"))</button>")
        let drop = form(
            to: path + "/ecarter", attributes: "class=\"inline\"",
            "<button class=\"link\" aria-label=\"\(t("Do without \(proposal.name)"))\">\(t("Do without"))</button>")
        let chair: HTML = proposal.isChair ? " <span class=\"tag\">\(t("chair"))</span>" : ""
        return """
            <tr><th scope="row" class="name">\(proposal.name)\(chair)</th><td data-th="\(t("Function"))">\(inFrench(proposal.function))</td>\
            <td class="acts">\(invite)\(drop)</td></tr>
            """
    }
}
