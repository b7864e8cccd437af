import Web

extension Reader {
    func campaignsPage(_ campaigns: [Campaign], done: String?) -> HTML {
        let items = campaigns.map { campaign -> HTML in
            """
            <li><a href="\(to(campaign.id.path))">\(typeset(campaign.name))</a><span class="sub">\(territory(of: campaign))</span></li>
            """
        }
        let done =
            done == "added"
            ? t("The campaign is made. Its first edition comes next.")
            : done == "saved" ? t("The campaign is saved.") : nil
        return settingsDesk(
            t("Campaigns"),
            """
            \(doneNotice(done))
            \(campaigns.isEmpty ? noCampaign : "<ul class=\"todo\">\(items)</ul>" as HTML)
            <p class="row"><a class="btn" href="\(to("/agence/reglages/campagnes/nouvelle"))">\(t("Add a campaign"))</a>
            \(campaigns.isEmpty ? "" : "<a class=\"go\" href=\"\(to("/agence/editions/nouvelle"))\">\(t("Make an edition"))</a>" as HTML)</p>
            """)
    }

    private var noCampaign: HTML {
        """
        <div class="empty flow flow-2"><p><strong>\(t("There is no campaign yet."))</strong></p>\
        <p>\(t("A campaign is what lasts: its name, its purpose, its territory. Editions are its years."))</p></div>
        """
    }

    /// The territory in words, or its departments.
    public func territory(of campaign: Campaign) -> HTML {
        let words = inEither(campaign.territoryFR, campaign.territoryEN)
        return words.isEmpty ? "\(campaign.departments.joined(separator: ", "))" : words
    }

    func campaignFormPage(
        _ campaign: Campaign?, _ form: CampaignForm, _ problems: Set<CampaignForm.Problem> = [],
        isOutdated: Bool = false
    ) -> HTML {
        let all: [(CampaignForm.Problem, Fault)] = [
            (.nameMissing, Fault("name", t("Give the campaign a name."))),
            (.keyTaken, Fault("name", formSentBefore)),
            (
                .noSuchDepartment,
                Fault(
                    "departments",
                    t("No such department: \(formats.list(form.unknown)).") + " "
                        + t("Write numbers of departments, as 25 39 70 90, or their names, as Doubs, Jura."))
            ),
        ]
        let faults = all.filter { problems.contains($0.0) }.map(\.1)
        let address = "/agence/reglages/campagnes" + (campaign.map { "/\($0.id)" } ?? "")
        return settingsDesk(
            (campaign?.name).map { typeset($0) } ?? t("Add a campaign"),
            """
            \(faultSummary(faults))\(isOutdated ? campaign.map { outdatedNotice(facts(of: $0)) } : nil)
            \(self.form(to: address, attributes: "class=\"flow\"", campaignFields(form, faults)))
            """)
    }

    private func campaignFields(_ form: CampaignForm, _ faults: [Fault]) -> HTML {
        """
        \(hidden("key", form.key))\(hidden("revision", String(form.revision)))
        \(field("name", t("Name"), form.name, hint: t("As rally’nov, without a year"), faults: faults))
        <div class="pairs">\(textArea("purpose_fr", t("Purpose, in French"), form.purposeFR, hint: t("Two or three sentences that visitors read.")))
        \(textArea("purpose_en", t("Purpose, in English"), form.purposeEN))</div>
        <div class="fields">\(field("territory_fr", t("Territory, in French"), form.territoryFR, hint: t("As Franche-Comté")))
        \(field("territory_en", t("Territory, in English"), form.territoryEN))
        \(field("departments", t("Departments"), form.departments,
            hint: t("Their numbers or names, as 25 39 70 90 or Doubs, Jura. Empty: everywhere."), faults: faults))</div>
        <p><button class="btn main">\(t("Save"))</button></p>
        """
    }

    private func facts(of campaign: Campaign) -> [(label: String, value: String)] {
        [
            (t("Name"), campaign.name), (t("Purpose, in French"), campaign.purposeFR),
            (t("Purpose, in English"), campaign.purposeEN),
            (t("Territory, in French"), campaign.territoryFR),
            (t("Departments"), campaign.departments.joined(separator: " ")),
        ].filter { !$0.1.isEmpty }
    }
}
