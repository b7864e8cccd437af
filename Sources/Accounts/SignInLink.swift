import Foundation
import Identifiers
import Storage
import Web

/// A link that lets one person in, once; or a door, which lets nobody in and sends such a link.
public struct SignInLink: Equatable, Sendable {
    /// Why a link no longer opens anything.
    public enum Refusal: Error, Equatable, Sendable {
        case unknown, used, expired
        /// Its six digits were typed wrong too often.
        case guessed
    }

    /// Counted from when its letter leaves: whoever asks for one waits for it.
    public static let life: TimeInterval = 10 * 60

    let person: Person.ID
    let next: OwnPath
    let endsAt: Date
    let usedAt: Date?
    /// Only a demonstration has links that serve again.
    let isReusable: Bool
    let isDoor: Bool
    /// What the letter with a door was about.
    let title: String
    let binding: LinkBinding

    /// Whether the link opens at that moment.
    func check(at time: Date) throws(Refusal) {
        guard isReusable || usedAt == nil else { throw .used }
        guard time < endsAt else { throw .expired }
        guard !binding.isDead else { throw .guessed }
    }

    /// Whether whoever opens it may come in. Nobody does by a door.
    func standing(of proof: LinkProof) -> LinkBinding.Standing {
        isReusable ? .confirmed : isDoor ? .open : binding.standing(of: proof)
    }

    /// Whether its page asks for the digits.
    func asksCode(of nonce: String?) -> Bool { !isReusable && !binding.isBound(to: nonce) }

    /// A link that is over may be asked for anew from its own page; an invitation that is over may not.
    var mayBeAskedAgain: Bool { !isReusable && !isDoor }
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
    /// The six digits that confirm it, as they are read; empty where none are asked for.
    public let code: String
    /// It leads to a page that sends a link, and lets nobody in.
    public let isDoor: Bool
    /// Of the pages that it leads to; nil for that of the letter.
    var language: Language?
    /// Written in place of one to an address that is nobody's: its transaction keeps nothing of it, and it must not leave any other way.
    var isUndone = false
}

/// Puts the letter with a link among the mail that leaves, in the transaction that makes the link.
public typealias LetterSender = @Sendable (SignInLetter, _ time: Date, any Connection) throws -> Void

/// Where a link is asked for, and when.
public struct LinkPlace: Sendable {
    /// The address the request came from.
    let origin: String
    /// What the browser is known by from then on.
    let asker: String?
    let time: Date
    /// Of the page, where the link is to lead back to it whatever the language of somebody's letters.
    let language: Language?

    public init(origin: String, asker: String? = nil, time: Date, language: Language? = nil) {
        (self.origin, self.asker, self.time, self.language) = (origin, asker, time, language)
    }
}

/// Somebody asks for a link.
public struct LinkRequest: Sendable {
    /// So long counts as one span for both limits.
    static let span: TimeInterval = 15 * 60
    /// Letters to one address in a span; more of them would be a nuisance by mail.
    static let mostLetters = 5
    /// Requests from one place in a span; an office behind one address needs more than a person.
    static let mostFromOnePlace = 30

    let email: EmailAddress
    let next: OwnPath
    let place: LinkPlace
    /// Asked for in their own session, to prove once more that it is them: counted apart from what strangers ask for.
    let isOwn: Bool

    public init(email: EmailAddress, next: OwnPath, place: LinkPlace, isOwn: Bool = false) {
        (self.email, self.next, self.place, self.isOwn) = (email, next, place, isOwn)
    }
}
