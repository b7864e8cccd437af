import Campaigns
import Foundation
import Identifiers
import Jury
import Storage
import Submissions

/// A file that was decided and withdrawn. Before its decision came out nothing of the decision stands any more.
struct VoidDecision: Equatable, Sendable {
    let number: String
    let title: String
    let slug: String
    let edition: String
    let at: Date
    /// Who withdrew it; nil for somebody who left.
    let by: String?
    /// Why it was withdrawn.
    let why: String
    /// The decision was out: it is no longer shown.
    let isOut: Bool
}

extension DecisionDutyStore {
    /// Those of an edition whose decision was void before it came out.
    func voided(in edition: Edition.ID, for person: Person.ID) async throws -> [VoidDecision] {
        try await withdrawn("submission.edition = \(edition) AND submission.announced_at IS NULL", for: person)
    }

    /// Those of all editions, closed ones as well, that were withdrawn since that moment, before or after their decision came out.
    func withdrawn(since moment: Date, for person: Person.ID) async throws -> [VoidDecision] {
        try await withdrawn("submission.withdrawn_at >= \(moment)", for: person)
    }

    /// For whoever decides there: not of files that they are tied to, nor of those of which a chair has not said so.
    private func withdrawn(_ condition: SQL, for person: Person.ID) async throws -> [VoidDecision] {
        try await database.read { connection in
            try connection.rows(
                """
                SELECT submission.number, submission.title, submission.withdrawn_at, submission.withdrawn_reason,
                    edition.slug, edition.name, CASE WHEN submission.announced_at IS NULL THEN 0 ELSE 1 END AS is_out,
                    (SELECT person.name FROM decision_event AS taken JOIN person ON person.id = taken.person
                        WHERE taken.submission = submission.id AND taken.kind IN ('void', 'withdrawn')
                        ORDER BY taken.at DESC LIMIT 1) AS taker
                FROM submission JOIN edition ON edition.id = submission.edition
                WHERE \(condition) AND submission.state = 'withdrawn' AND submission.id IN (
                    SELECT void.submission FROM decision_event AS void WHERE void.kind IN ('void', 'withdrawn'))
                AND \(Rights.holds(.deciders, person, in: "submission.edition"))
                AND NOT \(Ties.binds(person, to: "submission.id"))
                AND NOT \(Statements.areMissing(of: person, on: "submission.id", in: "submission.edition"))
                ORDER BY edition.slug, submission.number, submission.id LIMIT \(Self.most)
                """
            ).map { row in
                let (number, why): (String?, String?) = (try row["number"], try row["withdrawn_reason"])
                return VoidDecision(
                    number: number ?? "", title: try row["title"], slug: try row["slug"], edition: try row["name"],
                    at: try row["withdrawn_at"], by: try row["taker"], why: why ?? "", isOut: try row["is_out"])
            }
        }
    }

    private static let most = 50
}
