import Accounts
import Assembly
import Foundation
import Identifiers
import Storage
import StorageTesting
import Testing
import World

/// The small world behind a socket of its own, on its Monday, with a database that nobody else has. No mail server is set
/// up, so that letters wait in the outbox, where a test reads them.
struct OpenSite: Sendable {
    let address: String
    let database: any Database
    let inspection = Inspection()

    /// `host` is what the browser calls it: passkeys are bound to a name. `prepare` says what else of the machine it is to know.
    static func whileOpen(
        at host: String = "127.0.0.1", prepare: (inout HouseSettings) throws -> Void = { _ in },
        _ body: (OpenSite) async throws -> Void
    ) async throws {
        let database = try await World().database
        let port = try freePort()
        let listen = "127.0.0.1:\(port)"
        var settings = HouseSettings(root: World.root, address: "http://\(host):\(port)")
        settings.clock.campaign = { World.monday }
        settings.keys = World.keys
        try prepare(&settings)
        let server = try Server(house: House(database: database, settings: settings), listen: listen)
        let (started, start) = AsyncStream.makeStream(of: Void.self)
        let running = Task {
            defer { start.finish() }
            try await server.run { _ in start.yield() }
        }
        defer { running.cancel() }
        for await _ in started { break }
        try await body(OpenSite(address: settings.address, database: database))
    }

    /// The last letter to an address, as plain text; those that are held have not left.
    func letter(to email: String) async throws -> String {
        let text: String? = try await database.read { connection in
            try connection.row(
                "SELECT plain FROM message WHERE address = \(email) AND state <> 'held' ORDER BY id DESC LIMIT 1")?[
                    "plain"]
        }
        return try #require(text, "\(email) has no letter")
    }

    /// Whether any letter that left for an address says it.
    func isTold(_ words: String, at email: String) async throws -> Bool {
        try await database.read { connection in
            try connection.rows("SELECT plain FROM message WHERE address = \(email) AND state <> 'held'").contains {
                row in
                let text: String = try row["plain"]
                return text.contains(words)
            }
        }
    }

    /// The way in of the last letter to an address, as its path.
    func link(to email: String) async throws -> String {
        let link = try await letter(to: email).firstMatch(of: /\/(connexion|dossiers\/commencer)\/\S+/)
        return try #require(link.map { String($0.0) }, "the last letter to \(email) holds no link")
    }

    /// A link and its digits as the agency's own command gives them, without a letter.
    func link(for email: String) async throws -> SignInLetter {
        try await database.write { connection in
            let account = try AccountStore.find(EmailAddress(email), in: connection)
            return try SignInStore.letter(for: #require(account), at: Date(), in: connection)
        }
    }

    /// A port that the system gives and takes back: the site must know its address before it opens.
    private static func freePort() throws -> UInt16 {
        let socket = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(socket) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let bound = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                bind(socket, address, size) == 0 && getsockname(socket, address, &size) == 0
            }
        }
        guard bound else { throw Trouble("the system gives no port") }
        return UInt16(bigEndian: address.sin_port)
    }
}

/// One site for all tests of a suite, opened before the first and closed after the last.
struct OnOneSite: SuiteTrait, TestScoping {
    @TaskLocal static var site: OpenSite?

    func provideScope(
        for test: Test, testCase: Test.Case?, performing tests: @Sendable () async throws -> Void
    ) async throws {
        try await OpenSite.whileOpen { site in try await Self.$site.withValue(site) { try await tests() } }
    }
}

extension Trait where Self == OnOneSite {
    static var onOneSite: OnOneSite { OnOneSite() }
}
