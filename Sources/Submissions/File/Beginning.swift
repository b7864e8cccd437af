import Accounts
import Campaigns
import Foundation
import Identifiers
import Web

/// A file that somebody without an account asked to begin: it waits for the link of the letter to be opened.
struct Beginning: Sendable {
    /// Counted from when its letter leaves, as of any link that lets somebody in.
    static let life = SignInLink.life

    let email: EmailAddress
    let language: Language
    let file: NewFile
    let endsAt: Date
    let usedAt: Date?
    let binding: LinkBinding

    /// Whether the link opens at that moment.
    func check(at time: Date) throws(SignInLink.Refusal) {
        guard usedAt == nil else { throw .used }
        guard time < endsAt else { throw .expired }
        guard !binding.isDead else { throw .guessed }
    }
}

/// What the letter of a beginning holds: known at this moment only.
struct BeginningLink: Sendable {
    /// Of this site, without language.
    let path: String
    let digest: String
    /// The six digits, as they are read.
    let digits: String
}

/// What became of digits that were typed for a beginning.
enum BeginningConfirmation: Equatable, Sendable {
    case confirmed
    case notConfirmed(isWrong: Bool, left: Int)
}

/// What an opened link shows: what was asked for, and the drafts that the same person has begun before.
struct OpenedBeginning: Sendable {
    let beginning: Beginning
    let edition: Edition
    let drafts: [SubmissionFile]
}

/// A file and the session in which its owner goes on with it.
struct BegunFile: Sendable {
    let file: SubmissionFile
    let session: NewSession
}
