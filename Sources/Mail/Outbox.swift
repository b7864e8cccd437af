import Foundation
import Identifiers
import Storage
import Tasks
import TextSimilarity
import Words

/// Where features leave messages: in the transaction of whatever they tell of, so that neither goes without the other.
public struct Outbox: Sendable {
    private let queue: TaskQueue

    public init(queue: TaskQueue) { self.queue = queue }

    /// Keeps a message; it is sent soon, or at its date, unless it is held until somebody releases it.
    @discardableResult public func add(
        _ message: NewMessage, held: Bool = false, now: Date, in connection: any Connection
    ) throws -> Message.ID {
        let id = Message.ID.new(at: now)
        let rendered = RenderedLetter(message.letter, look: message.look)
        let sendAfter = message.sendAfter ?? now
        try connection.run(
            """
            INSERT INTO message (id, edition, person, about, name, address, reply_to, language, subject, letter, plain,
                html, search_key, is_private, unsubscribe, state, held_for, created_at, send_after, send_before,
                link, link_life, link_words)
            VALUES (\(id), \(message.edition), \(message.person), \(message.about), \(message.name),
                \(message.to.description), \(message.replyTo?.description), \(message.letter.language),
                \(rendered.subject), \(try message.letter.json), \(rendered.plain), \(rendered.html),
                \(Self.searchKey(message.name, message.to.description, rendered.subject)), \(message.isPrivate),
                \(message.unsubscribe), \(held ? Message.State.held : .waiting), \(message.heldFor), \(now),
                \(sendAfter), \(message.sendBefore), \(message.link?.key), \(Int(message.link?.life ?? 0)),
                \(Typography(language: message.letter.language).typeset(message.link?.words ?? "")))
            """)
        if !held { try send(id, revision: 1, at: sendAfter, now: now, in: connection) }
        return id
    }

    /// Lets all held messages about something go, now or at a date; answers how many. Those that were dropped are no longer
    /// held for it: staff may take them back and let them go by hand.
    @discardableResult public func release(
        about subject: String, at date: Date? = nil, now: Date, in connection: any Connection
    ) throws -> Int {
        let held = try connection.rows("SELECT id FROM message WHERE about = \(subject) AND state = 'held'")
        for row in held { _ = try release(try row["id"], revision: nil, at: date, now: now, in: connection) }
        try connection.run("UPDATE message SET held_for = NULL WHERE about = \(subject)")
        return held.count
    }

    /// Lets one held message go as it was read. False when it changed meanwhile, or is not held.
    public func release(
        _ id: Message.ID, revision: Int?, at date: Date? = nil, now: Date, in connection: any Connection
    ) throws -> Bool {
        try move(
            id, from: ["held"], revision: revision, "state = 'waiting', send_after = \(date ?? now)", at: date ?? now,
            now: now, in: connection)
    }

    /// Tries a failed message again.
    public func retry(_ id: Message.ID, now: Date, in connection: any Connection) throws -> Bool {
        try move(
            id, from: ["failed"], revision: nil, "state = 'waiting', last_error = NULL", at: now, now: now,
            in: connection)
    }

    /// Drops what was not sent yet about something; answers how many messages.
    @discardableResult public func cancel(about subject: String, in connection: any Connection) throws -> Int {
        try Self.cancel("about = \(subject)", in: connection)
    }

    /// Drops what was not sent yet to somebody about some things: they may not be told of them any more.
    public static func cancel(about subjects: [String], to person: Person.ID, in connection: any Connection) throws {
        _ = try cancel("person = \(person) AND about IN \(list: subjects)", in: connection)
    }

    /// The same to whoever it is for: the thing itself is gone.
    public static func cancelAll(about subject: String, in connection: any Connection) throws {
        _ = try cancel("about = \(subject)", in: connection)
    }

    /// The same to an address, written when nobody was known there.
    public static func cancel(about subject: String, toAddress address: String, in connection: any Connection) throws {
        _ = try cancel("about = \(subject) AND address = \(address) AND person IS NULL", in: connection)
    }

    /// Drops what waits to be sent to somebody, also what was written to their address alone. What is held stays: whoever lets it go
    /// reads it first.
    public static func cancelWaiting(
        to person: Person.ID, at address: EmailAddress?, in connection: any Connection
    ) throws {
        let isTheirs: SQL = """
            (person = \(person) OR person IS NULL AND lower(address) = \(address?.comparable ?? ""))
            """
        _ = try cancel("\(isTheirs) AND state <> 'held'", in: connection)
    }

    /// Drops what was not sent yet of an edition that is no more.
    public static func cancel(ofEdition edition: String, in connection: any Connection) throws {
        _ = try cancel("edition = \(edition)", in: connection)
    }

    /// Drops a message that was not sent yet. False when it is too late.
    public func cancel(_ id: Message.ID, in connection: any Connection) throws -> Bool {
        try Self.cancel(id, in: connection)
    }

    public static func cancel(_ id: Message.ID, in connection: any Connection) throws -> Bool {
        try cancel("id = \(id)", in: connection) == 1
    }

    /// Drops a message that another one says anew.
    public func replace(_ id: Message.ID, by newer: Message.ID?, in connection: any Connection) throws {
        _ = try cancel(id, in: connection)
        try connection.run("UPDATE message SET replaced_by = \(newer) WHERE id = \(id) AND state = 'cancelled'")
    }

    /// Holds again what was dropped. False when it was not, or when nothing of it is kept.
    public func restore(_ id: Message.ID, in connection: any Connection) throws -> Bool {
        try connection.run(
            """
            UPDATE message SET state = 'held', revision = revision + 1
            WHERE id = \(id) AND state = 'cancelled' AND replaced_by IS NULL AND plain <> ''
            """) == 1
    }

    /// Looks at all waiting messages now: mail has just been set up.
    public func hurry(now: Date, in connection: any Connection) throws {
        try queue.hurry(.sendMessage, now: now, in: connection)
    }

    private static func cancel(_ condition: SQL, in connection: any Connection) throws -> Int {
        try connection.run(
            """
            UPDATE message SET state = 'cancelled', revision = revision + 1, \(forgetSecrets)
            WHERE \(condition) AND state IN ('held', 'waiting', 'failed')
            """)
    }

    private func move(
        _ id: Message.ID, from states: [String], revision: Int?, _ change: SQL, at date: Date, now: Date,
        in connection: any Connection
    ) throws -> Bool {
        let asRead: SQL = if let revision { "revision = \(revision)" } else { "1 = 1" }
        let changed = try connection.run(
            """
            UPDATE message SET \(change), revision = revision + 1
            WHERE id = \(id) AND state IN \(list: states) AND plain <> '' AND \(asRead)
            """)
        guard changed == 1, let row = try connection.row("SELECT revision FROM message WHERE id = \(id)") else {
            return false
        }
        try send(id, revision: try row["revision"], at: date, now: now, in: connection)
        return true
    }

    /// What was written last to somebody about something since then, and when. A letter that did not arrive has told nobody
    /// anything.
    public static func latest(
        _ subject: String, to person: Person.ID, since start: Date, in connection: any Connection
    ) throws -> (id: Message.ID, at: Date)? {
        try connection.row(
            """
            SELECT id, created_at FROM message WHERE about = \(subject) AND person = \(person) AND created_at > \(start)
                AND state NOT IN ('cancelled', 'failed') ORDER BY created_at DESC, id DESC LIMIT 1
            """
        ).map { (id: try $0["id"], at: try $0["created_at"]) }
    }

    /// Whether something about this is still on its way to somebody.
    public func isWaiting(_ subject: String, for person: Person.ID, in connection: any Connection) throws -> Bool {
        try connection.row(
            "SELECT id FROM message WHERE about = \(subject) AND person = \(person) AND state = 'waiting'") != nil
    }

    static func searchKey(_ name: String, _ address: String, _ subject: String) -> String {
        fold([name, address, subject].joined(separator: " "))
    }

    private func send(
        _ id: Message.ID, revision: Int, at date: Date, now: Date, in connection: any Connection
    ) throws {
        try queue.enqueue(.sendMessage, id, dueAt: date, key: "mail:\(id):\(revision)", now: now, in: connection)
    }

    /// A private message is kept as long as it must be sent, and no longer.
    static let forgetSecrets: SQL = """
        link = NULL,
        letter = CASE is_private WHEN 1 THEN '' ELSE letter END, plain = CASE is_private WHEN 1 THEN '' ELSE plain END,
        html = CASE is_private WHEN 1 THEN '' ELSE html END
        """
}

extension TaskKind<Message.ID> {
    static let sendMessage = TaskKind("mail.send")
}

extension Letter {
    var json: String {
        get throws {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
            return String(decoding: try encoder.encode(self), as: UTF8.self)
        }
    }
}
