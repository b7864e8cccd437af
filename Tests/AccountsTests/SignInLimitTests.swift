import HTTPTypes
import Storage
import StorageTesting
import Testing
import Web
import WebTesting
import World

@testable import Accounts

struct SignInLimitTests {
    @Test(arguments: Engine.available)
    func `the sixth letter to one address in a quarter of an hour is not sent, and nothing tells`(engine: Engine)
        async throws
    {
        let porch = try await Porch(engine)
        var answers: Set<String> = []
        for _ in 0..<6 { answers.insert(try await ask(porch, "awa@example.org").html) }
        #expect(porch.letters.count == LinkRequest.mostLetters)
        #expect(answers.count == 1)
        porch.wait(15 * 60)
        _ = try await ask(porch, "awa@example.org")
        #expect(porch.letters.count == LinkRequest.mostLetters + 1)
    }

    @Test(arguments: Engine.available)
    func `the limits hold when the requests come at once`(engine: Engine) async throws {
        let porch = try await Porch(engine)
        try await withThrowingTaskGroup(of: Screen.self) { group in
            for _ in 0..<20 { group.addTask { try await ask(porch, "awa@example.org") } }
            for try await screen in group { #expect(screen.status == .ok) }
        }
        let links = try await porch.database.read { try $0.count("SELECT count(*) AS count FROM sign_in_link") }
        #expect(links == LinkRequest.mostLetters)
    }

    @Test func `the thirty-first request from one place is refused, with the time to wait`() async throws {
        let porch = try await Porch()
        for number in 0..<30 {
            #expect(try await ask(porch, "somebody\(number)@example.org", from: "192.0.2.7").status == .ok)
        }
        let refused = try await ask(porch, "awa@example.org", from: "192.0.2.7")
        #expect(refused.status == .tooManyRequests)
        #expect(refused.headers[.retryAfter].flatMap { Int($0) }.map { (1...900).contains($0) } == true)
        #expect(refused.text.contains("Trop de demandes"))
        #expect(porch.letters.isEmpty)
        #expect(try await ask(porch, "awa@example.org", from: "192.0.2.8").status == .ok)
        porch.wait(15 * 60)
        #expect(try await ask(porch, "awa@example.org", from: "192.0.2.7").status == .ok)
    }

    @Test func `one customer's IPv6 addresses are one place, and an IPv4 address is one in either form`() {
        #expect(ClientNetwork("2001:db8:1:2::1") == ClientNetwork("2001:db8:1:2:ffff::9"))
        #expect(ClientNetwork("2001:db8:1:2::1") != ClientNetwork("2001:db8:1:3::1"))
        #expect(ClientNetwork("::ffff:192.0.2.7") == ClientNetwork("192.0.2.7"))
        #expect(ClientNetwork("::ffff:192.0.2.7") != ClientNetwork("::ffff:192.0.2.8"))
    }

    @Test func `neither an address, a place, a link nor a cookie is kept as it was given`() async throws {
        let porch = try await Porch()
        _ = try await ask(porch, "xyz@example.org", from: "192.0.2.7")
        let link = try await porch.link(for: .awa)
        let visitor = porch.stranger
        try await visitor.enter(try await porch.link(for: .awa))
        let token = try #require(link.split(separator: "/").last.map(String.init))
        let cookie = try #require(visitor.sessionCookie)
        let kept = try await porch.database.read { try Self.everything(in: $0) }
        #expect(kept.count > 5)
        let digits = try #require(porch.letters.last?.code.filter { !$0.isWhitespace })
        for secret in ["xyz", "192.0.2.7", token, cookie, World.browser] {
            #expect(!kept.contains { $0.contains(secret) }, "\(secret)")
        }
        #expect(!kept.contains { $0.hasSuffix(" \(digits)") })
        for secret in [token, cookie] { #expect(secret.utf8.count >= 32, "128 bits are 32 signs") }
    }

    private static func everything(in connection: any Connection) throws -> [String] {
        try connection.rows("SELECT about FROM sign_in_request").map { try $0["about"] }
            + connection.rows("SELECT digest || ' ' || next_path || asker || ' ' || code AS kept FROM sign_in_link").map
        { try $0["kept"] }
            + connection.rows("SELECT digest || ' ' || form_token AS kept FROM session").map { try $0["kept"] }
    }

    private func ask(_ porch: Porch, _ email: String, from place: String = "192.0.2.1") async throws -> Screen {
        try await Visitor(porch.site).post("/connexion", ["email": email], [.forwardedFor: place])
    }
}

extension HTTPField.Name {
    fileprivate static let forwardedFor = HTTPField.Name("X-Forwarded-For")!
}
