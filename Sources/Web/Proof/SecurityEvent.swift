import Identifiers
import Logging

/// What an operator looks for when somebody may have got in who should not: each is one line of the log, `"message":"security"`,
/// with its own word. It says whose keys, and never an address, a token or anything that was typed.
public enum SecurityEvent: String, CaseIterable, Sendable {
    case linkAsked = "link-asked"
    /// Too many links were asked for from one place.
    case linkLimited = "link-limited"
    case signedIn = "signed-in"
    /// A link that opens nothing any more, or never did.
    case linkRefused = "link-refused"
    case signedOut = "signed-out"
    case sessionEnded = "session-ended"
    case sessionsEnded = "sessions-ended"
    case accountDisabled = "account-disabled"
    case accountEnabled = "account-enabled"
    /// Somebody's second factor was taken away by an administrator.
    case factorsReset = "factors-reset"
    case roleGiven = "role-given"
    case roleTaken = "role-taken"
    /// Somebody who is signed in asked for what is not for them.
    case permissionRefused = "permission-refused"
    /// Something grave was asked for with a session whose proof is old.
    case proofMissing = "proof-missing"
}

extension Logger {
    /// `person` is whoever did it, `whom` whom it was done to, where that is somebody else.
    func note(_ event: SecurityEvent, by person: Person.ID?, to whom: Person.ID? = nil) {
        var facts: Metadata = ["event": "\(event.rawValue)", "person": "\(person?.description ?? "-")"]
        if let whom { facts["whom"] = "\(whom)" }
        notice("security", metadata: facts)
    }
}

extension Visit {
    /// Writes it to the log; what happens to sessions and permissions by the site itself is noted there.
    public func note(_ event: SecurityEvent, to whom: Person.ID? = nil) {
        log.note(event, by: session?.person, to: whom)
    }
}
