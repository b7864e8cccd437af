import Foundation
import HTTPTypes
import Testing
import Web
import WebTesting

/// Forms of whoever has no session: each bears the token of the browser that it was given to.
struct VisitorFormTests {
    private static let typed = "An hour's \"work\" <b>"

    @Test func `a page with a form gives the browser a cookie, and the form a token that only this browser has`()
        async throws
    {
        let site = try SmallSite()
        let (one, other) = (site.stranger, site.stranger)
        let page = try await one.get("/form")
        #expect(page.status == .ok && page.headers[.cacheControl] == "no-store")
        let cookie = try #require(page.headers[.setCookie])
        #expect(cookie.contains(/^asker=[0-9a-f]{48}; Path=\/; Max-Age=22200; HttpOnly; SameSite=Lax$/))
        let token = try #require(page.fields(of: "/open")["token"])
        #expect(token.count >= 20 && Set(token).count > 8)
        #expect(!page.html.contains(try #require(one.asker)))
        #expect(try await one.get("/form").fields(of: "/open")["token"] == token)
        #expect(try await other.get("/form").fields(of: "/open")["token"] != token)
        #expect(try await one.submit("/open", on: page, ["text": Self.typed]).status == .ok)
    }

    @Test func `under https the browser keeps that cookie to this host and to encrypted requests`() async throws {
        let site = try SmallSite(address: "https://rallynov.test/")
        let cookie = try #require(try await site.stranger.get("/form").headers[.setCookie])
        #expect(cookie.hasPrefix("__Host-asker=") && cookie.hasSuffix("; HttpOnly; SameSite=Lax; Secure"))
    }

    @Test(arguments: ["", "x", String(repeating: "0", count: 64), "foreign"])
    func `a form with no token, or with one that is not this browser's, comes back whole, and then goes`(token: String)
        async throws
    {
        let site = try SmallSite()
        let visitor = site.stranger
        _ = try await visitor.get("/form")
        let foreign = try await site.stranger.get("/form").fields(of: "/open")["token"] ?? ""
        let given = token.isEmpty ? [] : [("token", token == "foreign" ? foreign : token)]
        let refused = try await visitor.postAsGiven("/open", given + [("text", Self.typed), ("text", "twice")])
        #expect(refused.status == .forbidden && refused.headers[.cacheControl] == "no-store")
        #expect(refused.text.contains("this page had been open for too long"))
        #expect(!refused.html.contains("<li>text="))
        let sent = try await visitor.submit("/open", on: refused, [:])
        #expect(sent.status == .ok)
        #expect(sent.html.contains("<li>text=An hour&#39;s &quot;work&quot; &lt;b&gt;</li><li>text=twice</li>"))
    }

    @Test func `a form whose cookie has ended meanwhile comes back with another one, and then goes`() async throws {
        let site = try SmallSite()
        let page = try await site.stranger.get("/form")
        let late = site.stranger
        let refused = try await late.submit("/open", on: page, ["text": Self.typed])
        #expect(refused.status == .forbidden && late.asker != nil)
        #expect(try await late.submit("/open", on: refused, [:]).status == .ok)
    }

    @Test func `a browser that keeps no cookies is told so when it sends the form once more`() async throws {
        let site = try SmallSite()
        // Each time somebody else: what was given before is not there any more.
        var page = try await site.stranger.submit("/open", on: site.stranger.get("/form"), ["text": Self.typed])
        #expect(!page.text.contains("Allow cookies"))
        for _ in 0..<2 {
            page = try await site.stranger.submit("/open", on: page, [:])
            #expect(page.status == .forbidden)
            #expect(page.text.contains("Your browser does not keep cookies"))
            #expect(page.text.contains("Allow cookies for http://rallynov.test"))
            #expect(page.fields(of: "/open")["text"] == Self.typed)
            #expect(page.forms.allSatisfy { form in form.fields.count { $0.0 == "sent-again" } == 1 })
        }
        // Once they are allowed it goes.
        let visitor = site.stranger
        page = try await visitor.submit("/open", on: page, [:])
        #expect(try await visitor.submit("/open", on: page, [:]).status == .ok)
    }

    @Test func `a password is not in the form that comes back`() async throws {
        let refused = try await SmallSite().stranger.postAsGiven(
            "/open", [("text", "An hour of work"), ("password", "un mot@secret")])
        #expect(refused.html.contains("An hour of work") && !refused.html.contains("un mot@secret"))
    }

    @Test func `a page with such a form is given to one browser alone, also where its route is kept`() async throws {
        let site = try SmallSite()
        var tokens: Set<String> = []
        for _ in 0..<3 {
            let visitor = site.stranger
            let page = try await visitor.get("/kept-form")
            #expect(page.headers[.cacheControl] == "no-store" && page.headers[.eTag] == nil)
            tokens.insert(page.fields(of: "/open")["token"] ?? "")
            #expect(try await visitor.submit("/open", on: page, [:]).status == .ok)
        }
        #expect(tokens.count == 3)
        // One without a form is everybody's, and sets no cookie.
        let open = try await site.stranger.get("/page")
        #expect(open.headers[.cacheControl] == "public, no-cache" && open.headers[.setCookie] == nil)
    }

    @Test func `the form on the page of a session that has ended bears one too, and says that nobody is in yet`()
        async throws
    {
        let visitor = try SmallSite().stranger
        let late = try await visitor.postAsGiven("/note", [("token", "token-of-awa"), ("text", Self.typed)])
        #expect(late.status == .unauthorized && late.text.contains("You are no longer signed in"))
        #expect(BrowserMark(visitor.asker)?.formToken == late.fields(of: "/note")["token"])
        let again = try await visitor.submit("/note", on: late, [:])
        #expect(again.status == .unauthorized && again.text.contains("You are still not signed in"))
        #expect(again.fields(of: "/note")["text"] == Self.typed)
        let forged = try await visitor.submit("/note", on: late, ["token": "x"])
        #expect(forged.status == .unauthorized && forged.text.contains("You are no longer signed in"))
    }

    @Test func `the foot says that a cookie was set on the pages that set one`() async throws {
        let site = try SmallSite()
        #expect(try await site.stranger.get("/form").text.contains("This page has set a cookie for its form"))
        #expect(
            try await site.stranger.get("/page").text.contains("This site sets no cookie for whoever only reads it"))
    }

    @Test func `a token tells nothing of the mark, and another mark has another one`() throws {
        let (one, other) = (BrowserMark(), BrowserMark())
        #expect(one.formToken != other.formToken && !one.formToken.contains(one.text))
        #expect(try #require(BrowserMark(one.text)).formToken == one.formToken)
        for wrong in [nil, "", "a", String(repeating: "g", count: 48), one.text.uppercased() + "0", one.formToken] {
            #expect(BrowserMark(wrong) == nil)
        }
    }
}
