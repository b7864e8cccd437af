import HTTPTypes
import Testing
import Web
import WebTesting

struct SafetyTests {
    @Test(arguments: [
        "/page", "/mine", "/nowhere", "/broken", "/busy", "/healthz", "/s/0/none.css", "/s/accent/0d5c4b.css",
    ])
    func `every answer tells the browser what is not allowed`(path: String) async throws {
        let site = try SmallSite()
        let answers = [
            try await site.stranger.get(path), try await site.stranger.get(path, [.hostInTest: "evil.example"]),
            try await site.stranger.send(.put, path), try await site.stranger.send(.head, path),
        ]
        for answer in answers {
            let policy = answer.headers[.contentSecurityPolicy] ?? ""
            #expect(policy.contains("default-src 'none'"))
            #expect(!policy.contains("unsafe"))
            for part in ["object-src 'none'", "base-uri 'none'", "frame-ancestors 'self'", "form-action 'self'"] {
                #expect(policy.contains(part))
            }
            #expect(answer.headers[.xContentTypeOptions] == "nosniff")
            #expect(HTTPField.Name("X-Frame-Options").map { answer.headers[$0] } == "SAMEORIGIN")
            #expect(answer.headers[.cacheControl] != nil)
            #expect(answer.headers[.strictTransportSecurity] == nil)
        }
    }

    @Test func `assets may be kept for ever, also compressed`() async throws {
        let site = try SmallSite()
        let page = try await site.stranger.get("/page")
        let path = String(try #require(page.html.firstMatch(of: /href="(\/s\/[0-9a-f]+\/site\.css)"/)).1)
        let (plain, packed) = try await (
            site.stranger.get(path), site.stranger.get(path, [.acceptEncoding: "br, gzip"])
        )
        #expect(plain.status == .ok)
        #expect(plain.headers[.contentType] == "text/css; charset=utf-8")
        #expect(plain.headers[.cacheControl] == "public, max-age=31536000, immutable")
        #expect(plain.headers[.contentSecurityPolicy] != nil)
        #expect(plain.headers[.contentEncoding] == nil)
        #expect(packed.headers[.contentEncoding] == "gzip")
        #expect(packed.bytes.count < plain.bytes.count / 2)
        #expect(packed.headers[.vary] == "Accept-Encoding")
    }

    @Test(arguments: ["/s/accent/0d5c4b.css", "/s/accent/0D5C4B.css", "/s/accent/red.css", "/s/accent/0d5c4b}x{.css"])
    func `the agency's colour is six digits or nothing`(path: String) async throws {
        let answer = try await SmallSite().stranger.get(path)
        #expect(answer.status == (path == "/s/accent/0d5c4b.css" ? .ok : .notFound))
        #expect(answer.status != .ok || answer.text == ":root{--accent:#0d5c4b}")
    }

    @Test func `a session's cookie is the browser's to send and nobody's to read`() async throws {
        let answer = try await SmallSite().stranger.get("/in")
        #expect(answer.headers[values: .setCookie] == ["session=awa; Path=/; Max-Age=3600; HttpOnly; SameSite=Lax"])
        let out = try await SmallSite().stranger.get("/out")
        #expect(out.headers[values: .setCookie] == ["session=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax"])
    }

    @Test func `under https the cookie is kept to this host and to encrypted requests`() async throws {
        let site = try SmallSite(address: "https://rallynov.test/")
        let answer = try await site.stranger.get("/in")
        #expect(
            answer.headers[values: .setCookie]
                == ["__Host-session=awa; Path=/; Max-Age=3600; HttpOnly; SameSite=Lax; Secure"])
        #expect(answer.headers[.strictTransportSecurity]?.contains("max-age=31536000") == true)
        #expect(try await site.stranger.get("/mine", [.cookie: "__Host-session=awa"]).status == .ok)
        #expect(try await site.stranger.get("/mine", [.cookie: "session=awa"]).status == .seeOther)
        #expect(try await site.stranger.get("/mine", [.cookie: "a=b; __Host-session=awa;c=d"]).status == .ok)
    }

    @Test func `what a browser is known by that asked is kept as a session is, and apart from it`() async throws {
        let (plain, secure) = (try SmallSite(), try SmallSite(address: "https://rallynov.test/"))
        let asked = try await plain.awa.post("/ask", ["token": "token-of-awa"])
        #expect(asked.headers[values: .setCookie] == ["asker=browser; Path=/; Max-Age=600; HttpOnly; SameSite=Lax"])
        #expect(asked.html == "unknown")
        let stranger = secure.stranger
        let safe = try await stranger.post("/ask", [:])
        #expect(
            safe.headers[values: .setCookie]
                == ["__Host-asker=browser; Path=/; Max-Age=600; HttpOnly; SameSite=Lax; Secure"])
        let mark = BrowserMark()
        let own = [("token", mark.formToken)]
        let known = try await secure.stranger.post("/ask", own, [.cookie: "__Host-asker=\(mark.text)"])
        #expect(known.html == "known as \(mark.text)")
        #expect(try await secure.stranger.post("/ask", own, [.cookie: "asker=\(mark.text)"]).status == .forbidden)
        #expect(try await plain.stranger.get("/mine", [.cookie: "asker=awa"]).status == .seeOther)
    }

    @Test func `a page sets no cookie for whoever only reads`() async throws {
        let site = try SmallSite()
        for path in ["/page", "/nowhere", "/mine"] {
            #expect(try await site.stranger.get(path).headers[.setCookie] == nil)
        }
    }
}
