import HTTPTypes
import StorageTesting
import Testing
import Web
import WebTesting
import World

@testable import Accounts

/// Whoever is on an English page stays on English pages, whatever the language of their letters.
struct EnglishPagesTests {
    @Test(arguments: Engine.available)
    func `a link asked for on an English page leads to English pages, from a French letter too`(
        engine: Engine
    ) async throws {
        let gate = try await Gate(engine)
        let stranger = Guest(visitor: Visitor(gate.house.site))
        let page = try await stranger.get("/en/connexion")
        _ = try await stranger.submit("/en/connexion", on: page, ["email": Somebody.awa.email])
        let letter = try #require(try await gate.letters(to: .awa).last)
        #expect(letter.contains("Bonjour Awa,"))
        let link = String(try #require(letter.firstMatch(of: /http:\/\/localhost(\/en\/connexion\/\S+)/)).1)
        let entered = try await stranger.submit(link, on: stranger.get(link), [:])
        #expect(entered.location == "/en/ma-page")
        // The proof that is asked for once more leads back as well.
        gate.wait(Proof.life)
        let asked = try await stranger.get("/en/mon-compte/confirmation")
        _ = try await stranger.submit("/en/mon-compte/confirmation", on: asked, [:])
        let letters = try await gate.letters(to: .awa)
        #expect(letters.count == 2 && letters.allSatisfy { $0.contains("http://localhost/en/connexion/") })
        // From a French page the letter's own language decides.
        let french = Guest(visitor: Visitor(gate.house.site))
        _ = try await french.submit("/connexion", on: french.get("/connexion"), ["email": Somebody.benoit.email])
        #expect(try await gate.letters(to: .benoit).last?.contains("http://localhost/connexion/") == true)
    }

    @Test(arguments: Engine.available)
    func `acts of the account and of the second factor stay in English`(engine: Engine) async throws {
        let gate = try await Gate(engine)
        let awa = try await gate.guest(.awa)
        let (_, paper) = try await gate.app(of: awa)
        _ = try await gate.passkey(of: awa)
        let own = try await awa.get("/en/mon-compte/second-facteur")
        let key = String(
            try #require(own.html.firstMatch(of: /href="(\/en\/mon-compte\/second-facteur\/cles\/[0-9a-f-]+)"/)).1)
        // Before the second factor.
        let half = try await gate.guest(.awa)
        let led = try await half.get("/en/mon-compte")
        #expect(led.location == "/en/second-facteur?next=%2Fmon-compte")
        let door = try await half.follow(led)
        let proved = try await half.submit("/en/second-facteur/secours", on: door, ["recovery": paper[0]])
        #expect(proved.location == "/en/mon-compte")
        let account = try await awa.get("/en/mon-compte")
        #expect(try await awa.submit("/en/mon-compte", on: account, [:]).location == "/en/mon-compte?ok=saved")
        let token = account.token
        let acts: [(path: String, fields: [(String, String)])] = [
            ("/en/mon-compte/sessions/autres", []), ("/en/mon-compte/sessions/fin", [("session", "none")]),
            (key, [("name", "Office")]), (key + "/retirer", [("code", paper[1])]),
            ("/en/mon-compte/second-facteur/application/retirer", [("code", paper[2])]),
            ("/en/deconnexion", []),
        ]
        for act in acts {
            let answer = try await awa.post(act.path, act.fields + [("token", token)])
            #expect(answer.status == .seeOther, "\(act.path): \(answer.text)")
            #expect(answer.location?.hasPrefix("/en/") == true, "\(act.path): \(answer.location ?? "")")
        }
    }
}
