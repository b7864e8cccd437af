import Foundation
import StorageTesting
import Testing
import Web
import WebTesting
import World

@testable import Campaigns

struct SettingTests {
    private let mail = "/agence/reglages/courriel"

    @Test(arguments: [("#0d5c4b", true), ("#8a3b12", true), ("#ffcc00", false), ("#ffffff", false)])
    func `a colour says whether texts read well in it`(colour: String, isReadable: Bool) throws {
        #expect(try #require(Colour(colour)).isReadable == isReadable)
    }

    @Test func `contrast goes from 1 to 21, and only a whole colour is one`() throws {
        #expect(abs(try #require(Colour("#000000")).contrastOnWhite - 21) < 0.001)
        #expect(abs(try #require(Colour("#FFFFFF")).contrastOnWhite - 1) < 0.001)
        for text in ["", "#12345", "123456", "#12345g", "#1234567"] { #expect(Colour(text) == nil) }
    }

    @Test(arguments: Engine.available)
    func `the agency is kept, and an older copy does not overwrite it`(engine: Engine) async throws {
        let agency = AgencyStore(database: try await engine.database())
        var first = try await agency.find()
        first.nameFR = "Agence"
        first.accent = Colour("#8a3b12")
        try await agency.save(first)
        #expect(try await agency.find().accent == first.accent)
        await #expect(throws: Outdated()) { try await agency.save(first) }
        var second = try await agency.find()
        second.nameFR = "Agence comtoise"
        try await agency.save(second)
        #expect(try await agency.find().nameFR == "Agence comtoise")
    }

    @Test(arguments: [("12", false), ("03 81 00 00", false), ("03 81 00 00 00", true), ("", true)])
    func `the telephone of the agency is one that can be called`(phone: String, isOne: Bool) async throws {
        let mireille = try await World().visitor(.mireille)
        let settings = "/agence/reglages"
        let answer = try await mireille.submit(
            settings, on: mireille.get(settings), ["phone": phone, "own_colour": "on"])
        #expect(answer.status == (isOne ? .seeOther : .unprocessableContent))
        guard !isOne else { return }
        #expect(answer.text.contains("Écrivez un numéro que l’on peut appeler"))
        #expect(answer.html.contains("value=\"\(phone)\""))
    }

    @Test(arguments: [
        ("server", "smtp://example.org", "#server"), ("port", "70000", "#port"), ("port", "8080", "#port"),
        ("server", "10.0.0.5", "#server"), ("server", "169.254.169.254", "#server"), ("server", "127.1", "#server"),
        ("from_email", "agence", "#from_email"),
        ("from_email", "", "#from_email"), ("security", "none", "#security"),
    ])
    func `settings by which no mail could leave safely are refused as typed`(field: String, value: String, link: String)
        async throws
    {
        let mireille = try await World().visitor(.mireille)
        var fields = [
            "server": "smtp.example.org", "port": "587", "security": "starttls", "user_name": "agence", "password": "x",
            "from_email": "agence@example.org", "from_name": "Agence", "revision": "1", "token": "token-of-mireille",
        ]
        fields[field] = value
        let answer = try await mireille.post(mail, fields.map { ($0.key, $0.value) })
        #expect(answer.status == .unprocessableContent)
        #expect(answer.html.contains("href=\"\(link)\""))
        #expect(answer.html.contains("value=\"Agence\""))
    }

    @Test func `a test message goes to whoever asks for it`() async throws {
        let world = try await World()
        let mireille = world.visitor(.mireille)
        _ = try await mireille.submit(
            mail, on: mireille.get(mail), ["server": "smtp.example.org", "from_email": "agence@example.org"])
        #expect(try await mireille.submit(mail + "/essai", on: mireille.get(mail), [:]).status == .seeOther)
        let letters = try await world.database.read { connection in
            try connection.rows("SELECT address FROM message WHERE about = 'test'").map { row -> String in
                try row["address"]
            }
        }
        #expect(letters == ["mireille@example.org"])
    }

    @Test func `a campaign is made once, with its departments`() async throws {
        let world = try await World()
        let mireille = world.visitor(.mireille)
        let list = "/agence/reglages/campagnes"
        let form = try await mireille.get(list + "/nouvelle")
        let typed: KeyValuePairs = ["name": "Été des idées", "departments": "21, 2a 971"]
        for _ in 1...2 { #expect(try await mireille.submit(list, on: form, typed).status == .seeOther) }
        let campaigns = try await CampaignStore(database: world.database).all()
        #expect(campaigns.map(\.slug) == ["rallynov", "ete-des-idees"])
        #expect(campaigns.last?.departments == ["21", "2A", "971"])
        // With something else in it, it adds nothing and says so, and can be sent once more.
        let departments = "Doubs, Territoire de Belfort; jura et haute-saone"
        let named: KeyValuePairs = ["name": "Autre", "departments": departments]
        let other = try await mireille.submit(list, on: form, named)
        #expect(other.status == .conflict && other.text.contains("Rien n’a été ajouté cette fois"))
        #expect(try await mireille.submit(list, on: other, named).status == .seeOther)
        let all = try await CampaignStore(database: world.database).all()
        #expect(all.count == 3)
        #expect(all.first { $0.name == "Autre" }?.departments == ["25", "90", "39", "70"])
        let zeros: KeyValuePairs = ["key": "00000000-0000-0000-0000-000000000000", "name": "Zéro"]
        #expect(try await mireille.submit(list, on: form, zeros).status == .badRequest)
        let refused = try await mireille.submit(list, on: form, ["name": "Autre", "departments": "25 20 96"])
        #expect(refused.status == .unprocessableContent)
        // It says which ones.
        #expect(refused.text.contains("Pas de département de ce nom ou de ce numéro : 20 et 96."))
        #expect(refused.html.contains("value=\"25 20 96\""))
    }
}

struct PartnerTests {
    private let list = "/agence/editions/2014/partenaires"

    @Test func `a partner is added once, engaged, and shown to the public without its contact`() async throws {
        let world = try await World()
        let julien = world.visitor(.julien)
        let form = try await julien.get("/agence/partenaires/nouveau")
        let typed: KeyValuePairs = [
            "name_fr": "Chambre <b>", "kind": "chamber", "website": "https://example.org",
            "contact_email": "contact@example.org",
        ]
        for _ in 1...2 { #expect(try await julien.submit("/agence/partenaires", on: form, typed).status == .seeOther) }
        #expect(try await julien.get("/agence/partenaires").text.contains("1 partenaire"))
        let engaged = try await julien.submit(
            list, on: julien.get(list), ["engagement": "Relaie", "signed_on": "07/01/2014"])
        #expect(engaged.status == .seeOther)
        #expect(try await julien.get(list).text.contains("Signée le 7 janv. 2014"))
        #expect(try await julien.get(list + ".csv").html.contains("Relaie;2014-01-07"))
        let page = try await world.stranger.get("/partenaires")
        #expect(page.html.contains("<a href=\"https://example.org\">Chambre &lt;b&gt;</a>"))
        #expect(!page.html.contains("contact@example.org"))
        // The same form with something else in it adds nothing, says so, and can then be sent once more.
        let other = try await julien.submit("/agence/partenaires", on: form, ["name_fr": "Réseau des Meules"])
        #expect(other.status == .conflict && other.text.contains("Rien n’a été ajouté cette fois"))
        #expect(other.html.contains("value=\"Réseau des Meules\""))
        let zeros: KeyValuePairs = ["key": "00000000-0000-0000-0000-000000000000", "name_fr": "Réseau des Meules"]
        #expect(try await julien.submit("/agence/partenaires", on: form, zeros).status == .badRequest)
        let again = try await julien.submit("/agence/partenaires", on: other, ["name_fr": "Réseau des Meules"])
        #expect(again.status == .seeOther)
        #expect(try await julien.get("/agence/partenaires").text.contains("2 partenaires"))
    }

    @Test(arguments: Engine.available)
    func `a partner of nearly the name of another is asked about before it is added`(engine: Engine) async throws {
        let world = try await World(engine)
        let (julien, path, new) = (world.visitor(.julien), "/agence/partenaires", "/agence/partenaires/nouveau")
        _ = try await julien.submit(path, on: julien.get(new), ["name_fr": "Bois & Cie"])
        let typed: KeyValuePairs = ["name_fr": "L’entreprise Bois et Cie", "contact_name": "Ana"]
        let asked = try await julien.submit(path, on: julien.get(new), typed)
        #expect(asked.status == .unprocessableContent && asked.lostFaults == [], "\(asked.text)")
        #expect(asked.text.contains("presque sous ce nom") && asked.text.contains("Bois & Cie"))
        #expect(asked.html.contains("value=\"Ana\""))
        #expect(try await julien.get(path).text.contains("1 partenaire"))
        for _ in 0..<2 { #expect(try await julien.submit(path, on: asked, ["near": "new"]).status == .seeOther) }
        #expect(try await julien.get(path).text.contains("2 partenaires"))
    }

    @Test func `a website, an address or a day that is none is refused as typed`() async throws {
        let julien = try await World().visitor(.julien)
        let form = try await julien.get("/agence/partenaires/nouveau")
        let answer = try await julien.submit(
            "/agence/partenaires", on: form,
            ["name_fr": "Chambre", "website": "javascript:alert(1)", "contact_email": "chambre"])
        #expect(answer.status == .unprocessableContent)
        for link in ["#website", "#contact_email"] { #expect(answer.html.contains("href=\"\(link)\"")) }
        _ = try await julien.submit("/agence/partenaires", on: form, ["name_fr": "Chambre"])
        let refused = try await julien.submit(
            list, on: julien.get(list), ["engagement": "Relaie", "signed_on": "31/02/2014"])
        #expect(refused.status == .unprocessableContent)
        #expect(refused.html.contains("value=\"31/02/2014\""))
        #expect(refused.html.contains("Relaie</textarea>"))
        // World.monday is 22 September 2014.
        for (day, status) in [("23/09/2014", 422), ("31/12/9999", 422), ("22/09/2014", 303)] {
            let answer = try await julien.submit(
                list, on: julien.get(list), ["engagement": "Relaie", "signed_on": day])
            #expect(answer.status.code == status, "\(day)")
            #expect(status == 303 || answer.text.contains("aujourd’hui au plus tard"), "\(day)")
        }
        let others: KeyValuePairs = ["name_fr": "Réseau des Meules"]
        _ = try await julien.submit(
            "/agence/partenaires", on: julien.get("/agence/partenaires/nouveau"), others)
        let old = try await julien.submit(
            list, on: julien.get(list), ["engagement": "Relaie", "signed_on": "22/09/0214"])
        #expect(old.status == .unprocessableContent && old.text.contains("trop ancien"))
    }

    @Test(arguments: Engine.available)
    func `a partner added from an edition is engaged there, and one comes back there`(engine: Engine) async throws {
        let world = try await World(engine)
        let (julien, list) = (world.visitor(.julien), "/agence/editions/2014/partenaires")
        let new = "/agence/partenaires/nouveau?edition=2014"
        #expect(try await julien.get(list).html.contains(new))
        let refused = try await julien.submit("/agence/partenaires", on: julien.get(new), ["name_fr": ""])
        #expect(refused.status == .unprocessableContent)
        for _ in 0..<2 {
            let added = try await julien.submit("/agence/partenaires", on: refused, ["name_fr": "Élan"])
            #expect(added.location == list + "?ok=engaged")
        }
        #expect(try await julien.get(list).text.components(separatedBy: "Élan").count == 2)
        // Of an edition that is not theirs nothing is made but the partner.
        let awa = world.visitor(.awa)
        let page = try await awa.get("/agence/partenaires/nouveau?edition=2014")
        if page.status == .ok { #expect(!page.html.contains("name=\"edition\"")) }
    }

    @Test(arguments: Engine.available)
    func `partners of an edition are engaged by those who run it only`(engine: Engine) async throws {
        let world = try await World(engine)
        let partners = PartnerStore(database: world.database)
        var form = PartnerForm(key: "")
        form.nameFR = "Élan"
        let key: Partner.ID = World.key("0010", 1)
        try await partners.add(form, as: key, by: Somebody.julien.id, at: World.monday)
        #expect(try await partners.engage(key, in: "2013", EngagementForm(), by: Somebody.julien.id) == nil)
        #expect(try await partners.engage(key, in: "2014", EngagementForm(), by: Somebody.julien.id) != nil)
        #expect(try await partners.disengage(key, from: "2014", by: Somebody.awa.id) == nil)
        #expect(try await partners.engagements(in: World.edition2014).map(\.partner.nameFR) == ["Élan"])
        #expect(try await partners.editions(of: key, runBy: Somebody.mireille.id).map(\.slug) == ["2014"])
    }
}

struct CampaignDutiesTests {
    @Test func `an administrator is told what keeps the site closed`() async throws {
        let world = try await World()
        let mireille = world.visitor(.mireille)
        #expect(try await !mireille.get("/ma-page").text.contains("Écrire les mentions légales"))
        try await world.database.write { try $0.run("DELETE FROM page_text") }
        let page = try await mireille.get("/ma-page")
        #expect(page.text.contains("Écrire les mentions légales"))
        #expect(page.text.contains("Régler le courriel"))
        #expect(try await !world.visitor(.julien).get("/ma-page").text.contains("Régler le courriel"))
    }

    @Test func `everybody sees the next dates of their own hats`() async throws {
        let world = try await World()
        #expect(try await world.visitor(.awa).get("/ma-page").text.contains("Lecture par le jury : clôture"))
        #expect(try await world.visitor(.coralie).get("/ma-page").text.contains("Dépôt des dossiers : clôture"))
        #expect(try await !world.visitor(.coralie).get("/ma-page").text.contains("Lecture par le jury"))
        #expect(try await !world.visitor(.awa).get("/ma-page").text.contains("Dépôt des dossiers"))
    }
}
