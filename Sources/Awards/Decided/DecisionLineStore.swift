import Foundation
import Storage
import Submissions

// A file with what was decided of it, as it is read.
extension DecisionStore {
    static func lines(_ condition: SQL) -> SQL {
        """
        SELECT submission.id, submission.number, submission.title, submission.category, \(FileWords.organisation()) AS name, decision.outcome, decision.award,
            decision.reason, decision.recorded_at, decision.revision, decision.is_left_out, submission.announced_at,
            submission.state, (SELECT COALESCE(max(file_result.sent), 0) FROM file_result
                WHERE file_result.submission = submission.id) AS sent_readings,
            CASE WHEN \(isOnOtherReadings) THEN 1 ELSE 0 END AS is_on_others, \(ShortlistStore.standing) AS is_shortlisted,
            CASE WHEN submission.state = 'withdrawn' THEN submission.withdrawn_at END AS withdrawn_at,
            (SELECT max(event.at) FROM decision_event AS event WHERE event.submission = submission.id
                AND event.kind IN ('changed', 'amended')) AS changed_at
        FROM submission LEFT JOIN organisation ON organisation.id = submission.organisation
        LEFT JOIN decision ON decision.submission = submission.id
        WHERE \(condition) ORDER BY submission.number, submission.id
        """
    }

    static func line(_ row: Row) throws -> Line {
        let id: Submission.ID = try row["id"]
        let outcome: Decision.Outcome? = try row["outcome"]
        let decision = try outcome.map { outcome in
            Decision(
                submission: id, outcome: outcome, award: try row["award"], reason: try row["reason"],
                recordedAt: try row["recorded_at"], revision: try row["revision"],
                isLeftOut: try row["is_left_out"])
        }
        let (number, name): (String?, String?) = (try row["number"], try row["name"])
        let (state, sent): (Submission.State, Int) = (try row["state"], try row["sent_readings"])
        return Line(
            submission: id, number: number ?? "", title: try row["title"], organisation: name ?? "",
            category: try row["category"], isShortlisted: try row["is_shortlisted"], decision: decision,
            announcedAt: try row["announced_at"], isWithdrawn: state == .withdrawn,
            isOnOtherReadings: try row["is_on_others"], isUnread: sent == 0, withdrawnAt: try row["withdrawn_at"],
            changedAt: try row["changed_at"])
    }
}
