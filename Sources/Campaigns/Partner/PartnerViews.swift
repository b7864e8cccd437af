import Tables
import Web
import Words

/// The columns the list of partners is sorted by.
enum PartnerList { static let columns = ["nom", "nature"] }

extension Reader {
    func partnersPage(_ partners: [PartnerLine], _ page: ListPage, hidden: Int, query: Fields, done: String?)
        -> HTML
    {
        let kinds = [("", t("All", as: "kinds"))] + Partner.Kind.allCases.map { ($0.rawValue, name(of: $0)) }
        return desk(
            PageHead(t("Directory of partners"), isHidden: true),
            """
            <div class="wrap flow flow-5"><header class="row between"><h1>\(t("Partners"))</h1>
            <p class="row">\(exportLink("/agence/partenaires", query: query.without("ok"))) \(pasteLink("partners")) \
            <a class="btn main" href="\(to("/agence/partenaires/nouveau"))">\(t("Add a partner"))</a></p></header>
            \(doneNotice(done.flatMap(partnerDone)))\(withheldNotice([hiddenContacts(hidden)]))
            <form class="filters" method="get" action="\(to("/agence/partenaires"))" role="search" aria-label="\(t("Filter the partners"))" data-filter>
            <label class="grow">\(t("Name or contact"))<input class="input" type="search" name="q" value="\(query.text("q"))"></label>
            <label>\(t("Kind"))<select class="input" name="nature">\
            \(kinds.map { option($0.0, $0.1, isChosen: $0.0 == query.text("nature") ?? "") })</select></label>
            <button class="btn">\(t("Filter"))</button></form>
            \(partners.isEmpty ? noPartner(query) : partnerTable(partners, page, query))</div>\(script("filter.js"))
            """)
    }

    /// Of partners that engage in editions of others only.
    private func hiddenContacts(_ count: Int) -> String? {
        guard count > 0 else { return nil }
        return t(
            "the contact of \(count) partner of other editions", "the contacts of \(count) partners of other editions",
            count: count)
    }

    private func noPartner(_ query: Fields) -> HTML {
        let isOpen = query.without("ok").pairs.allSatisfy(\.value.isEmpty)
        let words = isOpen ? t("There is no partner yet.") : t("No partner answers this.")
        return "<div class=\"empty\"><p><strong>\(words)</strong></p></div>"
    }

    private func partnerDone(_ word: String) -> String? {
        switch word {
        case "added": t("The partner is added.")
        case "saved": t("The partner is saved.")
        default: nil
        }
    }

    private func partnerTable(_ partners: [PartnerLine], _ page: ListPage, _ query: Fields) -> HTML {
        let order = ListOrder(query, columns: PartnerList.columns)
        let kept = query.without("ok")
        let rows = partners.map { line -> HTML in
            let partner = line.partner
            return """
                <tr><th scope="row" class="name"><a href="\(to(partner.id.path))">\(partnerName(partner))</a></th>\
                <td data-th="\(t("Kind"))">\(self.name(of: partner.kind))</td>
                <td class="free" data-th="\(t("Contact"))"><span>\(contact(of: line))</span></td></tr>
                """
        }
        return """
            <div class="scroll" role="region" tabindex="0" aria-labelledby="partners"><table class="table stack-sm">
            <caption id="partners">\(t("\(page.count) partner", "\(page.count) partners", count: page.count))</caption>
            <thead><tr>\(sortHead(t("Name"), "nom", order, query: kept))\
            \(sortHead(t("Kind"), "nature", order, query: kept))<th scope="col">\(t("Contact"))</th></tr></thead>
            <tbody>\(rows)</tbody></table></div>
            \(pager(page, at: path, query: kept))
            """
    }

    private func contact(of line: PartnerLine) -> HTML {
        guard line.mayChange else {
            return "<span class=\"quiet\">\(t("known to those who run all its editions"))</span>"
        }
        let partner = line.partner
        let who = [partner.contactName, partner.contactRole].filter { !$0.isEmpty }.map { typeset($0) }
            .joined(separator: ", ")
        guard !partner.contactEmail.isEmpty else { return "\(who)" }
        return "\(who) <a href=\"mailto:\(partner.contactEmail)\">\(partner.contactEmail)</a>"
    }

    func partnerFormPage(
        _ partner: Partner?, _ form: PartnerForm, _ problems: Set<PartnerForm.Problem> = [], near: [Partner] = [],
        editions: [Edition] = [], isOutdated: Bool = false
    ) -> HTML {
        let faults = faults(for: problems)
        let title = (partner?.nameFR).map { typeset($0) } ?? t("Add a partner")
        let address = "/agence/partenaires" + (partner.map { "/\($0.id)" } ?? "")
        let links = editions.map { edition -> HTML in
            "<a href=\"\(to(edition.path("partenaires")))\">\(typeset(edition.name))</a>"
        }
        return desk(
            PageHead(partner == nil ? title : t("Partner: \(title)"), isHidden: true),
            """
            <div class="wrap flow flow-5"><p class="path"><a href="\(to("/agence/partenaires"))">\(t("Partners"))</a></p><h1>\(title)</h1>
            \(faultSummary(faults))\(isOutdated ? partner.map { outdatedNotice(facts(of: $0)) } : nil)
            \(links.isEmpty ? "" : "<p>\(partner == nil ? t("Will be engaged in") : t("Engaged in")) \(HTML.joined(links, by: ", "))</p>" as HTML)
            \(self.form(to: address, attributes: "class=\"flow\"", nearPart(near, faults) + partnerFields(form, faults)))</div>
            """)
    }

    /// Those that it may be, and the word that it is none of them.
    private func nearPart(_ near: [Partner], _ faults: [Fault]) -> HTML {
        guard !near.isEmpty else { return "" }
        let lines = near.map { one -> HTML in "<li><a href=\"\(to(one.id.path))\">\(partnerName(one))</a></li>" }
        let options = [(value: "", label: t("Choose")), (value: "new", label: t("Another one: it is added"))]
        return """
            <div class="notice warn flow flow-2"><p>\(t("These stand here under nearly this name. If it is one of them, nothing need be added:"))</p>
            <ul>\(lines)</ul>\(choiceList("near", t("What it is"), options, chosen: "", faults: faults))</div>
            """
    }

    /// One that editions of others engage as well.
    func partnerOfOthersPage(_ partner: Partner) -> HTML {
        let lines = facts(of: partner).map { fact -> HTML in "<div><dt>\(fact.label)</dt><dd>\(fact.value)</dd></div>" }
        let words = t(
            """
            Editions that others run engage this partner too. Its contact is read, and what stands here changed, by \
            administrators and by whoever runs all its editions: ask them. You engage it in your own edition as you like.
            """)
        return desk(
            PageHead(t("Partner: \(typeset(partner.nameFR))"), isHidden: true),
            """
            <div class="wrap flow flow-5"><p class="path"><a href="\(to("/agence/partenaires"))">\(t("Partners"))</a></p>
            <h1>\(typeset(partner.nameFR))</h1><p>\(words)</p><dl class="record">\(lines)</dl></div>
            """)
    }

    private func partnerFields(_ form: PartnerForm, _ faults: [Fault]) -> HTML {
        """
        \(hidden("key", form.key))\(hidden("revision", String(form.revision)))\(form.edition.isEmpty ? "" : hidden("edition", form.edition))
        <div class="fields">\(field("name_fr", t("Name in French"), form.nameFR, faults: faults))
        \(field("name_en", t("Name in English"), form.nameEN))</div>
        \(choiceList("kind", t("Kind"), Partner.Kind.allCases.map { ($0.rawValue, name(of: $0)) }, chosen: form.kind.rawValue))
        \(field("website", t("Website"), form.website, kind: .url, hint: t("As www.example.org. Shown to the public."), faults: faults))
        <fieldset class="flow"><legend class="label">\(t("Contact, for the team only"))</legend><div class="fields">
        \(field("contact_name", t("Name"), form.contactName)) \(field("contact_role", t("What they do"), form.contactRole))
        \(field("contact_email", t("Mail address"), form.contactEmail, kind: .email, faults: faults))</div></fieldset>
        <p><button class="btn main">\(t("Save"))</button></p>
        """
    }

    private func facts(of partner: Partner) -> [(label: String, value: String)] {
        [
            (t("Name in French"), partner.nameFR), (t("Name in English"), partner.nameEN),
            (t("Kind"), name(of: partner.kind)),
            (t("Website"), partner.website), (t("Name"), partner.contactName), (t("What they do"), partner.contactRole),
            (t("Mail address"), partner.contactEmail),
        ].filter { !$0.1.isEmpty }
    }

    private func faults(for problems: Set<PartnerForm.Problem>) -> [Fault] {
        let all: [(PartnerForm.Problem, Fault)] = [
            (.nameMissing, Fault("name_fr", t("Give the partner a name."))),
            (.known, Fault("name_fr", t("A partner of this name is in the list already: choose it there."))),
            (.keyTaken, Fault("name_fr", formSentBefore)),
            (.near, Fault("near", t("Say whether it is one of those that stand here already."))),
            (.noSuchWebsite, Fault("website", t("Write the address of a site, as www.example.org."))),
            (.noSuchEmail, Fault("contact_email", t("This is not a mail address: name@example.org."))),
        ]
        return all.filter { problems.contains($0.0) }.map(\.1)
    }

    /// Of a form whose key brought something else in before.
    public var formSentBefore: String {
        t(
            """
            This form was sent before, and added something else. Nothing was added this time: look at what stands below, \
            then save again to add it too.
            """)
    }

    var partnerColumns: [String] {
        [
            t("Name in French"), t("Name in English"), t("Kind"), t("Website"), t("Contact"), t("What they do"),
            t("Mail address"),
        ]
    }

    func partnerCells(_ partner: Partner) -> [Cell] {
        [
            partner.nameFR, partner.nameEN, name(of: partner.kind), partner.website, partner.contactName,
            partner.contactRole,
            partner.contactEmail,
        ].map(Cell.text)
    }

    public func name(of kind: Partner.Kind) -> String {
        switch kind {
        case .state: t("State", as: "partner")
        case .region: t("Region")
        case .chamber: t("Chamber of commerce, trades or agriculture")
        case .employers: t("Employers’ organisation")
        case .union: t("Trade union")
        case .essNetwork: t("Social economy network")
        case .technologyNetwork: t("Technology network")
        case .training: t("Training and research")
        case .healthAtWork: t("Health at work")
        case .mutual: t("Mutual")
        case .incubator: t("Incubator")
        case .disabilityEmployment: t("Disability and employment")
        case .localAuthority: t("Local authority")
        case .employmentService: t("Employment service")
        case .other: t("Other kind")
        }
    }
}
