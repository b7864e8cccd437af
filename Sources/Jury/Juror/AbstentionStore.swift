import Campaigns
import Identifiers
import Storage
import Submissions

extension JurorStore {
    /// The files a juror stepped back from, and why; not those that the reader is bound to.
    func abstentions(of juror: Juror.ID, for staff: Person.ID) async throws -> [Abstention] {
        try await database.read { connection in
            try connection.rows(
                """
                SELECT submission.number, submission.title, assessment.abstained_at, assessment.ended_reason FROM assessment
                JOIN submission ON submission.id = assessment.submission JOIN juror ON juror.id = assessment.juror
                WHERE juror.id = \(juror) AND assessment.abstained_at IS NOT NULL
                AND \(Rights.isStaff(staff, of: "juror.edition")) AND NOT \(Ties.binds(staff, to: "submission.id"))
                ORDER BY submission.number, submission.id
                """
            ).map { row in
                let number: String? = try row["number"]
                return Abstention(
                    number: number ?? "", title: try row["title"], at: try row["abstained_at"],
                    reason: try row["ended_reason"])
            }
        }
    }
}
