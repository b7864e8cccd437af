import Accounts
import Campaigns
import Forms
import Foundation
import Identifiers
import Mail
import Organisations
import Storage
import Web

/// Leaves letters about files in the outbox, in the transaction of what they tell of.
struct FileMail: Sendable {
    let correspondence: Correspondence

    /// The same, for what somebody does who is not of the agency.
    func asked(by person: Person.ID, isOwnRight: Bool = false) -> FileMail {
        FileMail(correspondence: correspondence.asked(by: person, isOwnRight: isOwnRight))
    }

    /// The same, for what the house does at its time.
    var fromHouse: FileMail { FileMail(correspondence: correspondence.fromHouse) }

    /// Whom a letter about a file comes from.
    struct Sender: Equatable, Sendable {
        /// The agency, line by line.
        let closing: [String]
        let replyTo: EmailAddress?
    }

    /// One letter for one person, in their language unless another one is asked for. Nil when nobody can be written to.
    @discardableResult func send(
        to person: Person.ID, about file: SubmissionFile, as subject: String? = nil, until end: Date? = nil,
        opening link: SignInLetter? = nil,
        speaking language: Language? = nil, isPrivate: Bool = false, isHeld: Bool = false, now: Date,
        in connection: any Connection, _ letter: (Reader, Sender) throws -> Letter
    ) throws -> Message.ID? {
        let agency = try AgencyStore.find(in: connection)
        var manner = Correspondence.Manner(
            about: subject ?? Self.subject(of: file.submission.id), edition: file.edition.id.description)
        (manner.replyTo, manner.sendBefore) = (try? EmailAddress(agency.email), end)
        (manner.isPrivate, manner.isHeld) = (isPrivate, isHeld)
        (manner.link, manner.language) = (link, language)
        return try correspondence.write(to: person, manner, now: now, in: connection) { reader in
            try letter(reader, Self.sender(agency, reader, manner))
        }
    }

    /// The link that begins a file, to an address that somebody typed: it says nothing of what they typed with it.
    func send(
        _ beginning: Beginning, of edition: Edition, link: BeginningLink, now: Date, time: Date,
        in connection: any Connection
    ) throws {
        var manner = Correspondence.Manner(edition: edition.id.description)
        manner.living = Correspondence.LivingLink(digest: link.digest, life: Beginning.life, endsAt: beginning.endsAt)
        try write(
            to: beginning.email, in: beginning.language, manner, until: beginning.endsAt, time: time, in: connection
        ) { $0.beginningLetter(edition, link: link, until: beginning.endsAt, $1, now: now) }
    }

    /// A secret link for an address of which nobody may be known yet, until it ends.
    private func write(
        to address: EmailAddress, in language: Language, _ manner: Correspondence.Manner, until end: Date, time: Date,
        in connection: any Connection, _ letter: (Reader, Sender) -> Letter
    ) throws {
        let agency = try AgencyStore.find(in: connection)
        var manner = manner
        (manner.replyTo, manner.sendBefore, manner.isPrivate) = (try? EmailAddress(agency.email), end, true)
        try correspondence.write(to: address, in: language, manner, now: time, in: connection) { reader in
            letter(reader, Self.sender(agency, reader, manner))
        }
    }

    private static func sender(_ agency: Agency, _ reader: Reader, _ manner: Correspondence.Manner) -> Sender {
        let closing = [agency.name(in: reader.language), agency.phone].filter { !$0.isEmpty }
        return Sender(closing: closing, replyTo: manner.replyTo)
    }

    /// One letter for somebody about several files of an edition, all theirs; about one it goes as any letter about a file.
    @discardableResult func send(
        to person: Person.ID, about files: [SubmissionFile], now: Date, in connection: any Connection,
        _ letter: (Reader, Sender) throws -> Letter
    ) throws -> Message.ID? {
        guard let first = files.first else { return nil }
        let subject = files.count == 1 ? nil : Self.subject(ofCallIn: first.edition.id)
        return try send(to: person, about: first, as: subject, now: now, in: connection, letter)
    }

    /// The same for each owner of the file who has the role. Empty when nobody could be written to.
    @discardableResult func sendToOwners(
        of file: SubmissionFile, until end: Date? = nil, isHeld: Bool = false, now: Date, in connection: any Connection,
        _ letter: (Reader, Sender) throws -> Letter
    ) throws -> [Message.ID] {
        try file.addressees.compactMap { owner in
            try send(to: owner.person, about: file, until: end, isHeld: isHeld, now: now, in: connection, letter)
        }
    }

    /// Leaves an address the link to an invitation: it says nothing that whoever invites has typed.
    func invitation(at time: Date) -> InvitationLetter {
        { invitation, file, link, connection in
            let manner = Correspondence.Manner(
                about: Self.subject(of: invitation.file), edition: file.edition.id.description)
            try write(
                to: invitation.address, in: invitation.language, manner, until: invitation.endsAt, time: time,
                in: connection
            ) { $0.invitationLetter(file, invitation, link: link, $1) }
        }
    }

    /// Tells somebody that an owner took them from a file: in fixed words, and without any link to it.
    func removal(of person: Person.ID, at time: Date) -> RemovalLetter {
        { file, connection in
            _ = try send(to: person, about: file, now: time, in: connection) { reader, sender in
                reader.removalLetter(file, sender)
            }
        }
    }

    /// Leaves somebody the link to a file that is theirs from now on: the agency typed it for them, or they take it over.
    /// `now` is the campaign's clock.
    func ownership(at time: Date, isTakenOver: Bool, now: Date) -> AuthorLetter {
        opening(at: time) {
            $0.ownershipLetter(Ownership($1, lent: $2, isTakenOver: isTakenOver, now: now), link: $3, $4)
        }
    }

    /// Tells somebody that the agency gave their file to another owner.
    func ownershipLost(at time: Date) -> FormerLetter {
        { file, person, connection in
            _ = try send(to: person, about: file, now: time, in: connection) { $0.formerOwnerLetter(file, $1) }
        }
    }

    private func opening(
        at time: Date,
        _ letter: @escaping @Sendable (Reader, SubmissionFile, [FormField], SignInLetter, Sender) -> Letter
    ) -> AuthorLetter {
        { file, account, connection in
            let link = try SignInStore.door(
                for: account, to: OwnPath(file.path), life: Self.invitationLife, at: time, in: connection)
            let lent = file.submission.asksAgreement ? try SubmissionStore.lentToOwners(of: file, connection) : []
            try send(to: account.id, about: file, opening: link, isPrivate: true, now: time, in: connection) {
                reader, sender in letter(reader, file, lent, link, sender)
            }
        }
    }

    private static let invitationLife: TimeInterval = 14 * 86_400

    /// Of a letter that speaks of several files.
    static func subject(ofCallIn edition: Edition.ID) -> String { "call:\(edition)" }

    static func subject(of file: Submission.ID) -> String { "submission:\(file)" }
}
