import Accounts
import Identifiers
import Journal
import Storage
import Web

/// Whether everybody of the staff must have a second factor.
public struct FactorSetting: Equatable, Sendable {
    enum Problem: Error, Equatable {
        /// Whoever asks it of others has one first: else nobody could take it back.
        case ownMissing
    }

    public var isRequired = false
    public var revision = 0
    /// The names of staff who have none so far.
    var missing: [String] = []

    public init() {}
}

/// The SQL of that setting.
public struct FactorSettingStore: Sendable {
    let database: any Database

    public init(database: any Database) { self.database = database }

    /// Whether a role of theirs asks for a second factor.
    public static func isRequired(of person: Person.ID, in connection: any Connection) throws -> Bool {
        let held: SQL = "role IN \(list: Set<Role>.staff.map(\.rawValue).sorted())"
        return try connection.row(
            """
            SELECT id FROM factor_setting
            WHERE is_required = 1 AND EXISTS (SELECT 1 FROM role_grant WHERE role_grant.person = \(person) AND \(held))
            """) != nil
    }

    func find() async throws -> FactorSetting {
        try await database.read { connection in
            var setting = FactorSetting()
            if let row = try connection.row("SELECT is_required, revision FROM factor_setting") {
                (setting.isRequired, setting.revision) = (try row["is_required"], try row["revision"])
            }
            setting.missing = try Self.missing(in: connection)
            return setting
        }
    }

    /// Asks it of everybody, or no longer. Whoever asks it of others must have a factor.
    func save(_ setting: FactorSetting, by person: Person.ID) async throws {
        try await database.write(for: .insiders) { connection in
            if setting.isRequired, try !Self.hasFactor(person, in: connection) {
                throw FactorSetting.Problem.ownMissing
            }
            if try connection.row("SELECT id FROM factor_setting") == nil {
                // The state that its first form was made from.
                try connection.run(
                    "INSERT INTO factor_setting (id, revision) VALUES ('factor', 0) ON CONFLICT (id) DO NOTHING")
            }
            let saved = try connection.run(
                """
                UPDATE factor_setting SET is_required = \(setting.isRequired), revision = revision + 1
                WHERE revision = \(setting.revision)
                """)
            guard saved == 1 else { throw Outdated() }
            try Journal.write(
                setting.isRequired ? .factorRequired : .factorNotRequired, by: person,
                of: Thing("setting", word: "second-factor"), in: connection)
        }
    }

    private static func hasFactor(_ person: Person.ID, in connection: any Connection) throws -> Bool {
        try connection.row(
            "SELECT id FROM person WHERE id = \(person) AND \(HalfSessionStore.hasFactor("person.id"))") != nil
    }

    private static func missing(in connection: any Connection) throws -> [String] {
        let held: SQL = "role IN \(list: Set<Role>.staff.map(\.rawValue).sorted())"
        return try connection.rows(
            """
            SELECT name, email FROM person
            WHERE EXISTS (SELECT 1 FROM role_grant WHERE role_grant.person = person.id AND \(held))
                AND NOT \(HalfSessionStore.hasFactor("person.id")) AND disabled_at IS NULL
            ORDER BY name COLLATE "fr-x-icu", email_key
            """
        ).map { row in
            let name: String = try row["name"]
            return try name.isEmpty ? row["email"] : name
        }
    }
}
