import Campaigns
import Foundation
import Identifiers
import Storage
import Web

/// A role somebody holds, with the name of its edition when it is for one only.
struct HeldHat: Sendable {
    let role: Role
    let edition: String?
}

/// The home page of everybody who is signed in: to do, waiting, next.
struct MyPage: Sendable {
    let database: any Database
    let features: [any Feature]

    func addRoutes(to routes: Routes) {
        routes.get("ma-page", for: .signedIn, show)
    }

    private func show(_ visit: Visit) async throws -> Answer {
        let editions = try await EditionStore(database: database).known(to: visit.person)
        var duties: [Duty] = []
        for feature in features { duties += try await feature.duties(for: visit, knowing: editions) }
        let hats = try await hats(of: visit.person, in: editions)
        return .page(visit.reader.myPage(Self.sorted(duties), hats: hats, now: visit.now))
    }

    private func hats(of person: Person.ID, in editions: KnownEditions) async throws -> [HeldHat] {
        try await RoleStore(database: database).grants(of: person).map { hat in
            HeldHat(role: hat.role, edition: editions.whole.first { $0.id == hat.edition }?.name)
        }
    }

    /// What went wrong for many first, then what holds others up, then by date, what has none last, and otherwise in the order
    /// of the features.
    static func sorted(_ duties: [Duty]) -> [Duty] {
        duties.enumerated().sorted { first, second in
            guard first.element.isGrave == second.element.isGrave else { return first.element.isGrave }
            guard first.element.holdsUp == second.element.holdsUp else { return first.element.holdsUp }
            let (left, right) = (first.element.due ?? .distantFuture, second.element.due ?? .distantFuture)
            return left == right ? first.offset < second.offset : left < right
        }.map(\.element)
    }
}
