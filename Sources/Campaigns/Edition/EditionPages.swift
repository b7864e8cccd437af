import Identifiers
import Web
import Words

/// Editions: the list, a new one, one at a glance, and its passage from preparation to closing.
struct EditionPages: Sendable {
    let editions: EditionStore
    let campaigns: CampaignStore
    let plans: EditionPlanStore
    let targets: TargetStore
    let texts: TextStore
    /// What files, jury and sheets ask of somebody, as their home page shows it.
    let asked: @Sendable (Visit) async throws -> [Duty]
    /// What else of theirs an edition leaves undone when it closes.
    let left: @Sendable (Edition, Visit) async throws -> [Duty]

    func list(_ visit: Visit) async throws -> Answer {
        let found = try await editions.all(runBy: visit.person)
        return .page(
            visit.reader.editionsPage(
                found, campaigns: try await campaigns.all(), done: visit.query["ok"], now: visit.now))
    }

    func show(_ visit: Visit) async throws -> Answer {
        let edition = try await edition(visit)
        let glance = EditionGlance(
            edition: edition, targets: try await targets.all(of: edition.id),
            stale: try await plans.staleTexts(of: edition), rulesLanguage: try await englishRules(of: edition),
            inherited: edition.status == .draft
                ? try await plans.inheritance(of: edition, for: visit.person, visit.reader) : nil,
            round: try await editions.round(of: edition.id))
        return .page(visit.reader.editionPage(glance, done: visit.query["ok"], now: visit.now))
    }

    /// In which language an English page shows the rules; nil while there are none.
    private func englishRules(of edition: Edition) async throws -> Language? {
        try await texts.shown(.rules, in: edition.id, language: .english)?.language
    }

    func new(_ visit: Visit) async throws -> Answer {
        let (editions, campaigns) = (try await origins(visit), try await campaigns.all())
        guard !campaigns.isEmpty else { return .seeOther("/agence/reglages/campagnes/nouvelle") }
        let asked = visit.query["depuis"].flatMap { slug in editions.first { $0.slug == slug } }
        let plan = EditionPlan.proposal(
            after: asked.map { [$0] } ?? editions, campaigns: campaigns,
            key: Edition.ID.new(at: visit.time).description,
            today: visit.reader.formats.calendarDay(of: visit.now))
        return .page(visit.reader.newEditionPage(plan, editions, campaigns))
    }

    func make(_ visit: Visit) async throws -> Answer {
        var plan = EditionPlan(visit.fields)
        guard let key = Edition.ID.formKey(plan.key) else { throw WebError.unreadable }
        let problems = plan.problems(today: visit.reader.formats.calendarDay(of: visit.now))
        guard problems.isEmpty else { return try await refused(plan, problems, visit) }
        do {
            let edition = try await plans.make(plan, as: key, by: visit.person, at: visit.time)
            return .seeOther(edition.path() + "?ok=made")
        } catch EditionPlan.Problem.keyTaken {
            // Sent again it is one more.
            plan.key = Edition.ID.new(at: visit.time).description
            let (editions, campaigns) = (try await editions.all(), try await campaigns.all())
            return .outOfDate(visit.reader.newEditionPage(plan, editions, campaigns, [.keyTaken]))
        } catch let problem as EditionPlan.Problem {
            return try await refused(plan, [problem], visit)
        }
    }

    /// What a new edition may be made from: any for administrators, those that they run for the others.
    private func origins(_ visit: Visit) async throws -> [Edition] {
        let isFree = visit.session?.has(.agencyAdministrator) ?? false
        return try await isFree
            ? editions.all() : editions.all(runBy: visit.person).filter { $0.firstRound == nil }
    }

    private func refused(_ plan: EditionPlan, _ problems: Set<EditionPlan.Problem>, _ visit: Visit) async throws
        -> Answer
    {
        .refused(visit.reader.newEditionPage(plan, try await origins(visit), try await campaigns.all(), problems))
    }

    func askTurn(_ visit: Visit) async throws -> Answer {
        let edition = try await edition(visit)
        return .page(
            visit.reader.editionTurnPage(
                edition, unwritten: try await unwritten(edition), unfinished: try await unfinished(edition, visit)))
    }

    /// What leaves everybody's home page with an edition that closes, and what nobody was reminded of yet: figures that somebody
    /// types, dates that lie ahead, messages that did not leave.
    private func unfinished(_ edition: Edition, _ visit: Visit) async throws -> [Duty] {
        guard edition.status == .running else { return [] }
        let asked = try await asked(visit).filter { duty in
            duty.block.isOpen
                && (duty.path?.hasPrefix(edition.path()) ?? false || duty.detail.contains(edition.name))
        }
        let left = try await left(edition, visit).filter { !asked.contains($0) }
        let figures = try await targets.untyped(of: edition.id).map { visit.reader.typing($0, of: edition) }
        return asked + left + figures + visit.reader.ahead(of: edition, at: visit.now)
    }

    /// Texts that whoever sends a file agrees to, and that nobody has written.
    private func unwritten(_ edition: Edition) async throws -> [PageText.Name] {
        var names: [PageText.Name] = []
        for name in [PageText.Name.rules, .privacy] where edition.status == .draft {
            if try await texts.shown(name, in: edition.id, language: .french) == nil { names.append(name) }
        }
        return names
    }

    /// Only the next step is offered, and only it is taken: a form sent twice does it once.
    func turn(_ visit: Visit) async throws -> Answer {
        let edition = try await edition(visit)
        guard let status = visit.fields.text("status").flatMap(Edition.Status.init) else { throw WebError.unreadable }
        guard status != edition.status else { return .seeOther(edition.path() + "?ok=\(status.rawValue)") }
        do {
            _ = try await plans.turn(
                edition.slug, to: status, at: visit.fields.revision(), by: visit.person, now: visit.now,
                time: visit.time
            ).orNotFound()
            return .seeOther(edition.path() + "?ok=\(status.rawValue)")
        } catch is Outdated {
            let edition = try await self.edition(visit)
            let (unwritten, unfinished) = (try await unwritten(edition), try await unfinished(edition, visit))
            return .outOfDate(
                visit.reader.editionTurnPage(
                    edition, unwritten: unwritten, unfinished: unfinished, isOutdated: true))
        }
    }

    /// Keeps a text of the earlier edition that says its year. A second press finds it kept.
    func keepText(_ visit: Visit) async throws -> Answer {
        let edition = try await edition(visit)
        guard let thing = visit.fields.text("thing"), let mark = visit.fields.text("mark") else {
            throw WebError.unreadable
        }
        let isKept = try await plans.keep(thing, as: mark, of: edition, by: visit.person)
        return .seeOther(edition.path() + (isKept ? "?ok=kept" : "?ok=otherwise"))
    }

    func askName(_ visit: Visit) async throws -> Answer {
        let edition = try await edition(visit)
        return .page(visit.reader.editionNamePage(edition, name: edition.name))
    }

    func rename(_ visit: Visit) async throws -> Answer {
        let edition = try await edition(visit)
        let name = visit.fields.text("name") ?? ""
        guard !name.isEmpty else {
            let fault = Fault("name", visit.reader.t("Give the edition a name."))
            return .refused(visit.reader.editionNamePage(edition, name: name, [fault]))
        }
        do {
            _ = try await plans.rename(
                edition.slug, to: name, at: visit.fields.revision(), by: visit.person
            ).orNotFound()
            return .seeOther(edition.path() + "?ok=named")
        } catch is Outdated {
            return .outOfDate(visit.reader.editionNamePage(try await self.edition(visit), name: name, isOutdated: true))
        }
    }

    private func edition(_ visit: Visit) async throws -> Edition {
        try await editions.find(visit.word("edition"), runBy: visit.person).orNotFound()
    }
}

/// What the page of an edition tells at once.
struct EditionGlance: Sendable {
    let edition: Edition
    let targets: [CountedTarget]
    let stale: (year: String, texts: [StaleText])
    let rulesLanguage: Language?
    /// While the edition is in preparation, if it was made from another.
    let inherited: Inheritance?
    /// Its second round, where it has one.
    let round: Edition?
}
