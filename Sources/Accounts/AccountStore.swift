import Foundation
import Identifiers
import Mail
import Storage
import Web

/// The SQL of accounts. Other features read `person` in their own queries, and add people through here.
public struct AccountStore: Sendable {
    public enum Refusal: Error, Equatable, Sendable {
        /// Somebody has this address already.
        case taken
        /// Changed in another window meanwhile.
        case outdated
    }

    let database: any Database

    public init(database: any Database) { self.database = database }

    public func find(_ id: Person.ID) async throws -> Account? {
        try await database.read { try Self.find(id, in: $0) }
    }

    public func find(_ email: EmailAddress) async throws -> Account? {
        try await database.read { try Self.find(email, in: $0) }
    }

    /// Everybody, by name.
    public func all() async throws -> [Account] {
        try await database.read { try Self.all(in: $0) }
    }

    public static func all(in connection: any Connection) throws -> [Account] {
        try connection.rows(columns + #"ORDER BY name COLLATE "fr-x-icu", email_key"#).map(Account.init)
    }

    /// Keeps an account as it now is, unless it moved on since it was read. Its name may stand on public pages.
    public func save(_ account: Account) async throws {
        try await database.write { try Self.save(account, in: $0) }
    }

    /// The same, in the transaction of what it goes with.
    public static func save(_ account: Account, in connection: any Connection) throws {
        let saved = try connection.run(
            """
            UPDATE person SET name = \(account.name), function = \(account.function), language = \(account.language),
                revision = revision + 1
            WHERE id = \(account.id) AND revision = \(account.revision)
            """)
        guard saved == 1 else { throw Refusal.outdated }
    }

    /// Somebody who has said no name so far gets the one they signed a file with; nothing changes for the others, or with a name
    /// that is none.
    public static func name(_ id: Person.ID, _ name: String, in connection: any Connection) throws {
        guard var account = try find(id, in: connection), account.isNameless else { return }
        do throws(Account.Flaw) {
            try account.describe(name: name, function: account.function, language: account.language)
        } catch { return }
        try connection.run("UPDATE person SET name = \(account.name), revision = revision + 1 WHERE id = \(id)")
    }

    public static func find(_ id: Person.ID, in connection: any Connection) throws -> Account? {
        try connection.row(columns + "WHERE id = \(id)").map(Account.init)
    }

    public static func find(_ email: EmailAddress, in connection: any Connection) throws -> Account? {
        try connection.row(columns + "WHERE email_key = \(email.comparable)").map(Account.init)
    }

    /// Anybody who may be written to, to do for them what is undone again; nil where there is nobody.
    static func standIn(in connection: any Connection) throws -> Account? {
        try connection.row(columns + "WHERE disabled_at IS NULL ORDER BY id LIMIT 1").map(Account.init)
    }

    /// Adds somebody new; refuses an address that is somebody's already.
    public static func add(_ account: Account, in connection: any Connection) throws {
        // Read again, so that both forms of an address are written as one.
        let email = try EmailAddress(account.email)
        let added = try connection.run(
            """
            INSERT INTO person (id, email, email_key, name, function, language, created_at)
            VALUES (\(account.id), \(email.description), \(email.comparable), \(account.name), \(account.function),
                    \(account.language), \(account.createdAt))
            ON CONFLICT (email_key) DO NOTHING
            """)
        guard added == 1 else { throw Refusal.taken }
    }

    /// Whoever has this address already, or somebody new; two requests at once give one person.
    public static func findOrAdd(_ account: Account, in connection: any Connection) throws -> Account {
        let email = try EmailAddress(account.email)
        if let known = try find(email, in: connection) { return known }
        do {
            try add(account, in: connection)
            return account
        } catch Refusal.taken {
            return try find(email, in: connection) ?? account
        }
    }

    public static func isDisabled(_ id: Person.ID, in connection: any Connection) throws -> Bool {
        try connection.row("SELECT id FROM person WHERE id = \(id) AND disabled_at IS NOT NULL") != nil
    }

    /// From now on nobody gets in by it: every session, every link that was not used yet and every letter that waits ends with it.
    /// What its holder wrote stays theirs. Answers whether that was still to be done; whether it may be is for the caller to know.
    public static func disable(_ id: Person.ID, at time: Date, in connection: any Connection) throws -> Bool {
        let isDone = try connection.run(
            "UPDATE person SET disabled_at = \(time), revision = revision + 1 WHERE id = \(id) AND disabled_at IS NULL")
        _ = try SessionStore.endAll(of: id, in: connection)
        let account = try find(id, in: connection)
        let address = account.flatMap { try? EmailAddress($0.email) }
        try Outbox.cancelWaiting(to: id, at: address, in: connection)
        return isDone == 1
    }

    /// Lets somebody in again, by a new link.
    public static func enable(_ id: Person.ID, in connection: any Connection) throws -> Bool {
        let isDone = try connection.run(
            """
            UPDATE person SET disabled_at = NULL, revision = revision + 1 WHERE id = \(id) AND disabled_at IS NOT NULL
            """)
        // What began in the very moment of the disabling does not come back to life.
        if isDone == 1 { _ = try SessionStore.endAll(of: id, in: connection) }
        return isDone == 1
    }

    private static let columns: SQL =
        "SELECT id, email, name, function, language, created_at, revision, disabled_at FROM person "
}

extension Account {
    fileprivate init(_ row: Row) throws {
        self.init(
            id: try row["id"], email: try row["email"], name: try row["name"], function: try row["function"],
            language: try row["language"], createdAt: try row["created_at"], revision: try row["revision"],
            disabledAt: try row["disabled_at"])
    }
}

extension Language: Storable {}
