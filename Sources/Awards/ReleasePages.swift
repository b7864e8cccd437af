import Campaigns
import Foundation
import Identifiers
import Storage
import Submissions
import Web
import Words

/// Letters are prepared and read again; then a set of decisions comes out at one moment, by hand or at a date.
struct ReleasePages: Sendable {
    let editions: EditionStore
    let releases: ReleaseStore
    let letters: LetterStore

    func show(_ visit: Visit) async throws -> Answer {
        .page(try await page(visit, try await edition(visit), form: nil, refusal: nil))
    }

    func prepare(_ visit: Visit) async throws -> Answer {
        let edition = try await edition(visit)
        return try await acting(visit, edition, form: nil) {
            let choices = LetterChoices(fields: visit.fields)
            _ = try await letters.prepare(edition, choices, by: visit.person, now: visit.time) {
                $0.decisionLetter($1)
            }.orNotFound()
            return "prepared"
        }
    }

    func plan(_ visit: Visit) async throws -> Answer {
        let edition = try await edition(visit)
        let form = PlanForm(visit.fields)
        var moment: Date?
        if !form.isEmpty {
            moment = visit.reader.formats.parseMoment(form.day, form.time)
            guard moment != nil else {
                let isDay = visit.reader.formats.parseDay(form.day) != nil
                return .refused(
                    try await page(visit, edition, form: form, refusal: isDay ? .noSuchHour : .noSuchMoment))
            }
        }
        return try await acting(visit, edition, form: form) {
            if moment != nil, !areWordsTyped(visit, edition) { throw Release.Refusal.momentNotConfirmed }
            _ = try await releases.plan(
                edition.id, for: moment, at: form.revision, by: visit.person, now: visit.now, asking: letters,
                at: visit.time
            ).orNotFound()
            return moment != nil ? "planned" : visit.fields.isOn("asked") ? "unasked" : "unplanned"
        }
    }

    /// The second person of a moment that was planned.
    func confirm(_ visit: Visit) async throws -> Answer {
        let edition = try await edition(visit)
        return try await acting(visit, edition, form: nil) {
            try checkWords(visit, edition)
            _ = try await releases.confirm(edition.id, at: revision(visit), by: visit.person).orNotFound()
            return "confirmed"
        }
    }

    func askForTwo(_ visit: Visit) async throws -> Answer {
        let edition = try await edition(visit)
        return try await acting(visit, edition, form: nil) {
            _ = try await releases.ask(
                forTwo: visit.fields.isOn("two"), edition.id, at: revision(visit), by: visit.person
            ).orNotFound()
            return "set"
        }
    }

    /// Keeps a decision back from the next release, or takes it in again.
    func leave(_ visit: Visit) async throws -> Answer {
        let edition = try await edition(visit)
        let isOut = visit.fields["out"] == "1"
        _ = try await releases.leave(visit.path("submission"), out: isOut, of: edition.id, by: visit.person)
            .orNotFound()
        return .seeOther("\(edition.path("publication"))?ok=\(isOut ? "left" : "taken")")
    }

    func letOut(_ visit: Visit) async throws -> Answer {
        let edition = try await edition(visit)
        return try await acting(visit, edition, form: nil) {
            try checkWords(visit, edition)
            let isOut = try await releases.letOut(
                edition.id, at: revision(visit), by: visit.person, now: visit.now, sending: letters, at: visit.time
            ).orNotFound()
            return isOut ? "out" : "asked"
        }
    }

    /// What must be typed, in either language, however it is written.
    private func areWordsTyped(_ visit: Visit, _ edition: Edition) -> Bool {
        ReleaseWords.all(edition.slug).contains(visit.fields.search("confirmation").lowercased())
    }

    private func checkWords(_ visit: Visit, _ edition: Edition) throws(Release.Refusal) {
        guard areWordsTyped(visit, edition) else { throw .notConfirmed }
    }

    private func revision(_ visit: Visit) -> Int { visit.fields.revision() }

    private func edition(_ visit: Visit) async throws -> Edition {
        try await editions.findWhole(visit.word("edition"), for: visit.person, holding: .staff).orNotFound()
    }

    private func acting(
        _ visit: Visit, _ edition: Edition, form: PlanForm?, _ act: () async throws -> String
    ) async throws -> Answer {
        do {
            return .seeOther("\(edition.path("publication"))?ok=\(try await act())")
        } catch let refusal as Release.Refusal {
            let page = try await page(visit, edition, form: form, refusal: refusal)
            return refusal == .outdated ? .outOfDate(page) : .refused(page)
        }
    }

    private func page(_ visit: Visit, _ edition: Edition, form: PlanForm?, refusal: Release.Refusal?) async throws
        -> HTML
    {
        let (release, list) = try await releases.list(of: edition.id, for: visit.person).orNotFound()
        let typed = form ?? PlanForm(release, visit.reader.formats)
        let page = ReleasePage(
            edition: edition, release: release, list: list, form: typed.at(release.revision),
            now: visit.now, person: try visit.person,
            refusal: refusal, done: visit.query["ok"], choices: LetterChoices(fields: visit.fields))
        return visit.reader.releasePage(page)
    }
}

/// All that the page of a release shows.
struct ReleasePage: Sendable {
    let edition: Edition
    let release: Release
    let list: ReleaseList
    let form: PlanForm
    let now: Date
    /// Whoever reads it.
    let person: Person.ID
    let refusal: Release.Refusal?
    let done: String?
    /// As they were sent with a form that was refused.
    let choices: LetterChoices

    var path: String { edition.path("publication") }
}

/// What confirms a release: `publier 2014`.
enum ReleaseWords {
    static func all(_ edition: String) -> [String] {
        ["publier \(edition)", "publish \(edition)"].map { $0.lowercased() }
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
        day = release.plannedFor.map { formats.fieldDay($0) } ?? ""
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
