import Foundation
import SecondFactor
import Storage
import StorageTesting
import Testing
import Web
import WebTesting
import World

@testable import Accounts

/// The app on a telephone.
struct AppTests {
    @Test(arguments: Engine.available)
    func `an app is set up, and comes with ten codes for paper and a letter`(engine: Engine) async throws {
        let gate = try await Gate(engine)
        let awa = try await gate.guest(.awa)
        let account = try await awa.get("/mon-compte")
        #expect(account.html.contains("href=\"/mon-compte/second-facteur\""))
        let page = try await awa.get("/mon-compte/second-facteur")
        #expect(page.text.contains("Vous vous connectez par le seul lien d’un message"))
        let begun = try await awa.submit("/second-facteur/application", on: page, [:])
        let secret = try begun.secret
        #expect(begun.html.contains("href=\"otpauth://totp/"))
        #expect(begun.html.contains("<svg class=\"square\""))
        #expect(begun.html.contains("secret=\(secret.base32)&amp;issuer="))
        // It opens nothing before it is confirmed.
        #expect(try await gate.guest(.awa).isIn)
        let code = secret.code(at: TimeCode.step(at: gate.time))
        let wrong = try await awa.submit(
            "/second-facteur/application/code", on: begun, ["code": secret.code(at: 1)])
        #expect(wrong.status == .unprocessableContent)
        #expect(wrong.text.contains("Ce n’est pas le code de cette clé."))
        #expect(try wrong.secret == secret)
        let done = try await awa.submit("/second-facteur/application/code", on: wrong, ["code": code])
        #expect(done.status == .ok)
        #expect(Set(done.paper).count == 10)
        let own = try await awa.get("/mon-compte/second-facteur")
        #expect(own.text.contains("Il reste 10 codes de secours."))
        #expect(own.text.contains("En service depuis le lundi 22 septembre 2014"))
        let letters = try await gate.letters(to: .awa)
        #expect(letters.count == 1)
        #expect(letters.last?.contains("Votre compte demande désormais une preuve de plus.") ?? false)
        #expect(try await gate.acts(of: .awa) == ["factor-added"])
    }

    @Test func `neither secret nor paper can be read in the database`() async throws {
        let gate = try await Gate()
        let (secret, paper) = try await gate.app(of: gate.guest(.awa))
        let kept = try await gate.database.read { connection in
            let app: String? = try connection.row("SELECT secret FROM authenticator_app")?["secret"]
            let codes = try connection.rows("SELECT code FROM recovery_code").map { row -> String in try row["code"] }
            return [app ?? ""] + codes
        }
        #expect(kept.count == 11)
        for text in kept {
            #expect(!text.contains(secret.base32))
            for code in paper { #expect(!text.contains(code) && !text.contains(code.replacing("-", with: ""))) }
        }
    }

    @Test(arguments: Engine.available)
    func `the code opens, and leads to the page that was wanted`(engine: Engine) async throws {
        let gate = try await Gate(engine)
        let (secret, _) = try await gate.app(of: gate.guest(.awa))
        gate.wait(30)
        let awa = try await gate.guest(.awa)
        let led = try await awa.get("/mon-compte?x=1")
        #expect(led.location == "/second-facteur?next=%2Fmon-compte%3Fx%3D1")
        let asked = try await awa.follow(led)
        #expect(asked.text.contains("Encore une preuve, et vous entrez en tant que Awa."))
        #expect(asked.html.contains("inputmode=\"numeric\" autocomplete=\"one-time-code\""))
        let before = awa.visitor.sessionCookie
        let entered = try await awa.submit(
            "/second-facteur", on: asked, ["code": secret.code(at: TimeCode.step(at: gate.time))])
        #expect(entered.location == "/mon-compte?x=1")
        #expect(try await awa.follow(entered).status == .ok)
        // Whoever knew the cookie of the half open session knows nothing.
        #expect(awa.visitor.sessionCookie != before)
        let thief = Guest(visitor: Visitor(gate.house.site, cookie: before))
        #expect(try await thief.get("/mon-compte").location == "/connexion?next=%2Fmon-compte")
    }

    @Test(arguments: Engine.available)
    func `a code that has opened once opens no more, nor one from before it`(engine: Engine) async throws {
        let gate = try await Gate(engine)
        let (secret, _) = try await gate.app(of: gate.guest(.awa))
        let used = TimeCode.step(at: gate.time)
        for step in [used, used - 1] {
            let guest = try await gate.guest(.awa)
            let refused = try await guest.submit(
                "/second-facteur", on: guest.get("/second-facteur"), ["code": secret.code(at: step)])
            #expect(refused.status == .unprocessableContent)
            #expect(refused.text.contains("a déjà servi"))
            #expect(try await !guest.isIn)
        }
        let guest = try await gate.guest(.awa)
        _ = try await guest.submit(
            "/second-facteur", on: guest.get("/second-facteur"), ["code": secret.code(at: used + 1)])
        #expect(try await guest.isIn)
    }

    @Test(arguments: Engine.available)
    func `of several that send one code at once, one comes in`(engine: Engine) async throws {
        let gate = try await Gate(engine)
        let (secret, _) = try await gate.app(of: gate.guest(.awa))
        gate.wait(60)
        let code = secret.code(at: TimeCode.step(at: gate.time))
        let entered = try await gate.entered(by: 4, of: .awa, at: "/second-facteur", typing: ["code": code])
        #expect(entered == 1)
    }

    @Test(arguments: Engine.available)
    func `five wrong codes begin a pause in which the right one is not looked at`(engine: Engine) async throws {
        let gate = try await Gate(engine)
        let (secret, paper) = try await gate.app(of: gate.guest(.awa))
        gate.wait(60)
        let guest = try await gate.guest(.awa)
        let page = try await guest.get("/second-facteur")
        func typed(_ code: String) async throws -> Screen {
            try await guest.submit("/second-facteur", on: page, ["code": code])
        }
        for left in [4, 3, 2, 1] {
            #expect(try await typed(secret.code(at: left)).text.contains("Encore \(left) essai"))
        }
        #expect(try await typed(secret.code(at: 5)).text.contains("Trop de codes faux"))
        let right = { secret.code(at: TimeCode.step(at: gate.time)) }
        let paused = try await typed(right())
        #expect(paused.status == .unprocessableContent)
        #expect(paused.text.contains("Aucun code de l’application n’est examiné avant"))
        #expect(try await !guest.isIn)
        // Those on paper are counted by themselves: whoever reads the mail alone keeps nobody out.
        let other = try await gate.guest(.awa)
        let recovered = try await other.submit(
            "/second-facteur/secours", on: other.get("/second-facteur"), ["recovery": paper[0]])
        #expect(recovered.status == .seeOther)
        #expect(try await other.isIn)
        #expect(try await !guest.isIn)
        let letters = try await gate.letters(to: .awa)
        #expect(letters.contains { $0.contains("puis a saisi des codes faux") })
        gate.wait(60)
        #expect(try await typed(right()).status == .seeOther)
        #expect(try await guest.isIn)
    }

    @Test(arguments: Engine.available)
    func `wrong codes and questions of long ago are forgotten, those of now stay`(engine: Engine) async throws {
        let gate = try await Gate(engine)
        _ = try await gate.app(of: gate.guest(.awa))
        let guest = try await gate.guest(.awa)
        let page = try await guest.get("/second-facteur")
        _ = try await guest.submit("/second-facteur", on: page, ["code": "000000"])
        _ = try await guest.challenge("/second-facteur/cles/question", on: page)
        for (time, left) in [(gate.time, 2), (gate.time + 86_400, 1), (gate.time + 8 * 86_400, 0)] {
            let count = try await gate.database.write(for: .insiders) { connection in
                try TrialStore.forgetOld(at: time, in: connection)
                try PasskeyStore.forgetOld(at: time, in: connection)
                return try connection.count(
                    "SELECT (SELECT count(*) FROM factor_trial) + (SELECT count(*) FROM passkey_challenge) AS count")
            }
            #expect(count == left)
        }
    }

    @Test(arguments: ["", "12345", "abc"])
    func `what is no code is asked for again, and not counted`(typed: String) async throws {
        let gate = try await Gate()
        _ = try await gate.app(of: gate.guest(.awa))
        let guest = try await gate.guest(.awa)
        let page = try await guest.get("/second-facteur")
        for _ in 0..<6 {
            let refused = try await guest.submit("/second-facteur", on: page, ["code": typed])
            #expect(refused.status == .unprocessableContent)
            #expect(refused.text.contains("Un code a six chiffres."))
            #expect(refused.lostFaults == [])
        }
    }

    @Test(arguments: Engine.available)
    func `an app is taken away for one more code; then a link opens alone again`(engine: Engine) async throws {
        let gate = try await Gate(engine)
        let awa = try await gate.guest(.awa)
        let (secret, paper) = try await gate.app(of: awa)
        gate.wait(60)
        let path = "/mon-compte/second-facteur/application/retirer"
        let page = try await awa.get(path)
        #expect(try await awa.submit(path, on: page, ["code": "000000"]).status == .unprocessableContent)
        #expect(try await !gate.guest(.awa).isIn)
        let gone = try await awa.submit(path, on: page, ["code": secret.code(at: TimeCode.step(at: gate.time))])
        #expect(try await awa.follow(gone).text.contains("C’est retiré."))
        #expect(try await gate.guest(.awa).isIn)
        #expect(try await gate.letters(to: .awa).last?.contains("une preuve de moins") ?? false)
        // What is left over would open the next one.
        let rest = try await gate.database.read { try $0.count("SELECT count(*) AS count FROM recovery_code") }
        #expect(!paper.isEmpty && rest == 0)
    }

    @Test func `without a key of the machine nothing can be set up, and the page says so`() async throws {
        let gate = try await Gate(keys: nil)
        let awa = try await gate.guest(.awa)
        let page = try await awa.get("/mon-compte/second-facteur")
        #expect(page.status == .ok)
        #expect(page.text.contains("RALLYNOV_KEY"))
        #expect(!page.html.contains("action=\"/second-facteur/application\""))
        let forced = try await awa.post("/second-facteur/application", [("token", page.token)])
        #expect(forced.location == "/mon-compte/second-facteur")
    }

    @Test func `a key that is missing for a while is nobody’s wrong code`() async throws {
        let gate = try await Gate()
        let (secret, _) = try await gate.app(of: gate.guest(.awa))
        gate.wait(60)
        let without = try Gate(over: gate.database, keys: nil)
        let guest = try await without.guest(.awa)
        let page = try await guest.get("/second-facteur")
        for _ in 0..<6 {
            let refused = try await guest.submit("/second-facteur", on: page, ["code": "000000"])
            #expect(refused.text.contains("sa clé manque"))
        }
        let back = try await gate.guest(.awa)
        let code = secret.code(at: TimeCode.step(at: gate.time))
        _ = try await back.submit("/second-facteur", on: back.get("/second-facteur"), ["code": code])
        #expect(try await back.isIn)
    }
}
