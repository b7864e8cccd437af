import Campaigns
import Foundation
import Identifiers
import Storage
import Submissions

extension ReadingWindow {
    /// All days of reading are past, and nobody has more time of their own: no reading is to come.
    static func isOver(of edition: Edition, at now: Date, in connection: any Connection) throws -> Bool {
        guard edition.status == .running else { return edition.status == .closed }
        let phases = edition.phases.filter { $0.kind == .jury }
        guard !phases.isEmpty, phases.allSatisfy({ $0.endsAt <= now }) else { return false }
        let later = try connection.row(
            "SELECT id FROM extension WHERE phase IN \(list: phases.map(\.id)) AND ends_at > \(now) LIMIT 1")
        return later == nil
    }
}

/// Jurors who were given a file and stepped back from it, for a tie or another reason.
enum SteppedBackStore {
    /// Their names by file. Whoever asks has been looked at by the caller.
    static func names(_ condition: SQL, in connection: any Connection) throws -> [Submission.ID: [String]] {
        let rows = try connection.rows(
            """
            SELECT assessment.submission, person.name FROM assessment
            JOIN submission ON submission.id = assessment.submission
            JOIN juror ON juror.id = assessment.juror JOIN person ON person.id = juror.person
            WHERE assessment.ended_at IS NOT NULL AND \(condition) AND (assessment.abstained_at IS NOT NULL
                OR EXISTS (SELECT 1 FROM interest WHERE interest.juror = assessment.juror
                    AND interest.submission = assessment.submission AND interest.degree = 'strong'))
            ORDER BY assessment.submission, person.name, juror.id
            """)
        var names: [Submission.ID: [String]] = [:]
        for row in rows { names[try row["submission"], default: []].append(try row["name"]) }
        return names
    }
}
