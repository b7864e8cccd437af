import Foundation
import NIOCore
import StorageTesting
import Testing
import World

/// The built program, started as an operator starts it.
@Suite(.timeLimit(.minutes(5)))
struct ProgramTests {
    private func program(_ arguments: String...) throws -> Program { try Program(arguments, root: World.root) }

    private func server(_ database: TestDatabase) throws -> Program {
        try program("serve", "--listen", "127.0.0.1:0", "--database", database.address)
    }

    @Test(arguments: [
        (["serve", "--bogus"], Int32(2), "--bogus"),
        (["serve", "--log-level", "loud"], 2, "loud"),
        (["serve", "--listen", "nowhere", "--database", "\(World.root)/README.md"], 1, "README.md"),
        (["serve", "--database", "mysql://localhost/rallynov"], 1, "postgres://"),
        (["serve", "--database", "sqlite:\(World.root)/no-such-folder/rallynov.sqlite"], 1, "no-such-folder"),
        (["serve", "--database", "sqlite:\(World.root)"], 1, "cannot be opened"),
        (["serve", "--database", "postgres://nobody@127.0.0.1:1/rallynov"], 1, "cannot be reached"),
        (["backup", "copy.sqlite", "--database", "\(World.root)/none.sqlite"], 1, "none.sqlite"),
        (["restore", "\(World.root)/none.sqlite"], 1, "none.sqlite"),
        (["verify", "\(World.root)/README.md"], 1, "README.md"),
    ])
    func `what cannot be done is said in one plain line`(_ words: [String], _ code: Int32, _ part: String) async throws
    {
        let end = try await Program(words, root: World.root).end()
        #expect(end.code == code)
        #expect(end.errors.hasPrefix("rallynov: "))
        #expect(!end.errors.contains("\n"))
        #expect(end.errors.contains(part))
    }

    @Test func `a folder without the program's files is said by name`() async throws {
        let database = try await Engine.sqlite.database()
        let end = try await Program(["serve", "--database", database.address], root: "\(World.root)/docs").end()
        #expect(end.errors == "rallynov: there are no migrations in «\(World.root)/docs/Migrations»")
    }

    @Test func `a port that is taken is said, and nothing else begins`() async throws {
        let first = try server(try await Engine.sqlite.database())
        let port = try await first.port()
        let other = try await Engine.sqlite.database()
        let end = try await program("serve", "--listen", "127.0.0.1:\(port)", "--database", other.address).end()
        #expect(end == Program.End(code: 1, errors: "rallynov: 127.0.0.1:\(port) is already used by another program"))
    }

    @Test(arguments: Engine.available)
    func `a request under way is finished when the program is told to stop`(_ engine: Engine) async throws {
        let database = try await engine.database()
        let program = try server(database)
        let port = try await program.port()
        let head =
            "POST /agence/reglages HTTP/1.1\r\nHost: 127.0.0.1:0\r\nContent-Length: 7\r\n"
            + "Content-Type: application/x-www-form-urlencoded\r\nExpect: 100-continue\r\n\r\n"
        let clock = ContinuousClock()
        var told = clock.now
        let answer = try await Wire.answer(port: port) { wire in
            try await wire.write(ByteBuffer(string: head + "a=1"))
            // A second connection is answered, so the first one has been read as far as it goes.
            _ = try await Wire.answer(port: port, "GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
            told = clock.now
            program.send(SIGTERM)
            try await closed(port)
            try await wire.write(ByteBuffer(string: "&b=2"))
        }
        let end = await program.end()
        #expect(answer.contains("HTTP/1.1 401"))
        #expect(end.code == 0)
        #expect(clock.now - told < .seconds(60))
    }

    /// Waits until the port takes no connection any more.
    private func closed(_ port: Int) async throws {
        while (try? await Wire.answer(port: port, "GET /healthz HTTP/1.0\r\n\r\n")) != nil {}
    }

    @Test func `a request that never ends does not keep the program from stopping`() async throws {
        let database = try await Engine.sqlite.database()
        let program = try server(database)
        let port = try await program.port()
        let head = "POST /agence/reglages HTTP/1.1\r\nHost: 127.0.0.1:0\r\nContent-Length: 7\r\n\r\n"
        let clock = ContinuousClock()
        var told = clock.now
        // How the connection ends is not looked at: it may be cut.
        _ = try? await Wire.answer(port: port) { wire in
            try await wire.write(ByteBuffer(string: head))
            _ = try await Wire.answer(port: port, "GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
            told = clock.now
            program.send(SIGTERM)
        }
        let end = await program.end()
        #expect(end.code == 1)
        #expect(clock.now - told < .seconds(60))
    }

    @Test func `two requests at once are answered in their order`() async throws {
        let program = try server(try await Engine.sqlite.database())
        let port = try await program.port()
        let answer = try await Wire.answer(
            port: port,
            "GET /healthz HTTP/1.1\r\nHost: x\r\n\r\nGET /readyz HTTP/1.1\r\nHost: 127.0.0.1:0\r\nConnection: close\r\n\r\n"
        )
        #expect(
            answer.firstRange(of: "\r\n\r\nok\n")!.lowerBound < answer.firstRange(of: "\r\n\r\nready\n")!.lowerBound)
        #expect(!answer.lowercased().contains("\r\nserver:"))
        #expect(answer.contains("\r\nDate: "))
    }

    @Test(arguments: [
        "GET / HTTP/1.1\r\nHost: x\r\nX-Long: \(String(repeating: "x", count: 40_000))\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: x\r\n\(String(repeating: "X: y\r\n", count: 200))\r\n",
        "NONSENSE\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: 127.0.0.1:0\r\nHost: 127.0.0.1:0\r\n\r\n",
        "GET /donnees-personnelles HTTP/1.1\r\nHost: 127.0.0.1:0\r\nhost: other.example\r\n\r\n",
        "POST /connexion HTTP/1.1\r\nHost: a\r\nHost: b\r\nContent-Length: 3\r\n\r\na=1",
        "GET / HTTP/1.1\r\n\r\n",
    ])
    func `a head that is too large, names no host or two, or is none, is refused and the connection ends`(
        _ request: String
    ) async throws {
        let program = try server(try await Engine.sqlite.database())
        let answer = try await Wire.answer(port: try await program.port(), request)
        #expect(answer.hasPrefix("HTTP/1.1 400"))
        for said in ["x-content-type-options: nosniff", "content-security-policy: ", "cache-control: no-store"] {
            #expect(answer.lowercased().contains("\r\n" + said), "\(said)")
        }
    }
}
