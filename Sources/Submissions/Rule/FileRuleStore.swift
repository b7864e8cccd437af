import Campaigns
import Identifiers
import Storage
import Web

/// What the rules of an edition say of its files.
struct FileRule: Equatable, Sendable {
    static let limits = 1...99

    /// How many files one organisation may have sent at a time; nil where the rules set no limit.
    var mostOfOrganisation: Int?
}

/// More files of one organisation than the rules of the edition allow.
struct FileExcess: Equatable, Sendable {
    /// Beside the one in hand.
    let others: Int
    let most: Int
}

/// The rules of editions, kept by those who run them.
struct FileRuleStore: Sendable {
    let database: any Database

    func find(of edition: Edition.ID) async throws -> FileRule {
        try await database.read { try Self.find(of: edition, in: $0) }
    }

    /// Nil when the edition isn't this person's to run.
    func save(_ rule: FileRule, of edition: Edition.ID, by person: Person.ID) async throws -> Bool? {
        try await database.write(for: .insiders) { connection in
            let isTheirs: SQL = "id = \(edition) AND \(Rights.isStaff(person, of: "edition.id"))"
            guard try connection.row("SELECT id FROM edition WHERE \(isTheirs)") != nil else { return nil }
            try Self.save(rule, of: edition, in: connection)
            return true
        }
    }

    /// Whether a file may join those that its organisation has sent. Whoever asks holds the edition's row of numbering.
    ///
    /// Anybody may write any organisation's name: the files that count are those of the same owner, and those that staff found
    /// eligible.
    static func check(_ submission: Submission, in connection: any Connection) throws {
        guard let organisation = submission.organisation,
            let most = try find(of: submission.edition, in: connection).mostOfOrganisation
        else { return }
        let sent = try connection.count(
            """
            SELECT count(*) AS count FROM submission WHERE edition = \(submission.edition)
                AND organisation = \(organisation) AND state = 'transmitted' AND id <> \(submission.id)
                AND (eligibility = 'eligible' OR \(hasOwner(of: submission.id)))
            """)
        if sent >= most { throw Submission.Refusal.tooManyOfOrganisation(most) }
    }

    private static func hasOwner(of file: Submission.ID) -> SQL {
        """
        EXISTS (SELECT 1 FROM submission_author AS theirs JOIN submission_author AS own ON own.person = theirs.person
            WHERE theirs.submission = submission.id AND theirs.role = 'owner'
                AND own.submission = \(file) AND own.role = 'owner')
        """
    }

    /// What staff are told beside the answer on eligibility: how many others its organisation has sent, where together they
    /// are more than the rules allow.
    static func excess(_ submission: Submission, in connection: any Connection) throws -> FileExcess? {
        guard let organisation = submission.organisation, submission.state == .transmitted,
            let most = try find(of: submission.edition, in: connection).mostOfOrganisation
        else { return nil }
        let others = try connection.count(
            """
            SELECT count(*) AS count FROM submission WHERE edition = \(submission.edition)
                AND organisation = \(organisation) AND state = 'transmitted' AND eligibility <> 'not-eligible'
                AND id <> \(submission.id)
            """)
        return others >= most ? FileExcess(others: others, most: most) : nil
    }

    /// An edition made from another has the same rule, until it is given its own.
    static let heir: Succession.Heir = { succession, connection in
        try save(find(of: succession.from, in: connection), of: succession.to, in: connection)
    }

    /// The limit by its words; nothing where the earlier edition sets none.
    static func legacies(
        _ earlier: Edition.ID, _ edition: Edition, _ reader: Reader, in connection: any Connection
    ) throws -> [Legacy] {
        guard let most = try find(of: earlier, in: connection).mostOfOrganisation else { return [] }
        let isTaken = try find(of: edition.id, in: connection).mostOfOrganisation == most
        let title = reader.t(
            "the limit of \(most) file for one organisation", "the limit of \(most) files for one organisation",
            count: most)
        return [Legacy(title, path: edition.path("dossiers/regles"), isTaken: isTaken)]
    }

    private static func find(of edition: Edition.ID, in connection: any Connection) throws -> FileRule {
        let row = try connection.row("SELECT most_of_organisation FROM file_rule WHERE edition = \(edition)")
        return FileRule(mostOfOrganisation: try row.map { try $0["most_of_organisation"] })
    }

    private static func save(_ rule: FileRule, of edition: Edition.ID, in connection: any Connection) throws {
        guard let most = rule.mostOfOrganisation else {
            try connection.run("DELETE FROM file_rule WHERE edition = \(edition)")
            return
        }
        try connection.run(
            """
            INSERT INTO file_rule (edition, most_of_organisation) VALUES (\(edition), \(most))
            ON CONFLICT (edition) DO UPDATE SET most_of_organisation = excluded.most_of_organisation
            """)
    }
}
