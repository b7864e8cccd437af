import Campaigns
import Foundation
import Identifiers
import Jury
import Storage
import Submissions

/// A file that jurors have read and sent their readings of, and that is not eligible any more.
struct ReadFile: Equatable, Sendable {
    let title: String
    let slug: String
    let edition: String
    /// When its eligibility was said last.
    let at: Date
    /// Readings that were sent and do not count now.
    let readings: Int
}

extension DecisionDutyStore {
    /// Those that were found so since that moment, for whoever decides there: as with what is withdrawn, not of files that they are
    /// tied to, nor of those of which a chair has not said so.
    /// From the few that are not eligible: SQLite takes the tables of a CROSS JOIN in their order.
    func notEligible(since moment: Date, for person: Person.ID) async throws -> [ReadFile] {
        try await database.read { connection in
            try connection.rows(
                """
                SELECT submission.title, edition.slug, edition.name, verdict.at, (SELECT count(*) FROM assessment AS sent
                    WHERE sent.submission = submission.id AND sent.state = 'sent' AND sent.ended_at IS NULL) AS readings
                FROM edition CROSS JOIN submission CROSS JOIN submission_event AS verdict
                WHERE submission.edition = edition.id AND submission.state = 'transmitted'
                AND submission.eligibility IN ('pending', 'not-eligible', 'to-complete')
                AND submission.announced_at IS NULL AND verdict.at >= \(moment)
                AND verdict.id = (SELECT latest.id FROM submission_event AS latest
                    WHERE latest.submission = submission.id AND latest.kind IN ('pending', 'not-eligible', 'to-complete')
                    ORDER BY latest.at DESC, latest.id DESC LIMIT 1)
                AND EXISTS (SELECT 1 FROM assessment AS sent
                    WHERE sent.submission = submission.id AND sent.state = 'sent' AND sent.ended_at IS NULL)
                AND \(Rights.holds(.deciders, person, in: "submission.edition"))
                AND NOT \(Ties.binds(person, to: "submission.id"))
                AND NOT \(Statements.areMissing(of: person, on: "submission.id", in: "submission.edition"))
                ORDER BY verdict.at DESC, submission.id LIMIT 50
                """
            ).map { row in
                ReadFile(
                    title: try row["title"], slug: try row["slug"], edition: try row["name"], at: try row["at"],
                    readings: try row["readings"])
            }
        }
    }
}
