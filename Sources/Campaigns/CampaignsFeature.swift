import Accounts
import Mail
import Storage
import Web
import Workbooks

/// Campaigns, their editions and all that hangs on them: phases, targets, partners, people, texts, settings.
public struct CampaignsFeature: Feature {
    let editions: EditionPages
    let removals: EditionRemovalPages
    let rounds: RoundPages
    let phases: PhasePages
    let targets: TargetPages
    let partners: PartnerPages
    let categories: CategoryPages
    let texts: TextPages
    let settings: SettingPages
    let extensions: ExtensionPages
    let people: PeoplePages
    let access: AccessPages
    let homes: CampaignDuties

    /// `above` are the features that come after: what they know of files, sheets and jurors shows on the pages of an edition.
    /// `texts` is the folder of starting points, `Reference/texts`; `machine` says what of mail no page changes.
    public init(
        database: any Database, texts folder: String, conformity: Conformity, mail: Correspondence,
        machine: MailMachine, above: [any Feature]
    ) {
        let (editions, campaigns) = (EditionStore(database: database), CampaignStore(database: database))
        let (agency, texts) = (AgencyStore(database: database, machine: machine), TextStore(database: database))
        let counters = PartnerCountStore.counters + above.flatMap(\.counters)
        let targets = TargetStore(database: database, counters: counters)
        let plans = Self.plans(database, above)
        self.editions = EditionPages(
            editions: editions, campaigns: campaigns, plans: plans, targets: targets, texts: texts,
            asked: Self.asked(by: above, editions), left: Self.left(by: above))
        rounds = RoundPages(editions: editions, plans: plans)
        phases = PhasePages(editions: editions, above: above)
        self.targets = TargetPages(editions: editions, targets: targets)
        partners = PartnerPages(editions: editions, partners: PartnerStore(database: database))
        categories = CategoryPages(database: database, uses: above.flatMap(\.categoryUses))
        self.texts = TextPages(
            editions: editions, texts: texts, agency: agency, campaigns: campaigns,
            templates: TextTemplates(folder: folder), conformity: conformity)
        settings = SettingPages(agency: agency, campaigns: campaigns, factors: FactorSettingStore(database: database))
        extensions = ExtensionPages(
            editions: editions, extensions: ExtensionStore(database: database), subjects: above.flatMap(\.subjects),
            followers: above.flatMap(\.timeFollowers))
        let roles = RoleStore(database: database, followers: above.flatMap { type(of: $0).roleFollowers })
        people = Self.people(database, mail, roles, editions, agency, above)
        removals = EditionRemovalPages(removals: EditionRemovalStore(database: database, roles: roles, mail: mail))
        access = Self.access(database, mail, people)
        homes = CampaignDuties(database: database, agency: agency, targets: targets, roles: roles, plans: plans)
    }

    private static func people(
        _ database: any Database, _ mail: Correspondence, _ roles: RoleStore, _ editions: EditionStore,
        _ agency: AgencyStore, _ above: [any Feature]
    ) -> PeoplePages {
        PeoplePages(
            editions: editions, roles: roles, people: PeopleStore(database: database, mail: mail, roles: roles),
            access: AccessStore(database: database), agency: agency, stakes: above.flatMap(\.roleStakes))
    }

    private static func access(
        _ database: any Database, _ mail: Correspondence, _ people: PeoplePages
    ) -> AccessPages {
        AccessPages(
            access: people.access, factors: FactorCommandStore(database: database, correspondence: mail),
            people: people)
    }

    private static func plans(_ database: any Database, _ above: [any Feature]) -> EditionPlanStore {
        EditionPlanStore(
            database: database, heirs: above.flatMap(\.heirs), followers: above.flatMap(\.closingFollowers),
            legacies: above.flatMap(\.legacies))
    }

    /// What the features above put on somebody's home page.
    private static func asked(
        by above: [any Feature], _ editions: EditionStore
    ) -> @Sendable (Visit) async throws -> [Duty] {
        { visit in
            var duties: [Duty] = []
            let known = try await editions.known(to: visit.person)
            for feature in above { duties += try await feature.duties(for: visit, knowing: known) }
            return duties
        }
    }

    /// What the features above leave undone in an edition that closes.
    private static func left(by above: [any Feature]) -> @Sendable (Edition, Visit) async throws -> [Duty] {
        { edition, visit in
            var duties: [Duty] = []
            for feature in above { duties += try await feature.leftovers(of: edition, for: visit) }
            return duties
        }
    }

    public var counters: [Counter] { PartnerCountStore.counters }

    public static var holdings: [Holding] { CampaignsHoldings.all }

    public var places: [Place] {
        [
            .ofEdition("", for: .staff) { $0.t("Overview", as: "edition") },
            .ofEdition("phases") { $0.t("Phases") },
            .ofEdition("objectifs") { $0.t("Targets") },
            .ofEdition("partenaires") { $0.t("Partners") },
            .ofEdition("textes") { $0.t("Texts") },
            Place(.settings, "/agence/partenaires") { $0.t("Directory of partners") },
            Place(.settings, "/agence/personnes") { $0.t("People") },
            Place(.settings, "/agence/textes") { $0.t("Texts") },
            Place(.settings, "/agence/reglages") { $0.t("Agency and mail") },
        ]
    }

    public func addRoutes(to routes: Routes) {
        addPublicRoutes(to: routes)
        addEditionRoutes(to: routes)
        addPhaseRoutes(to: routes)
        addExtensionRoutes(to: routes)
        addTargetRoutes(to: routes)
        addPartnerRoutes(to: routes)
        addCategoryRoutes(to: routes)
        addPeopleRoutes(to: routes)
        addSettingRoutes(to: routes)
    }

    /// Lines of the home page: what is to be set up, and the next dates of the editions under way.
    public func duties(for visit: Visit, knowing editions: KnownEditions) async throws -> [Duty] {
        try await homes.duties(for: visit, knowing: editions)
    }

    private func addPublicRoutes(to routes: Routes) {
        routes.publicPage("partenaires", partners.publicList)
        routes.publicPage("mentions-legales", texts.legalNotice)
        routes.publicPage("donnees-personnelles", texts.privacy)
        routes.publicPage("accessibilite", texts.accessibility)
        routes.publicPage("reglement", texts.rules)
    }

    private func addEditionRoutes(to routes: Routes) {
        routes.get("agence/editions", for: .staff, editions.list)
        routes.get("agence/editions/nouvelle", for: .staff, editions.new)
        routes.post("agence/editions/nouvelle", for: .staff, proof: .fresh, editions.make)
        routes.get("agence/editions/:edition", for: .staff, editions.show)
        routes.get("agence/editions/:edition/etat", for: .staff, editions.askTurn)
        routes.post("agence/editions/:edition/etat", for: .staff, editions.turn)
        routes.post("agence/editions/:edition/reprises", for: .staff, editions.keepText)
        routes.get("agence/editions/:edition/nom", for: .staff, editions.askName)
        routes.post("agence/editions/:edition/nom", for: .staff, editions.rename)
        routes.get("agence/editions/:edition/tour", for: .staff, rounds.show)
        routes.post("agence/editions/:edition/tour", for: .staff, proof: .fresh, rounds.add)
        routes.get("agence/editions/:edition/retirer", for: .staff, removals.ask)
        routes.post("agence/editions/:edition/retirer", for: .staff, proof: .fresh, removals.remove)
    }

    private func addPhaseRoutes(to routes: Routes) {
        routes.get("agence/editions/:edition/phases", for: .staff, phases.list)
        routes.post("agence/editions/:edition/phases", for: .staff, phases.add)
        routes.get("agence/editions/:edition/phases/nouvelle", for: .staff, phases.new)
        routes.get("agence/editions/:edition/phases/:phase", for: .staff, phases.edit)
        routes.post("agence/editions/:edition/phases/:phase", for: .staff, phases.change)
        routes.post("agence/editions/:edition/phases/:phase/monter", for: .staff, phases.up)
        routes.post("agence/editions/:edition/phases/:phase/descendre", for: .staff, phases.down)
        routes.get("agence/editions/:edition/phases/:phase/retirer", for: .staff, phases.askRemoval)
        routes.post("agence/editions/:edition/phases/:phase/retirer", for: .staff, phases.remove)
    }

    private func addExtensionRoutes(to routes: Routes) {
        let phase = "agence/editions/:edition/phases/:phase"
        routes.get(phase + "/prolongations", for: .staff, extensions.list)
        routes.post(phase + "/prolongations", for: .staff, extensions.grant)
        routes.post(phase + "/prolongations/:extension/retirer", for: .staff, extensions.revoke)
    }

    private func addTargetRoutes(to routes: Routes) {
        routes.get("agence/editions/:edition/objectifs", for: .staff, targets.list)
        routes.post("agence/editions/:edition/objectifs", for: .staff, targets.add)
        routes.list("agence/editions/:edition/objectifs", for: .staff, targets.export)
        routes.get("agence/editions/:edition/objectifs/nouveau", for: .staff, targets.new)
        routes.get("agence/editions/:edition/objectifs/:target", for: .staff, targets.edit)
        routes.post("agence/editions/:edition/objectifs/:target", for: .staff, targets.save)
        routes.post("agence/editions/:edition/objectifs/:target/retirer", for: .staff, targets.remove)
    }

    private func addPartnerRoutes(to routes: Routes) {
        routes.get("agence/partenaires", for: .staff, partners.list)
        routes.post("agence/partenaires", for: .staff, partners.add)
        routes.list("agence/partenaires", for: .staff, partners.export)
        routes.get("agence/partenaires/nouveau", for: .staff, partners.new)
        routes.get("agence/partenaires/:partner", for: .staff, partners.edit)
        routes.post("agence/partenaires/:partner", for: .staff, partners.save)
        routes.get("agence/editions/:edition/partenaires", for: .staff, partners.engaged)
        routes.post("agence/editions/:edition/partenaires", for: .staff, partners.engage)
        routes.list("agence/editions/:edition/partenaires", for: .staff, partners.exportEngaged)
        routes.get("agence/editions/:edition/partenaires/:partner", for: .staff, partners.editEngagement)
        routes.post("agence/editions/:edition/partenaires/:partner", for: .staff, partners.saveEngagement)
        routes.post("agence/editions/:edition/partenaires/:partner/retirer", for: .staff, partners.disengage)
    }

    private func addCategoryRoutes(to routes: Routes) {
        routes.get("agence/editions/:edition/categories", for: .staff, categories.list)
        routes.post("agence/editions/:edition/categories", for: .staff, categories.add)
        routes.get("agence/editions/:edition/categories/nouvelle", for: .staff, categories.new)
        routes.get("agence/editions/:edition/categories/:category", for: .staff, categories.edit)
        routes.post("agence/editions/:edition/categories/:category", for: .staff, categories.save)
        routes.post("agence/editions/:edition/categories/:category/monter", for: .staff, categories.up)
        routes.post("agence/editions/:edition/categories/:category/descendre", for: .staff, categories.down)
        routes.post("agence/editions/:edition/categories/:category/retirer", for: .staff, categories.remove)
    }

    private func addPeopleRoutes(to routes: Routes) {
        routes.get("agence/personnes", for: .administrators, people.list)
        routes.list("agence/personnes", for: .administrators, people.export)
        routes.get("agence/personnes/nouvelle", for: .administrators, people.new)
        routes.post("agence/personnes/nouvelle", for: .administrators, bounds: .own, proof: .fresh, people.add)
        routes.get("agence/personnes/:person", for: .administrators, people.show)
        routes.post("agence/personnes/:person/roles", for: .administrators, proof: .fresh, people.grant)
        routes.get("agence/personnes/:person/roles/retirer", for: .administrators, people.askRevocation)
        routes.post("agence/personnes/:person/roles/retirer", for: .administrators, proof: .fresh, people.revoke)
        routes.post("agence/personnes/:person/sessions", for: .administrators, proof: .fresh, access.endSessions)
        routes.post("agence/personnes/:person/compte", for: .administrators, proof: .fresh, access.turn)
        routes.post(
            "agence/personnes/:person/second-facteur/retirer", for: .administrators, proof: .fresh, access.resetFactor)
        routes.post("agence/personnes/:person/invitation", for: .administrators, people.invite)
        routes.post("agence/reglages/courriel/essai", for: .administrators, people.writeTest)
    }

    private func addSettingRoutes(to routes: Routes) {
        routes.get("agence/reglages", for: .administrators, settings.show)
        routes.post("agence/reglages", for: .administrators, settings.save)
        routes.get("agence/reglages/campagnes", for: .administrators, settings.listCampaigns)
        routes.post("agence/reglages/campagnes", for: .administrators, settings.addCampaign)
        routes.get("agence/reglages/campagnes/nouvelle", for: .administrators, settings.newCampaign)
        routes.get("agence/reglages/campagnes/:campaign", for: .administrators, settings.editCampaign)
        routes.post("agence/reglages/campagnes/:campaign", for: .administrators, settings.saveCampaign)
        routes.get("agence/reglages/courriel", for: .administrators, settings.mail)
        routes.post("agence/reglages/courriel", for: .administrators, proof: .fresh, settings.saveMail)
        routes.get("agence/reglages/second-facteur", for: .administrators, settings.factor)
        routes.post("agence/reglages/second-facteur", for: .administrators, proof: .fresh, settings.saveFactor)
        routes.get("agence/textes", for: .publishers, texts.list)
        routes.get("agence/textes/:name", for: .administrators, texts.editOfSite)
        routes.post("agence/textes/:name", for: .administrators, bounds: .long, texts.saveOfSite)
        routes.get("agence/editions/:edition/textes", for: .publishers, texts.listOfEdition)
        routes.get("agence/editions/:edition/textes/:name", for: .publishers, texts.editOfEdition)
        routes.post("agence/editions/:edition/textes/:name", for: .publishers, bounds: .long, texts.saveOfEdition)
    }
}
