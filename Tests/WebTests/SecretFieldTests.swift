import Testing
import Web
import WebTesting

/// A form that comes back gives back what was typed, and no password.
struct SecretFieldTests {
    private static let secret = "un mot@secret"

    private func hasNoSecret(_ screen: Screen) -> Bool {
        let fields = screen.html.matches(of: /<input[^>]*name="password"[^>]*>/).map { String($0.0) }
        return !screen.html.contains(Self.secret) && fields.count == 1
            && fields.allSatisfy { $0.contains("type=\"password\"") && $0.contains("value=\"\"") }
    }

    @Test func `a form of an earlier session comes back with all but its password, which is typed again`() async throws
    {
        let site = try SmallSite()
        let typed: KeyValuePairs = ["token": "old", "text": "An hour of work", "password": Self.secret]
        let again = try await site.awa.post("/note", typed)
        #expect(again.status == .unprocessableContent)
        #expect(again.html.contains("An hour of work") && hasNoSecret(again))
        let ended = try await site.stranger.post("/note", typed)
        #expect(ended.status == .unauthorized)
        #expect(ended.html.contains("An hour of work") && hasNoSecret(ended))
        let sent = try await site.awa.submit("/note", on: again, ["password": Self.secret])
        #expect(sent.html.contains("<li>password=\(Self.secret)</li>"))
    }

    @Test func `a text that is too long comes back without the password beside it`() async throws {
        let site = try SmallSite()
        let long = String(repeating: "a", count: 400)
        let refused = try await site.awa.post(
            "/note", ["token": "token-of-awa", "name": long, "password": Self.secret])
        #expect(refused.status == .unprocessableContent)
        #expect(refused.html.contains(long) && hasNoSecret(refused))
    }

    @Test func `a form without a password asks for none`() async throws {
        let again = try await SmallSite().awa.post("/note", ["token": "old", "text": "x", "password": ""])
        #expect(!again.html.contains("type=\"password\""))
    }
}
