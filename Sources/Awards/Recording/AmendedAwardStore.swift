import Campaigns
import Foundation
import Storage
import Submissions

extension LaureateStore {
    /// An award that everybody has read of and that a file no longer has, by a change of its decision. Whose it was is not told
    /// where it is listed.
    public struct Amended: Equatable, Sendable {
        public let submission: Submission.ID
        /// Empty when the award itself is gone, or its file was withdrawn since: then no more is told than that there was a laureate.
        public let awardFR: String
        public let awardEN: String
        public let announcedAt: Date
        public let at: Date
    }

    /// Those of an edition, or of all, by their day. What changed before a release was never read.
    public func amended(from edition: Edition.ID?) async throws -> [Amended] {
        let isAsked: SQL = edition.map { "submission.edition = \($0)" } ?? "1 = 1"
        return try await database.read { connection in
            try connection.rows(
                """
                SELECT given.submission, given.name_fr, given.name_en, given.announced_at,
                    (SELECT min(event.at) FROM decision_event AS event WHERE event.submission = given.submission
                        AND event.kind = 'amended' AND event.at >= given.last_at
                        AND (\(Self.hasNone("event")) OR COALESCE(event.award, '') <> COALESCE(given.award, ''))) AS changed_at
                FROM (\(Self.given(isAsked))) AS given ORDER BY changed_at, given.submission
                """
            ).compactMap(Self.amended)
        }
    }

    /// The day on which the award of a decision was given by a change of it; NULL of one that came out so. `decision` is the table.
    static let changedAt: SQL = """
        (SELECT min(event.at) FROM decision_event AS event WHERE event.submission = decision.submission
            AND event.kind = 'amended' AND event.award = decision.award AND EXISTS (
                SELECT 1 FROM decision_event AS earlier WHERE earlier.submission = event.submission
                AND earlier.kind IN ('released', 'amended') AND earlier.at <= event.at
                AND COALESCE(earlier.award, '') <> event.award))
        """

    /// Awards that everybody read of and that stand no more. What a withdrawn file has to the end is among the withdrawn.
    private static func given(_ isAsked: SQL) -> SQL {
        """
        SELECT event.submission, event.award, min(event.at) AS announced_at, max(event.at) AS last_at,
            CASE WHEN submission.state = 'withdrawn' THEN '' ELSE COALESCE(award.name_fr, '') END AS name_fr,
            CASE WHEN submission.state = 'withdrawn' THEN '' ELSE COALESCE(award.name_en, '') END AS name_en
        FROM decision_event AS event JOIN decision ON decision.submission = event.submission
        JOIN submission ON submission.id = event.submission LEFT JOIN award ON award.id = event.award
        WHERE event.kind IN ('released', 'amended') AND event.outcome IN ('award', 'mention')
        AND submission.announced_at IS NOT NULL AND \(isAsked)
        AND (\(hasNone("decision")) OR COALESCE(decision.award, '') <> COALESCE(event.award, ''))
        AND (decision.award IS NULL OR submission.state <> 'withdrawn')
        GROUP BY event.submission, event.award, award.name_fr, award.name_en, submission.state
        """
    }

    /// The award itself may be gone, and with it its key in what is kept of an earlier decision.
    private static func hasNone(_ decided: SQL) -> SQL { "\(decided).outcome NOT IN ('award', 'mention')" }

    private static func amended(_ row: Row) throws -> Amended? {
        let changedAt: Date? = try row["changed_at"]
        guard let changedAt else { return nil }
        return Amended(
            submission: try row["submission"], awardFR: try row["name_fr"], awardEN: try row["name_en"],
            announcedAt: try row["announced_at"], at: changedAt)
    }
}
