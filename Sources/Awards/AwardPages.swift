import Campaigns
import Foundation
import Web

struct AwardPages: Sendable {
    let editions: EditionStore
    let awards: AwardStore

    func list(_ visit: Visit) async throws -> Answer {
        let edition = try await editions.findWhole(visit.word("edition"), for: visit.person, holding: .staff)
            .orNotFound()
        return .page(visit.reader.awardsPage(edition, try await awards.all(in: edition.id), done: visit.query["ok"]))
    }

    func add(_ visit: Visit) async throws -> Answer {
        let edition = try await editions.findWhole(visit.word("edition"), for: visit.person, holding: .staff)
            .orNotFound()
        let form = AwardForm(visit.fields)
        do {
            let draft = try form.draft(in: edition)
            _ = try await awards.add(draft, to: edition.id, by: visit.person, now: visit.time).orNotFound()
            return .seeOther("\(edition.path("prix"))?ok=added")
        } catch let refusal as Award.Refusal {
            let all = try await awards.all(in: edition.id)
            return .refused(
                visit.reader.awardsPage(edition, all, refused: RefusedAward(id: nil, form: form, refusal: refusal)))
        }
    }

    func change(_ visit: Visit) async throws -> Answer {
        try await acting(visit) { id, form, edition in
            _ = try await awards.change(id, to: form.draft(in: edition), at: form.revision, by: visit.person)
                .orNotFound()
            let done = try await awards.haveLettersAged(in: edition.id) ? "aged" : "changed"
            return .seeOther("\(edition.path("prix"))?ok=\(done)")
        }
    }

    func remove(_ visit: Visit) async throws -> Answer {
        try await acting(visit) { id, _, edition in
            _ = try await awards.remove(id, by: visit.person).orNotFound()
            return .seeOther("\(edition.path("prix"))?ok=removed")
        }
    }

    private func acting(
        _ visit: Visit, _ act: (Award.ID, AwardForm, Edition) async throws -> Answer
    ) async throws -> Answer {
        let edition = try await editions.findWhole(visit.word("edition"), for: visit.person, holding: .staff)
            .orNotFound()
        let id: Award.ID = try visit.path("award")
        _ = try await awards.all(in: edition.id).first { $0.id == id }.orNotFound()
        let form = AwardForm(visit.fields)
        do {
            return try await act(id, form, edition)
        } catch let refusal as Award.Refusal {
            let refused = RefusedAward(id: id, form: form, refusal: refusal)
            let page = visit.reader.awardsPage(edition, try await awards.all(in: edition.id), refused: refused)
            return refusal == .outdated ? .outOfDate(page) : .refused(page)
        }
    }
}

/// An award as it was typed.
struct AwardForm: Sendable {
    let nameFR: String
    let nameEN: String
    let kind: String
    let note: String
    /// The identifier of a category; empty for all files.
    let category: String
    let revision: Int

    init(_ fields: Fields) {
        (nameFR, nameEN) = (fields["name_fr"] ?? "", fields["name_en"] ?? "")
        (kind, note) = (fields["kind"] ?? "", fields["note"] ?? "")
        category = fields["category"] ?? ""
        revision = fields.revision()
    }

    init(_ award: Award?) {
        (nameFR, nameEN) = (award?.nameFR ?? "", award?.nameEN ?? "")
        (kind, note) = (award?.kind.rawValue ?? Award.Kind.award.rawValue, award?.note ?? "")
        category = award?.category?.description ?? ""
        revision = award?.revision ?? 0
    }

    func draft(in edition: Edition) throws(Award.Refusal) -> Award.Draft {
        try Award.Draft(
            nameFR: nameFR, nameEN: nameEN, kind: Award.Kind(rawValue: kind) ?? .award, note: note,
            category: edition.category(Campaigns.Category.ID(category))?.id)
    }
}

/// An award that was not saved; without a key, a new one.
struct RefusedAward: Sendable {
    let id: Award.ID?
    let form: AwardForm
    let refusal: Award.Refusal
}
