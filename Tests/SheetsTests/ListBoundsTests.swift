import Identifiers
import Storage
import StorageTesting
import Testing
import WebTesting
import World

/// What a pasted list may hold, and how it is read.
struct ListBoundsTests: PastesLists {
    @Test(arguments: Engine.available)
    func `the export of organisations is read back, with their sizes in words`(engine: Engine) async throws {
        let world = try await World(engine)
        let mireille = world.visitor(.mireille)
        try await world.database.write { connection in
            try connection.run("UPDATE organisation SET size_bracket = '02' WHERE id = \(World.homeCare)")
            try connection.run("UPDATE organisation SET size_bracket = '42' WHERE id = \(World.bakery)")
        }
        for prefix in ["", "/en"] {
            let file = try await mireille.get(prefix + "/agence/organisations.csv").html
            try await world.database.write { try $0.run("UPDATE organisation SET size_bracket = ''") }
            let page = try await mireille.get(prefix + Self.path + "?kind=organisations")
            let rows = file.replacing("\u{FEFF}", with: "").replacing("\r\n", with: "\n")
            _ = try await mireille.submit(prefix + Self.path, on: page, ["rows": rows, "step": "keep"])
            let sizes = try await world.database.read { connection in
                try connection.rows("SELECT size_bracket FROM organisation ORDER BY size_bracket").map {
                    try $0["size_bracket"] as String
                }
            }
            #expect(sizes == ["02", "42"], "\(rows)")
        }
    }

    @Test(arguments: Engine.available)
    func `a list of people gives a role in the edition that is chosen`(engine: Engine) async throws {
        let world = try await World(engine)
        let mireille = world.visitor(.mireille)
        let people = "Nom;Courriel\nNora Invent;nora@example.org"
        let page = try await mireille.get(Self.path + "?kind=people")
        let refused = try await mireille.submit(
            Self.path, on: page, ["role": "juror", "rows": people, "step": "keep"])
        #expect(refused.status == .unprocessableContent)
        #expect(refused.html.contains("Nora Invent;nora@example.org</textarea>"))
        let taken = try await mireille.submit(
            Self.path, on: page, ["role": "juror", "edition": "2014", "rows": people, "step": "keep"])
        #expect(taken.status == .seeOther)
        let roles = try await world.database.read { connection in
            try connection.rows(
                "SELECT role FROM role_grant JOIN person ON person.id = role_grant.person WHERE name = 'Nora Invent'"
            ).map { try $0["role"] as String }
        }
        #expect(roles == ["juror"])
    }

    @Test func `a list is neither longer nor wider than the page can take`() async throws {
        let world = try await World()
        let mireille = world.visitor(.mireille)
        let page = try await mireille.get(Self.path)
        let long = "Partenaire\tContact\n" + String(repeating: "Chambre\tAna\n", count: 501)
        #expect(try await mireille.submit(Self.path, on: page, ["rows": long]).text.contains("au plus 500"))
        let wide = "Partenaire\tContact\nChambre\t" + String(repeating: "a", count: 2_000)
        #expect(try await mireille.submit(Self.path, on: page, ["rows": wide]).text.contains("Refusées : 1"))
        let roles = "Courriel\tNom\tRôle\nnora@example.org\tNora Invent\tJuré"
        let refused = try await mireille.submit(Self.path, on: page, ["kind": "people", "rows": roles, "step": "keep"])
        #expect(refused.status == .unprocessableContent && refused.html.contains("#edition"))
    }

    @Test func `a kind of list that no page takes in is none, and a notice is of a list that is there`() async throws {
        let world = try await World()
        let mireille = world.visitor(.mireille)
        for kind in ["initiatives", "none"] {
            #expect(try await mireille.get("\(Self.path)?kind=\(kind)").status == .notFound, "\(kind)")
            let posted = try await mireille.post(
                Self.path, ["token": "token-of-mireille", "kind": kind, "rows": Self.partners, "step": "keep"])
            #expect(posted.status == .notFound, "\(kind)")
        }
        #expect(try await world.partners("Chambre des Fours") == 0)
        for query in ["ok=taken", "ok=taken&run=x", "ok=undone&kept=3"] {
            let text = try await mireille.get("\(Self.path)?\(query)").text
            #expect(
                !text.contains("La liste est reprise") && !text.contains("La reprise de la liste est annulée"),
                "\(query)")
        }
        let directory = try await mireille.get("/agence/partenaires?ok=engaged").text
        #expect(!directory.contains("Le partenaire est engagé"))
    }

    @Test(arguments: Engine.available)
    func `a country written out is known by its code`(engine: Engine) async throws {
        let world = try await World(engine)
        let mireille = world.visitor(.mireille)
        let rows = "Nom\tPays\nLes Fours d’Ici\tFrance\nLes Fours d’Ailleurs\tSuisse\nLes Fours de Loin\tLointanie"
        let trial = try await mireille.submit(
            Self.path, on: mireille.get(Self.path + "?kind=organisations"), ["rows": rows])
        #expect(trial.text.contains("pas le code d’un pays"))
        _ = try await mireille.submit(Self.path, on: trial, ["rows": rows, "step": "keep"])
        let countries = try await world.database.read { connection in
            try connection.rows("SELECT country FROM organisation WHERE name LIKE 'Les Fours%' ORDER BY name")
                .map { try $0["country"] as String }
        }
        #expect(countries.sorted() == ["", "CH", "FR"])
    }

    @Test func `what cannot be read as a list is refused in words, and stays to be corrected`() async throws {
        let world = try await World()
        let mireille = world.visitor(.mireille)
        let page = try await mireille.get(Self.path)
        for rows in ["", "Structure sans titre connu\tVille\nLevain\tDole"] {
            let refused = try await mireille.submit(Self.path, on: page, ["rows": rows])
            #expect(refused.status == .unprocessableContent, "\(rows)")
            #expect(refused.html.contains("#rows"))
        }
    }
}
