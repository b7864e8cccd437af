import HTTPTypes
import Testing
import Web
import WebTesting

struct PolicyTests {
    @Test func `who is not in is asked to sign in, and comes back to the page`() async throws {
        let site = try SmallSite()
        #expect(try await site.stranger.get("/mine?a=1").location == "/connexion?next=%2Fmine%3Fa%3D1")
        #expect(try await site.stranger.get("/en/mine").location == "/en/connexion?next=%2Fmine")
        #expect(try await Visitor(site.site, cookie: "forged").get("/mine").status == .seeOther)
        #expect(try await site.awa.get("/mine").status == .ok)
    }

    @Test func `a page of another role is refused`() async throws {
        #expect(try await SmallSite().awa.get("/staff").status == .forbidden)
    }

    @Test func `while the site is private its door is closed, but for those who are in`() async throws {
        let site = try SmallSite()
        site.state.withLockedValue { $0.isPublic = false }
        let door = try await site.stranger.get("/page")
        #expect(door.status == .forbidden)
        #expect(door.html.contains("/connexion"))
        #expect(!door.html.contains("made"))
        #expect(try await site.awa.get("/page").status == .ok)
        #expect(try await site.stranger.get("/healthz").status == .ok)
        site.state.withLockedValue { ($0.isPublic, $0.version) = (true, 2) }
        #expect(try await site.stranger.get("/page").status == .ok)
    }

    @Test func `a form is taken from this site only`() async throws {
        let site = try SmallSite()
        let mine: HTTPFields = [.secFetchSite: "same-origin", .origin: "http://rallynov.test"]
        #expect(try await site.stranger.post("/open", ["a": "1"], mine).status == .ok)
        #expect(try await site.stranger.post("/open", ["a": "1"]).status == .ok)
        for foreign in ["cross-site", "same-site"] {
            #expect(try await site.stranger.post("/open", ["a": "1"], [.secFetchSite: foreign]).status == .forbidden)
        }
        for origin in ["https://evil.example", "null", "http://rallynov.test.evil.example", "https://rallynov.test"] {
            #expect(try await site.stranger.post("/open", ["a": "1"], [.origin: origin]).status == .forbidden)
        }
        let forged: HTTPFields = [.secFetchSite: "cross-site"]
        #expect(try await site.awa.post("/note", ["token": "token-of-awa"], forged).status == .forbidden)
    }

    @Test func `a form with another session's token comes back whole, with this one's`() async throws {
        let site = try SmallSite()
        let typed = "An hour's \"work\" <b>\nand a line"
        let answer = try await site.awa.post("/note", ["token": "old", "text": typed, "text": "twice"])
        #expect(answer.status == .unprocessableContent)
        let sent = try await site.awa.submit("/note", on: answer, [:])
        #expect(sent.status == .ok)
        #expect(
            sent.html.contains("<li>text=An hour&#39;s &quot;work&quot; &lt;b&gt;\nand a line</li><li>text=twice</li>"))
    }

    @Test func `a form sent after the session's end comes back whole, with a way to sign in`() async throws {
        let site = try SmallSite()
        let late = try await site.stranger.post("/note", ["token": "token-of-awa", "text": "An hour's work"])
        #expect(late.status == .unauthorized)
        #expect(late.html.contains("/connexion"))
        #expect(!late.html.contains("token-of-awa"))
        // In the open, to be copied, on the page after signing in as well.
        #expect(late.html.contains("An hour&#39;s work</textarea>"))
        let again = try await site.awa.submit("/note", on: late, [:])
        #expect(again.html.contains("An hour&#39;s work</textarea>"))
        let sent = try await site.awa.submit("/note", on: again, [:])
        #expect(sent.html.contains("<li>text=An hour&#39;s work</li>"))
    }

    @Test func `a single word or figure of a row is shown to be copied, what a form carries along is not`() async throws
    {
        let late = try await SmallSite().stranger.post(
            "/note", ["token": "x", "cost.min": "1500", "tags.need": "health", "revision": "3.k9.draft"])
        #expect(late.html.contains("1500</textarea>"))
        #expect(!late.html.contains("health</textarea>") && !late.html.contains("draft</textarea>"))
    }

    @Test func `the form of a page carries the token of its session`() async throws {
        let site = try SmallSite()
        let sent = try await site.awa.submit("/note", on: site.awa.get("/mine"), ["text": "x"])
        #expect(sent.status == .ok)
    }

    @Test func `a session counts as used when something is sent, not when a page is read`() async throws {
        let site = try SmallSite()
        _ = try await site.awa.get("/mine")
        _ = try await site.stranger.post("/open", [:])
        #expect(site.state.withLockedValue { $0.used } == [])
        _ = try await site.awa.post("/note", ["token": "token-of-awa"])
        #expect(site.state.withLockedValue { $0.used } == ["awa"])
    }

    @Test func `a script is told, not led away`() async throws {
        let answer = try await SmallSite().stranger.get("/mine", [.accept: "application/json"])
        #expect(answer.status == .unauthorized)
        #expect(answer.bytes.isEmpty)
    }
}
