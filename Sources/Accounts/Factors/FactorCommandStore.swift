import Foundation
import Identifiers
import Storage

/// Helps out whoever has lost their second factor: an administrator on their page, or the machine's own command line.
public struct FactorCommandStore: Sendable {
    private let database: any Database
    private let factors: FactorStore

    public init(database: any Database, correspondence: Correspondence) {
        self.database = database
        factors = FactorStore(
            database: database, keys: nil, isRequired: { _, _ in false }, letters: correspondence)
    }

    /// Takes every factor of somebody away, ends their sessions, and tells them by letter. Nil when there is nobody of that
    /// address; false when they had none.
    public func reset(_ email: EmailAddress, at time: Date) async throws -> Bool? {
        try await database.write(for: .insiders) { [factors] connection -> Bool? in
            guard let account = try AccountStore.find(email, in: connection) else { return nil }
            return try factors.reset(account.id, by: nil, at: time, in: connection)
        }
    }

    /// The same for whoever asked `actor`, an administrator. Nil when there is nobody of that key.
    public func reset(_ person: Person.ID, by actor: Person.ID, at time: Date) async throws -> Bool? {
        try await database.write(for: .insiders) { [factors] connection -> Bool? in
            guard try AccountStore.find(person, in: connection) != nil else { return nil }
            return try factors.reset(person, by: actor, at: time, in: connection)
        }
    }

    /// Whether somebody has a second factor: an app that was confirmed, or a passkey.
    public static func hasAny(_ person: Person.ID, in connection: any Connection) throws -> Bool {
        try connection.row(
            "SELECT id FROM person WHERE id = \(person) AND \(HalfSessionStore.hasFactor("person.id"))") != nil
    }
}
