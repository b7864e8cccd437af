import Foundation
import Testing
import WebTesting
import World

@testable import Accounts

struct LogTests {
    @Test func `neither an address nor what opens something is written to the log`() async throws {
        let porch = try await Porch()
        let lines = KeptLog()
        let visitor = Visitor(porch.site, log: lines.logger)
        _ = try await visitor.submit("/connexion", on: visitor.get("/connexion"), ["email": "awa@example.org"])
        let link = try #require(porch.letters.last?.path)
        for path in [link, "/en" + link, link + "/", link + "?a=1", link + "/more"] { _ = try await visitor.get(path) }
        try await visitor.enter(link)
        let cookie = try #require(visitor.sessionCookie)
        _ = try await visitor.get("/mon-compte")
        #expect(lines.all.contains { $0.contains("GET /connexion/:token") })
        #expect(lines.all.contains { $0.contains("GET /mon-compte") })
        let token = String(link.dropFirst("/connexion/".count))
        let (asker, digits) = (try #require(visitor.asker), try #require(porch.letters.last?.code))
        #expect(lines.all.contains { $0.contains("signed-in") && $0.contains("\(Somebody.awa.id)") })
        _ = try await Visitor(porch.site, log: lines.logger).post(link, ["code": digits])
        #expect(lines.all.contains { $0.contains("link-refused") })
        for secret in [token, cookie, "awa@", "127.0.0.1", asker, digits] {
            #expect(!lines.all.contains { $0.contains(secret) }, "\(secret)")
        }
    }
}
