import Foundation
import HTTPTypes
import Storage
import StorageTesting
import Testing
import Web
import WebTesting
import World

@testable import Accounts

struct SignInPagesTests {
    @Test func `somebody asks for a link, opens it, presses the button and is in`() async throws {
        let porch = try await Porch()
        let link = try await porch.link(for: .awa)
        let visitor = porch.stranger
        let page = try await visitor.get(link)
        #expect(page.status == .ok)
        #expect(page.text.contains("Vous entrez sous ce nom : Awa."))
        let answer = try await visitor.submit(link, on: page, [:])
        #expect(answer.status == .seeOther)
        #expect(answer.location == "/ma-page")
        #expect(try await visitor.get("/mon-compte").text.contains("awa@example.org"))
    }

    @Test func `an unknown address gets the same answer and no letter`() async throws {
        let porch = try await Porch()
        let known = try await ask(porch, "awa@example.org")
        let unknown = try await ask(porch, "xyz@example.org")
        #expect(known.status == .ok)
        #expect(known.status == unknown.status)
        #expect(known.html.replacing("awa@", with: "xyz@") == unknown.html)
        #expect(porch.letters.map(\.account.email) == ["awa@example.org"])
    }

    @Test func `an address is found whatever its case, and the letter goes to the one that is kept`() async throws {
        let porch = try await Porch()
        _ = try await ask(porch, "  AWA@Example.ORG ")
        #expect(porch.letters.map(\.account.email) == ["awa@example.org"])
    }

    @Test(arguments: [
        ("", "Indiquez votre adresse"), ("awa", "un signe @"), ("awa@example", "après le signe @"),
        ("a@b@example.org", "un signe @"),
    ])
    func `what is no address comes back as typed, with what is wrong`(typed: String, words: String) async throws {
        let porch = try await Porch()
        let answer = try await ask(porch, typed)
        #expect(answer.status == .unprocessableContent)
        #expect(answer.text.contains(words))
        #expect(answer.html.contains("value=\"\(typed)\""))
        #expect(porch.letters.isEmpty)
    }

    @Test func `opening a link changes nothing, so that programs that look through mail do no harm`() async throws {
        let porch = try await Porch()
        let link = try await porch.link(for: .awa)
        for _ in 0..<3 { #expect(try await porch.stranger.get(link).status == .ok) }
        #expect(try await porch.stranger.send(.head, link).status == .ok)
        #expect(try await porch.stranger.enter(link).status == .seeOther)
    }

    @Test func `a link lets in once, and its page offers another one without saying whose it was`() async throws {
        let porch = try await Porch()
        let link = try await porch.link(for: .awa)
        try await porch.stranger.enter(link)
        for page in [try await porch.stranger.get(link), try await porch.stranger.post(link, [:])] {
            #expect(page.status == .gone)
            #expect(page.text.contains("Ce lien a déjà servi"))
            #expect(!page.text.lowercased().contains("awa"))
            #expect(!page.headers[values: .setCookie].contains { $0.hasPrefix("session=") })
        }
        let again = try await porch.stranger.get(link)
        let asked = try await porch.stranger.submit("/connexion", on: again, ["email": "awa@example.org"])
        #expect(asked.text.contains("Regardez votre messagerie"))
        #expect(porch.letters.count == 2)
    }

    @Test func `a link is good for ten minutes, to the instant`() async throws {
        let porch = try await Porch()
        let (first, second) = (try await porch.link(for: .awa), try await porch.link(for: .benoit))
        porch.wait(10 * 60 - 1)
        #expect(try await porch.stranger.enter(first).status == .seeOther)
        porch.wait(1)
        let page = try await porch.stranger.get(second)
        #expect(page.status == .gone)
        #expect(page.text.contains("Ce lien a expiré"))
        #expect(try await porch.stranger.post(second, [:]).status == .gone)
    }

    @Test(arguments: ["x", String(repeating: "a", count: 43), "%00", "..%2F", "caf%C3%A9"])
    func `a link that was never given opens nothing`(token: String) async throws {
        let porch = try await Porch()
        let page = try await porch.stranger.get("/connexion/\(token)")
        #expect(page.status == .gone || page.status == .notFound)
        let visitor = porch.stranger
        _ = try await visitor.post("/connexion/\(token)", [:])
        #expect(visitor.sessionCookie == nil)
    }

    @Test func `the page asked for before signing in is the one that opens after it`() async throws {
        let porch = try await Porch()
        let refused = try await porch.stranger.get("/mon-compte?ok=saved")
        let asked = try await porch.stranger.follow(refused)
        _ = try await porch.stranger.submit("/connexion", on: asked, ["email": "awa@example.org"])
        let link = try #require(porch.letters.last?.path)
        #expect(try await porch.stranger.enter(link).location == "/mon-compte?ok=saved")
        let second = try await porch.link(for: .awa, next: "/dossiers")
        #expect(try await porch.stranger.enter("/en" + second).location == "/en/dossiers")
    }

    @Test(arguments: [
        "//evil.example", "/\\evil.example", "\\\\evil.example", "https://evil.example", "javascript:alert(1)",
        "/\t/evil.example", "/\n/evil.example", "evil.example", "", "/connexion", "/deconnexion", "/é",
    ])
    func `nobody is sent to another site after signing in`(next: String) async throws {
        let porch = try await Porch()
        #expect(try await porch.stranger.enter(porch.link(for: .awa, next: next)).location == "/ma-page")
        let stranger = porch.stranger
        _ = try await stranger.post("/connexion", ["email": "benoit@example.org", "next": next])
        #expect(try await stranger.enter(try #require(porch.letters.last?.path)).location == "/ma-page")
    }

    @Test func `who is in already goes straight on`() async throws {
        let visitor = try await Porch().visitor(.awa)
        #expect(try await visitor.get("/connexion").location == "/ma-page")
        #expect(try await visitor.get("/connexion?next=/jury").location == "/jury")
        #expect(try await visitor.get("/connexion?next=//evil.example").location == "/ma-page")
    }

    @Test func `signing in gives a new session and ends the one the browser had`() async throws {
        let porch = try await Porch()
        let visitor = try await porch.visitor(.awa)
        let old = try #require(visitor.sessionCookie)
        #expect(try await visitor.enter(porch.link(for: .benoit)).status == .seeOther)
        #expect(visitor.sessionCookie != old)
        #expect(try await visitor.get("/mon-compte").text.contains("benoit@example.org"))
        #expect(try await Visitor(porch.site, cookie: old).get("/mon-compte").status == .seeOther)
    }

    @Test func `a cookie from elsewhere is not taken over by signing in`() async throws {
        let porch = try await Porch()
        let visitor = Visitor(porch.site, cookie: "planted", asker: World.browser)
        try await visitor.enter(porch.link(for: .awa))
        #expect(visitor.sessionCookie != "planted")
        #expect(try await Visitor(porch.site, cookie: "planted").get("/mon-compte").status == .seeOther)
    }

    @Test func `signing out ends the session, not only the cookie`() async throws {
        let porch = try await Porch()
        let visitor = try await porch.visitor(.awa)
        let cookie = try #require(visitor.sessionCookie)
        let out = try await visitor.submit("/deconnexion", on: visitor.get("/mon-compte"), [:])
        #expect(visitor.sessionCookie == nil)
        // What was typed and not saved does not wait on the device for whoever comes next.
        let gone = HTTPField.Name("Clear-Site-Data").flatMap { out.headers[$0] }
        #expect(gone == "\"cache\", \"storage\"")
        #expect(try await visitor.follow(out).text.contains("Votre session est fermée."))
        #expect(try await Visitor(porch.site, cookie: cookie).get("/mon-compte").status == .seeOther)
    }

    @Test func `a name is shown as text on the page of the link`() async throws {
        let porch = try await Porch()
        let link = try await porch.link(for: .awa)
        let plain = try await porch.stranger.get(link)
        let hostile = "\"'<>& \"\u{301} <\u{301}script>"
        try await porch.database.write { try $0.run("UPDATE person SET name = \(hostile)") }
        let page = try await porch.stranger.get(link)
        #expect(page.bytes.contains("&quot;\u{301} &lt;\u{301}script&gt;".utf8))
        #expect(page.bytes.filter("<>\"'".utf8.contains) == plain.bytes.filter("<>\"'".utf8.contains))
    }

    @Test func `an address is shown as text where it is said again`() async throws {
        let answer = try await ask(Porch(), "<script>@example.org")
        #expect(answer.status == .unprocessableContent)
        #expect(!answer.html.contains("<script>@"))
    }

    private func ask(_ porch: Porch, _ email: String) async throws -> Screen {
        let visitor = porch.stranger
        return try await visitor.submit("/connexion", on: visitor.get("/connexion"), ["email": email])
    }
}
