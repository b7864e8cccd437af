import Assembly
import Foundation
import Storage
import StorageTesting
import World

/// The demonstration behind a socket of its own, with a database that nobody else has. No mail server
/// is set up, so that letters wait in the outbox, where a test reads them.
struct OpenSite: Sendable {
    let address: String
    let database: any Database

    static func whileOpen(_ body: (OpenSite) async throws -> Void) async throws {
        let database = try await Engine.sqlite.database()
        let demonstration = try Demonstration(root: World.root)
        try await demonstration.write(to: database)
        let listen = "127.0.0.1:\(try freePort())"
        var settings = HouseSettings(root: World.root, address: "http://\(listen)")
        settings.clock.campaign = { World.monday }
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

    /// The link of the last letter to an address, as its path.
    func link(to email: String) async throws -> String? {
        let text = try await database.read { connection -> String? in
            try connection.row("SELECT plain FROM message WHERE address = \(email) ORDER BY id DESC LIMIT 1")?["plain"]
        }
        return text?.firstMatch(of: /\/connexion\/\S+/).map { String($0.0) }
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
