import Foundation
import Identifiers

/// Somebody who is signed in.
public struct Session: Sendable {
    public let person: Person.ID
    public let name: String
    /// Every role held in any edition. Which edition is the query's business.
    public let roles: Set<Role>
    public let formToken: String
    /// The words of the editions for which a role was given, the newest first; a role that is not there is held in all.
    public let editions: [Role: [String]]
    /// When it was used is to be noted: it was not, for some minutes.
    public let isDue: Bool
    /// When they last proved who they are.
    public let provedAt: Date
    /// The link was opened, and a second factor is still to be shown: such a session is nobody's, but on the pages that ask for it.
    public var isHalf = false

    public init(
        person: Person.ID, name: String, roles: Set<Role>, formToken: String, editions: [Role: [String]] = [:],
        isDue: Bool = true, provedAt: Date = .distantPast
    ) {
        (self.person, self.name, self.roles, self.formToken) = (person, name, roles, formToken)
        (self.editions, self.isDue, self.provedAt) = (editions, isDue, provedAt)
    }

    public func has(_ role: Role) -> Bool { roles.contains(role) }

    /// Whether one of the roles is held in that edition.
    public func has(anyOf wanted: Set<Role>, in edition: String) -> Bool {
        roles.contains { wanted.contains($0) && editions[$0]?.contains(edition) ?? true }
    }

    public func hasAny(of wanted: Set<Role>) -> Bool { !roles.isDisjoint(with: wanted) }
}

/// Finds the session that a cookie names.
public typealias SessionFinder = @Sendable (_ cookie: String, _ now: Date) async throws -> Session?

/// Who may ask for a route.
public enum Policy: Equatable, Sendable {
    /// Even while the site is private: signing in, health.
    case always
    /// Everyone, once the site is public.
    case anyone
    case signedIn
    case roles(Set<Role>)

    public static func role(_ role: Role) -> Policy { .roles([role]) }

    public func allows(_ session: Session?) -> Bool {
        switch self {
        case .always, .anyone: true
        case .signedIn: session != nil
        case .roles(let roles): session?.hasAny(of: roles) ?? false
        }
    }
}
