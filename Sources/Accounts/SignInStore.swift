import Foundation
import Identifiers
import Storage

/// The SQL of links: asked for, shown, used once.
public struct SignInStore: Sendable {
    enum Outcome: Equatable, Sendable {
        /// The same whether the address is known, unknown or asked for too often.
        case noted
        case tooMany(retryAfter: Int)
    }

    let database: any Database
    private static let requests = SpanCountStore("sign_in_request", span: LinkRequest.span)

    public init(database: any Database) { self.database = database }

    /// Makes a link and has it sent, if the address is somebody's.
    func ask(_ request: LinkRequest, send: @escaping LetterSender) async throws -> Outcome {
        try await database.write(for: .insiders) { connection in
            let fromThere = try Self.requests.count(
                "origin \(ClientNetwork(request.origin))", at: request.time, in: connection)
            guard fromThere <= LinkRequest.mostFromOnePlace else {
                return .tooMany(retryAfter: Self.requests.secondsLeft(at: request.time))
            }
            let toThere = try Self.requests.count("email \(request.email.comparable)", at: request.time, in: connection)
            guard toThere <= LinkRequest.mostLetters,
                let account = try AccountStore.find(request.email, in: connection)
            else { return .noted }
            try send(
                Self.letter(for: account, next: request.next, at: request.time, in: connection), request.time,
                connection)
            return .noted
        }
    }

    /// A link for somebody, to stand in a letter about something else or on an operator's screen.
    ///
    /// A letter that invites somebody may give it a longer `life` than one that was asked for on the site.
    public static func letter(
        for account: Account, next: OwnPath = .home, life: TimeInterval = SignInLink.life, isReusable: Bool = false,
        at time: Date, in connection: any Connection
    ) throws -> SignInLetter {
        let secret = Secret()
        let endsAt = time + life
        try connection.run(
            """
            INSERT INTO sign_in_link (digest, person, next_path, created_at, ends_at, is_reusable)
            VALUES (\(secret.digest), \(account.id), \(next.description), \(time), \(endsAt), \(isReusable))
            """)
        return SignInLetter(
            account: account, path: "/connexion/\(secret.text)", endsAt: endsAt, digest: secret.digest, life: life)
    }

    /// A letter leaves, perhaps long after it was written: its link lives from now on. One that was used stays used.
    @Sendable public static func begin(_ digest: String, endingAt end: Date, in connection: any Connection) throws {
        try connection.run("UPDATE sign_in_link SET ends_at = \(end) WHERE digest = \(digest) AND used_at IS NULL")
    }

    /// Whom a link lets in, without using it.
    func person(for token: String, at time: Date) async throws -> String {
        try await database.read { connection in
            let digest = Secret.digest(of: token)
            try Self.find(digest, in: connection).check(at: time)
            return try connection.row(
                "SELECT name FROM person JOIN sign_in_link ON person = person.id WHERE digest = \(digest)"
            ).map { try $0["name"] } ?? ""
        }
    }

    /// Uses a link: one of twenty requests at once gets the session, and a session the browser had before ends.
    func enter(by token: String, endingSession old: String?, at time: Date) async throws -> NewSession {
        try await database.write(for: .insiders) { connection in
            let digest = Secret.digest(of: token)
            // Claimed before it is read, so that nobody gets in between.
            let claimed = try connection.run(
                """
                UPDATE sign_in_link SET used_at = \(time)
                WHERE digest = \(digest) AND ends_at > \(time) AND (used_at IS NULL OR is_reusable = 1)
                """)
            let link = try Self.find(digest, in: connection)
            if claimed == 0 {
                try link.check(at: time)
                throw SignInLink.Refusal.used
            }
            return try SessionStore.begin(
                for: link.person, next: link.next, endingSession: old, at: time, in: connection)
        }
    }

    /// What a link was to serve is over: those that nobody has used yet open no more, even when their letter leaves later.
    /// Without a page, all of that person's.
    public static func forgetLinks(
        of person: Person.ID, to page: String? = nil, in connection: any Connection
    ) throws {
        let leadsThere: SQL = page.map { "next_path = \($0)" } ?? "1 = 1"
        try connection.run(
            """
            DELETE FROM sign_in_link WHERE person = \(person) AND used_at IS NULL AND is_reusable = 0 AND \(leadsThere)
            """)
    }

    /// Links are kept a week beyond their end, to say why they no longer open.
    func forget(at time: Date) async throws {
        try await database.write(for: .insiders) { connection in
            try connection.run("DELETE FROM sign_in_link WHERE ends_at < \(time - 7 * 86_400)")
            try Self.requests.forget(at: time, in: connection)
            try LetterCountStore.forget(at: time, in: connection)
        }
    }

    /// How often links were asked for is counted from nothing again: for a clock that was set back.
    public static func forgetRequests(in connection: any Connection) throws {
        try requests.forget(in: connection)
    }

    private static func find(_ digest: String, in connection: any Connection) throws -> SignInLink {
        let row = try connection.row(
            "SELECT person, next_path, ends_at, used_at, is_reusable FROM sign_in_link WHERE digest = \(digest)")
        guard let row else { throw SignInLink.Refusal.unknown }
        let next: String = try row["next_path"]
        return SignInLink(
            person: try row["person"], next: OwnPath(next), endsAt: try row["ends_at"], usedAt: try row["used_at"],
            isReusable: try row["is_reusable"])
    }
}
