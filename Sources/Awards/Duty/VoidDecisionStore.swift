import Campaigns
import Foundation
import Identifiers
import Jury
import Storage
import Submissions

/// A file that was decided and withdrawn before its decision came out: nothing of the decision stands any more.
struct VoidDecision: Equatable, Sendable {
    let number: String
    let title: String
    let at: Date
    /// Why it was withdrawn.
    let why: String
}

extension DecisionDutyStore {
    /// Those of an edition that were void since that moment, for whoever decides there: not of files that they are tied to, nor
    /// of those of which a chair has not said so.
    func voided(in edition: Edition.ID, since moment: Date = .distantPast, for person: Person.ID) async throws
        -> [VoidDecision]
    {
        try await database.read { connection in
            try connection.rows(
                """
                SELECT submission.number, submission.title, submission.withdrawn_at, submission.withdrawn_reason
                FROM submission WHERE submission.edition = \(edition) AND submission.state = 'withdrawn'
                AND submission.withdrawn_at >= \(moment) AND submission.id IN (
                    SELECT void.submission FROM decision_event AS void WHERE void.kind = 'void')
                AND \(Rights.holds(.deciders, person, in: "submission.edition"))
                AND NOT \(Ties.binds(person, to: "submission.id"))
                AND NOT \(Statements.areMissing(of: person, on: "submission.id", in: "submission.edition"))
                ORDER BY submission.number, submission.id LIMIT \(Self.most)
                """
            ).map { row in
                let (number, why): (String?, String?) = (try row["number"], try row["withdrawn_reason"])
                return VoidDecision(
                    number: number ?? "", title: try row["title"], at: try row["withdrawn_at"], why: why ?? "")
            }
        }
    }

    private static let most = 50
}
