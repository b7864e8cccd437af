import Foundation
import Identifiers
import Web

/// How somebody gets in, as administrators see it.
public struct Access: Equatable, Sendable {
    let openSessions: Int
    let lastUsed: Date?
    /// Since when their account lets nobody in.
    let disabledAt: Date?

    /// Why an account cannot be disabled.
    public enum Refusal: Error, Equatable, Sendable {
        /// Nobody locks themselves out by a slip.
        case oneself
        /// Nobody could give rights any more.
        case lastAdministrator
    }

    /// `isAdministrator` is whether they give rights, `hasOther` whether somebody else does and can come in.
    static func check(
        disabling person: Person.ID, by actor: Person.ID?, isAdministrator: Bool, hasOther: Bool
    ) throws(Refusal) {
        if person == actor { throw .oneself }
        if isAdministrator && !hasOther { throw .lastAdministrator }
    }
}
