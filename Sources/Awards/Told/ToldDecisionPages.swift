import Campaigns
import Foundation
import Identifiers
import Submissions
import Web

/// The decision on one's own file, once it is out.
struct ToldDecisionPages: Sendable {
    /// What came out longer ago stands in the list of one's files, and no longer on the home page: in seconds.
    private static let news: TimeInterval = 365 * 86_400

    let told: ToldDecisionStore

    func show(_ visit: Visit) async throws -> Answer {
        let submission: Submission.ID = try visit.path("submission")
        return .page(visit.reader.toldPage(try await told.find(submission, for: visit.person).orNotFound()))
    }

    func duties(for visit: Visit) async throws -> [Duty] {
        try await told.all(of: visit.person, since: visit.now - Self.news).flatMap { decision in
            visit.reader.news(of: decision).map { $0.of(decision.edition) }
        }
    }
}
