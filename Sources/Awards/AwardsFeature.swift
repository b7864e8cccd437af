import Accounts
import Campaigns
import Foundation
import Jury
import Mail
import Storage
import Submissions
import Tasks
import Web
import Workbooks

/// Awards, decisions, and the one moment they come out.
public struct AwardsFeature: Feature {
    public let letters: LetterStore
    public let releases: ReleaseStore
    private let awards: AwardPages
    private let decisions: DecisionPages
    private let release: ReleasePages
    private let clock: SiteClock
    private let duties: ReleaseDuties
    private let deciding: DecisionDuties
    private let told: ToldDecisionPages

    /// `clock` says when a release is due.
    public init(database: any Database, correspondence: Correspondence, clock: SiteClock) {
        self.clock = clock
        let editions = EditionStore(database: database)
        let store = AwardStore(database: database)
        releases = ReleaseStore(database: database)
        letters = LetterStore(database: database, correspondence: correspondence)
        awards = AwardPages(editions: editions, awards: store)
        decisions = DecisionPages(
            editions: editions, awards: store, decisions: DecisionStore(database: database), letters: letters)
        told = ToldDecisionPages(told: ToldDecisionStore(database: database))
        duties = ReleaseDuties(releases: releases)
        deciding = DecisionDuties(waiting: DecisionDutyStore(database: database))
        release = ReleasePages(editions: editions, releases: releases, letters: letters)
    }

    /// What targets may be counted by.
    public var counters: [Counter] { PublishedCountStore.counters }

    /// An edition made from another gives what that one gave, if whoever makes it wants so.
    public var heirs: [Succession.Heir] { [{ try AwardStore.takeOver($0, in: $1) }] }

    public var legacies: [LegacyFinder] { [{ try ReleaseStore.legacies($0, $1, $2, in: $3) }] }

    /// Editions whose moment has come go out within a minute.
    public var tasks: [TaskHandler] {
        [
            TaskHandler.every(.seconds(60), "awards.release") { [releases, letters, clock] _ in
                try await releases.letOutDue(now: clock.campaign(), sending: letters, at: clock.real())
            }
        ]
    }

    /// Lines of the home page: what was decided of one's own files; what is to be decided, and the sheets to begin after it; a
    /// release that was missed, one that waits for a second person.
    public func duties(for visit: Visit, knowing editions: KnownEditions) async throws -> [Duty] {
        try await told.duties(for: visit) + deciding.duties(for: visit, knowing: editions)
            + duties.duties(for: visit, editions.run)
    }

    /// What follows when a file is withdrawn or judged again, in its own transaction.
    public static func fileFollowers(by correspondence: Correspondence) -> FileFollowers {
        FileFollowers(
            whenWithdrawn: {
                try DecisionStore.withdraw($0, outbox: correspondence.outbox, in: $1)
                try LetterStore.tellWithdrawn($0, by: correspondence, in: $1)
                try JuryFeature.tell(of: $0, by: correspondence, in: $1)
            },
            whenJudged: {
                try ReleaseStore.noteJudged($0, in: $2)
                try JuryFeature.askForTies(with: $0, by: correspondence, now: $1, in: $2)
            },
            whenShortlisted: { try JuryFeature.seat($0, in: $1) },
            whenReclassified: {
                try AwardStore.keep($0, outOf: $1, in: $2)
                try JuryFeature.reckon($0, in: $2)
            })
    }

    /// Awards that are for a category.
    public var categoryUses: [CategoryUseFinder] {
        [{ category, _, reader, connection in try AwardStore.uses(of: category, reader, in: connection) }]
    }

    public static var holdings: [Holding] { AwardsHoldings.all }

    /// Letters on the decision of a file that somebody's role no longer opens.
    public static var roleFollowers: [RoleFollower] { [LetterStore.followRoles] }

    public var places: [Place] {
        [
            .ofEdition("decisions") { $0.t("Decisions") },
            .ofEdition("prix") { $0.t("Awards") },
            .ofEdition("publication") { $0.t("Release") },
        ]
    }

    public func addRoutes(to routes: Routes) {
        routes.get("agence/editions/:edition/prix", for: .staff, awards.list)
        routes.post("agence/editions/:edition/prix", for: .staff, bounds: .own, awards.add)
        routes.post("agence/editions/:edition/prix/:award", for: .staff, bounds: .own, awards.change)
        routes.post("agence/editions/:edition/prix/:award/retirer", for: .staff, awards.remove)
        routes.get("agence/editions/:edition/decisions", for: .deciders, decisions.list)
        routes.list("agence/editions/:edition/decisions", for: .deciders, decisions.export)
        routes.get("agence/editions/:edition/decisions/:submission", for: .deciders, decisions.show)
        routes.post("agence/editions/:edition/decisions/:submission", for: .deciders, bounds: .own, decisions.record)
        routes.get("agence/editions/:edition/publication", for: .staff, release.show)
        routes.post("agence/editions/:edition/publication/lettres", for: .staff, release.prepare)
        routes.post("agence/editions/:edition/publication/date", for: .staff, proof: .fresh, release.plan)
        routes.post("agence/editions/:edition/publication/confirmer", for: .staff, proof: .fresh, release.confirm)
        routes.post("agence/editions/:edition/publication/deux", for: .staff, proof: .fresh, release.askForTwo)
        routes.post("agence/editions/:edition/publication/decisions/:submission", for: .staff, release.leave)
        routes.post("agence/editions/:edition/publication/maintenant", for: .staff, proof: .fresh, release.letOut)
        routes.get("dossiers/:submission/decision", for: .signedIn, told.show)
    }
}
