import Foundation
import Identifiers
import Storage
import Tasks

/// The outbox as staff read it.
public struct MessageStore: Sendable {
    /// Why a message was not changed.
    public enum Refusal: Error {
        /// It changed in another window.
        case outdated
        /// It is on its way, or was dropped: nobody can change it any more.
        case notHeld
    }

    private let database: any Database
    private let outbox: Outbox

    public init(database: any Database, outbox: Outbox) { (self.database, self.outbox) = (database, outbox) }

    /// The latest first, without what they say. `edition` and `about` narrow the list.
    public func list(
        _ state: Message.State? = nil, edition: String? = nil, about: String? = nil, limit: Int = 100, offset: Int = 0
    ) async throws -> [Message] {
        let conditions = Self.conditions(state, edition, about)
        return try await database.read { connection in
            try connection.rows(
                """
                SELECT \(Self.columns), '' AS letter, '' AS plain, '' AS html FROM message WHERE \(.all(conditions))
                ORDER BY created_at DESC, id DESC LIMIT \(limit) OFFSET \(offset)
                """
            ).map(Message.init)
        }
    }

    /// How many messages there are in each state.
    public func counts(edition: String? = nil, about: String? = nil) async throws -> [Message.State: Int] {
        let conditions = Self.conditions(nil, edition, about)
        return try await database.read { connection in
            let rows = try connection.rows(
                "SELECT state, count(*) AS count FROM message WHERE \(.all(conditions)) GROUP BY state")
            return try rows.reduce(into: [:]) { counts, row in counts[try row["state"]] = try row["count"] as Int }
        }
    }

    /// With what it says, unless that is its recipient's alone.
    public func find(_ id: Message.ID) async throws -> Message? {
        try await database.read { try Self.find(id, in: $0) }
    }

    /// Changes what a held message says. Nil when there is none.
    public func edit(_ id: Message.ID, at revision: Int, _ letter: Letter, look: MailLook) async throws -> Message? {
        try await database.write(for: .insiders) { connection in
            let rendered = RenderedLetter(letter, look: look)
            let changed = try connection.run(
                """
                UPDATE message SET revision = revision + 1, subject = \(rendered.subject), letter = \(try letter.json),
                    plain = \(rendered.plain), html = \(rendered.html)
                WHERE id = \(id) AND revision = \(revision) AND state = 'held' AND is_private = 0
                """)
            guard let message = try Self.find(id, in: connection) else { return nil }
            guard changed == 1 else { throw message.isEditable ? Refusal.outdated : .notHeld }
            return message
        }
    }

    /// Lets a held message go as it was read.
    public func release(_ id: Message.ID, at revision: Int, now: Date) async throws -> Bool {
        try await database.write(for: .insiders) { connection in
            try outbox.release(id, revision: revision, now: now, in: connection)
        }
    }

    public func cancel(_ id: Message.ID) async throws -> Bool {
        try await database.write(for: .insiders) { try outbox.cancel(id, in: $0) }
    }

    public func retry(_ id: Message.ID, now: Date) async throws -> Bool {
        try await database.write(for: .insiders) { try outbox.retry(id, now: now, in: $0) }
    }

    private static func find(_ id: Message.ID, in connection: any Connection) throws -> Message? {
        try connection.row("SELECT \(columns), letter, plain, html FROM message WHERE id = \(id)").map(Message.init)
    }

    private static func conditions(_ state: Message.State?, _ edition: String?, _ about: String?) -> [SQL] {
        var conditions: [SQL] = []
        if let state { conditions.append("state = \(state)") }
        if let edition { conditions.append("edition = \(edition)") }
        if let about { conditions.append("about = \(about)") }
        return conditions
    }

    private static let columns: SQL = """
        id, state, edition, person, about, address, reply_to, subject, is_private, created_at, send_after, sent_at,
        attempts, last_error, revision
        """
}

extension Message {
    fileprivate init(_ row: Row) throws {
        let isPrivate: Bool = try row["is_private"]
        self.init(
            id: try row["id"], state: try row["state"], edition: try row["edition"], person: try row["person"],
            about: try row["about"], address: try row["address"], replyTo: try row["reply_to"],
            subject: try row["subject"], content: isPrivate ? nil : try Content(row), createdAt: try row["created_at"],
            sendAfter: try row["send_after"], sentAt: try row["sent_at"], attempts: try row["attempts"],
            lastError: try row["last_error"], revision: try row["revision"])
    }
}

extension Message.Content {
    /// Nil in a list, which does not read it.
    fileprivate init?(_ row: Row) throws {
        let json: String = try row["letter"]
        guard !json.isEmpty else { return nil }
        self.init(
            letter: try JSONDecoder().decode(Letter.self, from: Data(json.utf8)), plain: try row["plain"],
            html: try row["html"])
    }
}
