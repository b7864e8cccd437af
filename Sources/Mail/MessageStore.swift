import Foundation
import Identifiers
import Storage

/// What follows when messages are about to change, in the same transaction.
public typealias MessageFollower = @Sendable ([Message.ID], any Connection) throws -> Void

/// The outbox as staff read it.
public struct MessageStore: Sendable {
    /// Why a message was not changed.
    public enum Refusal: Error, Equatable {
        /// It changed in another window.
        case outdated
        /// It is on its way, or was dropped: that can't be done with it any more.
        case tooLate
        /// The messages an act was asked for are this many now.
        case others(count: Int)
    }

    private let database: any Database
    private let outbox: Outbox
    private let reach: @Sendable (Person.ID) -> SQL
    private let whenChanging: MessageFollower

    /// `reach` says which rows of `message` somebody may read and change: what is out of reach is not found.
    public init(
        database: any Database, outbox: Outbox, reach: @escaping @Sendable (Person.ID) -> SQL,
        whenChanging: @escaping MessageFollower = { _, _ in }
    ) {
        (self.database, self.outbox, self.reach) = (database, outbox, reach)
        self.whenChanging = whenChanging
    }

    /// Without what they say; all of them unless `limit` is given.
    public func list(
        _ filter: MessageFilter = MessageFilter(), for person: Person.ID, by order: MessageOrder = .newest,
        limit: Int? = nil, offset: Int = 0
    ) async throws -> [Message] {
        let part: SQL = limit.map { "LIMIT \($0) OFFSET \(offset)" } ?? ""
        return try await database.read { try list(filter, for: person, "ORDER BY \(order.clause) \(part)", in: $0) }
    }

    /// What stands before and after a message in a list. It keeps its place there once its state is another one than the list asks for.
    public func neighbours(
        of id: Message.ID, in filter: MessageFilter, for person: Person.ID, by order: MessageOrder
    ) async throws -> MessageNeighbours? {
        let listed = SQL.all([reach(person), "(message.id = \(id) OR \(SQL.all(["1 = 1"] + filter.conditions)))"])
        return try await database.read { connection in
            try connection.row(
                """
                SELECT place, among, former, later FROM (
                    SELECT message.id AS id, count(*) OVER () AS among, row_number() OVER (ORDER BY \(order.clause)) AS place,
                        lag(message.id) OVER (ORDER BY \(order.clause)) AS former,
                        lead(message.id) OVER (ORDER BY \(order.clause)) AS later
                    FROM message WHERE \(listed)) AS listed
                WHERE listed.id = \(id)
                """
            ).map { row in
                MessageNeighbours(
                    place: try row["place"], count: try row["among"], before: try row["former"], after: try row["later"]
                )
            }
        }
    }

    /// How many messages there are in each state, whichever state the filter asks for.
    public func counts(_ filter: MessageFilter = MessageFilter(), for person: Person.ID) async throws
        -> [Message.State: Int]
    {
        var filter = filter
        filter.state = nil
        let condition = condition(filter, for: person)
        return try await database.read { connection in
            let rows = try connection.rows(
                "SELECT state, count(*) AS count FROM message WHERE \(condition) GROUP BY state")
            return try rows.reduce(into: [:]) { counts, row in counts[try row["state"]] = try row["count"] as Int }
        }
    }

    /// With what it says, unless that is its recipient's alone.
    public func find(_ id: Message.ID, for person: Person.ID) async throws -> Message? {
        try await database.read { try find(id, for: person, in: $0) }
    }

    /// Changes what a held message says. Nil when there is none.
    public func edit(
        _ id: Message.ID, at revision: Int, _ letter: Letter, by person: Person.ID,
        look: @escaping @Sendable (any Connection) throws -> MailLook
    ) async throws -> Message? {
        try await database.write(for: .insiders) { connection in
            try note(id, for: person, in: connection)
            let isCurrent = try claim(id, at: revision, for: person, in: connection)
            guard let message = try find(id, for: person, in: connection) else { return nil }
            guard message.isEditable else { throw Refusal.tooLate }
            guard isCurrent else { throw Refusal.outdated }
            try Self.write(letter, look: try look(connection), over: message, in: connection)
            return try find(id, for: person, in: connection)
        }
    }

    /// Does something with one message as it was read. Nil when there is none.
    public func act(
        _ act: Message.Act, on id: Message.ID, at revision: Int, by person: Person.ID, now: Date
    ) async throws -> Message? {
        try await database.write(for: .insiders) { connection in
            try note(id, for: person, in: connection)
            let isCurrent = try claim(id, at: revision, for: person, in: connection)
            guard let message = try find(id, for: person, in: connection) else { return nil }
            guard isCurrent else { throw message.allows(act) ? Refusal.outdated : .tooLate }
            guard message.allows(act), try apply(act, to: message, now: now, in: connection) else {
                throw Refusal.tooLate
            }
            return try find(id, for: person, in: connection)
        }
    }

    /// How many of these messages something may be done with.
    public func count(_ act: Message.Act, _ filter: MessageFilter, for person: Person.ID) async throws -> Int {
        try await database.read { try allowing(act, filter, for: person, in: $0).count }
    }

    /// Does something with all of these messages; refused when they are no longer as many as were seen.
    public func act(
        _ act: Message.Act, on filter: MessageFilter, expecting count: Int, by person: Person.ID, now: Date
    ) async throws -> Int {
        try await database.write(for: .insiders) { connection in
            let messages = try allowing(act, filter, for: person, in: connection)
            guard messages.count == count else { throw Refusal.others(count: messages.count) }
            try whenChanging(messages.map(\.id), connection)
            for message in messages {
                guard try apply(act, to: message, now: now, in: connection) else { throw Refusal.outdated }
            }
            return count
        }
    }

    /// Before the message is locked: what goes out with others is locked first.
    private func note(_ id: Message.ID, for person: Person.ID, in connection: any Connection) throws {
        guard try find(id, for: person, in: connection) != nil else { return }
        try whenChanging([id], connection)
    }

    private func allowing(
        _ act: Message.Act, _ filter: MessageFilter, for person: Person.ID, in connection: any Connection
    ) throws -> [Message] {
        try list(filter, for: person, "ORDER BY message.id", in: connection).filter { $0.allows(act) }
    }

    private func apply(_ act: Message.Act, to message: Message, now: Date, in connection: any Connection) throws -> Bool
    {
        switch act {
        case .release: try outbox.release(message.id, revision: message.revision, now: now, in: connection)
        case .cancel: try outbox.cancel(message.id, in: connection)
        case .retry: try outbox.retry(message.id, now: now, in: connection)
        case .restore: try outbox.restore(message.id, in: connection)
        }
    }

    private func claim(_ id: Message.ID, at revision: Int, for person: Person.ID, in connection: any Connection) throws
        -> Bool
    {
        try connection.run(
            """
            UPDATE message SET revision = revision + 1 WHERE id = \(id) AND revision = \(revision) AND \(reach(person))
            """) == 1
    }

    private func find(_ id: Message.ID, for person: Person.ID, in connection: any Connection) throws -> Message? {
        try connection.row(
            "SELECT \(Self.columns), letter, plain, html FROM message WHERE id = \(id) AND \(reach(person))"
        ).map(Message.init)
    }

    private func list(_ filter: MessageFilter, for person: Person.ID, _ order: SQL, in connection: any Connection)
        throws
        -> [Message]
    {
        try connection.rows(
            """
            SELECT \(Self.columns), '' AS letter, '' AS plain, '' AS html FROM message
            WHERE \(condition(filter, for: person)) \(order)
            """
        ).map(Message.init)
    }

    private func condition(_ filter: MessageFilter, for person: Person.ID) -> SQL {
        .all([reach(person)] + filter.conditions)
    }

    private static func write(
        _ letter: Letter, look: MailLook, over message: Message, in connection: any Connection
    ) throws {
        // As it is read: a form gives back plain blanks where the language sets others.
        let isChanged = letter.typeset != message.content?.letter.typeset
        let rendered = RenderedLetter(letter, look: look)
        try connection.run(
            """
            UPDATE message SET subject = \(rendered.subject), letter = \(try letter.json), plain = \(rendered.plain),
                html = \(rendered.html), is_edited = CASE WHEN \(isChanged) = 1 THEN 1 ELSE is_edited END,
                search_key = \(Outbox.searchKey(message.name, message.address, rendered.subject))
            WHERE id = \(message.id)
            """)
    }

    private static let columns: SQL = """
        id, state, edition, person, about, name, address, reply_to, language, subject, is_private,
        CASE WHEN plain = '' THEN 0 ELSE 1 END AS is_kept, held_for, replaced_by, created_at, send_after, sent_at,
        attempts, last_error, revision
        """
}

extension Message {
    fileprivate init(_ row: Row) throws {
        let isPrivate: Bool = try row["is_private"]
        self.init(
            id: try row["id"], state: try row["state"], edition: try row["edition"], person: try row["person"],
            about: try row["about"], name: try row["name"], address: try row["address"],
            replyTo: try row["reply_to"], language: try row["language"], subject: try row["subject"],
            content: isPrivate ? nil : try Content(row), isPrivate: isPrivate, isKept: try row["is_kept"],
            heldFor: try row["held_for"], replacedBy: try row["replaced_by"], createdAt: try row["created_at"],
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
