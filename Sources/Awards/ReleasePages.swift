import Campaigns
import Foundation
import Web
import Words

/// Letters are prepared and read again; then all comes out at one moment, by hand or at a date.
struct ReleasePages: Sendable {
    let editions: EditionStore
    let releases: ReleaseStore
    let letters: LetterStore

    func show(_ visit: Visit) async throws -> Answer {
        let edition = try await editions.find(visit.word("edition"), for: visit.person, holding: .staff).orNotFound()
        return .page(try await page(visit, edition, form: nil, refusal: nil))
    }

    func prepare(_ visit: Visit) async throws -> Answer {
        let edition = try await editions.find(visit.word("edition"), for: visit.person, holding: .staff).orNotFound()
        _ = try await letters.prepare(edition, by: visit.person, now: visit.time) { $0.decisionLetter($1) }.orNotFound()
        return .seeOther("\(edition.path("publication"))?ok=prepared")
    }

    func plan(_ visit: Visit) async throws -> Answer {
        let edition = try await editions.find(visit.word("edition"), for: visit.person, holding: .staff).orNotFound()
        let form = PlanForm(visit.fields)
        var moment: Date?
        if !form.isEmpty {
            moment = visit.reader.formats.parseMoment(form.day, form.time)
            guard moment != nil else { return .refused(try await page(visit, edition, form: form, refusal: .past)) }
        }
        return try await acting(visit, edition, form: form) {
            _ = try await releases.plan(edition.id, for: moment, at: form.revision, by: visit.person, now: visit.now)
                .orNotFound()
            return moment == nil ? "unplanned" : "planned"
        }
    }

    func letOut(_ visit: Visit) async throws -> Answer {
        let edition = try await editions.find(visit.word("edition"), for: visit.person, holding: .staff).orNotFound()
        return try await acting(visit, edition, form: nil) {
            _ = try await releases.letOut(
                edition.id, by: visit.person, now: visit.now, sending: letters, at: visit.time
            ).orNotFound()
            return "out"
        }
    }

    private func acting(
        _ visit: Visit, _ edition: Edition, form: PlanForm?, _ act: () async throws -> String
    ) async throws -> Answer {
        do {
            return .seeOther("\(edition.path("publication"))?ok=\(try await act())")
        } catch let refusal as Release.Refusal {
            let page = try await page(visit, edition, form: form, refusal: refusal)
            return refusal == .outdated || refusal == .alreadyOut ? .outOfDate(page) : .refused(page)
        }
    }

    private func page(_ visit: Visit, _ edition: Edition, form: PlanForm?, refusal: Release.Refusal?) async throws
        -> HTML
    {
        let release = try await releases.find(edition.id)
        let state = try await letters.state(of: edition.id, for: visit.person).orNotFound()
        let typed = form ?? PlanForm(release, visit.reader.formats)
        return visit.reader.releasePage(
            edition, release, state, form: typed.at(release.revision), refusal: refusal, done: visit.query["ok"])
    }
}

/// The moment as it was typed.
struct PlanForm: Sendable {
    let day: String
    let time: String
    let revision: Int

    init(_ fields: Fields) {
        (day, time) = (fields["day"] ?? "", fields["time"] ?? "")
        revision = fields.revision()
    }

    init(_ release: Release, _ formats: Formats) {
        day = release.plannedFor.map { formats.calendarDay(of: $0).description } ?? ""
        time = release.plannedFor.map(formats.fieldTime) ?? ""
        revision = release.revision
    }

    private init(day: String, time: String, revision: Int) {
        (self.day, self.time, self.revision) = (day, time, revision)
    }

    /// Both empty: no moment is planned.
    var isEmpty: Bool { (day + time).allSatisfy(\.isWhitespace) }

    func at(_ revision: Int) -> PlanForm { PlanForm(day: day, time: time, revision: revision) }
}
