import Campaigns
import Foundation
import Identifiers
import Journal
import Storage
import Submissions

/// A change of a decision that is out, which waits for a second person.
struct Amendment: Equatable, Sendable {
    let verdict: Verdict
    let why: String
    /// That of the decision which it changes.
    let revision: Int
    /// Nil for somebody who decides here no more: whoever confirms takes it up, and it waits for another.
    let askedBy: Person.ID?
    let askerName: String
    let askedAt: Date

    /// Of all that is read of it, whose word it is as well: another one in its place has another.
    var digest: String {
        let award = verdict.award?.description ?? ""
        let read = [
            verdict.outcome.rawValue, award, verdict.reason, why, "\(revision)", askedBy?.description ?? "",
            Details.moment(askedAt),
        ]
        // Each with its length, so that no two readings run into the same.
        return Details.digest(of: Array(read.map { "\($0.utf8.count):\($0)" }.joined().utf8))
    }
}

// Where two people release, two people change what is out.
extension DecisionStore {
    /// What waits for a second person, of a file that this person may decide on.
    func amendment(of file: Submission.ID, for person: Person.ID) async throws -> Amendment? {
        try await database.read { connection in
            let isTheirs: SQL = "SELECT id FROM submission WHERE id = \(file) AND \(Self.mayDecide(person))"
            guard try connection.row(isTheirs) != nil else { return nil }
            return try Self.amendment(of: file, connection)
        }
    }

    /// In place of what somebody asked for before. `asked` follows in the same transaction.
    static func ask(
        _ verdict: Verdict, _ recording: Recording, then asked: (any Connection) throws -> Void,
        in connection: any Connection
    ) throws {
        try AwardStore.check(verdict.award, for: recording.file, in: connection)
        let current: Int? = try connection.row(
            "SELECT revision FROM decision WHERE submission = \(recording.file)")?["revision"]
        guard current == recording.revision else { throw Decision.Refusal.outdated }
        try connection.run(
            """
            INSERT INTO amendment (submission, outcome, award, reason, why, revision, asked_by, asked_at)
            VALUES (\(recording.file), \(verdict.outcome), \(verdict.award), \(verdict.reason), \(recording.why ?? ""),
                \(recording.revision), \(recording.person), \(recording.now))
            ON CONFLICT (submission) DO UPDATE SET outcome = excluded.outcome, award = excluded.award,
                reason = excluded.reason, why = excluded.why, revision = excluded.revision,
                asked_by = excluded.asked_by, asked_at = excluded.asked_at
            """)
        try Journal.write(
            .amendmentAsked, by: recording.person, of: .file(recording.file), edition: recording.edition,
            details: verdict.told, in: connection)
        try asked(connection)
    }

    /// A second person confirms it: it is recorded, and `amended` tells of it in the same transaction. Nil when nothing waits for
    /// this person; false when they have taken it up in the place of somebody who decides here no more. `read` is the digest of
    /// the one that was on the page: no other is confirmed.
    func confirm(
        _ file: Submission.ID, in edition: Edition.ID, read: String, by person: Person.ID, now: Date,
        amended: @escaping @Sendable (_ why: String, any Connection) throws -> Void
    ) async throws -> Bool? {
        try await database.write { connection in
            guard try Self.mayConfirm(file, in: edition, person, connection) else { return nil }
            // What is out is no part of what goes out next.
            try ReleaseStore.claim(edition, changing: file, by: person, in: connection)
            guard let amendment = try Self.amendment(of: file, connection) else { return nil }
            guard amendment.digest == read else { throw Decision.Refusal.otherChange }
            guard let asker = amendment.askedBy else {
                try connection.run("UPDATE amendment SET asked_by = \(person) WHERE submission = \(file)")
                return false
            }
            guard asker != person else { throw Decision.Refusal.samePerson }
            let recording = Recording(
                file: file, edition: edition, revision: amendment.revision, person: asker, now: now, why: amendment.why)
            try Self.keep(amendment.verdict, recording, in: connection)
            // Both names stand in its history, the second after the first.
            let after = now.addingTimeInterval(0.002)
            try Self.note(.recorded, of: file, by: person, at: after, in: connection)
            try Journal.write(.amendmentConfirmed, by: person, of: .file(file), edition: edition, in: connection)
            try amended(amendment.why, connection)
            return true
        }
    }

    /// Nil when nothing waits that this person may decide on; `read` as for `confirm`. `then` follows in the same transaction.
    func takeBack(
        _ file: Submission.ID, in edition: Edition.ID, read: String, by person: Person.ID,
        then: @escaping @Sendable (any Connection) throws -> Void = { _ in }
    ) async throws -> Bool? {
        try await database.write(for: .insiders) { connection in
            let isTheirs: SQL = """
                submission = \(file) AND EXISTS (SELECT 1 FROM submission WHERE submission.id = \(file)
                    AND submission.edition = \(edition) AND \(Self.mayDecide(person)))
                """
            // Locked, so that what is taken back is what was read.
            guard try connection.run("UPDATE amendment SET why = why WHERE \(isTheirs)") == 1 else { return nil }
            guard try Self.amendment(of: file, connection)?.digest == read else { throw Decision.Refusal.otherChange }
            try connection.run("DELETE FROM amendment WHERE submission = \(file)")
            try Journal.write(.amendmentTakenBack, by: person, of: .file(file), edition: edition, in: connection)
            try then(connection)
            return true
        }
    }

    private static func amendment(of file: Submission.ID, _ connection: any Connection) throws -> Amendment? {
        let row = try connection.row(
            """
            SELECT amendment.outcome, amendment.award, amendment.reason, amendment.why, amendment.revision, amendment.asked_at,
                person.name, CASE WHEN \(asks) THEN amendment.asked_by END AS asked_by
            FROM amendment JOIN submission ON submission.id = amendment.submission
            LEFT JOIN person ON person.id = amendment.asked_by WHERE amendment.submission = \(file)
            """)
        return try row.map { row in
            let name: String? = try row["name"]
            return Amendment(
                verdict: try Verdict(row), why: try row["why"], revision: try row["revision"],
                askedBy: try row["asked_by"], askerName: name ?? "", askedAt: try row["asked_at"])
        }
    }

    /// True of an amendment, beside its file and whoever asked for it, whose word still counts.
    static let asks: SQL = """
        (\(Rights.holds(.deciders, "amendment.asked_by", in: "submission.edition")) AND person.disabled_at IS NULL)
        """

    /// Whoever may let a release out, and is not tied to the file.
    private static func mayConfirm(
        _ file: Submission.ID, in edition: Edition.ID, _ person: Person.ID, _ connection: any Connection
    ) throws -> Bool {
        try connection.row(
            """
            SELECT id FROM submission WHERE id = \(file) AND edition = \(edition) AND \(mayDecide(person))
            AND \(ReleaseStore.mayRelease("\(person)", in: "submission.edition"))
            """) != nil
    }
}

extension Verdict {
    fileprivate init(_ row: Row) throws {
        (outcome, award, reason) = (try row["outcome"], try row["award"], try row["reason"])
    }
}
