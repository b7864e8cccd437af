import Web
import Words

extension Reader {
    func engagementsPage(
        _ edition: Edition, _ engagements: [Engagement], others: [Partner], _ form: EngagementForm,
        isRefused: Bool = false, done: String? = nil
    ) -> HTML {
        let faults = isRefused ? dayFaults(form) : []
        return editionDesk(
            edition, t("Partners"), acts: exportLink(edition.path("partenaires"), query: Fields()),
            """
            \(faultSummary(faults))\(doneNotice(done.flatMap(engagementDone)))
            <p class="quiet">\(t("Partners of an edition stand on the public page of partners at once; the unsigned ones apart."))</p>
            \(engagements.isEmpty ? noEngagement : engagementTable(edition, engagements))
            <section class="sect flow" aria-labelledby="engage"><h2 id="engage" class="h3">\(t("Engage a partner"))</h2>
            \(others.isEmpty ? "" : self.form(to: edition.path("partenaires"), attributes: "class=\"flow\"", engageFields(form, others, faults)))
            <p><a href="\(to("/agence/partenaires/nouveau?edition=\(edition.slug)"))">\(t("Add an organisation that is not in the list"))</a></p></section>
            """)
    }

    private var noEngagement: HTML {
        "<div class=\"empty\"><p><strong>\(t("No partner is engaged in this edition yet."))</strong></p></div>"
    }

    private func engagementDone(_ word: String) -> String? {
        switch word {
        case "engaged": t("The partner is engaged in this edition.")
        case "saved": t("The engagement is saved.")
        case "removed": t("The partner is no longer engaged in this edition.")
        default: nil
        }
    }

    private func engagementTable(_ edition: Edition, _ engagements: [Engagement]) -> HTML {
        let signed = engagements.count { $0.signedOn != nil }
        let rows = engagements.map { engagement -> HTML in
            let address = edition.path("partenaires/\(engagement.partner.id)")
            return """
                <tr><th scope="row" class="name"><a href="\(to(address))">\(partnerName(engagement.partner))</a></th>\
                <td data-th="\(t("Kind"))">\(name(of: engagement.partner.kind))</td>
                <td class="free" data-th="\(t("Engagement"))">\(inFrench(engagement.words))</td>\
                <td data-th="\(t("Agreement"))">\(agreement(engagement))</td></tr>
                """
        }
        return """
            <div class="scroll" role="region" tabindex="0" aria-labelledby="engaged"><table class="table stack-sm">
            <caption id="engaged">\
            \(t("\(engagements.count) partner, \(signed) agreements signed", "\(engagements.count) partners, \(signed) agreements signed",
                count: engagements.count))</caption>
            <thead><tr><th scope="col">\(t("Partner"))</th><th scope="col">\(t("Kind"))</th>\
            <th scope="col">\(t("Engagement"))</th><th scope="col">\(t("Agreement"))</th></tr></thead>
            <tbody>\(rows)</tbody></table></div>
            """
    }

    private func agreement(_ engagement: Engagement) -> HTML {
        guard let day = engagement.signedOn else { return "<span class=\"state draft\">\(t("Not signed yet"))</span>" }
        return "<span class=\"state sent\">\(t("Signed on \(formats.shortDay(day))"))</span>"
    }

    private func engageFields(_ form: EngagementForm, _ others: [Partner], _ faults: [Fault]) -> HTML {
        """
        \(choiceList("partner", t("Partner"), others.map { ($0.id.description, $0.nameFR) }, chosen: form.partner, faults: faults))
        \(engagementFields(form, faults))<p><button class="btn main">\(t("Engage"))</button></p>
        """
    }

    private func engagementFields(_ form: EngagementForm, _ faults: [Fault]) -> HTML {
        """
        \(textArea("engagement", t("What it engages to do"), form.words))
        \(field("signed_on", t("Agreement signed on"), form.signedOn, hint: t("As 15/09/2014. Empty while it is not signed."), faults: faults, isShort: true))
        """
    }

    func engagementPage(
        _ edition: Edition, _ engagement: Engagement, _ form: EngagementForm, isRefused: Bool = false
    ) -> HTML {
        let faults = isRefused ? dayFaults(form) : []
        let address = edition.path("partenaires/\(engagement.partner.id)")
        return editionDesk(
            edition, t("Engagement of \(typeset(engagement.partner.nameFR))"),
            heading: sentence(typeset(engagement.partner.nameFR)),
            """
            \(faultSummary(faults))
            \(self.form(to: address, attributes: "class=\"flow\"", "\(engagementFields(form, faults))<p><button class=\"btn main\">\(t("Save"))</button></p>"))
            <p class="row"><a href="\(to(engagement.partner.id.path))">\(t("Name, website and contact of this partner"))</a></p>
            \(self.form(to: address + "/retirer", "<button class=\"link bad\">\(t("Take this partner out of the edition"))</button>"))
            """)
    }

    private func dayFaults(_ form: EngagementForm) -> [Fault] {
        let partner = Fault("partner", t("Choose a partner of the list."))
        let day = Fault("signed_on", t("Write the day of the signature as 15/09/2014. This one does not exist."))
        let toCome = Fault("signed_on", t("What is signed was signed today at the latest. Check the day."))
        let longAgo = Fault("signed_on", t("The day of the signature is too long ago to be meant. Check the year."))
        return form.isGood ? [partner] : [form.isToCome ? toCome : form.isLongAgo ? longAgo : day]
    }

    /// For everybody: who carries the campaign, without any contact.
    func publicPartnersPage(_ edition: Edition?, _ engagements: [Engagement]) -> HTML {
        let (signed, others) = (engagements.filter { $0.signedOn != nil }, engagements.filter { $0.signedOn == nil })
        let groups = Partner.Kind.allCases.map { kind in (kind, signed.filter { $0.partner.kind == kind }) }
            .filter { !$0.1.isEmpty }
        let lead = edition.map {
            signed.isEmpty ? typeset($0.name) : t("They spot, relay and read for \(typeset($0.name)).")
        }
        let parts = groups.map { kind, members -> HTML in
            """
            <section class="sect"><h2 class="h3">\(name(of: kind))</h2><ul class="names">\(members.map(publicPartner))</ul></section>
            """
        }
        return page(
            PageHead(t("Partners of the campaign"), description: t("The organisations that carry the campaign.")),
            """
            <div class="wrap flow flow-6"><header class="flow flow-2"><h1>\(t("Partners"))</h1>\
            \(lead.map { "<p class=\"lead\">\($0)</p>" as HTML })</header>
            \(engagements.isEmpty ? noPublicPartner : HTML(parts))\(unsignedPart(others))</div>
            """)
    }

    /// What a partner engages to is said of those who have signed it.
    private func unsignedPart(_ others: [Engagement]) -> HTML {
        guard !others.isEmpty else { return "" }
        return """
            <section class="sect"><h2 class="h3">\(t("Agreements in preparation"))</h2>\
            <ul class="names">\(others.map(publicPartner))</ul></section>
            """
    }

    private var noPublicPartner: HTML {
        "<div class=\"empty\"><p><strong>\(t("The partners of this campaign are not published yet."))</strong></p></div>"
    }

    /// In the reader's language where it has a name in it; a French one on an English page is marked as French.
    public func partnerName(_ partner: Partner) -> HTML {
        guard language == .english else { return "\(typeset(partner.nameFR))" }
        let english: HTML = "\(typeset(partner.nameEN))"
        return partner.nameEN.isEmpty ? "<span lang=\"fr\">\(typeset(partner.nameFR, in: "fr"))</span>" : english
    }

    private func publicPartner(_ engagement: Engagement) -> HTML {
        let (partner, name) = (engagement.partner, partnerName(engagement.partner))
        guard !partner.website.isEmpty else { return "<li>\(name)</li>" }
        return "<li><a href=\"\(url: partner.website)\">\(name)</a></li>"
    }
}
