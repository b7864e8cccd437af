import Foundation
import Identifiers
import Storage
import Web
import Words

/// What campaigns put on everybody's home page.
struct CampaignDuties: Sendable {
    let editions: EditionStore
    let texts: TextStore
    let agency: AgencyStore
    let targets: TargetStore
    let roles: RoleStore
    let beginnings: BeginningDuties

    func duties(for visit: Visit) async throws -> [Duty] {
        let person = try visit.person
        let all = try await editions.all()
        let running = all.filter { $0.status == .running }
        let hats = try await roles.grants(of: person)
        var duties = try await setUp(visit) + beginnings.duties(for: visit) + ended(all, visit)
        for edition in running {
            let held = Set(hats.filter { $0.edition == nil || $0.edition == edition.id }.map(\.role))
            let isStaff = !held.isDisjoint(with: .staff)
            duties += dates(of: edition, for: held, isStaff: isStaff, visit)
            if isStaff { duties += try await figures(of: edition, visit.reader) }
        }
        return duties
    }

    /// How long a role that has ended is told of, in seconds.
    private static let news: TimeInterval = 365 * 86_400

    /// Which roles of theirs have ended, and when: what they opened is not found any more.
    private func ended(_ editions: [Edition], _ visit: Visit) async throws -> [Duty] {
        let reader = visit.reader
        // The journal has the machine's clock, whatever the campaign's says.
        let ended = try await EndedRoleStore(database: roles.database).roles(
            of: visit.person, since: visit.time - Self.news)
        return ended.map { role in
            let what = reader.words(for: role.hat, editions)
            let since = reader.t(
                "since \(reader.formats.moment(role.at)). If you do not know why, write to the agency.")
            return Duty(.news, reader.t("Your role has ended: \(what)"), detail: since)
        }
    }

    /// What keeps the site from working, for those who can change it.
    private func setUp(_ visit: Visit) async throws -> [Duty] {
        guard visit.session?.has(.agencyAdministrator) ?? false else { return [] }
        let reader = visit.reader
        var duties: [Duty] = []
        if try await !texts.isSiteOpen() {
            duties.append(
                Duty(
                    .toDo, reader.t("Write the legal notice"), path: "/agence/textes/legal-notice",
                    detail: reader.t("The site stays private until then.")))
        }
        if try await !agency.mail().isUsable {
            duties.append(
                Duty(
                    .toDo, reader.t("Set the mail up"), path: "/agence/reglages/courriel",
                    detail: reader.t("Receipts, reminders and sign-in links wait.")))
        }
        return duties
    }

    /// For staff, what opens and closes within two weeks, or the next two dates; for the others, those of their own hats.
    private func dates(of edition: Edition, for held: Set<Role>, isStaff: Bool, _ visit: Visit) -> [Duty] {
        let horizon = visit.now.addingTimeInterval(14 * 86_400)
        let coming = edition.moments.filter { $0.date > visit.now }
        let own = isStaff ? coming : coming.filter { !held.isDisjoint(with: $0.phase.kind.roles) }
        let soon = own.prefix { $0.date <= horizon }.count
        return own.prefix(isStaff ? max(2, soon) : 4).map { moment in
            // A whole day stands for itself, without an hour.
            let due = moment.date.isMidnight ? EditionCalendar.paris.start(of: moment.day) : moment.date
            let title = visit.reader.title(of: moment)
            return Duty(.next, title, path: isStaff ? edition.path("phases") : nil, due: due, detail: edition.name)
        }
    }

    private func figures(of edition: Edition, _ reader: Reader) async throws -> [Duty] {
        try await targets.untyped(of: edition.id).map { target in
            Duty(
                .toDo, reader.t("Type the figure: \(reader.name(of: target))"),
                path: edition.path("objectifs/\(target.id)"), detail: edition.name)
        }
    }
}
