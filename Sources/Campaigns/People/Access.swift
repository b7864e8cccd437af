import Foundation
import Identifiers
import Web

/// How somebody gets in, as administrators see it.
public struct Access: Equatable, Sendable {
    let openSessions: Int
    let lastUsed: Date?
    /// Since when their account lets nobody in.
    let disabledAt: Date?
    /// Whether they show a second factor after their link.
    var hasFactor = false

    /// Why an account cannot be disabled.
    public enum Refusal: Error, Equatable, Sendable {
        /// Nobody locks themselves out by a slip.
        case oneself
        /// Nobody could give rights any more.
        case lastAdministrator
        /// Whoever has a session of theirs would take their factor away with it.
        case ownFactor
        /// Nobody said that whoever asks to have a factor taken away is who they say.
        case unsure
    }

    /// `isSure` is whether the actor has said that they know who asked.
    static func check(
        resettingFactorOf person: Person.ID, by actor: Person.ID, isSure: Bool
    ) throws(Refusal) {
        if person == actor { throw .ownFactor }
        if !isSure { throw .unsure }
    }

    /// `isAdministrator` is whether they give rights, `hasOther` whether somebody else does and can come in.
    static func check(
        disabling person: Person.ID, by actor: Person.ID?, isAdministrator: Bool, hasOther: Bool
    ) throws(Refusal) {
        if person == actor { throw .oneself }
        if isAdministrator && !hasOther { throw .lastAdministrator }
    }
}
