import Identifiers
import StorageTesting
import Testing
import WebTesting
import World

@testable import Organisations

extension World {
    fileprivate func organisations() async throws -> Int {
        try await database.read { try $0.count("SELECT count(*) AS count FROM organisation") }
    }
}

struct OrganisationPagesTests {
    private static let page = "/agence/organisations/\(World.homeCare)"

    @Test func `the list is searched by name and by number, filtered and exported`() async throws {
        let staff = try await World().visitor(.julien)
        #expect(try await staff.get("/agence/organisations").text.contains("2 organisations"))
        #expect(try await staff.get("/agence/organisations?q=boulangerie").text.contains("Levain"))
        #expect(try await staff.get("/agence/organisations?q=000+010+017").text.contains("Portée de Pas"))
        #expect(try await staff.get("/agence/organisations?dep=70").text.contains("Aucune organisation ne correspond."))
        let sizes = try await staff.get(Self.page).text
        #expect(sizes.contains("1 000 à 1 999 personnes") && !sizes.contains("1000 à"))
        let file = try await staff.get("/agence/organisations.csv?dep=39&tri=-nom").html
        #expect(file.contains("Boulangerie Levain d'Aubépine") && !file.contains("Portée"))
        #expect(file.contains("00001004100010"))
    }

    @Test func `what is typed wrongly comes back with its reason`() async throws {
        let staff = try await World().visitor(.julien)
        let form = try await staff.get(Self.page)
        let refused = try await staff.submit(
            Self.page, on: form,
            [
                "name": " ", "siret": "732 829 320 00079", "rna": "251", "naf": "zz", "headcount": "beaucoup",
                "commune_code": "250", "website": "atelier",
            ])
        #expect(refused.status == .unprocessableContent)
        for words in [
            "Donnez un nom", "un chiffre est faux", "10 signes", "88.10A", "nombre entier", "25056", "www.exemple.org",
        ] {
            #expect(refused.text.contains(words), "\(words)")
        }
        #expect(refused.html.contains("value=\"732 829 320 00079\""))
    }

    @Test(arguments: Engine.available)
    func `staff add an organisation by hand, once, and not with the number of another`(engine: Engine) async throws {
        let world = try await World(engine)
        let staff = world.visitor(.julien)
        let path = "/agence/organisations/nouvelle"
        #expect(try await staff.get("/agence/organisations").html.contains("href=\"\(path)\""))
        #expect(try await world.visitor(.awa).get(path).status == .forbidden)
        let form = try await staff.get(path)
        let nameless = try await staff.submit(path, on: form, ["website": "atelier"])
        #expect(nameless.status == .unprocessableContent && nameless.text.contains("Donnez un nom"))
        let taken = try await staff.submit(path, on: form, ["name": "Les Meules", "siret": "000 010 041 00010"])
        #expect(taken.status == .unprocessableContent && taken.text.contains("Une autre organisation a déjà ce SIRET."))
        #expect(taken.html.contains("value=\"Les Meules\""))
        for _ in 0..<2 {
            let added = try await staff.submit(path, on: form, ["name": "Les Meules", "siret": "73282932000074"])
            #expect(try await staff.follow(added).text.contains("L’organisation est ajoutée."))
        }
        let count = try await world.database.read {
            try $0.count("SELECT count(*) AS count FROM organisation WHERE name = 'Les Meules'")
        }
        #expect(count == 1)
        #expect(try await world.noted("organisation-added").map(\.actor) == [Somebody.julien.id])
    }

    @Test(arguments: Engine.available)
    func `one of nearly the name of a record is asked about before it is added, and what was typed stays`(
        engine: Engine
    ) async throws {
        let world = try await World(engine)
        let (staff, path) = (world.visitor(.julien), "/agence/organisations/nouvelle")
        let before = try await world.organisations()
        for name in ["Association À Portée-de-Pas", "À Portée de Pas", "À portée de pas SARL"] {
            let typed: KeyValuePairs = ["name": name, "website": "https://pas.example"]
            let asked = try await staff.submit(path, on: staff.get(path), typed)
            #expect(asked.status == .unprocessableContent && asked.html.contains("href=\"\(Self.page)\""), "\(name)")
            #expect(asked.html.contains("href=\"#near\"") && asked.lostFaults == [], "\(name)")
            #expect(asked.html.contains("value=\"https://pas.example\""), "\(name)")
        }
        #expect(try await world.organisations() == before)
        // Another department, or another number, says that it is another one.
        let form = try await staff.get(path)
        let other = try await staff.submit(path, on: form, ["name": "SARL À Portée de Pas", "department": "70"])
        #expect(other.status == .seeOther)
        let asked = try await staff.submit(path, on: staff.get(path), ["name": "Association À Portée de Pas"])
        for _ in 0..<2 { #expect(try await staff.submit(path, on: asked, ["near": "new"]).status == .seeOther) }
        #expect(try await world.organisations() == before + 2)
    }

    @Test(arguments: ["http://", "http://a b", "https://x\"><script>", "https://example"])
    func `a website that is none is refused, and stays to be corrected`(website: String) async throws {
        let staff = try await World().visitor(.julien)
        let path = "/agence/organisations/nouvelle"
        let refused = try await staff.submit(
            path, on: staff.get(path), ["name": "Les Meules", "website": website])
        #expect(refused.status == .unprocessableContent && refused.html.contains("href=\"#website\""))
    }

    @Test(arguments: Engine.available)
    func `a form that is sent again with something else, or with a key of others, adds nothing and says so`(
        engine: Engine
    ) async throws {
        let world = try await World(engine)
        let staff = world.visitor(.julien)
        let path = "/agence/organisations/nouvelle"
        let form = try await staff.get(path)
        let other = try await staff.submit(path, on: form, ["key": World.bakery.description, "name": "Les Meules"])
        #expect(other.status == .conflict && other.html.contains("value=\"Les Meules\""))
        #expect(other.text.contains("Rien n’a été ajouté cette fois"))
        #expect(try await staff.submit(path, on: other, ["name": "Les Meules"]).status == .seeOther)
        let zeros = ["00000000-0000-0000-0000-000000000000", "00000000-0000-7000-8000-000000000000"]
        for key in zeros {
            #expect(try await staff.submit(path, on: form, ["key": key, "name": "Le Four"]).status == .badRequest)
        }
        let names = try await world.database.read { connection in
            try connection.rows("SELECT name FROM organisation WHERE name IN ('Les Meules', 'Le Four')").map {
                try $0["name"] as String
            }
        }
        #expect(names == ["Les Meules"])
    }

    @Test(arguments: Engine.available)
    func `whoever is tied to a file does not change the record of its organisation`(engine: Engine) async throws {
        let world = try await World(engine)
        let (julien, merge) = (world.visitor(.julien), Self.page + "/reunir")
        let form = try await julien.get(Self.page)
        #expect(try await julien.get(merge).status == .ok)
        try await world.database.write { connection in
            try connection.run(
                """
                INSERT INTO submission_author (submission, person, role)
                VALUES (\(World.nursery), \(Somebody.julien.id), 'co-author')
                """)
        }
        #expect(try await julien.submit(Self.page, on: form, ["name": "Autre nom"]).status == .notFound)
        #expect(try await julien.get(merge).status == .notFound)
        let shown = try await julien.get(Self.page)
        #expect(shown.status == .ok && shown.text.contains("un lien vous rattache à l’un de ses dossiers"))
        #expect(try await world.visitor(.mireille).get(merge).status == .ok)
    }

    @Test(arguments: Engine.available)
    func `an organisation's initiatives count for those who may know of them`(engine: Engine) async throws {
        let world = try await World(engine)
        let pages = ["/agence/organisations?q=portee&tri=-initiatives", "/agence/organisations.csv?q=portee"]
        func counts() async throws -> [Bool] {
            let list = try await world.visitor(.julien).get(pages[0]).html
            let table = try await world.visitor(.julien).get(pages[1]).html
            return [list.contains(">1</td>"), table.contains(";1\r\n") || table.contains(",1\r\n")]
        }
        try await world.database.write { connection in
            try connection.run("UPDATE organisation SET name_key = 'a portee de pas' WHERE id = \(World.homeCare)")
        }
        #expect(try await counts() == [true, true])
        // The same lead, of the edition before: the file of 2014 is none of theirs, until it comes out.
        try await world.database.write { connection in
            try connection.run(
                "UPDATE role_grant SET edition = \(World.edition2013) WHERE person = \(Somebody.julien.id)")
            try connection.run(
                """
                INSERT INTO sheet (id, initiative, edition, submission, state, title, published_at, updated_at)
                VALUES ('01480000-0012-7000-8000-000000000001', \(World.key("0008", 1) as Initiative.ID),
                    \(World.edition2014), \(World.nursery), 'published',
                    'Composer les tournées en équipe', \(World.monday), \(World.monday))
                """)
        }
        #expect(try await counts() == [false, false])
        #expect(try await !world.visitor(.julien).get(Self.page).text.contains("Composer les tournées en équipe"))
        try await world.database.write { try $0.run("UPDATE submission SET announced_at = \(World.monday)") }
        #expect(try await counts() == [true, true])
        #expect(try await world.visitor(.julien).get(Self.page).text.contains("Composer les tournées en équipe"))
    }

    @Test func `numbers are kept in one form, and belong to one organisation`() async throws {
        let staff = try await World().visitor(.julien)
        let form = try await staff.get(Self.page)
        let taken = try await staff.submit(Self.page, on: form, ["siret": "000 010 041 00010"])
        #expect(taken.text.contains("Une autre organisation a déjà ce SIRET."))
        let fields: KeyValuePairs = [
            "siret": "73282932000074", "naf": "8810a", "commune_code": "25056", "statuses": "ess",
        ]
        #expect(try await staff.submit(Self.page, on: form, fields).status == .seeOther)
        let saved = try await staff.get(Self.page)
        #expect(saved.html.contains("value=\"732\u{202F}829\u{202F}320\u{202F}00074\""))
        #expect(saved.html.contains("value=\"88.10A\""))
        #expect(try await staff.submit(Self.page, on: form, ["name": "Autre nom"]).status == .conflict)
    }

    @Test(arguments: Engine.available)
    func `an organisation is found again by its number or its name, and learns what was missing`(engine: Engine)
        async throws
    {
        let world = try await World(engine)
        let found = try await world.database.write { connection -> [Organisation.ID] in
            var one = Organisation(id: .new(at: World.monday), name: "Les Deux Rives")
            let first = try OrganisationStore.find(or: one, now: World.monday, in: connection).id
            one = Organisation(id: .new(at: World.monday), name: "LES  DEUX-RIVES", kind: .association)
            one.place.department = "39"
            let second = try OrganisationStore.find(or: one, now: World.monday, in: connection).id
            one = Organisation(id: .new(at: World.monday), name: "Les deux rives")
            one.place.department = "75"
            let elsewhere = try OrganisationStore.find(or: one, now: World.monday, in: connection).id
            one = Organisation(id: .new(at: World.monday), name: "Tout autre nom")
            one.siret = try? Siret("00001001700010")
            return [
                first, second, elsewhere, try OrganisationStore.find(or: one, now: World.monday, in: connection).id,
            ]
        }
        #expect(found[0] == found[1])
        #expect(found[1] != found[2])
        #expect(found[3] == World.homeCare)
        let learnt = try #require(try await OrganisationStore(database: world.database).find(found[0]))
        #expect(learnt.place.department == "39")
        #expect(learnt.kind == .association)
    }
}
