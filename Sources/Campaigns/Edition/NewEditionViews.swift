import Web

extension Reader {
    func newEditionPage(
        _ plan: EditionPlan, _ editions: [Edition], _ campaigns: [Campaign], _ problems: Set<EditionPlan.Problem> = []
    ) -> HTML {
        let faults = faults(for: problems)
        return desk(
            PageHead(t("New edition"), isHidden: true),
            """
            <div class="wrap flow flow-5"><p class="path"><a href="\(to("/agence/editions"))">\(t("Editions"))</a></p><h1>\(t("New edition"))</h1>
            \(faultSummary(faults))
            \(form(to: "/agence/editions/nouvelle", attributes: "class=\"flow flow-5\"", newEditionFields(plan, editions, campaigns, faults)))</div>
            """)
    }

    private func newEditionFields(
        _ plan: EditionPlan, _ editions: [Edition], _ campaigns: [Campaign], _ faults: [Fault]
    ) -> HTML {
        let isFree = session?.has(.agencyAdministrator) ?? false
        let campaign = choiceList(
            "campaign", t("Campaign"), campaigns.map { ($0.id.description, $0.name) }, chosen: plan.campaign,
            faults: faults)
        return """
            \(hidden("key", plan.key))\(isFree && campaigns.count > 1 ? campaign : hidden("campaign", plan.campaign))
            <div class="fields">\(field("name", t("Name"), plan.name, hint: t("As people will read it: rally’nov 2015"), faults: faults))
            \(field("slug", t("Year or short word"), plan.slug,
                hint: t("In addresses and before the numbers of files: 2015 gives 2015-007. It stays."), faults: faults, isShort: true))
            \(field("first_day", t("First day"), plan.firstDay,
                hint: t("As 15/09/2014. The phases are laid out from there over about eleven months."), faults: faults, isShort: true))</div>
            \(originChoice(plan, editions, faults, isFree: isFree))
            <p class="row"><button class="btn main">\(t("Make this edition"))</button> \
            <span class="quiet">\(t("It is in preparation at first: everything can still be changed."))</span></p>
            """
    }

    /// Whoever is no administrator makes the next edition of one of theirs.
    private func originChoice(_ plan: EditionPlan, _ editions: [Edition], _ faults: [Fault], isFree: Bool) -> HTML {
        guard !editions.isEmpty else { return "" }
        let own = editions.map { ($0.id.description, $0.name) }
        let options = isFree ? [("", t("The standard calendar, and nothing else"))] + own : own
        let ticks = EditionPlan.Part.allCases.map { part in
            tick("part", words(for: part), isOn: plan.parts.contains(part), value: part.rawValue)
        }
        return """
            \(choiceList("previous", t("Make it from"), options, chosen: plan.previous, faults: faults))
            <fieldset><legend class="label">\(t("Taken over from the earlier edition"))</legend>\(ticks)
            <p class="hint">\(t("""
                The grid is taken over in the version of the earlier edition. Files, marks and decisions never are. \
                Afterwards the edition lists the texts that still say the old year.
                """))</p></fieldset>
            """
    }

    private func words(for part: EditionPlan.Part) -> String {
        switch part {
        case .phases: t("Phases, moved by whole weeks to the first day above: weekdays and hours stay as they were")
        case .targets: t("Targets with their rules, without their figures")
        case .awards: t("Awards with their names and their order, given to nobody yet")
        case .partners: t("Partners with what they engage to do; agreements are signed anew")
        case .jurors: t("Jurors, to be invited again: nobody is written to before you say so on the jury’s page")
        case .texts: t("Texts of the edition: rules and words of the home page")
        }
    }

    private func faults(for problems: Set<EditionPlan.Problem>) -> [Fault] {
        let all: [(EditionPlan.Problem, Fault)] = [
            (.noSuchCampaign, Fault("campaign", t("Choose a campaign of the list."))),
            (.nameMissing, Fault("name", t("Give the edition a name."))), (.keyTaken, Fault("name", formSentBefore)),
            (
                .noSuchAddress,
                Fault(
                    "slug",
                    t(
                        "Write a year from 1900 to 2200, or a word of small letters without accents, figures and hyphens, at most twenty signs: 2015."
                    ))
            ),
            (.addressTaken, Fault("slug", t("Another edition already has this word. Choose another one."))),
            (.noSuchDay, Fault("first_day", t("Write the first day as 15/09/2014. This one does not exist."))),
            (.tooFar, Fault("first_day", t("The first day is more than ten years away. Check the year."))),
            (.noSuchEdition, Fault("previous", t("Choose an edition of the list."))),
        ]
        return all.filter { problems.contains($0.0) }.map(\.1)
    }

    /// The way from an edition to the one made from it, for those who run it; one in preparation has none yet.
    func nextEditionLine(_ edition: Edition) -> HTML {
        guard edition.status != .draft, edition.firstRound == nil else { return "" }
        let link = to("/agence/editions/nouvelle?depuis=\(edition.slug)")
        return "<p><a class=\"go\" href=\"\(link)\">\(t("Prepare the edition that follows"))</a></p>"
    }
}
