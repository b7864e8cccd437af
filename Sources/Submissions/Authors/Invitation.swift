import Accounts
import Campaigns
import Foundation
import Identifiers
import Storage
import Web

/// Somebody whose address was typed to write along in a file. Until they accept, they are nobody in it.
struct Invitation: Equatable, Sendable {
    /// Two weeks: it was not asked for, so nobody waits for it.
    static let life: TimeInterval = 14 * 86_400
    /// How long it is kept beyond its end, to say why its link no longer opens.
    static let rest: TimeInterval = 7 * 86_400
    /// Of one file.
    static let mostWaiting = 10
    /// Addresses that one person may ask about in an hour, whatever the answer.
    static let mostAsked = 30
    /// Letters of one person in an hour.
    static let mostOfOnePerson = 10

    let file: Submission.ID
    /// As it was typed.
    let address: EmailAddress
    /// That of the page on which it was typed.
    let language: Language
    let inviter: Person.ID
    let endsAt: Date
    let acceptedAt: Date?
    /// Its letter found no mailbox.
    var didNotArrive = false

    /// Whether the link opens at that moment.
    func check(at time: Date) throws(SignInLink.Refusal) {
        guard acceptedAt == nil else { throw .used }
        guard time < endsAt else { throw .expired }
    }

    /// Why somebody cannot be asked to write along, or cannot accept it.
    enum Refusal: Error, Equatable {
        /// The file cannot be changed any more.
        case closed
        case ownAddress, alreadyWrites
        /// They run the edition, or judge in it: told to them when they answer, and never to whoever invites.
        case runsOrJudges
        /// The part was taken from them by somebody who gives roles.
        case roleTaken
        case tooManyWaiting, tooManyInAnHour
    }
}

/// What the door of the letter shows, and its own page to whoever is signed in.
struct OpenedInvitation: Sendable {
    let invitation: Invitation
    let file: SubmissionFile
    /// Why it cannot be accepted; nil when it can.
    let refusal: Invitation.Refusal?
    /// Whoever accepts it says who they are: nobody knows yet.
    let asksName: Bool
    /// Who has the address, as far as anybody is known there.
    let person: Person.ID?

    /// Who asks, as they write their name; their address was proven by a link.
    var inviter: Submission.Author? { file.authors.first { $0.person == invitation.inviter } }
}

/// What became of one whose link no longer opens.
enum InvitationEnd: Equatable, Sendable {
    /// It was accepted, and whoever did writes in the file.
    case accepted
    /// It was accepted, and the role was taken back since; or they write in the file no more.
    case roleTaken, left
    case expired
    /// Taken back, replaced by a newer one, or sent by somebody who owns the file no more.
    case unknown
}

/// Leaves the letter with the link, in the same transaction.
typealias InvitationLetter = @Sendable (Invitation, SubmissionFile, _ link: String, any Connection) throws -> Void

/// One that nobody has answered yet, as an owner of its file is told at home.
struct AskedInvitation: Equatable, Sendable {
    let file: Submission.ID
    let title: String
    /// The name of the edition that the file is of.
    let edition: String
    /// As it was typed.
    let address: String
    let endsAt: Date
    let didNotArrive: Bool
}
