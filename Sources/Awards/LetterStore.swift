import Accounts
import Campaigns
import Forms
import Foundation
import Identifiers
import Mail
import Organisations
import Sheets
import Storage
import Submissions
import Web

/// How far an edition's decisions, letters and sheets are.
public struct LetterState: Equatable, Sendable {
    /// Eligible files.
    public let files: Int
    public let decided: Int
    public let retained: Int
    public let prepared: Int
    /// Letters that are missing, or tell an earlier decision.
    public let stale: Int
    public let publishedSheets: Int
}

/// What one letter has to tell.
public struct LetterFacts: Sendable {
    public let edition: String
    public let number: String
    public let title: String
    public let submission: Submission.ID
    public let outcome: Decision.Outcome
    public let award: String?
    public let reason: String
    let revision: Int
}

/// Letters that tell authors the decision on their file, held in the outbox until the release.
public struct LetterStore: Sendable {
    let database: any Database
    let correspondence: Correspondence

    public init(database: any Database, correspondence: Correspondence) {
        (self.database, self.correspondence) = (database, correspondence)
    }

    /// Nil when the edition isn't this person's to run.
    func state(of edition: Edition.ID, for person: Person.ID) async throws -> LetterState? {
        try await database.read { connection in
            guard try Self.isRun(edition, by: person, connection) else { return nil }
            let isDecided: SQL = """
                FROM decision JOIN submission ON submission.id = decision.submission WHERE submission.edition = \(edition)
                """
            return LetterState(
                files: try connection.count(
                    """
                    SELECT count(*) AS count FROM submission WHERE edition = \(edition) AND state = 'transmitted'
                        AND eligibility = 'eligible'
                    """),
                decided: try connection.count("SELECT count(*) AS count \(isDecided)"),
                retained: try connection.count(
                    "SELECT count(*) AS count \(isDecided) AND decision.outcome <> 'not-retained'"),
                prepared: try connection.count(
                    """
                    SELECT count(*) AS count FROM letter JOIN submission ON submission.id = letter.submission
                    JOIN message ON message.id = letter.message
                    WHERE submission.edition = \(edition) AND message.state = 'held'
                    """),
                stale: try Self.missing(in: edition, connection).count,
                publishedSheets: try connection.count(
                    """
                    SELECT count(*) AS count FROM sheet JOIN decision ON decision.submission = sheet.submission
                    WHERE sheet.edition = \(edition) AND sheet.state = 'published' AND decision.outcome <> 'not-retained'
                    """))
        }
    }

    /// Writes what is missing or out of date; an earlier letter is dropped. Nil when the edition isn't this person's to run.
    func prepare(
        _ edition: Edition, by person: Person.ID, now: Date,
        _ letter: @escaping @Sendable (Reader, LetterFacts) -> Letter
    ) async throws -> Int? {
        try await database.write(for: .insiders) { connection in
            guard try Self.isRun(edition.id, by: person, connection) else { return nil }
            guard try !ReleaseStore.claim(edition.id, in: connection).isOut else { return 0 }
            let missing = try Self.missing(in: edition.id, connection)
            for (author, facts) in missing {
                try write(facts, to: author, of: edition, now: now, connection) { letter($0, facts) }
            }
            return missing.count
        }
    }

    /// Lets every letter of the edition go.
    func send(in edition: Edition.ID, now: Date, _ connection: any Connection) throws {
        try correspondence.outbox.release(about: Self.subject(edition), now: now, in: connection)
    }

    static func stale(in edition: Edition.ID, _ connection: any Connection) throws -> Int {
        try missing(in: edition, connection).count
    }

    private func write(
        _ facts: LetterFacts, to author: Person.ID, of edition: Edition, now: Date, _ connection: any Connection,
        _ letter: (Reader) -> Letter
    ) throws {
        let earlier = try connection.row(
            "SELECT message FROM letter WHERE submission = \(facts.submission) AND person = \(author)")
        try connection.run("DELETE FROM letter WHERE submission = \(facts.submission) AND person = \(author)")
        var manner = Correspondence.Manner(about: Self.subject(edition.id), edition: edition.id.description)
        (manner.isHeld, manner.heldFor) = (true, "publication")
        let message = try correspondence.write(to: author, manner, now: now, in: connection, letter)
        if let earlier { try correspondence.outbox.replace(try earlier["message"], by: message, in: connection) }
        guard let message else { return }
        try connection.run(
            """
            INSERT INTO letter (message, submission, person, decision_revision)
            VALUES (\(message), \(facts.submission), \(author), \(facts.revision))
            """)
    }

    /// Each author of a decided file who has no letter of that very decision.
    private static func missing(in edition: Edition.ID, _ connection: any Connection) throws -> [(
        Person.ID, LetterFacts
    )] {
        try connection.rows(
            """
            SELECT submission_author.person, submission.id, submission.number, submission.title, decision.outcome,
                decision.reason, decision.revision, award.name_fr, edition.name
            FROM decision JOIN submission ON submission.id = decision.submission
            JOIN edition ON edition.id = submission.edition
            JOIN submission_author ON submission_author.submission = submission.id AND submission_author.role = 'owner'
            LEFT JOIN award ON award.id = decision.award
            LEFT JOIN letter ON letter.submission = submission.id AND letter.person = submission_author.person
                AND letter.decision_revision = decision.revision
            WHERE submission.edition = \(edition) AND letter.message IS NULL ORDER BY submission.number
            """
        ).map { row in
            let number: String? = try row["number"]
            let facts = LetterFacts(
                edition: try row["name"], number: number ?? "", title: try row["title"], submission: try row["id"],
                outcome: try row["outcome"], award: try row["name_fr"], reason: try row["reason"],
                revision: try row["revision"])
            return (try row["person"], facts)
        }
    }

    private static func subject(_ edition: Edition.ID) -> String { "letters:\(edition)" }

    private static func isRun(_ edition: Edition.ID, by person: Person.ID, _ connection: any Connection) throws -> Bool
    {
        try connection.row(
            "SELECT id FROM edition WHERE id = \(edition) AND \(Rights.isStaff(person, of: "edition.id"))")
            != nil
    }
}
