import Foundation
import Identifiers

/// Somebody who is signed in.
public struct Session: Sendable {
    public let person: Person.ID
    public let name: String
    /// Every role held in any edition. Which edition is the query's business.
    public let roles: Set<Role>
    public let formToken: String
    /// When it was used is to be noted: it was not, for some minutes.
    public let isDue: Bool

    public init(person: Person.ID, name: String, roles: Set<Role>, formToken: String, isDue: Bool = true) {
        (self.person, self.name, self.roles, self.formToken) = (person, name, roles, formToken)
        self.isDue = isDue
    }

    public func has(_ role: Role) -> Bool { roles.contains(role) }

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
