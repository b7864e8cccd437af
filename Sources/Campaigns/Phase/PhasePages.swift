import Identifiers
import Web

/// The dated list of an edition. Changing a date shows what it does before it is done.
struct PhasePages: Sendable {
    let editions: EditionStore
    let phases: PhaseStore
    let consequences: [ConsequenceFinder]

    func list(_ visit: Visit) async throws -> Answer {
        let edition = try await edition(visit)
        return .page(visit.reader.phasesPage(edition, done: visit.query["ok"], now: visit.now))
    }

    func new(_ visit: Visit) async throws -> Answer {
        let edition = try await edition(visit)
        let form = PhaseForm(key: Phase.ID.new(at: visit.time).description, revision: edition.revision)
        return .page(visit.reader.phaseFormPage(edition, nil, form))
    }

    func add(_ visit: Visit) async throws -> Answer {
        let edition = try await edition(visit)
        var form = PhaseForm(visit.fields)
        guard let key = Phase.ID.formKey(form.key) else { throw WebError.unreadable }
        switch form.draft(now: visit.now) {
        case .failure(let problems):
            return .refused(visit.reader.phaseFormPage(edition, nil, form, problems.all))
        case .success(let draft):
            do {
                _ = try await phases.add(draft, as: key, to: edition.slug, by: visit.person).orNotFound()
                return .seeOther(edition.path("phases") + "?ok=added")
            } catch PhaseForm.Problem.keyTaken {
                // Sent again it is one more.
                form.key = Phase.ID.new(at: visit.time).description
                return .outOfDate(visit.reader.phaseFormPage(edition, nil, form, [.keyTaken]))
            }
        }
    }

    func edit(_ visit: Visit) async throws -> Answer {
        let (edition, phase) = try await phase(visit)
        return .page(visit.reader.phaseFormPage(edition, phase, PhaseForm(phase, revision: edition.revision)))
    }

    /// A change of name is saved; a change of dates is shown first with all it does, and saved when it comes back confirmed.
    func change(_ visit: Visit) async throws -> Answer {
        let (edition, phase) = try await phase(visit)
        let form = PhaseForm(visit.fields)
        let draft: PhaseDraft
        switch form.draft(now: visit.now) {
        case .failure(let problems):
            return .refused(visit.reader.phaseFormPage(edition, phase, form, problems.all))
        case .success(let typed): draft = typed
        }
        let moves = draft.startsAt != phase.startsAt || draft.endsAt != phase.endsAt
        if moves, !visit.fields.isOn("confirmed") {
            guard form.revision == edition.revision else {
                return .outOfDate(
                    visit.reader.phaseFormPage(edition, phase, form.at(edition.revision), isOutdated: true))
            }
            let after = Phase(phase.id, draft)
            let change = PhaseChange(edition, phase, to: after, isWithFollowing: form.isWithFollowing)
            return .page(visit.reader.phaseChangePage(change, form, try await consequences(of: change, visit)))
        }
        return try await save(draft, form, of: phase, in: edition, visit)
    }

    private func save(
        _ draft: PhaseDraft, _ form: PhaseForm, of phase: Phase, in edition: Edition, _ visit: Visit
    ) async throws -> Answer {
        do {
            let letters = try await phases.change(
                phase.id, of: edition.slug, at: form.revision, to: draft, isWithFollowing: form.isWithFollowing,
                by: visit.person, now: visit.now, time: visit.time
            ).orNotFound()
            return .seeOther(edition.path("phases") + (letters == 0 ? "?ok=changed" : "?ok=told"))
        } catch is Outdated {
            let (edition, phase) = try await self.phase(visit)
            return .outOfDate(visit.reader.phaseFormPage(edition, phase, form.at(edition.revision), isOutdated: true))
        }
    }

    func up(_ visit: Visit) async throws -> Answer { try await move(visit, isUp: true) }
    func down(_ visit: Visit) async throws -> Answer { try await move(visit, isUp: false) }

    private func move(_ visit: Visit, isUp: Bool) async throws -> Answer {
        let (edition, phase) = try await phase(visit)
        _ = try await phases.move(phase.id, of: edition.slug, isUp: isUp, by: visit.person).orNotFound()
        return .seeOther(edition.path("phases") + "#phase-\(phase.id)")
    }

    func askRemoval(_ visit: Visit) async throws -> Answer {
        let (edition, phase) = try await phase(visit)
        return .page(try await removalPage(edition, phase, visit))
    }

    func remove(_ visit: Visit) async throws -> Answer {
        let (edition, phase) = try await phase(visit)
        do {
            _ = try await phases.remove(
                phase.id, of: edition.slug, at: visit.fields.revision(), by: visit.person, now: visit.now,
                time: visit.time
            ).orNotFound()
            return .seeOther(edition.path("phases") + "?ok=removed")
        } catch is Outdated {
            return .outOfDate(try await removalPage(edition, phase, visit))
        }
    }

    private func removalPage(_ edition: Edition, _ phase: Phase, _ visit: Visit) async throws -> HTML {
        let change = PhaseChange(edition, phase, to: nil, isWithFollowing: false)
        return visit.reader.phaseRemovalPage(change, try await consequences(of: change, visit))
    }

    private func consequences(of change: PhaseChange, _ visit: Visit) async throws -> [Consequence] {
        var found: [Consequence] = []
        for finder in consequences { found += try await finder(change, visit) }
        return found
    }

    private func edition(_ visit: Visit) async throws -> Edition {
        try await editions.find(visit.word("edition"), runBy: visit.person).orNotFound()
    }

    private func phase(_ visit: Visit) async throws -> (Edition, Phase) {
        let edition = try await edition(visit)
        let key: Phase.ID = try visit.path("phase")
        return (edition, try edition.phases.first { $0.id == key }.orNotFound())
    }
}

extension PhaseForm {
    /// The same words on the edition as it is now.
    func at(_ revision: Int) -> PhaseForm {
        var form = self
        form.revision = revision
        return form
    }
}

extension PhasePages {
    /// `above` are the features that follow when a date moves.
    init(editions: EditionStore, above: [any Feature]) {
        let phases = PhaseStore(database: editions.database, followers: above.flatMap(\.timeFollowers))
        self.init(editions: editions, phases: phases, consequences: above.flatMap(\.consequences))
    }
}
