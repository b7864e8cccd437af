import Accounts
import Campaigns
import Foundation
import Identifiers
import Jury
import Storage
import Submissions

// What a decision is taken on, as its form was shown: whoever records it has looked at that, and at nothing that came since.
extension DecisionStore {
    /// Another one as soon as another reading counts, or what the jury reads of the file changes. Whoever asks has been looked at by the
    /// caller, who reads this first: what the page then shows is as new, or newer.
    func seen(of file: Submission.ID) async throws -> String {
        try await database.read { try Self.seen(of: file, $0) }
    }

    /// Nil from a form that does not say. Of a decision that is out nothing changes any more.
    static func check(
        _ seen: String?, of file: Submission.ID, isOut: Bool, _ connection: any Connection
    ) throws {
        guard let seen, !isOut, try seen != Self.seen(of: file, connection) else { return }
        throw Decision.Refusal.movedOn
    }

    private static func seen(of file: Submission.ID, _ connection: any Connection) throws -> String {
        let readings = try connection.rows(
            """
            SELECT assessment.id, assessment.sent_at FROM submission
            JOIN assessment ON assessment.submission = submission.id JOIN juror ON juror.id = assessment.juror
            WHERE submission.id = \(file) AND \(ReadingStandStore.isBehind) ORDER BY assessment.id
            """
        ).map { row -> String in
            let (id, sent): (String, Date?) = (try row["id"], try row["sent_at"])
            return "\(id) \(sent?.timeIntervalSince1970 ?? 0)"
        }
        let last = try connection.row(
            "SELECT \(FileChangeStore.last(of: "submission.id")) AS changed_at FROM submission WHERE id = \(file)")
        let changed = try last.flatMap { row -> Date? in try row["changed_at"] }
        let state = readings + ["\(changed?.timeIntervalSince1970 ?? 0)"]
        return String(Secret.digest(of: state.joined(separator: "\n")).prefix(16))
    }
}
