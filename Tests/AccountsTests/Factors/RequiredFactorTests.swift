import Foundation
import PasskeyTesting
import SecondFactor
import Storage
import StorageTesting
import Testing
import Web
import WebTesting
import World

@testable import Accounts
@testable import Assembly

/// The setting by which everybody of the team must have a second factor, and the command that helps out.
struct RequiredFactorTests {
    private static let setting = "/agence/reglages/second-facteur"

    @Test(arguments: Engine.available)
    func `an administrator asks it of the team, once they have one themselves`(engine: Engine) async throws {
        let gate = try await Gate(engine)
        let mireille = try await gate.guest(.mireille)
        let page = try await mireille.get(Self.setting)
        #expect(page.text.contains("Exiger un second facteur de l’équipe"))
        // Those of the team who have none.
        #expect(page.text.contains("Mireille") && page.text.contains("Julien"))
        let early = try await mireille.submit(Self.setting, on: page, ["required": "on"])
        #expect(early.status == .unprocessableContent)
        #expect(early.text.contains("Installez d’abord votre propre second facteur"))
        #expect(early.lostFaults == [])
        // In the list on top and beside the box.
        let way = "<a href=\"/mon-compte/second-facteur\">Installez votre second facteur</a>"
        #expect(early.html.ranges(of: way).count == 2)
        #expect(early.html.contains("name=\"required\" value=\"on\" checked"))
        #expect(try await gate.guest(.julien).isIn)
        _ = try await gate.app(of: mireille)
        let saved = try await mireille.submit(Self.setting, on: page, ["required": "on"])
        let after = try await mireille.follow(saved)
        #expect(after.text.contains("Les réglages sont enregistrés."))
        #expect(after.html.contains("<li>Julien</li>"))
        #expect(!after.html.contains("<li>Mireille</li>"))
        #expect(try await !gate.guest(.julien).isIn)
        // Of the team only.
        for somebody in [Somebody.awa, .coralie, .genevieve, .sabine] {
            #expect(try await gate.guest(somebody).isIn, "\(somebody)")
        }
        // From an older form nothing is saved.
        #expect(try await mireille.submit(Self.setting, on: page, [:]).status == .conflict)
        let off = try await mireille.submit(Self.setting, on: mireille.get(Self.setting), ["required": ""])
        #expect(off.status == .seeOther)
        #expect(try await gate.guest(.julien).isIn)
        let acts = try await gate.database.read { connection in
            try connection.rows("SELECT act FROM journal WHERE thing_kind = 'setting' ORDER BY position").map {
                row -> String in try row["act"]
            }
        }
        #expect(acts == ["factor-required", "factor-not-required"])
        // Nobody waits for the factor of an account that lets nobody in.
        #expect(try await mireille.get(Self.setting).html.contains("<li>Julien</li>"))
        try await gate.database.write { connection in
            try connection.run("UPDATE person SET disabled_at = \(World.monday) WHERE id = \(Somebody.julien.id)")
        }
        #expect(try await !mireille.get(Self.setting).html.contains("<li>Julien</li>"))
    }

    @Test(arguments: Engine.available)
    func `whoever must have one and has none sets it up before anything else`(engine: Engine) async throws {
        let gate = try await Gate(engine)
        let before = try await gate.guest(.julien)
        try await gate.setRequired(true)
        for julien in [before, try await gate.guest(.julien)] {
            #expect(try await julien.get("/agence/editions").location == "/second-facteur?next=%2Fagence%2Feditions")
        }
        let julien = try await gate.guest(.julien)
        let led = try await julien.follow(julien.get("/agence/editions"))
        #expect(led.text.contains("Installez votre second facteur"))
        // Its own account is no way round.
        #expect(try await julien.get("/mon-compte/second-facteur").status == .seeOther)
        let begun = try await julien.submit("/second-facteur/application", on: led, [:])
        let code = try begun.secret.code(at: TimeCode.step(at: gate.time))
        let done = try await julien.submit("/second-facteur/application/code", on: begun, ["code": code])
        #expect(done.paper.count == 10)
        #expect(done.html.contains("href=\"/agence/editions\""))
        #expect(try await julien.get("/agence/editions").status == .ok)
        // The session of before waits for the same.
        #expect(try await !before.isIn)
    }

    @Test func `whoever must have one may set up a passkey as the first`() async throws {
        let gate = try await Gate()
        try await gate.setRequired(true)
        let julien = try await gate.guest(.julien)
        let page = try await julien.get("/second-facteur")
        let challenge = try await julien.challenge("/second-facteur/cles/question", on: page)
        let made = SoftPasskey().made(for: Gate.site, challenge: challenge)
        let added = try await julien.post("/second-facteur/cles", [("token", page.token)] + made.fields)
        #expect(added.paper.count == 10)
        #expect(try await julien.isIn)
        #expect(try await julien.get("/mon-compte/second-facteur").text.contains("Clé d’accès"))
    }

    @Test(arguments: Engine.available)
    func `the last one stays while a role asks for one`(engine: Engine) async throws {
        let gate = try await Gate(engine)
        let julien = try await gate.guest(.julien)
        let (_, paper) = try await gate.app(of: julien)
        let path = "/mon-compte/second-facteur/application/retirer"
        let page = try await julien.get(path)
        try await gate.setRequired(true)
        // No form is offered that would be refused: what must be done first stands in its place, with the way to it.
        let without = try await julien.get(path)
        #expect(without.text.contains("Ajoutez-en d’abord un autre"))
        #expect(without.form(to: path) == nil)
        #expect(without.html.contains("href=\"/mon-compte/second-facteur\">Ajouter un autre second facteur</a>"))
        // From an older page it is still refused.
        let refused = try await julien.submit(path, on: page, ["code": paper[0]])
        #expect(refused.status == .unprocessableContent)
        #expect(refused.text.contains("Votre rôle demande un second facteur"))
        _ = try await gate.passkey(of: julien)
        #expect(refused.lostFaults == nil && refused.form(to: path) == nil)
        // The code was not used up by what was refused.
        #expect(try await julien.submit(path, on: page, ["code": paper[0]]).status == .seeOther)
    }

    @Test(arguments: Engine.available)
    func `the command takes all of it away, ends the sessions, and tells the person`(engine: Engine) async throws {
        let gate = try await Gate(engine)
        let awa = try await gate.guest(.awa)
        _ = try await gate.app(of: awa)
        _ = try await gate.passkey(of: awa)
        // Whoever opened a link of hers and could not go on must not be in by it.
        let thief = try await gate.guest(.awa)
        // Nor by a file that was begun with her address.
        let stranger = Guest(visitor: Visitor(gate.house.site))
        _ = try await stranger.post(
            "/dossiers/nouveau",
            [("email", Somebody.awa.email), ("organisation", "Levain"), ("title", "La nuit rendue")])
        let texts = try await gate.letters(to: .awa).joined()
        let link = String(try #require(texts.firstMatch(of: /\/dossiers\/commencer\/[0-9a-f]+/)).0)
        #expect(try await stranger.get(link).status == .ok)
        let command = try FactorCommand(database: gate.database, root: World.root)
        let done = try await command.reset(email: "awa@example.org", now: gate.time)
        #expect(done == .init(text: "reset: awa@example.org has no second factor any more, and was told", exit: 0))
        for guest in [awa, thief] {
            #expect(try await guest.get("/ma-page").location == "/connexion?next=%2Fma-page")
        }
        #expect(try await stranger.get(link).status == .gone)
        #expect(try await gate.guest(.awa).isIn)
        #expect(try await gate.letters(to: .awa).contains { $0.contains("L’agence l’a retiré") })
        #expect(try await gate.acts(of: .awa) == ["factor-added", "factor-added", "factors-reset"])
        let again = try await command.reset(email: "awa@example.org", now: gate.time)
        #expect(again == .init(text: "awa@example.org has no second factor", exit: 1))
        let nobody = try await command.reset(email: "nobody@example.org", now: gate.time)
        #expect(nobody == .init(text: "nobody has the address nobody@example.org", exit: 1))
        #expect(try await command.reset(email: "awa", now: gate.time).exit == 1)
    }
}
