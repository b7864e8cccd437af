import Foundation
import Identifiers
import Storage
import Submissions

/// A reading that ceased to count, counts again, or came once its file was decided.
public struct ReadingChange: Equatable, Sendable {
    public enum Kind: String, Storable { case came, gone, suspended, returned }

    public let kind: Kind
    public let at: Date
    public let juror: String
}

/// Which readings stand behind what a file comes to. A role, a tie or a word of staff may take one away and give it back, so it
/// is looked at again whenever the file is reckoned, and what changed is noted.
public enum ReadingStandStore {
    /// True of a reading that was sent and counts, beside its juror and its file.
    public static let isBehind: SQL = """
        (assessment.state = 'sent' AND \(Seats.isReckoned) AND \(Seats.isFree(of: "submission.id")))
        """

    /// True of one that was sent and waits for a word on what stays of it, beside its juror and its file.
    static let isSuspended: SQL = """
        (assessment.state = 'sent' AND assessment.ended_at IS NULL AND submission.announced_at IS NULL AND NOT \(isBehind))
        """

    /// Notes what changed of a file since it was last reckoned. Once its decision is out nothing does.
    static func note(_ file: Submission.ID, in connection: any Connection) throws {
        let rows = try connection.rows(
            """
            SELECT assessment.id, assessment.stood_at, CASE WHEN \(isBehind) THEN COALESCE(assessment.sent_at, 0) END AS stands_at,
                CASE WHEN \(isSuspended) THEN 1 ELSE 0 END AS is_suspended,
                CASE WHEN EXISTS (SELECT 1 FROM decision WHERE decision.submission = submission.id) THEN 1 ELSE 0 END AS is_decided
            FROM assessment JOIN juror ON juror.id = assessment.juror JOIN submission ON submission.id = assessment.submission
            WHERE assessment.submission = \(file) AND submission.announced_at IS NULL
            """)
        for row in rows {
            let (stood, stands): (Int?, Int?) = (try row["stood_at"], try row["stands_at"])
            guard stood != stands else { continue }
            let id: Assessment.ID = try row["id"]
            try connection.run("UPDATE assessment SET stood_at = \(stands) WHERE id = \(id)")
            let (isSuspended, isDecided): (Bool, Bool) = (try row["is_suspended"], try row["is_decided"])
            let isBack = try stands != nil && wasSuspended(id, in: connection)
            let kind: ReadingChange.Kind =
                stands == nil ? (isSuspended ? .suspended : .gone) : isBack ? .returned : .came
            guard isDecided || kind == .suspended || kind == .returned else { continue }
            try write(kind, of: id, file, isDecided: isDecided, in: connection)
        }
    }

    private static func wasSuspended(_ id: Assessment.ID, in connection: any Connection) throws -> Bool {
        let last = try connection.row(
            "SELECT kind FROM reading_change WHERE assessment = \(id) ORDER BY at DESC, id DESC LIMIT 1")
        let kind: ReadingChange.Kind? = try last?["kind"]
        return kind == .suspended
    }

    private static func write(
        _ kind: ReadingChange.Kind, of id: Assessment.ID, _ file: Submission.ID, isDecided: Bool,
        in connection: any Connection
    ) throws {
        let now = Date()
        try connection.run(
            """
            INSERT INTO reading_change (id, submission, assessment, kind, is_decided, at)
            VALUES (\(Identifier<ReadingChange>.new(at: now)), \(file), \(id), \(kind), \(isDecided), \(now))
            """)
    }

    /// What changed of a file's readings, the newest first, by the clock that stands on `now`; a juror whose
    /// tie hides them is named with what became of their reading. Whoever asks has been looked at by the caller.
    public static func changes(
        of file: Submission.ID, afterDecision: Bool, now: Date, in connection: any Connection
    ) throws -> [ReadingChange] {
        let isAsked: SQL =
            afterDecision
            ? "reading_change.is_decided = 1" : "reading_change.kind IN ('suspended', 'returned')"
        let shift = now.timeIntervalSince(Date()).rounded()
        return try connection.rows(
            """
            SELECT reading_change.kind, reading_change.at, person.name FROM reading_change
            JOIN assessment ON assessment.id = reading_change.assessment JOIN juror ON juror.id = assessment.juror
            JOIN person ON person.id = juror.person
            WHERE reading_change.submission = \(file) AND \(isAsked)
            ORDER BY reading_change.at DESC, reading_change.id DESC
            """
        ).map { row in
            let at: Date = try row["at"]
            return ReadingChange(kind: try row["kind"], at: at + shift, juror: try row["name"])
        }
    }

    /// How many wait for a word, by file.
    static func suspended(_ condition: SQL, in connection: any Connection) throws -> [Submission.ID: Int] {
        let rows = try connection.rows(
            """
            SELECT assessment.submission, count(*) AS count FROM assessment
            JOIN juror ON juror.id = assessment.juror JOIN submission ON submission.id = assessment.submission
            WHERE \(condition) AND \(isSuspended) GROUP BY assessment.submission
            """)
        return Dictionary(uniqueKeysWithValues: try rows.map { (try $0["submission"], try $0["count"]) })
    }
}
