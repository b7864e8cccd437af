import Foundation
import Identifiers
import SecondFactor
import Storage
import Web

/// What somebody has to prove who they are, beside the link of a letter.
struct Factors: Equatable, Sendable {
    /// Since when their telephone's app makes codes; nil where none does.
    var appSince: Date?
    var passkeys: [Passkey] = []
    /// Of the codes on paper.
    var codesLeft = 0
    /// Of the app.
    var trials = Trials()
    var paperTrials = Trials(.paper)
    /// Their role asks for one.
    var isRequired = false

    var hasAny: Bool { appSince != nil || !passkeys.isEmpty }
    var count: Int { passkeys.count + (appSince == nil ? 0 : 1) }
    /// The last one stays while a role asks for one.
    var mayGo: Bool { !isRequired || count > 1 }
}

/// A passkey as its owner sees it.
struct Passkey: Equatable, Sendable {
    typealias ID = Identifier<Passkey>

    /// In signs.
    static let longestName = 60

    let id: ID
    let name: String
    let createdAt: Date
    let usedAt: Date?

    /// What was typed, on one line; nil where nothing was, or too much.
    static func name(_ typed: String) -> String? {
        let name = typed.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        return name.isEmpty || name.count > longestName ? nil : name
    }
}

/// Whether somebody's roles ask for a second factor: those who know roles and the setting say it.
public typealias FactorDuty = @Sendable (Person.ID, any Connection) throws -> Bool

enum FactorRefusal: Error, Equatable, Sendable {
    /// The code is wrong; so many more may be typed before a pause.
    case wrong(left: Int)
    case paused(until: Date)
    /// Nothing was begun that could be confirmed, or it is done already.
    case nothingBegun
    /// The passkey's answer does not hold.
    case passkey
    /// Their role asks for one, and it is the last.
    case required
    /// The machine has no key to seal with.
    case noKey
}

/// Whoever stands before the second factor, with a session that is open or half open.
struct FactorHolder: Sendable {
    let person: Person.ID
    let name: String
    let cookie: String
    let formToken: String
    /// Their link was opened, and nothing was shown yet beside it.
    let isHalf: Bool
}

extension OwnPath {
    /// The page that asks for a second factor, and leads here behind it.
    var behindFactor: String { "/second-facteur?" + Fields([("next", description)]).urlEncoded }
}

extension Visit {
    /// Nil for a stranger.
    var factorHolder: FactorHolder? {
        guard let session = session ?? half, let cookie = sessionCookie else { return nil }
        return FactorHolder(
            person: session.person, name: session.name, cookie: cookie, formToken: session.formToken,
            isHalf: self.session == nil)
    }

    /// The page that was wanted when somebody was led here.
    var wantedPage: OwnPath { OwnPath(fields["next"] ?? query["next"]) }
}

/// What came of a second factor that was shown or added.
struct Proven: Sendable {
    /// The session as it is from now on; nil where it was open already.
    var session: NewSession?
    /// Ten new codes for paper, with somebody's first factor.
    var codes: [RecoveryCode] = []
}
