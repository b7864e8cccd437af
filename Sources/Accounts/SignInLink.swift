import Foundation
import Identifiers
import Storage

/// A link that lets one person in, once.
public struct SignInLink: Equatable, Sendable {
    /// Why a link no longer opens anything.
    public enum Refusal: Error, Equatable, Sendable { case unknown, used, expired }

    /// A link asked for on the site.
    public static let life: TimeInterval = 15 * 60

    let person: Person.ID
    let next: OwnPath
    let endsAt: Date
    let usedAt: Date?
    /// Only a demonstration has links that serve again.
    let isReusable: Bool

    /// Whether the link opens at that moment.
    func check(at time: Date) throws(Refusal) {
        guard isReusable || usedAt == nil else { throw .used }
        guard time < endsAt else { throw .expired }
    }
}

/// A link that was just made: the only moment at which its address is known.
public struct SignInLetter: Sendable {
    public let account: Account
    /// Of this site, without language: `/connexion/…`.
    public let path: String
    public let endsAt: Date
    /// By which it is found again: a link's life begins anew when its letter leaves.
    public let digest: String
    public let life: TimeInterval
}

/// Puts the letter with a link among the mail that leaves, in the transaction that makes the link.
typealias LetterSender = @Sendable (SignInLetter, _ time: Date, any Connection) throws -> Void

/// Somebody asks for a link.
struct LinkRequest: Sendable {
    /// So long counts as one span for both limits.
    static let span: TimeInterval = 15 * 60
    /// Letters to one address in a span; more of them would be a nuisance by mail.
    static let mostLetters = 5
    /// Requests from one place in a span; an office behind one address needs more than a person.
    static let mostFromOnePlace = 30

    let email: EmailAddress
    let next: OwnPath
    /// The address the request came from.
    let origin: String
    let time: Date
}
