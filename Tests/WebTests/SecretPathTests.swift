import HTTPTypes
import Testing
import Web
import WebTesting

/// Addresses that open something for whoever knows them (ASVS 14.2.1).
struct SecretPathTests {
    private static let referrerPolicy = HTTPField.Name("Referrer-Policy")!

    @Test(arguments: ["/door/secret", "/en/door/secret", "/door/secret?a=1", "/door/secret/", "/door/secret/more"])
    func `a page whose address opens something tells nobody where it stands`(path: String) async throws {
        let site = try SmallSite()
        for visitor in [site.stranger, site.awa] {
            let answers = [
                try await visitor.get(path), try await visitor.send(.head, path), try await visitor.send(.put, path),
                try await visitor.post(path, ["token": "token-of-awa"]),
            ]
            for answer in answers { #expect(answer.headers[values: Self.referrerPolicy] == ["no-referrer"]) }
        }
    }

    @Test(arguments: ["/page", "/door", "/mine", "/nowhere", "/thing/door", "/healthz"])
    func `any other page tells this site alone`(path: String) async throws {
        let answer = try await SmallSite().stranger.get(path)
        #expect(answer.headers[values: Self.referrerPolicy] == ["same-origin"])
    }

    /// As browsers without `Sec-Fetch-Site` name the origin of a form on a page that tells nobody where it stands.
    @Test func `its form is taken, and no other form without an origin`() async throws {
        let site = try SmallSite()
        #expect(try await site.stranger.post("/door/secret", [:], [.origin: "null"]).status == .seeOther)
        #expect(try await site.stranger.post("/open", ["text": "a"], [.origin: "null"]).status == .forbidden)
        let evil: HTTPFields = [.origin: "https://evil.example"]
        #expect(try await site.stranger.post("/door/secret", [:], evil).status == .forbidden)
        let elsewhere: HTTPFields = [.origin: "null", .secFetchSite: "cross-site"]
        #expect(try await site.stranger.post("/door/secret", [:], elsewhere).status == .forbidden)
    }
}
