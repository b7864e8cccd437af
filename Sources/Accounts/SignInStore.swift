import Foundation
import Identifiers
import Storage

/// The SQL of links: asked for, shown, used once; and of doors, by which they are asked for.
public struct SignInStore: Sendable {
    public enum Outcome: Equatable, Sendable {
        /// The same whether the address is known, unknown or asked for too often.
        case noted
        case tooMany(retryAfter: Int)
    }

    /// What became of a press on a link.
    enum Entry: Sendable {
        case entered(NewSession)
        /// In a browser that did not ask for it, without its digits; so many tries are left.
        case notConfirmed(isWrong: Bool, left: Int)
    }

    struct FoundLink: Sendable {
        let link: SignInLink
        let name: String
    }

    let database: any Database
    private static let requests = SpanCountStore("sign_in_request", span: LinkRequest.span)

    public init(database: any Database) { self.database = database }

    /// Makes a link and has it sent, if the address is somebody's.
    func ask(_ request: LinkRequest, send: @escaping LetterSender) async throws -> Outcome {
        try await database.write(for: .insiders) { try Self.ask(request, send: send, in: $0) }
    }

    /// Sends a link to whoever a letter of ours was written to: by its door, or by a link of which they cannot make use.
    /// Refused where there is nothing to send for.
    func askAgain(_ token: String, _ place: LinkPlace, send: @escaping LetterSender) async throws -> Outcome {
        try await database.write(for: .insiders) { connection in
            let link = try Self.find(Secret.digest(of: token), in: connection)
            guard !link.isReusable, let account = try AccountStore.find(link.person, in: connection) else {
                throw SignInLink.Refusal.unknown
            }
            if link.isDoor { try link.check(at: place.time) }
            let request = LinkRequest(email: try EmailAddress(account.email), next: link.next, place: place)
            return try Self.ask(request, send: send, in: connection)
        }
    }

    /// The same in the transaction of what it goes with. For an address that is nobody's, or of a disabled account, the same is written
    /// for somebody else and undone: nobody tells by the time of an answer who has an account.
    public static func ask(
        _ request: LinkRequest, send: LetterSender, in connection: any Connection
    ) throws -> Outcome {
        let time = request.place.time
        guard try isCalm(request, in: connection) else {
            return .tooMany(retryAfter: requests.secondsLeft(at: time))
        }
        guard try request.isOwn || mayBeWritten(request, in: connection) else { return .noted }
        let account = try AccountStore.find(request.email, in: connection)
        // Asked for in either case, as all that follows is.
        let standIn = try AccountStore.standIn(in: connection)
        let known = account.flatMap { $0.isDisabled ? nil : $0 }
        guard let reader = known ?? standIn else { return .noted }
        _ = try connection.doing(isKept: known != nil) {
            var link = try letter(
                for: reader, next: request.next, asker: request.place.asker, at: time, in: connection)
            (link.language, link.isUndone) = (request.place.language, known == nil)
            try send(link, time, connection)
        }
        return .noted
    }

    /// Whoever is known already is told when they have asked too often: it says nothing that they do not know.
    private static func isCalm(_ request: LinkRequest, in connection: any Connection) throws -> Bool {
        let time = request.place.time
        guard !request.isOwn else {
            return try requests.count("own \(request.email.comparable)", at: time, in: connection)
                <= LinkRequest.mostLetters
        }
        return try requests.count("origin \(ClientNetwork(request.place.origin))", at: time, in: connection)
            <= LinkRequest.mostFromOnePlace
    }

    private static func mayBeWritten(_ request: LinkRequest, in connection: any Connection) throws -> Bool {
        try requests.count("email \(request.email.comparable)", at: request.place.time, in: connection)
            <= LinkRequest.mostLetters
    }

    /// A link for somebody, to stand in a letter or on an operator's screen, with the digits that confirm it in a browser other
    /// than the one that `asker` names.
    public static func letter(
        for account: Account, next: OwnPath = .home, asker: String? = nil, at time: Date, in connection: any Connection
    ) throws -> SignInLetter {
        let secret = Secret()
        let (binding, digits) = LinkBinding.new(asker: asker, under: secret)
        let letter = SignInLetter(
            account: account, path: path(secret), endsAt: time + SignInLink.life, digest: secret.digest,
            life: SignInLink.life, code: digits, isDoor: false)
        try keep(letter, next, at: time, in: connection)
        try connection.run(
            """
            UPDATE sign_in_link SET asker = \(binding.asker), code = \(binding.code)
            WHERE digest = \(secret.digest)
            """)
        return letter
    }

    /// A door to a page, for a letter that nobody waits for: for so long its page sends somebody a link to sign in that leads there.
    public static func door(
        for account: Account, to next: OwnPath = .home, life: TimeInterval, at time: Date,
        in connection: any Connection
    ) throws -> SignInLetter {
        let secret = Secret()
        let letter = SignInLetter(
            account: account, path: path(secret), endsAt: time + life, digest: secret.digest, life: life, code: "",
            isDoor: true)
        try keep(letter, next, at: time, in: connection)
        return letter
    }

    /// A link that serves again and asks for nothing: a demonstration alone has such.
    public static func demonstrationLink(
        for account: Account, life: TimeInterval, at time: Date, in connection: any Connection
    ) throws -> SignInLetter {
        let secret = Secret()
        let letter = SignInLetter(
            account: account, path: path(secret), endsAt: time + life, digest: secret.digest, life: life, code: "",
            isDoor: false)
        try keep(letter, .home, at: time, in: connection)
        try connection.run("UPDATE sign_in_link SET is_reusable = 1 WHERE digest = \(secret.digest)")
        return letter
    }

    private static func path(_ secret: Secret) -> String { "/connexion/\(secret.text)" }

    private static func keep(
        _ letter: SignInLetter, _ next: OwnPath, at time: Date, in connection: any Connection
    ) throws {
        try connection.run(
            """
            INSERT INTO sign_in_link (digest, person, next_path, created_at, ends_at, is_door)
            VALUES (\(letter.digest), \(letter.account.id), \(next.description), \(time), \(letter.endsAt), \(letter.isDoor))
            """)
    }

    /// The page of a door says what its letter said.
    static func name(_ door: SignInLetter, _ title: String, in connection: any Connection) throws {
        try connection.run("UPDATE sign_in_link SET title = \(title) WHERE digest = \(door.digest) AND is_door = 1")
    }

    /// A letter leaves, perhaps long after it was written: its link lives from now on. One that was used stays used.
    @Sendable public static func begin(_ digest: String, endingAt end: Date, in connection: any Connection) throws {
        try connection.run("UPDATE sign_in_link SET ends_at = \(end) WHERE digest = \(digest) AND used_at IS NULL")
    }

    /// A link and the name of whoever it is for, without using it, whether it still opens or not.
    func find(_ token: String) async throws -> FoundLink {
        try await database.read { connection in
            let link = try Self.find(Secret.digest(of: token), in: connection)
            return FoundLink(link: link, name: try AccountStore.find(link.person, in: connection)?.name ?? "")
        }
    }

    /// Uses a link: one of twenty requests at once gets the session, and a session the browser had before ends.
    func enter(
        by proof: LinkProof, endingSession old: String?, with device: Device = .unknown, at time: Date
    ) async throws -> Entry {
        try await database.write(for: .insiders) { connection in
            let digest = Secret.digest(of: proof.token)
            // Held before it is read, so that nobody gets in between.
            try connection.run("UPDATE sign_in_link SET wrong_codes = wrong_codes WHERE digest = \(digest)")
            let link = try Self.find(digest, in: connection)
            try link.check(at: time)
            switch link.standing(of: proof) {
            case .open: return .notConfirmed(isWrong: false, left: LinkBinding.mostWrong - link.binding.wrong)
            case .wrong:
                // Kept: what is refused by a throw would be forgotten with it.
                try connection.run("UPDATE sign_in_link SET wrong_codes = wrong_codes + 1 WHERE digest = \(digest)")
                return .notConfirmed(isWrong: true, left: LinkBinding.mostWrong - link.binding.wrong - 1)
            case .confirmed:
                try connection.run("UPDATE sign_in_link SET used_at = \(time) WHERE digest = \(digest)")
                return .entered(
                    try SessionStore.begin(
                        for: link.person, next: link.next, endingSession: old, with: device, at: time,
                        in: connection))
            }
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

    /// One that serves again is none but where a demonstration made the database.
    private static let serves: SQL = "(is_reusable = 0 OR EXISTS (SELECT 1 FROM demonstration))"

    private static func find(_ digest: String, in connection: any Connection) throws -> SignInLink {
        let row = try connection.row(
            """
            SELECT sign_in_link.person AS person, next_path, ends_at, used_at, is_reusable, is_door, title, asker, code, wrong_codes
            FROM sign_in_link JOIN person ON person.id = sign_in_link.person AND disabled_at IS NULL
            WHERE digest = \(digest) AND \(serves)
            """)
        guard let row else { throw SignInLink.Refusal.unknown }
        let next: String = try row["next_path"]
        return SignInLink(
            person: try row["person"], next: OwnPath(next), endsAt: try row["ends_at"], usedAt: try row["used_at"],
            isReusable: try row["is_reusable"], isDoor: try row["is_door"], title: try row["title"],
            binding: LinkBinding(asker: try row["asker"], code: try row["code"], wrong: try row["wrong_codes"]))
    }
}
