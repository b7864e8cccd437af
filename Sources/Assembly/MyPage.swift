import Campaigns
import Foundation
import Web

/// What a feature knows of somebody's work.
typealias DutySource = @Sendable (Visit) async throws -> [Duty]

/// The home page of everybody who is signed in: to do, waiting, next.
struct MyPage: Sendable {
    let sources: [DutySource]

    func addRoutes(to routes: Routes) {
        routes.get("ma-page", for: .signedIn, show)
    }

    private func show(_ visit: Visit) async throws -> Answer {
        var duties: [Duty] = []
        for source in sources { duties += try await source(visit) }
        return .page(visit.reader.myPage(Self.sorted(duties), now: visit.now))
    }

    /// By date, what has none last, and otherwise in the order of the features.
    static func sorted(_ duties: [Duty]) -> [Duty] {
        duties.enumerated().sorted { first, second in
            let (left, right) = (first.element.due ?? .distantFuture, second.element.due ?? .distantFuture)
            return left == right ? first.offset < second.offset : left < right
        }.map(\.element)
    }
}
