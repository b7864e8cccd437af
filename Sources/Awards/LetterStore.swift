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

/// What one letter has to tell.
public struct LetterFacts: Sendable {
    public let edition: String
    let editionKey: Edition.ID
    let replyTo: EmailAddress?
    public let number: String
    public let title: String
    public let submission: Submission.ID
    public let outcome: Decision.Outcome
    let awardFR: String?
    let awardEN: String?
    public let reason: String
    let revision: Int
    /// Where its public sheet stands; nil while there is none.
    let sheet: Sheet.State?
    /// Of its edition, where one is planned.
    var ceremony: Date?

    /// Its owners can open a sheet of it.
    var hasSheet: Bool { sheet != nil && sheet != .draft }

    /// As it is told at a moment: a ceremony that is over is none.
    func told(at now: Date) -> LetterFacts {
        var facts = self
        facts.ceremony = ceremony.flatMap { $0 > now ? $0 : nil }
        return facts
    }

    /// In the language of whoever reads it.
    func award(in language: Language) -> String {
        let english = awardEN ?? ""
        return language == .english && !english.isEmpty ? english : awardFR ?? ""
    }
}

/// Letters that tell authors the decision on their file, held in the outbox until the release.
public struct LetterStore: Sendable {
    let database: any Database
    let correspondence: Correspondence

    public init(database: any Database, correspondence: Correspondence) {
        (self.database, self.correspondence) = (database, correspondence)
    }

    /// Lets the letters on some files go.
    func send(of files: [Submission.ID], now: Date, _ connection: any Connection) throws {
        let letters = try connection.rows(
            """
            SELECT letter.message, author.person FROM letter LEFT JOIN submission_author AS author
                ON author.submission = letter.submission AND author.person = letter.person AND author.role = 'owner'
                AND \(SubmissionStore.hasRole("author"))
            WHERE letter.submission IN \(list: files)
            """)
        for row in letters {
            let (message, owner): (Message.ID, Person.ID?) = (try row["message"], try row["person"])
            if owner == nil {
                // Somebody else owns the file since it was written, or its owner has lost the role.
                try correspondence.outbox.replace(message, by: nil, in: connection)
            } else {
                _ = try correspondence.outbox.release(message, revision: nil, now: now, in: connection)
            }
        }
    }

    /// Drops what staff would still let go by hand to somebody whose role no longer opens the file; what goes out with a release
    /// is looked at then.
    @Sendable static func followRoles(
        _ person: Person.ID, _ edition: Edition.ID?, _ connection: any Connection
    ) throws {
        let taken = try SubmissionStore.taken(from: person, in: connection)
        let messages = try connection.rows(
            """
            SELECT message.id FROM letter JOIN message ON message.id = letter.message
            WHERE letter.person = \(person) AND letter.submission IN \(list: taken) AND message.held_for IS NULL
            """)
        for row in messages { _ = try Outbox.cancel(try row["id"] as Message.ID, in: connection) }
    }

    /// Drops the letters on a decision that is void.
    static func drop(of file: Submission.ID, by outbox: Outbox, in connection: any Connection) throws {
        for row in try connection.rows("SELECT message FROM letter WHERE submission = \(file)") {
            let message: Message.ID = try row["message"]
            _ = try outbox.replace(message, by: nil, in: connection)
        }
        try connection.run("DELETE FROM letter WHERE submission = \(file)")
    }

    /// Leaves each owner a letter on a decision that changed after it was out, held for staff to read and let go.
    func correct(
        _ file: Submission.ID, why: String, now: Date, in connection: any Connection,
        _ letter: (Reader, LetterFacts) -> Letter
    ) throws {
        let condition: SQL = "submission.id = \(file)"
        for (author, facts) in try Self.facts(condition, in: connection) {
            let manner = Self.manner(of: facts, isBound: false)
            let message = try correspondence.write(to: author, manner, now: now, in: connection) {
                letter($0, facts.told(at: now))
            }
            if let message { try Self.keep(message, of: facts, to: author, connection) }
        }
    }

    /// Letters held for a release: the next, or that of what is kept back.
    static func prepared(in edition: Edition.ID, _ connection: any Connection) throws -> Int {
        try connection.count(
            """
            SELECT count(*) AS count FROM letter JOIN submission ON submission.id = letter.submission
            JOIN message ON message.id = letter.message
            WHERE submission.edition = \(edition) AND submission.announced_at IS NULL AND message.state = 'held'
            """)
    }

    /// Letters that leave with the next release: `send` drops those of whoever owns the file no more.
    static func leaving(in edition: Edition.ID, _ connection: any Connection) throws -> Int {
        try connection.count(
            """
            SELECT count(*) AS count FROM letter JOIN decision ON decision.submission = letter.submission
            JOIN submission ON submission.id = letter.submission JOIN message ON message.id = letter.message
            JOIN submission_author AS author ON author.submission = letter.submission AND author.person = letter.person
                AND author.role = 'owner' AND \(SubmissionStore.hasRole("author"))
            WHERE \(ReleaseStore.isNext(in: edition)) AND \(saysAsItStands) AND message.state = 'held'
            """)
    }

    /// Letters on the decisions of files that somebody is bound to. One that another has replaced has lost its file: it is
    /// known by whom it is written to.
    @Sendable public static func hidden(from person: Person.ID) -> SQL {
        let bound = Ties.files(boundTo: person)
        return """
            message.id IN (SELECT letter.message FROM letter WHERE letter.submission IN (\(bound)))
            OR COALESCE(message.about, '') LIKE 'letters:%' AND COALESCE(message.person, '') IN (
                SELECT told.person FROM submission_author AS told WHERE told.submission IN (\(bound)))
            """
    }

    /// Whether an owner of what goes out next has no letter yet, or an old one; sought no further than the first.
    static func isAnyMissing(in edition: Edition.ID, _ connection: any Connection) throws -> Bool {
        try connection.row(
            """
            SELECT submission.id FROM decision CROSS JOIN submission CROSS JOIN submission_author
            WHERE decision.submission = submission.id AND submission_author.submission = submission.id
            AND submission_author.role = 'owner' AND \(isMissing(in: edition)) LIMIT 1
            """) != nil
    }

    static func stale(in edition: Edition.ID, _ connection: any Connection) throws -> Int {
        try missing(in: edition, connection).count
    }

    /// `isBound` letters leave with the release; others when staff let them go.
    static func manner(of facts: LetterFacts, isBound: Bool) -> Correspondence.Manner {
        var manner = Correspondence.Manner(
            about: subject(facts.editionKey), edition: facts.editionKey.description)
        (manner.isHeld, manner.heldFor) = (true, isBound ? "publication" : nil)
        manner.replyTo = facts.replyTo
        return manner
    }

    static func keep(
        _ message: Message.ID, of facts: LetterFacts, to author: Person.ID, _ connection: any Connection
    ) throws {
        try connection.run("DELETE FROM letter WHERE submission = \(facts.submission) AND person = \(author)")
        try connection.run(
            """
            INSERT INTO letter (message, submission, person, decision_revision, said)
            VALUES (\(message), \(facts.submission), \(author), \(facts.revision), (
                SELECT \(names) FROM decision JOIN submission ON submission.id = decision.submission
                WHERE decision.submission = \(facts.submission)))
            """)
    }

    /// Each owner of a file that goes out next who has no letter that says that very decision: one that was cancelled is none.
    static func missing(in edition: Edition.ID, _ connection: any Connection) throws -> [(
        Person.ID, LetterFacts
    )] {
        try facts(isMissing(in: edition), in: connection)
    }

    private static func isMissing(in edition: Edition.ID) -> SQL {
        """
        \(ReleaseStore.isNext(in: edition)) AND NOT EXISTS (
            SELECT 1 FROM letter JOIN message ON message.id = letter.message
            WHERE letter.submission = submission.id AND letter.person = submission_author.person
            AND \(saysAsItStands) AND message.state IN ('held', 'waiting', 'sent'))
        """
    }

    private static func facts(_ condition: SQL, in connection: any Connection) throws -> [(Person.ID, LetterFacts)] {
        let replyTo = try? EmailAddress(try AgencyStore.find(in: connection).email)
        return try connection.rows(
            """
            SELECT submission_author.person, submission.id, submission.number, submission.title, decision.outcome,
                decision.reason, decision.revision, award.name_fr, award.name_en, edition.name, edition.id AS edition,
                (SELECT sheet.state FROM sheet WHERE sheet.submission = submission.id) AS sheet,
                (SELECT min(phase.starts_at) FROM phase WHERE phase.edition = edition.id AND phase.kind = 'ceremony')
                    AS ceremony
            FROM decision JOIN submission ON submission.id = decision.submission
            JOIN edition ON edition.id = submission.edition
            JOIN submission_author ON submission_author.submission = submission.id AND submission_author.role = 'owner'
                AND \(SubmissionStore.hasRole())
            LEFT JOIN award ON award.id = decision.award
            WHERE \(condition) ORDER BY submission.number
            """
        ).map { row in
            let number: String? = try row["number"]
            let facts = LetterFacts(
                edition: try row["name"], editionKey: try row["edition"], replyTo: replyTo, number: number ?? "",
                title: try row["title"], submission: try row["id"], outcome: try row["outcome"],
                awardFR: try row["name_fr"], awardEN: try row["name_en"], reason: try row["reason"],
                revision: try row["revision"], sheet: try row["sheet"],
                ceremony: try row["ceremony"])
            return (try row["person"], facts)
        }
    }

    static func subject(_ edition: Edition.ID) -> String { "letters:\(edition)" }
}
