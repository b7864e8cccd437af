import Foundation
import Identifiers
import Logging
import Storage
import Tasks
import Words

/// A mail ready to leave.
public struct Envelope: Sendable, Equatable {
    public let from: String
    public let to: String
    public let bytes: [UInt8]
}

/// Why a mail did not leave, in the words of whoever refused it.
public enum DeliveryFailure: Error, Equatable {
    /// It may leave later: the server is away, full or mistrustful, or the settings are wrong.
    case later(String)
    /// It never will: there is no such mailbox.
    case never(String)
}

/// Hands mails to a server.
public protocol MailTransport: Sendable {
    func deliver(_ envelope: Envelope, by settings: MailSettings) async throws(DeliveryFailure)
}

/// Sends what waits in the outbox, one task a message.
///
/// A message may arrive twice when the program dies between the server's answer and its note of it; both carry the
/// same Message-ID.
public struct Mailer: Sendable {
    private let database: any Database
    private let transport: any MailTransport
    private let route: @Sendable () async throws -> MailRoute?
    private let log: Logger
    private let begin: LinkBeginner
    private let make: PaperMaker

    /// Sets the end of a link in the transaction in which its letter says it.
    public typealias LinkBeginner = @Sendable (_ key: String, _ end: Date, any Connection) throws -> Void

    /// `route` is asked for each message, so new settings hold at once; nil while mail is not set up.
    public init(
        database: any Database, transport: any MailTransport, log: Logger = Logger(label: "mail"),
        begin: @escaping LinkBeginner = { _, _, _ in }, make: @escaping PaperMaker = { _, _, _ in nil },
        route: @escaping @Sendable () async throws -> MailRoute?
    ) {
        (self.database, self.transport, self.route, self.log) = (database, transport, route, log)
        (self.begin, self.make) = (begin, make)
    }

    static let notSetUp = "mail is not set up"
    static let tooLate = "it was too late to send it"

    /// For the task runner.
    public var handler: TaskHandler { .on(.sendMessage) { id, task in try await send(id, task) } }

    private func send(_ id: Message.ID, _ task: TaskRun) async throws {
        guard let message = try await find(id), message.state == .waiting else { return }
        if message.sendAfter > task.now { throw Postpone(until: message.sendAfter, "it is to be sent later") }
        if let end = message.sendBefore, end <= task.now {
            return try await fail(id, Self.tooLate)
        }
        switch try await route() {
        case nil:
            try await note("last_error = \(Self.notSetUp)", on: id)
            throw Postpone(until: task.now + 300, Self.notSetUp)
        // It is read here, since it goes nowhere else.
        case .dry:
            _ = try await open(message, now: task.now)
            try await markSent(id, keepingSecrets: true, now: task.now)
        case .smtp(let settings): try await deliver(open(message, now: task.now), by: settings, task)
        }
    }

    /// A link lives from the moment at which its letter leaves, and the letter says until when.
    private func open(_ message: OutgoingMessage, now: Date) async throws -> OutgoingMessage {
        guard let link = message.link else { return message }
        let end = now + link.life
        let words = Typography(language: message.language).typeset(Formats(language: message.language).clock(end))
        let said = message.saying(words)
        try await database.write(for: .insiders) { connection in
            try begin(link.key, end, connection)
            try connection.run(
                """
                UPDATE message SET plain = \(said.plain), html = \(said.html), link_words = \(said.link?.words ?? "")
                WHERE id = \(message.id) AND state = 'waiting'
                """)
        }
        return said
    }

    private func deliver(_ message: OutgoingMessage, by settings: MailSettings, _ task: TaskRun) async throws {
        let file: MailAttachment? =
            if let enclosed = message.enclosed {
                await make(enclosed.paper, enclosed.person, message.language)
            } else { nil }
        let text = MailText(message, from: (settings.fromName, settings.from), date: task.now, with: file)
        let envelope = Envelope(from: settings.from.ascii, to: message.address.ascii, bytes: text.bytes)
        do throws(DeliveryFailure) {
            try await transport.deliver(envelope, by: settings)
        } catch {
            return try await settle(message.id, error, task)
        }
        try await markSent(message.id, now: task.now)
    }

    private func settle(_ id: Message.ID, _ failure: DeliveryFailure, _ task: TaskRun) async throws {
        switch failure {
        case .never(let reason): try await fail(id, reason)
        case .later(let reason) where task.isLast: try await fail(id, reason)
        case .later(let reason):
            // An attempt cut short by the program's own end is none.
            try Task.checkCancellation()
            try await note("attempts = attempts + 1, last_error = \(reason)", on: id)
            throw failure
        }
    }

    private func markSent(_ id: Message.ID, keepingSecrets: Bool = false, now: Date) async throws {
        let forget: SQL = keepingSecrets ? "" : ", \(Outbox.forgetSecrets)"
        try await note(
            """
            state = 'sent', sent_at = \(now), attempts = attempts + 1, last_error = NULL, revision = revision + 1\(forget)
            """, on: id)
    }

    private func fail(_ id: Message.ID, _ reason: String) async throws {
        log.warning("a message was not sent", metadata: ["message": "\(id)", "reason": "\(reason)"])
        try await note(
            """
            state = 'failed', attempts = attempts + 1, last_error = \(reason), revision = revision + 1,
            \(Outbox.forgetSecrets)
            """, on: id)
    }

    private func note(_ change: SQL, on id: Message.ID) async throws {
        try await database.write(for: .insiders) { try $0.run("UPDATE message SET \(change) WHERE id = \(id)") }
    }

    private func find(_ id: Message.ID) async throws -> OutgoingMessage? {
        try await database.read { connection in
            let row = try connection.row(
                """
                SELECT id, state, address, reply_to, language, subject, plain, html, unsubscribe, send_after, send_before,
                    link, link_life, link_words, letter, person
                FROM message WHERE id = \(id)
                """)
            return try row.map(OutgoingMessage.init)
        }
    }
}

extension OutgoingMessage {
    fileprivate init(_ row: Row) throws {
        let replyTo: String? = try row["reply_to"]
        self.init(
            id: try row["id"], state: try row["state"], address: try EmailAddress(try row["address"] as String),
            replyTo: try replyTo.map { try EmailAddress($0) }, language: try row["language"],
            subject: try row["subject"], plain: try row["plain"], html: try row["html"],
            unsubscribe: try row["unsubscribe"], sendAfter: try row["send_after"], sendBefore: try row["send_before"])
        if let key: String = try row["link"] {
            let life: Int = try row["link_life"]
            link = MessageLink(key: key, life: TimeInterval(life), words: try row["link_words"])
        }
        if let person: Person.ID = try row["person"], let paper = Self.paper(in: try row["letter"]) {
            enclosed = (paper, person)
        }
    }

    /// A letter that is no more, or of a newer program, encloses nothing.
    private static func paper(in letter: String) -> LetterPaper? {
        struct Enclosing: Decodable { let paper: LetterPaper? }
        return (try? JSONDecoder().decode(Enclosing.self, from: Data(letter.utf8)))?.paper
    }
}
