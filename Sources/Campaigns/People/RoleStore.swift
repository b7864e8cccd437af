import Accounts
import Foundation
import Identifiers
import Journal
import Storage
import Web

/// Who holds which role where.
public struct RoleStore: Sendable {
    let database: any Database
    /// Those whose things stand for roles.
    private let followers: [RoleFollower]

    public init(database: any Database, followers: [RoleFollower] = []) {
        (self.database, self.followers) = (database, followers)
    }

    public func grants(of person: Person.ID) async throws -> [Hat] {
        try await database.read { try Self.grants(of: person, in: $0) }
    }

    public static func grants(of person: Person.ID, in connection: any Connection) throws -> [Hat] {
        try connection.rows("SELECT role, edition FROM role_grant WHERE person = \(person) ORDER BY granted_at, id")
            .compactMap { try Hat($0) }
    }

    func find(_ person: Person.ID) async throws -> HatWearer? { try await find("id = \(person)") }

    func find(_ email: EmailAddress) async throws -> HatWearer? { try await find("email_key = \(email.comparable)") }

    private func find(_ who: SQL) async throws -> HatWearer? {
        try await database.read { connection in
            guard let row = try connection.row("SELECT id, name, email, function, disabled_at FROM person WHERE \(who)")
            else {
                return nil
            }
            let person: Person.ID = try row["id"]
            let grants = try connection.rows(
                "SELECT role, edition FROM role_grant WHERE person = \(person) ORDER BY granted_at, id")
            return try HatWearer(row, grants)
        }
    }

    /// Who else would chair where that role does: nobody for any other role, and nobody whose account is disabled.
    func chairs(beside person: Person.ID?, where hat: Hat) async throws -> [String] {
        guard hat.role == .chair else { return [] }
        let isThere: SQL = hat.edition.map { "(role_grant.edition IS NULL OR role_grant.edition = \($0))" } ?? "1 = 1"
        let isOther: SQL = person.map { "person.id <> \($0)" } ?? "1 = 1"
        return try await database.read { connection in
            try connection.rows(
                """
                SELECT DISTINCT person.name FROM role_grant JOIN person ON person.id = role_grant.person
                WHERE role_grant.role = \(Role.chair.description) AND \(isThere) AND \(isOther)
                AND person.disabled_at IS NULL ORDER BY person.name
                """
            ).map { try $0["name"] }
        }
    }

    public func grant(
        _ hat: Hat, to person: Person.ID, by giver: Person.ID?, on ground: Hat.Ground = .word, at time: Date
    ) async throws {
        try await database.write(for: .insiders) { try grant(hat, to: person, by: giver, on: ground, at: time, in: $0) }
    }

    /// The same in the caller's transaction.
    public func grant(
        _ hat: Hat, to person: Person.ID, by giver: Person.ID?, on ground: Hat.Ground = .word, at time: Date,
        in connection: any Connection
    ) throws {
        try Self.grant(hat, to: person, by: giver, on: ground, at: time, in: connection)
        for follow in followers { try follow(person, hat.edition, connection) }
    }

    /// In the caller's transaction. Given twice, it is held once. `Hat.Bar` when it cannot be given. For features, which tell those
    /// whom it concerns by themselves.
    public static func grant(
        _ hat: Hat, to person: Person.ID, by giver: Person.ID?, on ground: Hat.Ground = .word, at time: Date,
        in connection: any Connection
    ) throws {
        try hold(person, in: connection)
        let held = try grants(of: person, in: connection)
        if ground != .wordInSpiteOfClash, let clash = held.first(where: hat.clashes) {
            throw Hat.Bar.clash(with: clash.role)
        }
        guard !held.contains(hat) else { return }
        try look(at: hat, of: person, on: ground, in: connection)
        let key = Identifier<Hat>.new(at: time)
        try connection.run(
            """
            INSERT INTO role_grant (id, person, role, edition, granted_by, granted_at)
            VALUES (\(key), \(person), \(hat.role.description), \(hat.edition), \(giver), \(time))
            """)
        try Journal.write(
            .roleGranted, by: giver, of: .role(hat.role), to: person, edition: hat.edition, in: connection)
    }

    /// Two who give the same person something at once wait for each other here.
    static func hold(_ person: Person.ID, in connection: any Connection) throws {
        try connection.run("UPDATE person SET revision = revision WHERE id = \(person)")
    }

    /// Takes a role back; `Hat.Refusal` when nobody could give rights any more.
    public func revoke(_ hat: Hat, from person: Person.ID, by taker: Person.ID) async throws {
        try await database.write(for: .insiders) { _ = try revoke(hat, from: person, by: taker, in: $0) }
    }

    /// The same in the caller's transaction. Answers whether it was held.
    func revoke(_ hat: Hat, from person: Person.ID, by taker: Person.ID, in connection: any Connection) throws -> Bool {
        let taken = try Self.revoke(hat, from: person, by: taker, in: connection)
        for follow in followers { try follow(person, hat.edition, connection) }
        return taken
    }

    /// Whether somebody else gives rights, and can come in to do so.
    static func hasAdministrator(beside person: Person.ID, in connection: any Connection) throws -> Bool {
        try connection.row(
            """
            SELECT role_grant.id FROM role_grant JOIN person ON person.id = role_grant.person AND disabled_at IS NULL
            WHERE role = \(Role.agencyAdministrator.description) AND role_grant.person <> \(person)
            """) != nil
    }

    @discardableResult
    public static func revoke(_ hat: Hat, from person: Person.ID, by taker: Person.ID, in connection: any Connection)
        throws -> Bool
    {
        if hat.role == .agencyAdministrator {
            guard person != taker else { throw Hat.Refusal.ownAdministrator }
            let administrator = Role.agencyAdministrator.description
            // Claimed first: two administrators who take each other's role come one after the other.
            try connection.run("UPDATE role_grant SET granted_at = granted_at WHERE role = \(administrator)")
            guard try hasAdministrator(beside: person, in: connection) else { throw Hat.Refusal.lastAdministrator }
        }
        guard try drop(hat, from: person, by: taker, in: connection) else { return false }
        // What lets somebody in for a role ends with it.
        if try grants(of: person, in: connection).isEmpty { try SignInStore.forgetLinks(of: person, in: connection) }
        guard Set<Role>.authors.contains(hat.role) else { return true }
        try connection.run(
            "INSERT INTO role_taken (person, role, edition) VALUES (\(person), \(hat.role.description), \(hat.edition))"
        )
        return true
    }

    /// Whether a role that would come with a file was taken from somebody, and not given to them again.
    public static func isTaken(_ hat: Hat, from person: Person.ID, in connection: any Connection) throws -> Bool {
        guard try !grants(of: person, in: connection).contains(hat) else { return false }
        return try connection.row("SELECT role FROM role_taken WHERE \(isTaken(hat, person))") != nil
    }

    private static func isTaken(_ hat: Hat, _ person: Person.ID) -> SQL {
        let isThere: SQL = hat.edition.map { "(edition IS NULL OR edition = \($0))" } ?? "1 = 1"
        return "person = \(person) AND role = \(hat.role.description) AND \(isThere)"
    }

    /// A role that was taken comes back on the word of somebody who gives roles, and by no other way.
    private static func look(
        at hat: Hat, of person: Person.ID, on ground: Hat.Ground, in connection: any Connection
    ) throws {
        let isIt = isTaken(hat, person)
        if ground != .course {
            try connection.run("DELETE FROM role_taken WHERE \(isIt)")
        } else if try connection.row("SELECT role FROM role_taken WHERE \(isIt)") != nil {
            throw Hat.Bar.taken
        }
    }
}

// What came by itself goes by itself: nobody took it, and it may come again.
extension RoleStore {
    /// A role that came with a file or a list and has no ground any more. Answers whether it was still held.
    @discardableResult public func drop(
        _ hat: Hat, from person: Person.ID, by taker: Person.ID?, in connection: any Connection
    ) throws -> Bool {
        guard try Self.drop(hat, from: person, by: taker, in: connection) else { return false }
        for follow in followers { try follow(person, hat.edition, connection) }
        return true
    }

    /// The same for features, which tell those whom it concerns by themselves.
    @discardableResult public static func drop(
        _ hat: Hat, from person: Person.ID, by taker: Person.ID?, in connection: any Connection
    ) throws -> Bool {
        let scope: SQL = hat.edition.map { "edition = \($0)" } ?? "edition IS NULL"
        let taken = try connection.run(
            "DELETE FROM role_grant WHERE person = \(person) AND role = \(hat.role.description) AND \(scope)")
        guard taken > 0 else { return false }
        try Journal.write(
            .roleRevoked, by: taker, of: .role(hat.role), to: person, edition: hat.edition, in: connection)
        return true
    }

    /// Removes somebody who has no role, has never come in and was never written to. Answers whether it did; the database refuses it
    /// for somebody whom anything else speaks of.
    public static func removeUnused(
        _ person: Person.ID, leftAt revision: Int, in connection: any Connection
    ) throws -> Bool {
        try connection.run(
            """
            DELETE FROM person WHERE id = \(person) AND revision = \(revision)
                AND NOT EXISTS (SELECT 1 FROM role_grant WHERE role_grant.person = person.id)
                AND NOT EXISTS (SELECT 1 FROM session WHERE session.person = person.id)
                AND NOT EXISTS (SELECT 1 FROM sign_in_link WHERE sign_in_link.person = person.id)
                AND NOT EXISTS (SELECT 1 FROM message WHERE message.person = person.id)
                AND NOT EXISTS (SELECT 1 FROM submission_author WHERE submission_author.person = person.id)
            """) == 1
    }
}

extension HatWearer {
    init(_ row: Row, _ grants: [Row]) throws {
        self.init(
            id: try row["id"], name: try row["name"], email: try row["email"], function: try row["function"],
            hats: try grants.compactMap { try Hat($0) }, isDisabled: try row["disabled_at"] as Date? != nil)
    }

    func wearing(_ grants: [Row]) throws -> HatWearer {
        HatWearer(
            id: id, name: name, email: email, function: function, hats: try grants.compactMap { try Hat($0) },
            isDisabled: isDisabled)
    }
}

extension Hat {
    /// Nil for a role that only another version of the program knows.
    fileprivate init?(_ row: Row) throws {
        guard let role = Role(rawValue: try row["role"]) else { return nil }
        self.init(role, in: try row["edition"])
    }
}
