import Foundation
import Identifiers
import Storage

/// A session that was just begun: the only moment at which its cookie is known.
public struct NewSession: Sendable {
    public let cookie: String
    public let endsAt: Date
    public let next: OwnPath
    public let person: Person.ID
}

/// The SQL of sessions.
public struct SessionStore: Sendable {
    let database: any Database

    public init(database: any Database) { self.database = database }

    /// The session that a cookie names, while it lasts.
    public static func find(_ cookie: String, at time: Date, in connection: any Connection) throws -> OpenSession? {
        try connection.row(
            columns + "WHERE digest = \(Secret.digest(of: cookie)) AND \(isOpen(at: time)) AND disabled_at IS NULL"
        ).map(OpenSession.init)
    }

    /// Notes that a session is in use, once a minute at most.
    public func note(_ cookie: String, at time: Date) async throws {
        let digest = Secret.digest(of: cookie)
        let isDue: SQL = "digest = \(digest) AND seen_at < \(OpenSession.minute(of: time))"
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

    /// One of somebody's own, by its digest. False when it is not theirs, or is over already.
    func end(digest: String, of person: Person.ID) async throws -> Bool {
        try await database.write(for: .insiders) { connection in
            try connection.run("DELETE FROM session WHERE digest = \(digest) AND person = \(person)") > 0
        }
    }

    /// All of somebody's but the one in use; links that were not used yet go too.
    func endOthers(of person: Person.ID, than cookie: String) async throws {
        try await database.write(for: .insiders) { connection in
            let digest = Secret.digest(of: cookie)
            try connection.run("DELETE FROM session WHERE person = \(person) AND digest <> \(digest)")
            try Self.forgetLinks(of: person, in: connection)
        }
    }

    /// Everywhere, links that were not used yet included. Doors let nobody in, and stay.
    public func endAll(of person: Person.ID) async throws {
        try await database.write(for: .insiders) { _ = try Self.endAll(of: person, in: $0) }
    }

    /// The same in the caller's transaction. Answers how many sessions there were, those that were over by themselves included.
    public static func endAll(of person: Person.ID, in connection: any Connection) throws -> Int {
        try forgetLinks(of: person, in: connection)
        return try connection.run("DELETE FROM session WHERE person = \(person)")
    }

    private static func forgetLinks(of person: Person.ID, in connection: any Connection) throws {
        try connection.run(
            """
            DELETE FROM sign_in_link WHERE person = \(person) AND used_at IS NULL AND is_reusable = 0 AND is_door = 0
            """)
        try forgetBeginnings(of: person, in: connection)
    }

    /// The link of a file that was begun with somebody's address lets them in as well.
    static func forgetBeginnings(of person: Person.ID, in connection: any Connection) throws {
        guard let account = try AccountStore.find(person, in: connection),
            let own = (try? EmailAddress(account.email))?.comparable
        else { return }
        // Kept as they were typed, and for a day: there are few.
        let addresses = try connection.rows("SELECT DISTINCT address FROM file_beginning WHERE used_at IS NULL")
            .map { row -> String in try row["address"] }
            .filter { (try? EmailAddress($0))?.comparable == own }
        guard !addresses.isEmpty else { return }
        try connection.run("DELETE FROM file_beginning WHERE used_at IS NULL AND address IN \(list: addresses)")
    }

    /// Everybody's, when nobody knows which cookies are in whose hands. Answers how many there were.
    public static func endAll(in connection: any Connection) throws -> Int {
        try connection.run("DELETE FROM sign_in_link WHERE used_at IS NULL AND is_reusable = 0 AND is_door = 0")
        try connection.run("DELETE FROM file_beginning WHERE used_at IS NULL")
        return try connection.run("DELETE FROM session")
    }

    /// How many of somebody's are open, and when one of them was last used.
    public static func use(
        of person: Person.ID, at time: Date, in connection: any Connection
    ) throws -> (open: Int, lastUsed: Date?) {
        let row = try connection.row(
            """
            SELECT count(*) AS open, max(seen_at) AS last_used FROM session
            WHERE person = \(person) AND \(isOpen(at: time))
            """)
        guard let row else { return (0, nil) }
        return (try row["open"], try row["last_used"])
    }

    func forget(at time: Date) async throws {
        try await database.write(for: .insiders) { connection in
            try connection.run("DELETE FROM session WHERE NOT (\(Self.isOpen(at: time)))")
        }
    }

    /// For somebody who has just opened a link of their own mail; the session that the browser had before ends.
    ///
    /// One who proves anew who they are goes on with the pages they have open: forms of the session before are taken.
    /// `SignInLink.Refusal.unknown` for an account that lets nobody in.
    public static func begin(
        for person: Person.ID, next: OwnPath, endingSession old: String? = nil, with device: Device = .unknown,
        at time: Date, in connection: any Connection
    ) throws -> NewSession {
        let before = try old.flatMap { try find($0, at: time, in: connection) }
        if let old { try end(old, in: connection) }
        guard try !AccountStore.isDisabled(person, in: connection) else { throw SignInLink.Refusal.unknown }
        let cookie = Secret()
        let endsAt = time + OpenSession.life
        let own = before.flatMap { $0.person == person ? $0 : nil }
        let formToken = own?.formToken ?? Secret().text
        // Who goes on in the same browser goes on with the same one.
        let device = device == .unknown ? own?.device ?? device.description : device.description
        try connection.run(
            """
            INSERT INTO session (digest, person, form_token, created_at, seen_at, ends_at, device, proved_at)
            VALUES (\(cookie.digest), \(person), \(formToken), \(time), \(time), \(endsAt), \(device),
                    \(time))
            """)
        return NewSession(cookie: cookie.text, endsAt: endsAt, next: next, person: person)
    }

    static func end(_ cookie: String, in connection: any Connection) throws {
        try connection.run("DELETE FROM session WHERE digest = \(Secret.digest(of: cookie))")
    }

    private static func isOpen(at time: Date) -> SQL {
        "ends_at > \(time) AND seen_at > \(time - OpenSession.idleLife)"
    }

    private static let columns: SQL = """
        SELECT digest, session.person, name, form_token, session.created_at, seen_at, device, proved_at
        FROM session JOIN person ON person.id = session.person \n
        """
}

extension OpenSession {
    fileprivate init(_ row: Row) throws {
        self.init(
            digest: try row["digest"], person: try row["person"], name: try row["name"],
            formToken: try row["form_token"], createdAt: try row["created_at"], seenAt: try row["seen_at"],
            device: try row["device"], provedAt: try row["proved_at"])
    }
}
