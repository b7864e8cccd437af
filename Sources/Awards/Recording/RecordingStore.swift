import Campaigns
import Foundation
import Identifiers
import Journal
import Jury
import Storage
import Submissions
import Words

/// Who records a decision on what.
struct Recording: Sendable {
    let file: Submission.ID
    let edition: Edition.ID
    /// Of the decision that was on the page; 0 for the first.
    let revision: Int
    let person: Person.ID
    let now: Date
    /// Why it changes, of one that is out.
    let why: String?
}

extension DecisionStore {
    static func keep(_ verdict: Verdict, _ recording: Recording, in connection: any Connection) throws {
        let (file, person, isOut) = (recording.file, recording.person, recording.why != nil)
        try AwardStore.check(verdict.award, for: file, in: connection)
        let isConfirmed = try confirm(verdict, recording, in: connection)
        guard try isConfirmed || save(verdict, recording, connection) else { throw Decision.Refusal.outdated }
        // What somebody asked for was another decision's.
        try connection.run("DELETE FROM amendment WHERE submission = \(file)")
        if !isOut { try noteReadings(behind: file, in: connection) }
        let told: DecisionEvent.Kind = recording.revision == 0 || isConfirmed ? .recorded : .changed
        try note(
            isOut ? .amended : told, of: file, by: person, at: recording.now, why: recording.why ?? "", in: connection)
        try Journal.write(
            isOut ? .decisionAmended : .decisionRecorded, by: person, of: .file(file), edition: recording.edition,
            details: verdict.told, in: connection)
    }

    private static func save(
        _ verdict: Verdict, _ recording: Recording, _ connection: any Connection
    ) throws -> Bool {
        let (submission, revision) = (recording.file, recording.revision)
        let (person, now) = (recording.person, recording.now)
        if revision == 0 {
            return try connection.run(
                """
                INSERT INTO decision (submission, outcome, award, reason, recorded_by, recorded_at)
                VALUES (\(submission), \(verdict.outcome), \(verdict.award), \(verdict.reason), \(person), \(now))
                ON CONFLICT (submission) DO NOTHING
                """) == 1
        }
        return try connection.run(
            """
            UPDATE decision SET outcome = \(verdict.outcome), award = \(verdict.award), reason = \(verdict.reason),
                recorded_by = \(person), recorded_at = \(now), revision = revision + 1
            WHERE submission = \(submission) AND revision = \(revision)
            """) == 1
    }

    static func checkDoubts(
        on verdict: Verdict, of submission: Submission.ID, why: String?, for person: Person.ID,
        _ connection: any Connection
    ) throws {
        let found = try doubts(on: verdict, of: submission, why: why, for: person, connection)
        guard found.isEmpty else { throw Decision.Refusal.doubtful(found) }
    }

    private static func doubts(
        on verdict: Verdict, of submission: Submission.ID, why: String?, for person: Person.ID,
        _ connection: any Connection
    ) throws -> [Decision.Doubt] {
        var doubts: [Decision.Doubt] = []
        if let award = verdict.award {
            let others = try connection.rows(
                """
                SELECT submission.number FROM decision JOIN submission ON submission.id = decision.submission
                WHERE decision.award = \(award) AND decision.submission <> \(submission)
                AND NOT \(Ties.binds(person, to: "submission.id")) ORDER BY submission.number
                """
            ).map { row -> String in try row["number"] ?? "" }
            // A file that they are tied to is no doubt of theirs: it would tell what was decided of it.
            if !others.isEmpty { doubts.append(.givenAlready(others)) }
        }
        if try ResultsStore.sent(of: submission, in: connection) == 0 { doubts.append(.unread) }
        if let part = try secondPart(of: submission, in: connection),
            try ResultsStore.sent(of: part, in: connection) == 0
        {
            doubts.append(.unreadPart)
        }
        let number: String? = try connection.row("SELECT number FROM submission WHERE id = \(submission)")?["number"]
        let relative = RelativeWords.found(in: verdict.reason + "\n" + (why ?? ""), own: number)
        if !relative.isEmpty { doubts.append(.relative(relative)) }
        return doubts
    }

    /// What its owners sent in the second round; nil of a file that is not in one.
    private static func secondPart(of submission: Submission.ID, in connection: any Connection) throws -> Submission.ID?
    {
        try connection.row(
            "SELECT part FROM shortlisted WHERE submission = \(submission) AND part IS NOT NULL"
        )?["part"]
    }
}
