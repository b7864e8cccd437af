import Accounts
import Campaigns
import Foundation
import Identifiers
import Web

/// A file that somebody without an account asked to begin: it waits for the link of the letter to be opened.
struct Beginning: Sendable {
    /// Long enough for mail that is held back on its way.
    static let life: TimeInterval = 2 * 3_600

    let email: EmailAddress
    let language: Language
    let file: NewFile
    let endsAt: Date
    let usedAt: Date?

    /// Whether the link opens at that moment.
    func check(at time: Date) throws(SignInLink.Refusal) {
        guard usedAt == nil else { throw .used }
        guard time < endsAt else { throw .expired }
    }
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
