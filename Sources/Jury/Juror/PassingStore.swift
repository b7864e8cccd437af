import Campaigns
import Foundation
import Identifiers
import Storage

extension JurorStore {
    /// What a juror who leaves has not sent goes to whoever takes the place.
    static func pass(
        from old: Juror.ID, to successor: Juror.ID, by staff: Person.ID, now: Date, in connection: any Connection
    ) throws {
        // What was not sent when the decision on its file came out stays where it is.
        let isUnsent: SQL = """
            juror = \(old) AND state = 'draft'
            AND submission IN (SELECT submission.id FROM submission WHERE submission.announced_at IS NULL)
            """
        let unsent = try connection.rows("SELECT submission FROM assessment WHERE \(isUnsent) AND ended_at IS NULL")
        try AssessmentStore.end(isUnsent, because: "", by: staff, now: now, in: connection)
        for row in unsent {
            try AssignmentStore.assign(row["submission"], to: successor, now: now, in: connection)
        }
    }
}
