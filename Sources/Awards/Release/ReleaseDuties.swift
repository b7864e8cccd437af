import Campaigns
import Foundation
import Identifiers
import Web

/// What a release asks of those who run the edition.
struct ReleaseDuties: Sendable {
    let releases: ReleaseStore

    func duties(for visit: Visit, _ run: [Edition]) async throws -> [Duty] {
        guard Policy.staff.allows(visit.session) else { return [] }
        let person = try visit.person
        var duties: [Duty] = []
        for edition in run where edition.firstRound == nil {
            let release = try await releases.find(edition.id)
            let areMissing = try await releases.areLettersMissing(in: edition.id)
            let keptBack = try await releases.keptBack(in: edition.id, for: person)
            duties += [
                missed(release, edition, visit.reader), second(release, edition, person, visit.reader),
                areMissing ? letters(edition, visit.reader) : nil,
                planned(release, edition, now: visit.now, visit.reader),
                kept(keptBack, edition, visit.reader),
            ].compactMap { $0 }
            duties += try await news(of: release, edition, visit)
        }
        return duties
    }

    /// For two weeks, what the other one of two people did with it.
    private func news(of release: Release, _ edition: Edition, _ visit: Visit) async throws -> [Duty] {
        let (person, reader, length) = (try visit.person, visit.reader, 14 * 86_400.0)
        let (name, path) = (reader.typeset(edition.name), edition.path("publication"))
        var news: [Duty] = []
        let out = try await releases.cameOut(
            in: edition.id, askedBy: person, since: visit.now.addingTimeInterval(-length))
        if let out {
            let title = reader.t("The release of \(name) that you asked for is out: a second person has confirmed it")
            news.append(Duty(.news, title, path: path, due: out))
        }
        let isTakenBack = try await releases.isTakenBack(
            in: edition.id, confirmedBy: person, since: visit.time.addingTimeInterval(-length))
        if isTakenBack, release.confirmedBy != person {
            let title = reader.t("The moment that you had confirmed for the release of \(name) is taken back")
            news.append(Duty(.news, title, path: path))
        }
        return news
    }

    private func missed(_ release: Release, _ edition: Edition, _ reader: Reader) -> Duty? {
        guard let missed = release.missed, let moment = release.plannedFor else { return nil }
        let name = reader.typeset(edition.name)
        let title =
            missed == .changed
            ? reader.t("The moment of the release of \(name) no longer stands")
            : reader.t("The release of \(name) did not go out")
        var duty = Duty(
            .toDo, title, path: edition.path("publication"), due: moment,
            detail: reader.words(for: missed, ofTwo: release.needsTwo))
        (duty.isGrave, duty.isMoment) = (true, true)
        return duty
    }

    private func letters(_ edition: Edition, _ reader: Reader) -> Duty {
        Duty(
            .toDo, reader.t("Prepare the letters of \(reader.typeset(edition.name))"),
            path: edition.path("publication"),
            detail: reader.t("Decisions are taken, and a release takes the letters along."))
    }

    private func planned(_ release: Release, _ edition: Edition, now: Date, _ reader: Reader) -> Duty? {
        guard release.missed == nil, let moment = release.plannedFor else { return nil }
        let name = reader.typeset(edition.name)
        let title =
            release.isUnderWay(at: now)
            ? reader.t("The release of \(name) is under way") : reader.t("Release of \(name)")
        var duty = Duty(.next, title, path: edition.path("publication"), due: moment)
        duty.isMoment = true
        return duty
    }

    private func kept(_ count: Int, _ edition: Edition, _ reader: Reader) -> Duty? {
        guard count > 0 else { return nil }
        let title = reader.t("\(count) decision kept for later", "\(count) decisions kept for later", count: count)
        let name = reader.typeset(edition.name)
        return Duty(
            .toDo, title, path: edition.path("publication") + "#stays",
            detail: reader.t(
                "\(name): let it go out with a release.", "\(name): let them go out with a release.", count: count))
    }

    private func second(_ release: Release, _ edition: Edition, _ person: Person.ID, _ reader: Reader) -> Duty? {
        let isPlanned = release.needsTwo && release.plannedFor != nil && release.confirmedBy == nil
        let first = release.askedBy ?? (isPlanned && release.missed == nil ? release.plannedBy : nil)
        // Whoever planned it may release no more: anybody may take the moment up.
        guard first != nil || release.waitsForSecond || release.waitsForPlanner else { return nil }
        guard first != person else {
            var duty = Duty(
                .waiting, reader.t("The release of \(reader.typeset(edition.name)) waits for a second person"),
                path: edition.path("publication"), due: release.plannedFor)
            duty.isMoment = true
            return duty
        }
        var duty = Duty(
            .toDo, reader.t("Confirm the release of \(reader.typeset(edition.name))"),
            path: edition.path("publication"), due: release.plannedFor)
        (duty.holdsUp, duty.isMoment) = (true, true)
        return duty
    }
}
