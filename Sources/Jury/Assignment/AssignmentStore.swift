import Accounts
import Campaigns
import Foundation
import Identifiers
import Storage
import Submissions

struct AssignmentStore: Sendable {
    let database: any Database
    let correspondence: Correspondence

    /// Gives and takes files; each juror who gets some is told by mail, once. `readers` of each file were chosen with an even share.
    func change(
        giving: Set<Pairing>, taking: Set<Pairing>, readers: Int? = nil, in edition: Edition, by staff: Person.ID,
        now: Date, time: Date
    ) async throws -> AssignmentOutcome {
        try await database.write(for: .insiders) { connection in
            let ground = try AssignmentGround(of: edition.id, giving.union(taking), for: staff, in: connection)
            if let readers { try Self.keep(readers, of: edition.id, by: staff, in: connection) }
            let plan = ground.plan(giving: giving, taking: taking)
            for pair in plan.giving { try Self.assign(pair.submission, to: pair.juror, now: now, in: connection) }
            for pair in plan.taking { try Self.take(pair, by: staff, now: now, in: connection) }
            let told = Dictionary(grouping: plan.giving, by: \.juror)
            for (juror, files) in told.sorted(by: { $0.key.description < $1.key.description }) {
                try tell(juror, of: files.count, in: edition, now: now, time: time, in: connection)
            }
            return plan.outcome
        }
    }

    private func tell(
        _ juror: Juror.ID, of count: Int, in edition: Edition, now: Date, time: Date, in connection: any Connection
    ) throws {
        let found = try connection.row(
            """
            SELECT person.id, person.name FROM juror JOIN person ON person.id = juror.person
            WHERE juror.id = \(juror) AND \(Seats.isHeld())
            """)
        guard let row = found else { return }
        let (person, name): (Person.ID, String) = (try row["id"], try row["name"])
        let window = try ReadingWindow.find(of: edition.id, for: person, in: connection)
        let manner = JurorStore.manner(edition)
        try correspondence.write(to: person, manner, now: time, in: connection) { reader in
            reader.assignmentLetter(to: name, files: count, edition: edition.name, window, now: now)
        }
    }

    /// Unless the juror is bound to it or stepped back from it, or its decision is out. A reading that had been taken away goes on where it stood.
    static func assign(_ file: Submission.ID, to juror: Juror.ID, now: Date, in connection: any Connection) throws {
        try connection.run(
            """
            INSERT INTO assessment (id, submission, juror, assigned_at)
            SELECT \(Assessment.ID.new(at: now)), submission.id, juror.id, CAST(\(now) AS BIGINT) FROM submission, juror
            WHERE submission.id = \(file) AND juror.id = \(juror) AND NOT \(Ties.binds("juror.person", to: "submission.id"))
            AND \(Seats.isHeld()) AND submission.announced_at IS NULL AND NOT \(JurorCategories.excludes())
            ON CONFLICT (submission, juror) DO UPDATE SET ended_at = NULL, ended_reason = '',
                revision = assessment.revision + 1
            WHERE assessment.ended_at IS NOT NULL AND assessment.abstained_at IS NULL
            """)
        try FileSummaryStore.keep([file], in: connection)
    }

    private static func take(_ pair: Pairing, by staff: Person.ID, now: Date, in connection: any Connection) throws {
        let which: SQL = "submission = \(pair.submission) AND juror = \(pair.juror) AND state = 'draft'"
        // Nothing was marked: it never was.
        let gone = try connection.run(
            """
            DELETE FROM assessment WHERE \(which) AND ended_at IS NULL
            AND NOT EXISTS (SELECT 1 FROM mark WHERE mark.assessment = assessment.id)
            AND NOT EXISTS (SELECT 1 FROM assessment_event WHERE assessment_event.assessment = assessment.id)
            """)
        guard gone == 0 else { return try FileSummaryStore.keep([pair.submission], in: connection) }
        try AssessmentStore.end(which, because: "", by: staff, now: now, in: connection)
    }
}
