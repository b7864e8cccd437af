import Accounts
import Foundation
import Identifiers
import Journal
import Storage
import Web

/// Ends somebody's sessions and opens or shuts their account, each in one transaction, with its row of the journal.
public struct AccessStore: Sendable {
    let database: any Database

    public init(database: any Database) { self.database = database }

    func find(_ person: Person.ID, at time: Date) async throws -> Access? {
        try await database.read { connection in
            guard let account = try AccountStore.find(person, in: connection) else { return nil }
            let use = try SessionStore.use(of: person, at: time, in: connection)
            return Access(
                openSessions: use.open, lastUsed: use.lastUsed, disabledAt: account.disabledAt,
                hasFactor: try FactorCommandStore.hasAny(person, in: connection))
        }
    }

    /// Answers how many there were; nil when there is nobody of that key. Nil as `actor` is the command line.
    public func endSessions(of person: Person.ID, by actor: Person.ID?) async throws -> Int? {
        try await database.write(for: .insiders) { connection in
            guard try AccountStore.find(person, in: connection) != nil else { return nil }
            let count = try SessionStore.endAll(of: person, in: connection)
            if count > 0 { try Journal.write(.sessionsEnded, by: actor, of: .account(person), in: connection) }
            return count
        }
    }

    /// Everybody's, by the command line alone.
    public func endAllSessions() async throws -> Int {
        try await database.write(for: .insiders) { connection in
            let count = try SessionStore.endAll(in: connection)
            if count > 0 { try Journal.write(.sessionsEnded, by: nil, of: .everybody, in: connection) }
            return count
        }
    }

    /// Answers whether that was still to be done; nil when there is nobody of that key. `Access.Refusal` when nobody could give
    /// rights any more.
    public func disable(_ person: Person.ID, by actor: Person.ID?, at time: Date) async throws -> Bool? {
        try await database.write(for: .insiders) { connection in
            // Claimed first: two administrators who disable each other come one after the other, as with their roles.
            let administrator = Role.agencyAdministrator.description
            try connection.run("UPDATE role_grant SET granted_at = granted_at WHERE role = \(administrator)")
            guard try AccountStore.find(person, in: connection) != nil else { return nil }
            try Access.check(
                disabling: person, by: actor,
                isAdministrator: RoleStore.grants(of: person, in: connection).contains {
                    $0.role == .agencyAdministrator
                }, hasOther: RoleStore.hasAdministrator(beside: person, in: connection))
            guard try AccountStore.disable(person, at: time, in: connection) else { return false }
            try Journal.write(.accountDisabled, by: actor, of: .account(person), in: connection)
            return true
        }
    }

    /// The same the other way round. Whoever it is asks for a link again.
    public func enable(_ person: Person.ID, by actor: Person.ID?) async throws -> Bool? {
        try await database.write(for: .insiders) { connection in
            guard try AccountStore.find(person, in: connection) != nil else { return nil }
            guard try AccountStore.enable(person, in: connection) else { return false }
            try Journal.write(.accountEnabled, by: actor, of: .account(person), in: connection)
            return true
        }
    }
}
