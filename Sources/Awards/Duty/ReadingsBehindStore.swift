import Campaigns
import Foundation
import Identifiers
import Jury
import Storage
import Submissions

// The readings that a decision was taken on. A tie, a word of staff or a role changes them afterwards: then the decision is to be
// confirmed or changed before it comes out.
extension DecisionStore {
    /// True of a decision, beside its file, on which other readings counted than count now. Of one that is out nothing changes.
    static let isOnOtherReadings: SQL = """
        (decision.knows_readings = 1 AND submission.announced_at IS NULL AND (
            EXISTS (SELECT 1 FROM decision_reading AS behind WHERE behind.submission = submission.id AND NOT EXISTS (
                SELECT 1 FROM assessment JOIN juror ON juror.id = assessment.juror
                WHERE assessment.id = behind.assessment AND COALESCE(assessment.sent_at, 0) = behind.sent_at
                AND \(ReadingStandStore.isBehind)))
            OR EXISTS (SELECT 1 FROM assessment JOIN juror ON juror.id = assessment.juror
                WHERE assessment.submission = submission.id AND \(ReadingStandStore.isBehind) AND NOT EXISTS (
                    SELECT 1 FROM decision_reading AS behind WHERE behind.submission = submission.id
                    AND behind.assessment = assessment.id AND behind.sent_at = COALESCE(assessment.sent_at, 0)))))
        """

    /// Read after the lock: it may have come out meanwhile.
    static func isOut(_ submission: Submission.ID, _ connection: any Connection) throws -> Bool {
        try connection.row("SELECT id FROM submission WHERE id = \(submission) AND announced_at IS NOT NULL") != nil
    }

    /// Notes which readings count as a decision is recorded, in the same transaction.
    static func noteReadings(behind file: Submission.ID, in connection: any Connection) throws {
        try forgetReadings(behind: file, in: connection)
        try connection.run(
            """
            INSERT INTO decision_reading (submission, assessment, sent_at)
            SELECT submission.id, assessment.id, COALESCE(assessment.sent_at, 0) FROM submission
            JOIN assessment ON assessment.submission = submission.id JOIN juror ON juror.id = assessment.juror
            WHERE submission.id = \(file) AND \(ReadingStandStore.isBehind)
            """)
        try connection.run("UPDATE decision SET knows_readings = 1 WHERE submission = \(file)")
    }

    static func forgetReadings(behind file: Submission.ID, in connection: any Connection) throws {
        try connection.run("DELETE FROM decision_reading WHERE submission = \(file)")
    }

    /// Files that wait for this person's word on their ties: nothing of what was decided of them is told.
    func linesToState(in edition: Edition.ID, for person: Person.ID) async throws -> [Line] {
        let waits: SQL = """
            submission.edition = \(edition) AND \(Ties.isInCompetition)
            AND \(Rights.holds(.deciders, person, in: "submission.edition"))
            AND NOT \(Ties.binds(person, to: "submission.id"))
            AND \(Statements.areMissing(of: person, on: "submission.id", in: "submission.edition"))
            """
        return try await database.read { connection in
            try connection.rows(Self.lines(waits)).map { row in
                let line = try Self.line(row)
                return Line(
                    submission: line.submission, number: line.number, title: line.title,
                    organisation: line.organisation, category: line.category, isShortlisted: nil,
                    decision: nil, announcedAt: nil, isWithdrawn: false, isOnOtherReadings: false, isUnread: false,
                    withdrawnAt: nil, changedAt: nil)
            }
        }
    }

    /// What changed of the readings of a file while it was decided, the newest first.
    func readingChanges(of file: Submission.ID, now: Date) async throws -> [ReadingChange] {
        try await database.read { connection in
            try ReadingStandStore.changes(of: file, afterDecision: true, now: now, in: connection)
        }
    }
}

/// A decision whose readings changed since.
struct ChangedReadings: Equatable, Sendable {
    let submission: Submission.ID
    let title: String
    let slug: String
    let edition: String
}

extension DecisionDutyStore {
    /// In editions under way, for whoever decides on the file; as many as a home page names.
    func onOtherReadings(for person: Person.ID) async throws -> [ChangedReadings] {
        try await database.read { connection in
            try connection.rows(
                """
                SELECT submission.id, submission.title, edition.slug, edition.name FROM decision
                JOIN submission ON submission.id = decision.submission JOIN edition ON edition.id = submission.edition
                WHERE decision.release_set IS NULL AND edition.status = 'running' AND \(DecisionStore.isOnOtherReadings)
                AND \(DecisionStore.mayDecide(person))
                ORDER BY edition.slug, submission.number, submission.id LIMIT 20
                """
            ).map {
                ChangedReadings(
                    submission: try $0["id"], title: try $0["title"], slug: try $0["slug"], edition: try $0["name"])
            }
        }
    }
}
