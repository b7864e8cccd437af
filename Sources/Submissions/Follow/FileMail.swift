import Accounts
import Campaigns
import Foundation
import Identifiers
import Mail
import Organisations
import Storage
import Web

/// Leaves letters about files in the outbox, in the transaction of what they tell of.
struct FileMail: Sendable {
    let correspondence: Correspondence

    /// Whom a letter about a file comes from.
    struct Sender: Equatable, Sendable {
        /// The agency, line by line.
        let closing: [String]
        let replyTo: EmailAddress?
    }

    /// One letter for one person.
    func send(
        to person: Person.ID, about file: SubmissionFile, until end: Date? = nil, isPrivate: Bool = false,
        isHeld: Bool = false, now: Date, in connection: any Connection, _ letter: (Reader, Sender) throws -> Letter
    ) throws {
        let agency = try AgencyStore.find(in: connection)
        var manner = Correspondence.Manner(
            about: Self.subject(of: file.submission.id), edition: file.edition.id.description)
        (manner.replyTo, manner.sendBefore) = (try? EmailAddress(agency.email), end)
        (manner.isPrivate, manner.isHeld) = (isPrivate, isHeld)
        try correspondence.write(to: person, manner, now: now, in: connection) { reader in
            let closing = [agency.name(in: reader.language), agency.phone].filter { !$0.isEmpty }
            return try letter(reader, Sender(closing: closing, replyTo: manner.replyTo))
        }
    }

    /// The link that begins a file, to an address that somebody typed: it says nothing of what they typed with it.
    func send(
        _ beginning: Beginning, of edition: Edition, link: String, now: Date, time: Date, in connection: any Connection
    ) throws {
        let agency = try AgencyStore.find(in: connection)
        var manner = Correspondence.Manner(edition: edition.id.description)
        (manner.replyTo, manner.sendBefore) = (try? EmailAddress(agency.email), beginning.endsAt)
        manner.isPrivate = true
        try correspondence.write(
            to: beginning.email, in: beginning.language, manner, now: time, in: connection
        ) { reader in
            let closing = [agency.name(in: reader.language), agency.phone].filter { !$0.isEmpty }
            let sender = Sender(closing: closing, replyTo: manner.replyTo)
            return reader.beginningLetter(edition, link: link, until: beginning.endsAt, sender, now: now)
        }
    }

    /// The same for each owner of the file.
    func sendToOwners(
        of file: SubmissionFile, until end: Date? = nil, isHeld: Bool = false, now: Date, in connection: any Connection,
        _ letter: (Reader, Sender) throws -> Letter
    ) throws {
        for owner in file.owners {
            try send(to: owner.person, about: file, until: end, isHeld: isHeld, now: now, in: connection, letter)
        }
    }

    /// Leaves somebody the link to a file in which they have just been given a part.
    func invitation(from name: String, at time: Date) -> AuthorLetter {
        { file, account, connection in
            let link = try SignInStore.letter(
                for: account, next: OwnPath(file.path), life: Self.invitationLife, at: time, in: connection)
            try send(to: account.id, about: file, until: link.endsAt, isPrivate: true, now: time, in: connection) {
                reader, sender in
                reader.invitationLetter(file, link: link.path, from: name, sender)
            }
        }
    }

    private static let invitationLife: TimeInterval = 14 * 86_400

    static func subject(of file: Submission.ID) -> String { "submission:\(file)" }
}
