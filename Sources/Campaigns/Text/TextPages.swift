import Identifiers
import Web

/// Texts that staff write, and the public pages that show them.
struct TextPages: Sendable {
    let editions: EditionStore
    let texts: TextStore
    let agency: AgencyStore
    let campaigns: CampaignStore
    let templates: TextTemplates
    let conformity: Conformity

    func legalNotice(_ visit: Visit) async throws -> Answer { try await show(.legalNotice, nil, visit) }
    func privacy(_ visit: Visit) async throws -> Answer { try await show(.privacy, nil, visit) }
    func accessibility(_ visit: Visit) async throws -> Answer {
        let text = try await texts.shown(.accessibility, language: visit.reader.language)
        return .page(visit.reader.statementPage(conformity, text))
    }
    func rules(_ visit: Visit) async throws -> Answer {
        try await show(.rules, try await editions.shown(at: visit.now), visit)
    }

    private func show(_ name: PageText.Name, _ edition: Edition?, _ visit: Visit) async throws -> Answer {
        let reader = visit.reader
        let text = try await texts.shown(name, in: edition?.id, language: reader.language)
        return .page(reader.publicTextPage(name, text, edition))
    }

    func list(_ visit: Visit) async throws -> Answer {
        let isAdministrator = visit.session?.has(.agencyAdministrator) ?? false
        let site = isAdministrator ? try await texts.ofSite() : nil
        let own = try await texts.ofEditions(publishedBy: visit.person)
        let done = visit.query["ok"]
        return .page(visit.reader.textsPage(site: site, editions: own, done: done, of: visit.query["edition"]))
    }

    /// What one edition says in its own way.
    func listOfEdition(_ visit: Visit) async throws -> Answer {
        let edition = try await edition(visit)
        let own = try await texts.ofEditions(publishedBy: visit.person).filter { $0.0.id == edition.id }
        return .page(visit.reader.editionTextsPage(edition, own.first?.1 ?? [:]))
    }

    func editOfSite(_ visit: Visit) async throws -> Answer { try await edit(nil, visit) }
    func saveOfSite(_ visit: Visit) async throws -> Answer { try await save(nil, visit) }
    func editOfEdition(_ visit: Visit) async throws -> Answer { try await edit(try await edition(visit), visit) }
    func saveOfEdition(_ visit: Visit) async throws -> Answer { try await save(try await edition(visit), visit) }

    private func edit(_ edition: Edition?, _ visit: Visit) async throws -> Answer {
        let name = try name(visit, in: edition)
        let found = try await texts.find(name, of: edition?.id)
        var form = TextForm(found)
        let agency = try await agency.find()
        // An edition that says nothing of its own shows the site's words: only where there are none it begins with the model.
        let ofSite = edition == nil ? found : try await texts.find(name, of: nil)
        if edition == nil || ofSite.values.allSatisfy(\.body.isEmpty) {
            let campaign = try await campaign(of: edition)
            for language in Language.allCases where form.bodies[language] ?? "" == "" {
                form.bodies[language] = templates.template(name, language, for: agency, in: campaign)
            }
        }
        let isTemplate = found.values.allSatisfy(\.body.isEmpty) && form.bodies.values.contains { !$0.isEmpty }
        let isOpening = try await isOpening(name, edition)
        return .page(visit.reader.textFormPage(name, edition, form, isTemplate: isTemplate, isOpening: isOpening))
    }

    /// That of an edition; for words of the whole site the only one there is.
    private func campaign(of edition: Edition?) async throws -> Campaign? {
        if let edition { return try await campaigns.find(edition.campaign) }
        let all = try await campaigns.all()
        return all.count == 1 ? all.first : nil
    }

    private func save(_ edition: Edition?, _ visit: Visit) async throws -> Answer {
        let name = try name(visit, in: edition)
        let form = TextForm(visit.fields)
        guard !visit.fields.isOn("preview") else {
            let isOpening = try await isOpening(name, edition)
            return .page(visit.reader.textFormPage(name, edition, form, isPreview: true, isOpening: isOpening))
        }
        do {
            let wasOpen = try await texts.isSiteOpen()
            guard try await texts.save(form, as: name, of: edition?.slug, by: visit.person, at: visit.now) else {
                throw WebError.notFound
            }
            let isWhole = form.bodies.values.allSatisfy { PageText.blanks(in: $0).isEmpty }
            let isOpen = try await texts.isSiteOpen()
            let isInBoth = form.bodies.values.allSatisfy(PageText.isComplete)
            let saved = isWhole ? "saved" : "blank"
            let done = wasOpen || !isOpen ? saved : isInBoth ? "opened" : "opened-blank"
            return .seeOther("/agence/textes?ok=\(done)" + (edition.map { "&edition=\($0.slug)" } ?? ""))
        } catch is Outdated {
            let now = try await texts.find(name, of: edition?.id)
            return .outOfDate(visit.reader.textFormPage(name, edition, form.at(now), now: now))
        }
    }

    /// Whether it is the text that the site waits for.
    private func isOpening(_ name: PageText.Name, _ edition: Edition?) async throws -> Bool {
        guard name == .legalNotice, edition == nil else { return false }
        return try await !texts.isSiteOpen()
    }

    private func name(_ visit: Visit, in edition: Edition?) throws -> PageText.Name {
        let name = try PageText.Name(rawValue: visit.word("name")).orNotFound()
        guard edition == nil || PageText.Name.ofEditions.contains(name) else { throw WebError.notFound }
        return name
    }

    private func edition(_ visit: Visit) async throws -> Edition {
        try await texts.edition(visit.word("edition"), publishedBy: visit.person).orNotFound()
    }
}
