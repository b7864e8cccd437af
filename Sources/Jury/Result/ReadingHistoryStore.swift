import Foundation
import Identifiers
import Storage
import Submissions

/// What became of a reading once it was sent, and who had a hand in it.
struct ReadingEvent: Equatable, Sendable {
    let kind: AssessmentStore.EventKind
    let at: Date
    /// Whoever did it; nil for somebody who left.
    let person: String?
    let juror: String
    /// It was not the juror.
    let isByStaff: Bool
    /// Why staff reopened it.
    let reason: String
}

extension AssessmentStore {
    /// Of one reading, or of all those of a file, the newest first. Whoever asks has been looked at by the caller.
    static func events(_ condition: SQL, in connection: any Connection) throws -> [ReadingEvent] {
        try connection.rows(
            """
            SELECT assessment_event.kind, assessment_event.at, assessment_event.reason, doer.name AS doer,
                person.name AS juror, CASE WHEN assessment_event.person = juror.person THEN 0 ELSE 1 END AS is_by_staff
            FROM assessment_event JOIN assessment ON assessment.id = assessment_event.assessment
            JOIN juror ON juror.id = assessment.juror JOIN person ON person.id = juror.person
            LEFT JOIN person AS doer ON doer.id = assessment_event.person
            WHERE \(condition) ORDER BY assessment_event.at DESC, assessment_event.id DESC
            """
        ).map { row in
            ReadingEvent(
                kind: try row["kind"], at: try row["at"], person: try row["doer"], juror: try row["juror"],
                isByStaff: try row["is_by_staff"], reason: try row["reason"])
        }
    }

    /// Who of the agency typed marks of a reading in its juror's place.
    static func typists(of assessment: Assessment.ID, in connection: any Connection) throws -> [String] {
        try connection.rows(
            """
            SELECT DISTINCT person.name FROM mark JOIN person ON person.id = mark.typed_by
            WHERE mark.assessment = \(assessment) ORDER BY person.name
            """
        ).map { try $0["name"] }
    }
}
