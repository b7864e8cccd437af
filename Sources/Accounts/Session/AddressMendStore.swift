import Identifiers
import Mail
import Storage

// The address of somebody who never came in, and whom somebody else mistyped.
extension AccountStore {
    /// True of a person who has entered nowhere yet, and done nothing: whoever has the address of such an account has nothing of
    /// somebody else's.
    public static func hasNeverEntered(_ person: SQL) -> SQL {
        """
        (NOT EXISTS (SELECT 1 FROM session WHERE session.person = \(person))
        AND NOT EXISTS (SELECT 1 FROM sign_in_link AS used WHERE used.person = \(person) AND used.used_at IS NOT NULL)
        AND NOT EXISTS (SELECT 1 FROM journal WHERE journal.actor = \(person)))
        """
    }

    /// Holds somebody's row and their links until the transaction ends: whoever mends their address as well waits, and so does whoever
    /// enters by a link, so that what is read of them now is still so when it is written.
    public static func holdStill(_ id: Person.ID, in connection: any Connection) throws {
        try connection.run("UPDATE person SET id = id WHERE id = \(id)")
        try connection.run("UPDATE sign_in_link SET wrong_codes = wrong_codes WHERE person = \(id)")
    }

    /// Whether it may be is for the caller to know. Refuses an address that is somebody's already.
    public static func readdress(_ id: Person.ID, to email: EmailAddress, in connection: any Connection) throws {
        guard try find(email, in: connection) == nil else { throw Refusal.taken }
        let former = try find(id, in: connection).flatMap { try? EmailAddress($0.email) }
        try Outbox.cancelWaiting(to: id, at: former, in: connection)
        do {
            try connection.run(
                """
                UPDATE person SET email = \(email.description), email_key = \(email.comparable), revision = revision + 1
                WHERE id = \(id)
                """)
        } catch let error as StorageError {
            // Somebody else has got it since it was looked for.
            if case .duplicate = error { throw Refusal.taken }
            throw error
        }
    }
}
