import Identifiers
import Journal
import Web

// What the journal is told of an edition and of those who work on it.
extension Act {
    static let roleGranted = Act("role-granted")
    static let roleRevoked = Act("role-revoked")
    static let sessionsEnded = Act("sessions-ended")
    static let accountDisabled = Act("account-disabled")
    static let accountEnabled = Act("account-enabled")
    static let extensionGranted = Act("extension-granted")
    static let extensionRevoked = Act("extension-revoked")
    static let editionRemoved = Act("edition-removed")
    static let factorRequired = Act("factor-required")
    static let factorNotRequired = Act("factor-not-required")
}

extension Thing {
    static func role(_ role: Role) -> Thing { Thing("role", word: role.description) }
    static let everybody = Thing("accounts", word: "all")
    static func account(_ person: Person.ID) -> Thing { Thing("account", person) }
    static func edition(_ id: Edition.ID) -> Thing { Thing("edition", id) }
    static func phase(_ id: Phase.ID) -> Thing { Thing("phase", id) }
}
