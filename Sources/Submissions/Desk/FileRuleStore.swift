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
    static func check(_ submission: Submission, in connection: any Connection) throws {
        guard let organisation = submission.organisation,
            let most = try find(of: submission.edition, in: connection).mostOfOrganisation
        else { return }
        let sent = try connection.count(
            """
            SELECT count(*) AS count FROM submission WHERE edition = \(submission.edition)
                AND organisation = \(organisation) AND state = 'transmitted' AND id <> \(submission.id)
            """)
        if sent >= most { throw Submission.Refusal.tooManyOfOrganisation(most) }
    }

    /// An edition made from another has the same rule, until it is given its own.
    static let heir: Succession.Heir = { succession, connection in
        try save(find(of: succession.from, in: connection), of: succession.to, in: connection)
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
