import Foundation
import Identifiers
import Storage
import Submissions

/// What became of a reading once it was sent, and who had a hand in it.
struct ReadingEvent: Equatable, Sendable {
    enum Kind: Equatable, Sendable {
        case sent, reopened, ended
        /// The juror stepped back.
        case abstained
        /// It counts nowhere until staff say what stays of it, and then again.
        case suspended, returned
    }

    let kind: Kind
    let at: Date
    /// Whoever did it; nil for somebody who left.
    let person: String?
    let juror: String
    /// It was not the juror.
    let isByStaff: Bool
    /// Why staff reopened it; why its juror stepped back.
    let reason: String
}

extension ReadingEvent {
    init(_ change: ReadingChange) {
        self.init(
            kind: change.kind == .suspended ? .suspended : .returned, at: change.at, person: nil, juror: change.juror,
            isByStaff: true, reason: "")
    }
}

extension AssessmentStore.EventKind {
    /// What a juror ended themselves is a word of theirs, and nothing that was done to them.
    fileprivate func told(isByStaff: Bool) -> ReadingEvent.Kind {
        switch self {
        case .sent: .sent
        case .reopened: .reopened
        case .ended: isByStaff ? .ended : .abstained
        }
    }
}

extension AssessmentStore {
    /// Of one reading, or of all those of a file, the newest first. Whoever asks has been looked at by the caller.
    static func events(_ condition: SQL, in connection: any Connection) throws -> [ReadingEvent] {
        try connection.rows(
            """
            SELECT assessment_event.kind, assessment_event.at, doer.name AS doer,
                CASE WHEN assessment_event.kind = 'ended' AND assessment_event.person = juror.person
                    AND assessment_event.at = assessment.ended_at THEN assessment.ended_reason
                    ELSE assessment_event.reason END AS reason,
                person.name AS juror, CASE WHEN assessment_event.person = juror.person THEN 0 ELSE 1 END AS is_by_staff
            FROM assessment_event JOIN assessment ON assessment.id = assessment_event.assessment
            JOIN juror ON juror.id = assessment.juror JOIN person ON person.id = juror.person
            LEFT JOIN person AS doer ON doer.id = assessment_event.person
            WHERE \(condition) ORDER BY assessment_event.at DESC, assessment_event.id DESC
            """
        ).map { row in
            let (kind, isByStaff): (EventKind, Bool) = (try row["kind"], try row["is_by_staff"])
            return ReadingEvent(
                kind: kind.told(isByStaff: isByStaff), at: try row["at"], person: try row["doer"],
                juror: try row["juror"], isByStaff: isByStaff, reason: try row["reason"])
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
