import Foundation
import SecondFactor
import Storage
import StorageTesting
import Testing
import Web
import WebTesting
import World

@testable import Accounts

/// A link that was opened long ago sets no factor up, and shows nobody the secret of one.
struct OldProofTests {
    private static let setup = [
        "/second-facteur/application", "/second-facteur/application/code", "/second-facteur/cles",
        "/second-facteur/cles/question",
    ]

    @Test(arguments: Engine.available)
    func `before the second factor an old session sets nothing up, and has a way to a new link`(
        engine: Engine
    ) async throws {
        let gate = try await Gate(engine)
        let julien = try await gate.guest(.julien)
        try await gate.setRequired(true)
        gate.wait(13 * 86_400)
        let page = try await julien.get("/second-facteur?next=%2Fagence%2Feditions")
        for path in Self.setup {
            let refused = try await julien.post(path, [("token", page.token), ("code", "000000")])
            #expect(refused.status == .unauthorized, "\(path)")
            #expect(!refused.html.contains("class=\"secret\""), "\(path)")
        }
        #expect(try await gate.apps() == 0)
        let asked = try await julien.submit("/second-facteur/application", on: page, [:])
        let sent = try await julien.submit("/second-facteur/confirmation", on: asked, [:])
        #expect(sent.text.contains(Somebody.julien.email))
        let entered = try await gate.useLink(in: julien)
        #expect(entered.location == "/second-facteur?next=%2Fagence%2Feditions")
        // The first window goes on where it was.
        let begun = try await julien.submit("/second-facteur/application", on: asked, [:])
        let code = try begun.secret.code(at: TimeCode.step(at: gate.time))
        let done = try await julien.submit("/second-facteur/application/code", on: begun, ["code": code])
        #expect(done.paper.count == 10)
        #expect(try await julien.isIn)
    }

    @Test func `the way to a new link is for whoever stands before the second factor, and asks for their token`()
        async throws
    {
        let gate = try await Gate()
        let path = "/second-facteur/confirmation"
        #expect(try await Guest(visitor: Visitor(gate.house.site)).get(path).location == "/connexion")
        let julien = try await gate.guest(.julien)
        #expect(try await julien.get(path).location == "/mon-compte/confirmation")
        try await gate.setRequired(true)
        let page = try await julien.get(path)
        #expect(page.status == .ok)
        #expect(try await julien.post(path, [("token", "")]).location == "/second-facteur")
        #expect(try await gate.letters(to: .julien).isEmpty)
        #expect(try await julien.submit(path, on: page, [:]).status == .ok)
        #expect(try await gate.letters(to: .julien).count == 1)
    }

    @Test(arguments: Engine.available)
    func `a factor shown behind an old link makes nothing fresh`(engine: Engine) async throws {
        let gate = try await Gate(engine)
        let (secret, _) = try await gate.app(of: gate.guest(.awa))
        let late = try await gate.guest(.awa)
        gate.wait(Proof.life)
        let early = try await gate.guest(.awa)
        for (guest, status) in [(late, 401), (early, 303)] {
            gate.wait(30)
            let code = secret.code(at: TimeCode.step(at: gate.time))
            _ = try await guest.submit("/second-facteur", on: guest.get("/second-facteur"), ["code": code])
            #expect(try await guest.isIn)
            let left = try await guest.submit(
                "/mon-compte/sessions/autres", on: guest.get("/mon-compte"), [:])
            #expect(left.status.code == status)
        }
    }

    @Test(arguments: Engine.available)
    func `an app that was begun and given up is not confirmed by an old proof, nor is its secret shown`(
        engine: Engine
    ) async throws {
        let gate = try await Gate(engine)
        let awa = try await gate.guest(.awa)
        let begun = try await awa.submit(
            "/second-facteur/application", on: awa.get("/mon-compte/second-facteur"), [:])
        let secret = try begun.secret
        gate.wait(Proof.life)
        for code in ["000000", secret.code(at: TimeCode.step(at: gate.time))] {
            let refused = try await awa.submit("/second-facteur/application/code", on: begun, ["code": code])
            #expect(refused.status == .unauthorized)
            #expect(!refused.html.contains("class=\"secret\""))
            #expect(refused.paper.isEmpty)
        }
    }

    @Test(arguments: Engine.available)
    func `an app is confirmed in the browser in which it was begun, a new link in between included`(
        engine: Engine
    ) async throws {
        let gate = try await Gate(engine)
        let awa = try await gate.guest(.awa)
        let begun = try await awa.submit(
            "/second-facteur/application", on: awa.get("/mon-compte/second-facteur"), [:])
        let secret = try begun.secret
        let code = { secret.code(at: TimeCode.step(at: gate.time)) }
        let other = try await gate.guest(.awa)
        let token = try await other.get("/mon-compte/second-facteur").token
        for typed in ["000000", code()] {
            let refused = try await other.post(
                "/second-facteur/application/code", [("token", token), ("code", typed)])
            #expect(refused.location == "/mon-compte/second-facteur")
        }
        gate.wait(Proof.life)
        let asked = try await awa.submit("/second-facteur/application/code", on: begun, ["code": code()])
        _ = try await awa.submit("/mon-compte/confirmation", on: asked, [:])
        _ = try await gate.useLink(in: awa)
        let done = try await awa.submit("/second-facteur/application/code", on: asked, ["code": code()])
        #expect(done.paper.count == 10)
    }

    @Test(arguments: Engine.available)
    func `an app that nobody confirms is forgotten in minutes`(engine: Engine) async throws {
        let gate = try await Gate(engine)
        let awa = try await gate.guest(.awa)
        let page = try await awa.get("/mon-compte/second-facteur")
        let begun = try await awa.submit("/second-facteur/application", on: page, [:])
        gate.wait(AppStore.patience)
        _ = try await awa.submit("/mon-compte/confirmation", on: awa.get("/mon-compte/confirmation"), [:])
        _ = try await gate.useLink(in: awa)
        let code = try begun.secret.code(at: TimeCode.step(at: gate.time))
        let late = try await awa.submit("/second-facteur/application/code", on: begun, ["code": code])
        #expect(late.location == "/mon-compte/second-facteur")
        #expect(try await gate.apps() == 1)
        let time = gate.time
        try await gate.database.write(for: .insiders) { try AppStore.forgetOld(at: time, in: $0) }
        #expect(try await gate.apps() == 0)
        // One that is in use stays.
        _ = try await gate.app(of: awa)
        gate.wait(AppStore.patience)
        let later = gate.time
        try await gate.database.write(for: .insiders) { try AppStore.forgetOld(at: later, in: $0) }
        #expect(try await gate.apps() == 1)
    }

    @Test(arguments: Engine.available)
    func `what strangers ask for with somebody’s address keeps no proof from them, and one too many is said`(
        engine: Engine
    ) async throws {
        let gate = try await Gate(engine)
        let stranger = Guest(visitor: Visitor(gate.house.site))
        for _ in 0..<6 {
            let page = try await stranger.get("/connexion")
            _ = try await stranger.submit("/connexion", on: page, ["email": "awa@example.org"])
        }
        var letters = try await gate.letters(to: .awa).count
        #expect(letters == LinkRequest.mostLetters)
        let awa = try await gate.guest(.awa)
        let token = try await awa.get("/mon-compte").token
        for _ in 0..<LinkRequest.mostLetters {
            #expect(try await awa.post("/mon-compte/confirmation", [("token", token)]).status == .ok)
            letters += 1
            #expect(try await gate.letters(to: .awa).count == letters)
        }
        // The page does not say that a letter leaves when none does.
        #expect(try await awa.post("/mon-compte/confirmation", [("token", token)]).status == .tooManyRequests)
        #expect(try await gate.letters(to: .awa).count == letters)
    }
}

extension Gate {
    fileprivate func apps() async throws -> Int {
        try await database.read { try $0.count("SELECT count(*) AS count FROM authenticator_app") }
    }

    /// Opens the link of the letter that was written last, and presses its button.
    fileprivate func useLink(in guest: Guest) async throws -> Screen {
        let row = try await database.read { try $0.row("SELECT plain FROM message ORDER BY id DESC LIMIT 1") }
        let text: String = try #require(try row?["plain"])
        let link = String(try #require(text.firstMatch(of: /(\/connexion\/\S+)/)).1)
        return try await guest.submit(link, on: guest.get(link), [:])
    }
}
