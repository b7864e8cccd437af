import Accounts
import Assembly
import Foundation
import HTTPTypes
import Identifiers
import PasskeyTesting
import SecondFactor
import Secrets
import Storage
import StorageTesting
import Synchronization
import Testing
import Web
import WebTesting
import World

/// The whole house with its own doorkeeper and a clock to turn, at an address for which browsers give passkeys.
final class Gate: Sendable {
    static let host = "localhost"
    static let site = RelyingParty(address: "http://localhost")!

    let database: any Database
    let house: House
    private let hands: Hands

    private static let files = Result { try HouseFiles(root: World.root) }

    convenience init(_ engine: Engine = .sqlite, keys: KeyRing? = World.keys) async throws {
        try await self.init(over: World(engine).database, keys: keys)
    }

    /// Another house over the same data.
    init(over database: any Database, keys: KeyRing?) throws {
        self.database = database
        let clock = Hands()
        var settings = HouseSettings(root: World.root, address: "http://\(Self.host)")
        settings.files = try Self.files.get()
        settings.clock = SiteClock(real: { clock.time }, campaign: { World.monday })
        settings.keys = keys
        house = try House(database: database, settings: settings)
        hands = clock
    }

    var time: Date { hands.time }

    func wait(_ seconds: TimeInterval) { hands.turn(by: seconds) }

    /// Somebody who has just opened a link.
    func guest(_ somebody: Somebody) async throws -> Guest {
        let time = time
        let session = try await database.write(for: .insiders) { connection in
            try SessionStore.begin(for: somebody.id, next: .home, at: time, in: connection)
        }
        return Guest(visitor: Visitor(house.site, cookie: session.cookie))
    }

    /// So many browsers of somebody stand before the second factor and send the same at once; answers how many came in.
    func entered(
        by count: Int, of somebody: Somebody, at path: String, typing fields: KeyValuePairs<String, String>
    ) async throws -> Int {
        var waiting: [(guest: Guest, page: Screen)] = []
        for _ in 0..<count {
            let guest = try await guest(somebody)
            waiting.append((guest, try await guest.get("/second-facteur")))
        }
        return try await atOnce(waiting) { try await $0.guest.submit(path, on: $0.page, fields).status == .seeOther }
            .count { $0 }
    }

    /// Sets an app up on somebody's account; answers its secret and the codes on paper.
    func app(of guest: Guest) async throws -> (secret: TimeCode, paper: [String]) {
        let page = try await guest.get("/mon-compte/second-facteur")
        return try await app(of: guest, on: page)
    }

    func app(of guest: Guest, on page: Screen) async throws -> (secret: TimeCode, paper: [String]) {
        let begun = try await guest.submit("/second-facteur/application", on: page, [:])
        let secret = try begun.secret
        let done = try await guest.submit(
            "/second-facteur/application/code", on: begun, ["code": secret.code(at: TimeCode.step(at: time))])
        #expect(done.status == .ok)
        return (secret, done.paper)
    }

    /// Adds a passkey to somebody's account.
    func passkey(
        of guest: Guest, _ key: SoftPasskey = SoftPasskey(), named name: String = "Bureau"
    ) async throws -> Screen {
        let page = try await guest.get("/mon-compte/second-facteur")
        let challenge = try await guest.challenge("/second-facteur/cles/question", on: page)
        let made = key.made(for: Self.site, challenge: challenge)
        return try await guest.post("/second-facteur/cles", [("token", page.token), ("name", name)] + made.fields)
    }

    /// The letters to somebody, as plain text, the oldest first.
    func letters(to somebody: Somebody) async throws -> [String] {
        try await database.read { connection in
            try connection.rows("SELECT plain FROM message WHERE address = \(somebody.email) ORDER BY id").map { row in
                let text: String = try row["plain"]
                return text.replacing(/[\s\u{A0}\u{202F}]+/, with: " ")
            }
        }
    }

    func acts(of somebody: Somebody) async throws -> [String] {
        try await database.read { connection in
            try connection.rows("SELECT act FROM journal WHERE whom = \(somebody.id) ORDER BY position").map {
                try $0["act"]
            }
        }
    }

    func setRequired(_ isRequired: Bool) async throws {
        try await database.write { connection in
            try connection.run("DELETE FROM factor_setting")
            try connection.run("INSERT INTO factor_setting (id, is_required) VALUES ('factor', \(isRequired))")
        }
    }
}

/// Somebody at a browser, on the gate's own host.
struct Guest: Sendable {
    let visitor: Visitor

    private static let host: HTTPFields = [.hostInTest: Gate.host]

    func get(_ path: String) async throws -> Screen { try await visitor.get(path, Self.host) }

    func post(_ path: String, _ fields: [(String, String)]) async throws -> Screen {
        try await visitor.post(path, fields, Self.host)
    }

    func submit(_ path: String, on screen: Screen, _ fields: KeyValuePairs<String, String>) async throws -> Screen {
        try await visitor.submit(path, on: screen, fields, Self.host)
    }

    func follow(_ screen: Screen) async throws -> Screen { try await get(try #require(screen.location)) }

    /// What a passkey is asked to sign.
    func challenge(_ path: String, on page: Screen) async throws -> [UInt8] {
        let answer = try await post(path, [("token", page.token)])
        #expect(answer.status == .ok)
        let text = try #require(answer.html.firstMatch(of: /"challenge":"([^"]+)"/)).1
        return try #require(Base64URL.bytes(of: String(text)))
    }

    /// Signs with a passkey what the page asks.
    func sign(
        _ key: SoftPasskey, on page: Screen, counter: Int = 1, as name: String? = nil
    ) async throws -> Screen {
        let challenge = try await challenge("/second-facteur/cle/question", on: page)
        let signed = try key.signed(for: Gate.site, challenge: challenge, counter: counter)
        let form = [("token", page.token), ("next", page.fields(of: "/second-facteur/cle")["next"] ?? "")]
        return try await post("/second-facteur/cle", form + [("id", name ?? key.name)] + signed.fields)
    }

    var isIn: Bool { get async throws { try await get("/ma-page").status == .ok } }
}

extension Screen {
    /// Of the first form that has one.
    var token: String { html.firstMatch(of: /name="token" value="([^"]+)"/).map { String($0.1) } ?? "" }

    /// The secret that a page shows to be copied by hand.
    var secret: TimeCode {
        get throws {
            let shown = String(try #require(html.firstMatch(of: /<code class="secret">([A-Z2-7 ]+)<\/code>/)).1)
            return try #require(TimeCode(base32: shown.replacing(" ", with: "")))
        }
    }

    /// The codes that a page shows to be printed.
    var paper: [String] { html.matches(of: /<li><code>([A-Z0-9-]{14})<\/code>/).map { String($0.1) } }
}

private final class Hands: Sendable {
    private let now = Mutex(World.monday)

    var time: Date { now.withLock { $0 } }

    func turn(by seconds: TimeInterval) { now.withLock { $0 += seconds } }
}
