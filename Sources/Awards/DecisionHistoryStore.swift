import Campaigns
import Foundation
import Identifiers
import Journal
import Mail
import Storage
import Submissions

/// What became of a decision, for those who may see it.
public struct DecisionEvent: Equatable, Sendable {
    public enum Kind: String, Storable {
        case recorded, changed, void, released, amended, withdrawn
    }

    public let kind: Kind
    public let at: Date
    /// Nil for the program itself, or somebody who left.
    public let person: String?
    public let outcome: Decision.Outcome
    public let award: Award.ID?
    public let reason: String
    /// Why it changed, or was withdrawn.
    public let why: String
}

extension DecisionStore {
    /// The newest first.
    func history(of submission: Submission.ID) async throws -> [DecisionEvent] {
        try await database.read { connection in
            try connection.rows(
                """
                SELECT kind, at, person.name AS name, outcome, award, reason, why FROM decision_event
                LEFT JOIN person ON person.id = decision_event.person
                WHERE submission = \(submission) ORDER BY at DESC, decision_event.id DESC
                """
            ).map { row in
                DecisionEvent(
                    kind: try row["kind"], at: try row["at"], person: try row["name"], outcome: try row["outcome"],
                    award: try row["award"], reason: try row["reason"], why: try row["why"])
            }
        }
    }

    /// Notes the decision as it stands now, and what became of it.
    static func note(
        _ kind: DecisionEvent.Kind, of submission: Submission.ID, by person: Person.ID?, at now: Date, why: String = "",
        in connection: any Connection
    ) throws {
        try connection.run(
            """
            INSERT INTO decision_event (id, submission, kind, person, at, outcome, award, reason, why)
            SELECT \(Identifier<DecisionEvent>.new(at: now)), submission, \(kind), CAST(\(person) AS TEXT),
                CAST(\(now) AS BIGINT), outcome, award, reason, CAST(\(why) AS TEXT)
            FROM decision WHERE submission = \(submission)
            """)
    }

    /// A file is withdrawn: before its decision is out, decision and letters are void; after it, that is noted and shown.
    static func withdraw(_ withdrawal: Withdrawal, outbox: Outbox, in connection: any Connection) throws {
        let file = withdrawal.file
        _ = try ReleaseStore.claim(withdrawal.edition, keepsConfirmation: true, in: connection)
        let isDecided = try connection.row("SELECT submission FROM decision WHERE submission = \(file)") != nil
        guard isDecided else { return }
        try ReleaseStore.claim(withdrawal.edition, changing: file, by: withdrawal.person, in: connection)
        try note(
            withdrawal.isAnnounced ? .withdrawn : .void, of: file, by: withdrawal.person, at: withdrawal.at,
            why: withdrawal.reason, in: connection)
        guard !withdrawal.isAnnounced else {
            // What the catalogue says of it changes.
            try connection.run("UPDATE decision SET revision = revision + 1 WHERE submission = \(file)")
            return
        }
        try LetterStore.drop(of: file, by: outbox, in: connection)
        try forgetReadings(behind: file, in: connection)
        try connection.run("DELETE FROM decision WHERE submission = \(file)")
        try Journal.write(
            .decisionVoid, by: withdrawal.person, of: .file(file), edition: withdrawal.edition,
            details: ["reason": withdrawal.reason], in: connection)
    }
}
