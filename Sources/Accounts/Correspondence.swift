import Foundation
import Identifiers
import Mail
import Storage
import Web
import Words

/// What a feature needs to write to people: in their own language, in the agency's name, in its own transaction.
public struct Correspondence: Sendable {
    public let outbox: Outbox
    private let phrasebooks: [Language: Phrasebook]
    private let address: String
    /// Whose letters they are.
    public let look: @Sendable (any Connection) throws -> MailLook
    private let signer: Signer
    private let answers: @Sendable (any Connection) throws -> EmailAddress?
    private var cause = LetterCause.agency(isDoneAnyway: false)

    /// What the agency is called in a language, and where it is called.
    public typealias Signer = @Sendable (Language, any Connection) throws -> (name: String, phone: String)

    /// `address` is the site's public one; `look` reads whose letters they are, `signer` who stands under them, `answers` who
    /// reads what is answered to them.
    public init(
        outbox: Outbox, phrasebooks: [Language: Phrasebook], address: String,
        look: @escaping @Sendable (any Connection) throws -> MailLook,
        signer: @escaping Signer = { _, _ in ("", "") },
        answers: @escaping @Sendable (any Connection) throws -> EmailAddress? = { _ in nil }
    ) {
        (self.outbox, self.phrasebooks, self.address) = (outbox, phrasebooks, address)
        (self.look, self.signer, self.answers) = (look, signer, answers)
    }

    /// The same, for what the house does at its time: as many letters as there are to write.
    public var fromHouse: Correspondence { caused(by: .house) }

    /// The same, for what the agency must be able to do at any time: beyond the limit it is done, and nobody is written to.
    public var doneAnyway: Correspondence { caused(by: .agency(isDoneAnyway: true)) }

    /// The same, for what somebody does who is not of the agency: no more letters than one person may have written in an hour.
    /// Beyond that the act is undone, unless it is their own right: then nobody is written to.
    public func asked(by person: Person.ID, isOwnRight: Bool = false) -> Correspondence {
        caused(by: .asked(by: person, isOwnRight: isOwnRight))
    }

    private func caused(by cause: LetterCause) -> Correspondence {
        var correspondence = self
        correspondence.cause = cause
        return correspondence
    }

    /// Held letters leave when staff let them go; a secret link that was asked for is counted where it is asked for.
    private func mayLeave(
        _ manner: Manner, to address: EmailAddress, now: Date, in connection: any Connection
    ) throws -> Bool {
        guard let about = manner.about, !manner.isHeld else { return true }
        return try LetterCountStore.count(cause, to: address.comparable, about: about, at: now, in: connection)
    }

    /// How a message goes, beside what it says.
    public struct Manner: Sendable {
        public var edition: String?
        /// What it is about, as `letters:` and a key: held messages are released by it.
        public var about: String?
        public var replyTo: EmailAddress?
        public var sendBefore: Date?
        /// The link that it opens: its life begins when the letter leaves.
        public var link: SignInLetter?
        /// The same of a link to an address of which nobody may be known yet.
        public var living: LivingLink?
        /// Not that of whoever reads it, but of what stands in it.
        public var language: Language?
        /// Kept in the outbox until somebody lets it go.
        public var isHeld = false
        /// The page of the edition that lets it go, when that is not for staff to do by hand.
        public var heldFor: String?
        /// It holds a secret, as a sign-in link: staff never read it.
        public var isPrivate = false

        public init(about: String? = nil, edition: String? = nil) { (self.about, self.edition) = (about, edition) }
    }

    /// A link whose life begins when its letter leaves.
    public struct LivingLink: Sendable {
        let digest: String
        /// In seconds.
        let life: TimeInterval
        let endsAt: Date

        public init(digest: String, life: TimeInterval, endsAt: Date) {
            (self.digest, self.life, self.endsAt) = (digest, life, endsAt)
        }
    }

    /// A server that asks to come back later is given as long, in seconds: whoever waits for a link has asked for another by then.
    private static let patience: TimeInterval = 6 * 3_600

    /// Somebody was written to about the same thing a moment ago: a form that came twice writes once. Their row is held until
    /// the transaction ends, so that of many at once one goes on.
    public func justWritten(
        to person: Person.ID, about subject: String, now: Date, in connection: any Connection
    ) throws -> EarlierLetter? {
        try connection.run("UPDATE person SET id = id WHERE id = \(person)")
        return try Outbox.latest(subject, to: person, since: now - Self.moment, in: connection).map {
            EarlierLetter(message: $0.id, at: $0.at)
        }
    }

    /// The same of a message to oneself: another one is worth while as soon as the first has left, or failed.
    public func isTestWaiting(for person: Person.ID, in connection: any Connection) throws -> Bool {
        try connection.run("UPDATE person SET id = id WHERE id = \(person)")
        return try outbox.isWaiting("test", for: person, in: connection)
    }

    private static let moment: TimeInterval = 600

    /// Sentences in somebody's language, with whole addresses.
    public func reader(for language: String) -> Reader { reader(for: Language(rawValue: language) ?? .french, Frame()) }

    /// The same, for a letter that the agency signs.
    private func reader(for language: Language, in connection: any Connection) throws -> Reader {
        var frame = Frame()
        (frame.agency, frame.phone) = try signer(language, connection)
        return reader(for: language, frame)
    }

    private func reader(for language: Language, _ frame: Frame) -> Reader {
        var frame = frame
        frame.address = address
        return Reader(language: language, phrasebook: phrasebooks[language] ?? .english, frame: frame)
    }

    /// Writes to an address of which nobody may be known yet, in the caller's transaction. Nil when it is that of a disabled account,
    /// or when it would be one too many.
    @discardableResult public func write(
        to email: EmailAddress, in language: Language, _ manner: Manner = Manner(), now: Date,
        in connection: any Connection,
        _ letter: (Reader) throws -> Letter
    ) throws -> Message.ID? {
        let isDisabled = try AccountStore.find(email, in: connection)?.isDisabled ?? false
        // Written all the same, and undone: how long it takes tells nobody about the account.
        return try connection.doing(isKept: !isDisabled) { () -> Message.ID? in
            guard try mayLeave(manner, to: email, now: now, in: connection) else { return nil }
            let letter = try letter(reader(for: language, in: connection))
            return try add(letter, to: email, in: language, manner, now, connection)
        } ?? nil
    }

    private func add(
        _ letter: Letter, to email: EmailAddress, in language: Language, _ manner: Manner, _ now: Date,
        _ connection: any Connection
    ) throws -> Message.ID {
        let reader = reader(for: language, Frame())
        var message = NewMessage(letter, look: try look(connection), to: email)
        (message.edition, message.about, message.heldFor) = (manner.edition, manner.about, manner.heldFor)
        (message.sendBefore, message.isPrivate) = (manner.sendBefore, manner.isPrivate)
        message.replyTo = try manner.replyTo ?? answers(connection)
        if let link = manner.living { Self.wind(&message, link, reader, now) }
        return try outbox.add(message, held: manner.isHeld, now: now, in: connection)
    }

    /// Writes to somebody, in the caller's transaction. Nil when there is nobody of that key, their address can't be written to, or it
    /// would be one too many. To a disabled account goes only what staff hold, read and let go: the letter on a decision.
    @discardableResult public func write(
        to person: Person.ID, _ manner: Manner = Manner(), now: Date, in connection: any Connection,
        _ letter: (Reader) throws -> Letter
    ) throws -> Message.ID? {
        guard let account = try AccountStore.find(person, in: connection), !account.isDisabled || manner.isHeld,
            let email = try? EmailAddress(account.email)
        else { return nil }
        guard try mayLeave(manner, to: email, now: now, in: connection) else { return nil }
        let reader = try reader(for: manner.language ?? account.language, in: connection)
        let letter = try letter(reader)
        var message = NewMessage(letter, look: try look(connection), to: email)
        (message.person, message.edition, message.about) = (person, manner.edition, manner.about)
        (message.name, message.heldFor) = (account.name, manner.heldFor)
        (message.sendBefore, message.isPrivate) = (manner.sendBefore, manner.isPrivate)
        message.replyTo = try manner.replyTo ?? answers(connection)
        if let link = manner.link {
            let living = LivingLink(digest: link.digest, life: link.life, endsAt: link.endsAt)
            Self.wind(&message, living, reader, now)
            if link.isDoor { try SignInStore.name(link, letter.subject, in: connection) }
        }
        return try outbox.add(message, held: manner.isHeld, now: now, in: connection)
    }

    /// An hour is set anew when the letter leaves later; a day two weeks ahead only comes too early.
    private static func wind(_ message: inout NewMessage, _ link: LivingLink, _ reader: Reader, _ now: Date) {
        let words = link.life > 86_400 ? "" : reader.formats.clock(link.endsAt)
        message.link = MessageLink(key: link.digest, life: link.life, words: words)
        message.sendBefore = now + max(link.life, patience)
    }
}
