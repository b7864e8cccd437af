import Foundation
import Identifiers
import Storage

/// Helps out whoever has lost their second factor, from the machine's own command line.
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
            return try factors.reset(account.id, at: time, in: connection)
        }
    }
}
