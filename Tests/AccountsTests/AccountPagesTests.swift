import Foundation
import HTTPTypes
import Testing
import Web
import WebTesting
import World

@testable import Accounts

struct AccountPagesTests {
    @Test func `somebody says who they are`() async throws {
        let visitor = try await Porch().visitor(.awa)
        let saved = try await visitor.submit(
            "/mon-compte", on: visitor.get("/mon-compte"),
            ["name": " Awa  Brunel ", "function": "Ergonome", "language": "en"])
        #expect(saved.location == "/mon-compte?ok=saved")
        let page = try await visitor.follow(saved)
        #expect(page.text.contains("Votre compte est enregistré."))
        #expect(page.html.contains("value=\"Awa Brunel\""))
        #expect(page.html.contains("value=\"Ergonome\""))
        #expect(page.html.contains("<option value=\"en\" selected>"))
    }

    @Test func `a name is needed, and all that is wrong is said at once`() async throws {
        let visitor = try await Porch().visitor(.awa)
        let long = String(repeating: "é", count: 121)
        let answer = try await visitor.submit(
            "/mon-compte", on: visitor.get("/mon-compte"), ["name": " ", "function": long])
        #expect(answer.status == .unprocessableContent)
        #expect(answer.text.contains("Indiquez votre nom."))
        #expect(answer.text.contains("à 120"))
        #expect(answer.html.contains("value=\"\(long)\""))
        #expect(try await visitor.get("/mon-compte").html.contains("value=\"Awa\""))
    }

    @Test func `a second window cannot overwrite the first silently`() async throws {
        let visitor = try await Porch().visitor(.awa)
        let (first, second) = try await (visitor.get("/mon-compte"), visitor.get("/mon-compte"))
        #expect(try await visitor.submit("/mon-compte", on: first, ["name": "First"]).status == .seeOther)
        let answer = try await visitor.submit("/mon-compte", on: second, ["name": "Second"])
        #expect(answer.status == .conflict)
        #expect(answer.text.contains("First"))
        #expect(answer.html.contains("value=\"Second\""))
        #expect(try await visitor.submit("/mon-compte", on: answer, [:]).status == .seeOther)
        #expect(try await visitor.get("/mon-compte").html.contains("value=\"Second\""))
    }

    @Test(
        arguments: [
            (["name": "x", "revision": "x", "language": "fr"], .conflict),
            (["name": "x", "revision": "9223372036854775807", "language": "fr"], .conflict),
            (["name": "x", "revision": "1", "language": "xx"], .badRequest), ([:], .badRequest),
        ] as [([String: String], HTTPResponse.Status)])
    func `a form that was tampered with is refused`(fields: [String: String], status: HTTPResponse.Status) async throws
    {
        let visitor = try await Porch().visitor(.awa)
        let token = try await visitor.get("/mon-compte").html.firstMatch(of: /name="token" value="([^"]+)"/)
        let sent = fields.map { ($0.key, $0.value) } + [("token", String(try #require(token).1))]
        #expect(try await visitor.post("/mon-compte", sent).status == status)
    }

    @Test func `leaving everywhere ends every session and every link that waits, of this person only`() async throws {
        let porch = try await Porch()
        let (here, there, other) = (
            try await porch.visitor(.awa), try await porch.visitor(.awa), try await porch.visitor(.benoit)
        )
        let waiting = try await porch.link(for: .awa)
        let page = try await here.get("/mon-compte")
        #expect(page.html.matches(of: /<tr><th scope="row"/).count == 2)
        #expect(page.html.matches(of: /celle-ci/).count == 1)
        let out = try await here.submit("/mon-compte/quitter-partout", on: page, [:])
        #expect(try await here.follow(out).text.contains("Toutes vos sessions sont fermées."))
        for visitor in [here, there] { #expect(try await visitor.get("/mon-compte").status == .seeOther) }
        #expect(try await porch.stranger.get(waiting).status == .gone)
        #expect(try await other.get("/mon-compte").status == .ok)
    }

    @Test func `hostile text is shown as text`() async throws {
        let visitor = try await Porch().visitor(.awa)
        let plain = try await visitor.get("/mon-compte")
        let hostile = "\"'<>& \"\u{301} <\u{301}script>"
        _ = try await visitor.submit("/mon-compte", on: plain, ["name": hostile, "function": hostile])
        let page = try await visitor.get("/mon-compte")
        #expect(page.html.contains("&quot;&#39;&lt;&gt;&amp;"))
        #expect(page.bytes.filter("<>\"'".utf8.contains) == plain.bytes.filter("<>\"'".utf8.contains))
    }

    @Test func `the account is nobody's who is not in`() async throws {
        let porch = try await Porch()
        #expect(try await porch.stranger.get("/mon-compte").location == "/connexion?next=%2Fmon-compte")
        let kept = try await porch.stranger.post("/mon-compte", ["name": "Typed for an hour"])
        #expect(kept.status == .unauthorized)
        #expect(kept.html.contains("value=\"Typed for an hour\""))
    }
}
