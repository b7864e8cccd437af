import Foundation
import Identifiers
import Storage
import Web
import Words

/// What campaigns put on everybody's home page.
struct CampaignDuties: Sendable {
    let texts: TextStore
    let agency: AgencyStore
    let targets: TargetStore
    let partners: PartnerStore
    let roles: RoleStore
    let beginnings: BeginningDuties

    init(
        database: any Database, agency: AgencyStore, targets: TargetStore, roles: RoleStore, plans: EditionPlanStore
    ) {
        texts = TextStore(database: database)
        partners = PartnerStore(database: database)
        (self.agency, self.targets, self.roles) = (agency, targets, roles)
        beginnings = BeginningDuties(
            campaigns: CampaignStore(database: database), texts: texts, plans: plans)
    }

    func duties(for visit: Visit, knowing known: KnownEditions) async throws -> [Duty] {
        let person = try visit.person
        let hats = try await roles.grants(of: person)
        var duties = try await setUp(visit) + beginnings.duties(for: visit, known.run) + ended(known.all, visit)
        for edition in known.whole where edition.status != .closed {
            let held = Set(hats.filter { $0.edition == nil || $0.edition == edition.id }.map(\.role))
            let (isStaff, isRunning) = (!held.isDisjoint(with: .staff), edition.status == .running)
            // The dates of one in preparation are the team's: they may still move.
            guard isStaff || isRunning else { continue }
            duties += dates(of: edition, for: held, isStaff: isStaff, visit)
            if isStaff, isRunning {
                duties += try await figures(of: edition, visit) + missingPartners(of: edition, visit)
            }
        }
        return duties
    }

    /// How long a role that has ended is told of, in seconds.
    private static let news: TimeInterval = 365 * 86_400

    /// Which roles of theirs have ended, and when: what they opened is not found any more.
    private func ended(_ editions: [Edition], _ visit: Visit) async throws -> [Duty] {
        let reader = visit.reader
        let ended = try await EndedRoleStore(database: roles.database).roles(
            of: visit.person, within: Self.news, now: visit.time)
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
        return try await duties + address(reader)
    }

    /// Where nobody can write to the agency, whoever finds a weakness of the site has nobody to tell it to either.
    private func address(_ reader: Reader) async throws -> [Duty] {
        guard try await agency.find().email.isEmpty else { return [] }
        let detail = reader.t(
            """
            It stands at the foot of every page. Without it, whoever finds a weakness of the site may have nobody to tell it to.
            """)
        return [
            Duty(.toDo, reader.t("Give the agency’s address for the public"), path: "/agence/reglages", detail: detail)
        ]
    }

    /// For staff, what opens and closes within two weeks, or the next two dates; for the others, those of their own hats.
    private func dates(of edition: Edition, for held: Set<Role>, isStaff: Bool, _ visit: Visit) -> [Duty] {
        let horizon = visit.now.addingTimeInterval(14 * 86_400)
        let coming = edition.coming(at: visit.now)
        let own = isStaff ? coming : coming.filter { !held.isDisjoint(with: $0.phase.kind.roles) }
        let soon = own.prefix { $0.date <= horizon }.count
        return own.prefix(isStaff ? max(2, soon) : 4).map { moment in
            // A whole day stands for itself, without an hour.
            let due = moment.date.isMidnight ? EditionCalendar.paris.start(of: moment.day) : moment.date
            let title = visit.reader.title(of: moment)
            let detail = edition.status == .draft ? visit.reader.t("in preparation", as: "edition") : ""
            return Duty(.next, title, path: isStaff ? edition.path("phases") : nil, due: due, detail: detail)
                .of(edition.name)
        }
    }

    /// What somebody types is asked for once it can be known; before, it stands among the dates to come.
    private func figures(of edition: Edition, _ visit: Visit) async throws -> [Duty] {
        let (reader, missing) = (visit.reader, try await targets.untyped(of: edition.id))
        let end = edition.phases.map(\.endsAt).max()
        guard let first = missing.first, let known = edition.figuresKnownFrom, known > visit.now else {
            return missing.map { reader.typing($0, of: edition, due: end) }
        }
        let isOne = missing.count == 1
        let title =
            isOne
            ? reader.t("Type the figure: \(reader.cited(first.name, first.nameEN))")
            : reader.t("Type \(missing.count) figure", "Type \(missing.count) figures", count: missing.count)
        let last = end.map { reader.t("can wait until \(reader.formats.deadline($0))") } ?? ""
        let path = edition.path(isOne ? "objectifs/\(first.id)" : "objectifs")
        return [Duty(.next, title, path: path, due: known, detail: last).of(edition.name)]
    }

    /// While a step in which partners have work is open or near, and nobody is engaged.
    private func missingPartners(of edition: Edition, _ visit: Visit) async throws -> [Duty] {
        let steps: [Phase.Kind] = [.coDesign, .preparation, .scouting, .jury]
        let near = edition.phases.contains { steps.contains($0.kind) && $0.isOpenOrNear(at: visit.now) }
        guard near, try await partners.engagements(in: edition.id).isEmpty else { return [] }
        let title = visit.reader.t("Engage the partners of \(visit.reader.typeset(edition.name))")
        let detail = visit.reader.t("Nobody is engaged in it yet.")
        return [Duty(.toDo, title, path: edition.path("partenaires"), detail: detail)]
    }
}

extension Edition {
    /// When what somebody types of it can be known: from its ceremony on, or from its last step where it has none. Nil without steps.
    var figuresKnownFrom: Date? {
        phases.filter { $0.kind == .ceremony }.map(\.startsAt).min()
            ?? phases.max { $0.endsAt < $1.endsAt }?.startsAt
    }
}

extension Phase {
    /// Open, or to be open within two weeks: what it needs is to be there.
    public func isOpenOrNear(at now: Date) -> Bool {
        now < endsAt && startsAt <= now.addingTimeInterval(14 * 86_400)
    }
}
