import Foundation
import Storage
import StorageTesting
import Testing
import Web
import WebTesting
import World

@testable import Campaigns

struct HatTests {
    @Test func `whoever judges is not party in the same edition`() {
        let juror = Hat(.juror, in: World.edition2014)
        #expect(juror.clashes(with: Hat(.submitter, in: World.edition2014)))
        #expect(Hat(.coach, in: nil).clashes(with: juror))
        #expect(Hat(.coAuthor, in: World.edition2014).clashes(with: Hat(.chair, in: nil)))
        #expect(!juror.clashes(with: Hat(.submitter, in: World.edition2013)))
        #expect(!juror.clashes(with: Hat(.chair, in: World.edition2014)))
        #expect(!juror.clashes(with: Hat(.relay, in: World.edition2014)))
    }

    @Test func `an administrator is one for all editions`() {
        #expect(Hat(.agencyAdministrator, in: World.edition2014).edition == nil)
    }
}

struct RoleStoreTests {
    @Test(arguments: Engine.available)
    func `a hat given twice is held once, and taken back in its edition only`(engine: Engine) async throws {
        let world = try await World(engine)
        let roles = RoleStore(database: world.database)
        let (old, new) = (Hat(.juror, in: World.edition2013), Hat(.juror, in: World.edition2014))
        for _ in 1...2 { try await roles.grant(old, to: Somebody.awa.id, by: Somebody.mireille.id, at: World.monday) }
        #expect(Set(try await roles.grants(of: Somebody.awa.id)) == [old, new])
        #expect(try await roles.grants(of: Somebody.awa.id).count == 2)
        try await roles.revoke(old, from: Somebody.awa.id, by: Somebody.mireille.id)
        #expect(try await roles.grants(of: Somebody.awa.id) == [new])
    }

    @Test(arguments: Engine.available)
    func `the last administrator stays, and nobody takes back their own role`(engine: Engine) async throws {
        let world = try await World(engine)
        let roles = RoleStore(database: world.database)
        let administrator = Hat(.agencyAdministrator, in: nil)
        await #expect(throws: Hat.Refusal.ownAdministrator) {
            try await roles.revoke(administrator, from: Somebody.mireille.id, by: Somebody.mireille.id)
        }
        await #expect(throws: Hat.Refusal.lastAdministrator) {
            try await roles.revoke(administrator, from: Somebody.mireille.id, by: Somebody.julien.id)
        }
        try await roles.grant(administrator, to: Somebody.julien.id, by: Somebody.mireille.id, at: World.monday)
        try await roles.revoke(administrator, from: Somebody.mireille.id, by: Somebody.julien.id)
        #expect(try await roles.grants(of: Somebody.mireille.id) == [])
    }
}

struct PeoplePagesTests {
    private let new = "/agence/personnes/nouvelle"

    @Test(arguments: Engine.available)
    func `somebody of nearly the name of somebody under another address is asked about before they are added`(
        engine: Engine
    ) async throws {
        let world = try await World(engine)
        let mireille = world.visitor(.mireille)
        let (edition, before) = (World.edition2014.description, try await world.people())
        let rest: KeyValuePairs = [
            "name": "Odile Rameau", "email": "odile@example.org", "role": "relay", "edition": edition,
        ]
        #expect(try await mireille.submit(new, on: mireille.get(new), rest).status == .seeOther)
        let typed: KeyValuePairs = [
            "name": "Mme RAMEAU Odile", "email": "o.rameau@example.org", "role": "observer", "edition": edition,
            "function": "Ergonome",
        ]
        let asked = try await mireille.submit(new, on: mireille.get(new), typed)
        #expect(asked.status == .unprocessableContent && asked.lostFaults == [], "\(asked.text)")
        #expect(asked.html.contains("Odile Rameau</a>, odile@example.org") && asked.html.contains("value=\"Ergonome\""))
        #expect(try await world.people() == before + 1)
        for _ in 0..<2 { #expect(try await mireille.submit(new, on: asked, ["near": "new"]).status == .seeOther) }
        #expect(try await world.people() == before + 2)
    }

    @Test func `somebody is added with a role whose rights are read first, and invited once`() async throws {
        let world = try await World()
        let mireille = world.visitor(.mireille)
        let form = try await mireille.get(new)
        #expect(form.text.contains("Lit et note les dossiers qui lui sont confiés"))
        let typed: KeyValuePairs = [
            "name": "Naïma <b>", "email": "Naima@example.org", "role": "juror",
            "edition": World.edition2014.description, "invited": "on",
        ]
        let added = try await mireille.submit(new, on: form, typed)
        let again = try await mireille.submit(new, on: form, typed)
        #expect(again.location?.split(separator: "?").first == added.location?.split(separator: "?").first)
        #expect(try await mireille.follow(again).text.contains("Naima@example.org avait déjà ce rôle"))
        let page = try await mireille.follow(added)
        // Mail is not set up in this world.
        #expect(page.text.contains("L’invitation à Naima@example.org attend"))
        #expect(page.html.contains("Naïma &lt;b&gt;"))
        #expect(page.text.contains("Juré·e, rally'nov 2014") || page.text.contains("Juré·e, rally’nov 2014"))
        let letters = try await world.database.read {
            try $0.count("SELECT count(*) AS count FROM message WHERE address = 'Naima@example.org'")
        }
        #expect(letters == 1)
    }

    @Test(arguments: Engine.available)
    func `whoever adds somebody reads whether an invitation goes to them, and why not`(engine: Engine) async throws {
        let world = try await World(engine)
        let mireille = world.visitor(.mireille)
        let (form, edition) = (try await mireille.get(new), World.edition2014.description)
        let quiet: KeyValuePairs = [
            "name": "Naïma", "email": "naima@example.org", "role": "relay", "edition": edition, "invited": "",
        ]
        let silent = try await mireille.follow(mireille.submit(new, on: form, quiet))
        #expect(silent.text.contains("Aucune invitation n’est envoyée à naima@example.org."))
        _ = try await AccessStore(database: world.database).disable(
            Somebody.lucie.id, by: Somebody.mireille.id, at: World.monday)
        let shut: KeyValuePairs = [
            "name": "Lucie", "email": "lucie@example.org", "role": "observer", "edition": edition, "invited": "on",
        ]
        let disabled = try await mireille.follow(mireille.submit(new, on: form, shut))
        #expect(disabled.text.contains("à lucie@example.org : ce compte est désactivé."))
        let letters = try await world.database.read {
            try $0.count(
                """
                SELECT count(*) AS count FROM message
                WHERE address IN ('naima@example.org', 'lucie@example.org')
                """)
        }
        #expect(letters == 0)
    }

    @Test func `what stands against it comes back with everything typed`() async throws {
        let mireille = try await World().visitor(.mireille)
        let answer = try await mireille.submit(
            new, on: mireille.get(new), ["name": "", "email": "naima", "function": "Ergonome"])
        #expect(answer.status == .unprocessableContent)
        for link in ["#name", "#email", "#role"] { #expect(answer.html.contains("href=\"\(link)\"")) }
        #expect(answer.html.contains("value=\"Ergonome\""))
    }

    @Test(arguments: Engine.available)
    func `a second chair is given after a question, and the first one without`(engine: Engine) async throws {
        let world = try await World(engine)
        let (mireille, page) = (world.visitor(.mireille), "/agence/personnes/\(Somebody.lucie.id)")
        let hat: KeyValuePairs = ["role": "chair", "edition": World.edition2014.description]
        let asked = try await mireille.submit(page + "/roles", on: mireille.get(page), hat)
        #expect(asked.status == .unprocessableContent && asked.text.contains("À la présidence, déjà : Genevieve"))
        #expect(asked.html.contains("name=\"warned\"") && !asked.text.contains("vont mal ensemble"))
        #expect(try await mireille.submit(page + "/roles", on: asked, ["warned": "on"]).status == .seeOther)
        let earlier: KeyValuePairs = ["role": "chair", "edition": World.edition2013.description]
        let fatima = "/agence/personnes/\(Somebody.fatima.id)"
        #expect(try await mireille.submit(fatima + "/roles", on: mireille.get(fatima), earlier).status == .seeOther)
    }

    @Test(arguments: Engine.available)
    func `the letter of a role that was taken says that its addresses are closed, as they are`(engine: Engine)
        async throws
    {
        let world = try await World(engine)
        let answer = try await world.visitor(.mireille).post(
            "/agence/personnes/\(Somebody.awa.id)/roles/retirer",
            ["token": "token-of-mireille", "role": "juror", "edition": World.edition2014.description])
        #expect(answer.status == .seeOther)
        let letters = try await world.database.read { connection in
            try connection.rows("SELECT plain FROM message WHERE address = 'awa@example.org'").map { row -> String in
                let plain: String = try row["plain"]
                return plain.split { $0.isWhitespace }.joined(separator: " ")
            }
        }
        #expect(letters.contains { $0.contains("fermé, ses adresses et ses liens compris") })
        #expect(try await world.visitor(.awa).get("/jury").status == .forbidden)
    }

    @Test func `hats that do not go together are warned of, and given when that was read`() async throws {
        let world = try await World()
        let mireille = world.visitor(.mireille)
        let page = "/agence/personnes/\(Somebody.coralie.id)"
        let hat: KeyValuePairs = ["role": "juror", "edition": World.edition2014.description]
        let warned = try await mireille.submit(page + "/roles", on: mireille.get(page), hat)
        #expect(warned.status == .unprocessableContent)
        #expect(warned.text.contains("Ces rôles vont mal ensemble"))
        #expect(try await RoleStore(database: world.database).grants(of: Somebody.coralie.id).count == 1)
        #expect(try await mireille.submit(page + "/roles", on: warned, ["warned": "on"]).status == .seeOther)
        #expect(try await RoleStore(database: world.database).grants(of: Somebody.coralie.id).count == 2)
    }

    @Test func `the list is filtered and sorted by its address, and its file says the same`() async throws {
        let mireille = try await World().visitor(.mireille)
        let jurors = try await mireille.get("/agence/personnes?role=juror&tri=-nom")
        #expect(jurors.text.contains("2 personnes"))
        let places = try ["Benoit", "Awa"].map { try #require(jurors.html.firstRange(of: ">\($0)</a>")).lowerBound }
        #expect(places == places.sorted())
        let file = try await mireille.get("/agence/personnes.csv?role=juror&q=BENOÎT")
        #expect(file.html.contains("benoit@example.org"))
        #expect(!file.html.contains("awa@example.org"))
    }

    @Test func `an administrator cannot take back their own role from the page`() async throws {
        let mireille = try await World().visitor(.mireille)
        let page = "/agence/personnes/\(Somebody.mireille.id)"
        let path = page + "/roles/retirer"
        let asked = try await mireille.get(path + "?role=agency-administrator&edition=")
        let answer = try await mireille.submit(path, on: asked, [:])
        #expect(answer.status == .unprocessableContent)
        #expect(answer.text.contains("Vous ne pouvez pas vous retirer vous-même ce rôle"))
        #expect(try await mireille.get(page).status == .ok)
    }

    @Test(arguments: Engine.available)
    func `a role that was taken back stands on the page with its day, until it is given again`(engine: Engine)
        async throws
    {
        let world = try await World(engine)
        let mireille = world.visitor(.mireille)
        let page = "/agence/personnes/\(Somebody.awa.id)"
        #expect(try await !mireille.get(page).text.contains("Rôles qui ont pris fin"))
        let hat: KeyValuePairs = [
            "role": "juror", "edition": World.edition2014.description, "token": "token-of-mireille",
        ]
        #expect(try await mireille.post(page + "/roles/retirer", hat).status == .seeOther)
        let taken = try await mireille.get(page).text
        let ended = try #require(taken.split(separator: "Rôles qui ont pris fin").dropFirst().first)
        // By the clock that goes on, as the day on which it was given.
        let day = /jusqu’au\s\p{L}+\s\d{1,2}(er)?\s\p{L}+\s\d{4}/
        #expect(ended.contains("Juré·e") && ended.firstMatch(of: day) != nil, "\(ended)")
        try await world.roles.grant(
            Hat(.juror, in: World.edition2014), to: Somebody.awa.id, by: Somebody.mireille.id, at: World.monday)
        #expect(try await !mireille.get(page).text.contains("Rôles qui ont pris fin"))
    }

    @Test func `only administrators see people and give roles`() async throws {
        let world = try await World()
        let page = "/agence/personnes/\(Somebody.julien.id)"
        #expect(try await world.visitor(.mireille).get(page).status == .ok)
        for somebody in Somebody.allCases where somebody != .mireille {
            let visitor = world.visitor(somebody)
            let hat: KeyValuePairs = [
                "token": "token-of-\(somebody.rawValue)", "role": "agency-administrator", "edition": "",
            ]
            #expect(try await visitor.get("/agence/personnes").status == .forbidden)
            #expect(try await visitor.post(page + "/roles", hat).status == .forbidden)
        }
        #expect(try await RoleStore(database: world.database).grants(of: Somebody.julien.id).count == 1)
    }
}

extension World {
    fileprivate func people() async throws -> Int {
        try await database.read { try $0.count("SELECT count(*) AS count FROM person") }
    }
}
