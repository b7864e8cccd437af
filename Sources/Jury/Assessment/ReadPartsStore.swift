import Campaigns
import Identifiers
import Storage
import Submissions

// Which files somebody reads as a juror, for what answers them by files.
extension AssessmentStore {
    /// True of a `submission` that somebody reads as a juror, and may open; of both parts where they read the second.
    static func isRead(by person: Person.ID) -> SQL {
        """
        (\(isOpened(by: person)) OR submission.id IN (
            SELECT whole.submission FROM shortlisted AS whole CROSS JOIN submission
            WHERE submission.id = whole.part AND \(isOpened(by: person))))
        """
    }

    private static func isOpened(by person: Person.ID) -> SQL {
        """
        EXISTS (SELECT 1 FROM assessment JOIN juror ON juror.id = assessment.juror
            WHERE assessment.submission = submission.id AND assessment.ended_at IS NULL AND \(Seats.isHeld())
            AND \(Ties.isInCompetition) AND \(Writer.juror(person).mayOpen))
        """
    }
}
