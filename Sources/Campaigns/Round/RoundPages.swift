import Identifiers
import Web

/// The second round of an edition: opened, then seen at a glance.
struct RoundPages: Sendable {
    let editions: EditionStore
    let plans: EditionPlanStore

    func show(_ visit: Visit) async throws -> Answer {
        let edition = try await edition(visit)
        if let round = try await editions.round(of: edition.id) {
            return .page(visit.reader.roundPage(round, of: edition, done: visit.query["ok"]))
        }
        let form = PhaseForm(key: Edition.ID.new(at: visit.time).description, revision: edition.revision)
        return .page(visit.reader.newRoundPage(edition, form))
    }

    func add(_ visit: Visit) async throws -> Answer {
        let (edition, form) = (try await edition(visit), PhaseForm(visit.fields))
        guard let key = Edition.ID.formKey(form.key) else { throw WebError.unreadable }
        do {
            let plan = try RoundPlan(form, now: visit.now)
            _ = try await plans.addRound(plan, as: key, to: edition.slug, by: visit.person, at: visit.time).orNotFound()
            return .seeOther(edition.roundPath + "?ok=made")
        } catch let problems as PhaseForm.Problems {
            return .refused(visit.reader.newRoundPage(edition, form, problems.all))
        } catch RoundPlan.Refusal.isThere {
            let round = try await editions.round(of: edition.id).orNotFound()
            return .outOfDate(visit.reader.roundPage(round, of: edition, refusal: .isThere))
        } catch let refusal as RoundPlan.Refusal {
            return .outOfDate(visit.reader.newRoundPage(edition, form, refusal: refusal))
        }
    }

    /// The page of a second round's own round is that of its edition.
    private func edition(_ visit: Visit) async throws -> Edition {
        let named = try await editions.find(visit.word("edition"), runBy: visit.person).orNotFound()
        guard let first = named.firstRound else { return named }
        return try await editions.find(first).orNotFound()
    }
}
