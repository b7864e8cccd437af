import Foundation
import Identifiers
import Storage

/// A session that was just begun: the only moment at which its cookie is known.
public struct NewSession: Sendable {
    public let cookie: String
    public let endsAt: Date
    public let next: OwnPath
}

/// The SQL of sessions.
public struct SessionStore: Sendable {
    let database: any Database

    public init(database: any Database) { self.database = database }

    /// The session that a cookie names, while it lasts.
    public static func find(_ cookie: String, at time: Date, in connection: any Connection) throws -> OpenSession? {
        try connection.row(
            columns + "WHERE digest = \(Secret.digest(of: cookie)) AND \(isOpen(at: time))"
        ).map(OpenSession.init)
    }

    /// Notes that a session is in use, every ten minutes at most.
    public func note(_ cookie: String, at time: Date) async throws {
        let digest = Secret.digest(of: cookie)
        let isDue: SQL = "digest = \(digest) AND seen_at < \(time - OpenSession.precision)"
        try await database.write(for: .insiders) { connection in
            try connection.run("UPDATE session SET seen_at = \(time) WHERE \(isDue)")
        }
    }

    /// Somebody's open sessions, the latest used first.
    func all(of person: Person.ID, at time: Date) async throws -> [OpenSession] {
        try await database.read { connection in
            try connection.rows(
                Self.columns
                    + "WHERE session.person = \(person) AND \(Self.isOpen(at: time)) ORDER BY seen_at DESC, digest"
            ).map(OpenSession.init)
        }
    }

    func end(_ cookie: String) async throws {
        try await database.write(for: .insiders) { try Self.end(cookie, in: $0) }
    }

    /// Everywhere, links that were not used yet included. Doors let nobody in, and stay.
    public func endAll(of person: Person.ID) async throws {
        try await database.write(for: .insiders) { connection in
            try connection.run("DELETE FROM session WHERE person = \(person)")
            try connection.run(
                """
                DELETE FROM sign_in_link
                WHERE person = \(person) AND used_at IS NULL AND is_reusable = 0 AND is_door = 0
                """)
        }
    }

    func forget(at time: Date) async throws {
        try await database.write(for: .insiders) { connection in
            try connection.run("DELETE FROM session WHERE NOT (\(Self.isOpen(at: time)))")
        }
    }

    /// For somebody who has just opened a link of their own mail; the session that the browser had before ends.
    public static func begin(
        for person: Person.ID, next: OwnPath, endingSession old: String? = nil, at time: Date,
        in connection: any Connection
    ) throws -> NewSession {
        if let old { try end(old, in: connection) }
        let cookie = Secret()
        let endsAt = time + OpenSession.life
        try connection.run(
            """
            INSERT INTO session (digest, person, form_token, created_at, seen_at, ends_at)
            VALUES (\(cookie.digest), \(person), \(Secret().text), \(time), \(time), \(endsAt))
            """)
        return NewSession(cookie: cookie.text, endsAt: endsAt, next: next)
    }

    static func end(_ cookie: String, in connection: any Connection) throws {
        try connection.run("DELETE FROM session WHERE digest = \(Secret.digest(of: cookie))")
    }

    private static func isOpen(at time: Date) -> SQL {
        "ends_at > \(time) AND seen_at > \(time - OpenSession.idleLife)"
    }

    private static let columns: SQL = """
        SELECT digest, session.person, name, form_token, session.created_at, seen_at
        FROM session JOIN person ON person.id = session.person \n
        """
}

extension OpenSession {
    fileprivate init(_ row: Row) throws {
        self.init(
            digest: try row["digest"], person: try row["person"], name: try row["name"],
            formToken: try row["form_token"], createdAt: try row["created_at"], seenAt: try row["seen_at"])
    }
}
