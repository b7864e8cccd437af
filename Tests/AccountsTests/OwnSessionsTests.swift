import Foundation
import HTTPTypes
import StorageTesting
import Testing
import Web
import WebTesting
import World

@testable import Accounts

/// The sessions of somebody, line by line, on the page of their account.
struct OwnSessionsTests {
    private static let firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0"

    @Test(arguments: Engine.available)
    func `each line says its device, and one is ended without the others`(engine: Engine) async throws {
        let porch = try await Porch(engine)
        let (here, there, other) = (porch.stranger, try await porch.visitor(.awa), try await porch.visitor(.benoit))
        let link = try await porch.link(for: .awa)
        _ = try await here.submit(link, on: here.get(link), [:], [.userAgent: Self.firefox])
        let page = try await here.get("/mon-compte")
        #expect(page.text.contains("Firefox, Linux celle-ci"))
        #expect(page.text.contains("Un appareil qui ne dit pas son nom"))
        #expect(!page.html.contains("Gecko"))
        let digest = try #require(there.sessionCookie.map { Secret.digest(of: $0) })
        let ended = try await here.submit("/mon-compte/sessions/fin", on: page, ["session": digest])
        #expect(try await here.follow(ended).text.contains("Cette session est fermée."))
        #expect(try await there.get("/mon-compte").status == .seeOther)
        for visitor in [here, other] { #expect(try await visitor.get("/mon-compte").status == .ok) }
    }

    @Test(arguments: Engine.available)
    func `nobody ends the session of somebody else by its line`(engine: Engine) async throws {
        let porch = try await Porch(engine)
        let (awa, benoit) = (try await porch.visitor(.awa), try await porch.visitor(.benoit))
        let digest = try #require(benoit.sessionCookie.map { Secret.digest(of: $0) })
        _ = try await awa.submit("/mon-compte/sessions/fin", on: awa.get("/mon-compte"), ["session": digest])
        #expect(try await benoit.get("/mon-compte").status == .ok)
    }

    @Test func `ending the one in use is signing out`() async throws {
        let visitor = try await Porch().visitor(.awa)
        let out = try await visitor.submit("/mon-compte/sessions/fin", on: visitor.get("/mon-compte"), [:])
        #expect(out.location == "/connexion?ok=out")
        #expect(out.headers[.clearSiteData] == "\"cache\", \"storage\"")
        #expect(visitor.sessionCookie == nil)
    }

    @Test(arguments: Engine.available)
    func `all others are ended at once, with the links that wait`(engine: Engine) async throws {
        let porch = try await Porch(engine)
        let (here, there) = (try await porch.visitor(.awa), try await porch.visitor(.awa))
        let waiting = try await porch.link(for: .awa)
        let ended = try await here.submit("/mon-compte/sessions/autres", on: here.get("/mon-compte"), [:])
        let page = try await here.follow(ended)
        #expect(page.text.contains("Toutes vos autres sessions sont fermées."))
        #expect(!page.html.contains("/mon-compte/sessions/autres"))
        #expect(try await there.get("/mon-compte").status == .seeOther)
        #expect(try await porch.stranger.get(waiting).status == .gone)
    }
}

/// Who is asked for what weighs much has proved who they are a moment ago.
struct OwnProofTests {
    @Test(arguments: Engine.available)
    func `a link that is used proves it anew, in a session of its own, and open pages stay good`(engine: Engine)
        async throws
    {
        let porch = try await Porch(engine)
        let visitor = try await porch.visitor(.awa)
        let open = try await visitor.get("/mon-compte")
        let before = try #require(visitor.sessionCookie)
        porch.wait(Proof.life)
        let page = try await visitor.get("/mon-compte/confirmation")
        #expect(page.text.contains("Confirmez que c’est bien vous"))
        let sent = try await visitor.submit("/mon-compte/confirmation", on: page, [:])
        #expect(sent.text.contains("awa@example.org"))
        let entered = try await visitor.enter(try #require(porch.letters.last?.path))
        #expect(entered.location == "/mon-compte/confirmation")
        #expect(try await visitor.follow(entered).text.contains("Vous avez confirmé que c’est bien vous"))
        // The session before has ended, whoever else may hold its cookie.
        #expect(visitor.sessionCookie != before)
        #expect(try await Visitor(porch.site, cookie: before).get("/mon-compte").status == .seeOther)
        #expect(try await visitor.submit("/mon-compte", on: open, ["name": "Awa Deux"]).status == .seeOther)
    }

    @Test(arguments: Engine.available)
    func `a link that is used elsewhere proves nothing here`(engine: Engine) async throws {
        let porch = try await Porch(engine)
        let visitor = try await porch.visitor(.awa)
        porch.wait(Proof.life)
        let page = try await visitor.get("/mon-compte/confirmation")
        _ = try await visitor.submit("/mon-compte/confirmation", on: page, [:])
        try await porch.stranger.enter(try #require(porch.letters.last?.path))
        let still = try await visitor.get("/mon-compte/confirmation")
        #expect(still.text.contains("Confirmez que c’est bien vous"))
    }

    @Test func `links to confirm are counted apart from those to sign in, and one too many is refused`() async throws {
        let porch = try await Porch()
        let visitor = try await porch.visitor(.awa)
        porch.wait(Proof.life)
        let page = try await visitor.get("/mon-compte/confirmation")
        for number in 1...8 {
            let sent = try await visitor.submit("/mon-compte/confirmation", on: page, [:])
            #expect(sent.status == (number <= LinkRequest.mostLetters ? .ok : .tooManyRequests))
        }
        // One to sign in, and five of the eight.
        #expect(porch.letters.count == 1 + LinkRequest.mostLetters)
    }

    @Test func `who has just signed in has proved it`() {
        let time = World.monday
        let session = Session(person: Somebody.awa.id, name: "Awa", roles: [], formToken: "", provedAt: time)
        #expect(session.proves(.fresh, at: time + Proof.life - 1))
        #expect(!session.proves(.fresh, at: time + Proof.life))
        #expect(session.proves(.session, at: time + 60 * 86_400))
    }
}

extension HTTPField.Name {
    static let clearSiteData = HTTPField.Name("Clear-Site-Data")!
}
