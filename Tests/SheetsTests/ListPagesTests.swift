import Campaigns
import Foundation
import Identifiers
import Storage
import StorageTesting
import Testing
import Web
import WebTesting
import World

/// Lists that the agency pastes: tried first, then taken in, and taken back.
struct ListPagesTests {
    private static let path = "/agence/listes"
    private static let partners = """
        Partenaire\tNature\tCourriel\tEngagement\tLogo
        Chambre des Fours\tRégion\tana@fours.example\tRelayer l’appel\tx.png
        Réseau <des> Meules\tautre chose\tpas une adresse\t\t
        Chambre des fours\t\t\t\t
        """

    @Test(arguments: Engine.available)
    func `a pasted list is tried before anything is written, then taken in, and taken back`(engine: Engine) async throws
    {
        let world = try await World(engine)
        let mireille = world.visitor(.mireille)
        let trial = try await mireille.submit(
            Self.path, on: mireille.get(Self.path + "?kind=partners"),
            ["edition": "2014", "rows": Self.partners])
        #expect(trial.status == .ok)
        for words in [
            "À créer : 2", "Refusées : 1", "Logo", "autre chose",
            "colonne « Courriel »", "« pas une adresse » n’est pas une adresse électronique",
        ] {
            #expect(trial.text.contains(words), "\(words)")
        }
        #expect(trial.html.contains("&lt;des&gt;") && !trial.html.contains("<des>"))
        #expect(trial.html.contains("<button class=\"btn main\" name=\"step\" value=\"keep\">"))
        #expect(try await world.partners("Chambre des Fours") == 0)

        let taken = try await mireille.submit(
            Self.path, on: trial, ["edition": "2014", "rows": Self.partners, "step": "keep"])
        #expect(taken.status == .ok)
        let page = taken
        #expect(page.text.contains("La liste est reprise") && page.text.contains("1 ligne a été refusée"))
        #expect(page.text.contains("Ligne 4, refusée"))
        // What was left out of the other rows is nowhere else.
        for words in ["Ce qui n’a pas été repris tel quel", "« pas une adresse »", "terme inconnu « autre chose »"] {
            #expect(page.text.contains(words), "\(words)")
        }
        #expect(try await world.partners("Chambre des Fours") == 1)
        #expect(try await mireille.get("/agence/editions/2014/partenaires").text.contains("Relayer l’appel"))
        #expect(try await world.noted("list-imported").map(\.actor) == [Somebody.mireille.id])

        #expect(page.text.contains("2 éléments créés ou modifiés"), "\(page.text)")
        let run = try await world.database.read { try $0.row("SELECT id FROM import_run")?["id"] as String? }
        let undo = "\(Self.path)/\(run ?? "")/retirer"
        let asked = try await mireille.get(undo)
        for words in ["cette liste ?", "Chambre des Fours : fin de l’engagement", "Chambre des Fours : suppression"] {
            #expect(asked.text.contains(words), "\(words)")
        }
        #expect(try await world.partners("Chambre des Fours") == 1)
        for _ in 0..<2 { #expect(try await mireille.submit(undo, on: asked, [:]).status == .seeOther) }
        #expect(try await world.partners("Chambre des Fours") == 0)
        #expect(try await mireille.get(Self.path).text.contains("annulé"))
        #expect(try await world.noted("import-undone").map(\.actor) == [Somebody.mireille.id])
    }

    @Test(arguments: Engine.available)
    func `rows that were refused stay in the field with their titles, and are taken in once they are corrected`(
        engine: Engine
    ) async throws {
        let world = try await World(engine)
        let mireille = world.visitor(.mireille)
        let people = "Nom;Courriel\nNora Invent;nora@example.org\n\nOtto Invent;otto\nPia Invent;pia@example.org"
        let page = try await mireille.get(Self.path + "?kind=people")
        let taken = try await mireille.submit(Self.path, on: page, ["rows": people, "step": "keep"])
        #expect(taken.text.contains("1 ligne a été refusée") && taken.text.contains("Ligne 4, refusée"))
        #expect(taken.html.contains("Nom;Courriel\nOtto Invent;otto</textarea>"))
        // The same list once more, as by a second press: nothing is left to take in, and no other list is noted.
        let again = try await mireille.submit(Self.path, on: page, ["rows": people, "step": "keep"])
        #expect(again.status == .ok && again.text.contains("Ligne 4, refusée"))
        #expect(try await world.noted("list-imported").count == 1)
        let corrected = "Nom;Courriel\nOtto Invent;otto@example.org"
        let done = try await mireille.submit(Self.path, on: taken, ["rows": corrected, "step": "keep"])
        #expect(done.status == .seeOther)
        #expect(try await !mireille.follow(done).text.contains("refusée"))
    }

    @Test(arguments: Engine.available)
    func `what a list that was taken in whole had to leave out is said, and its rows do not come back`(
        engine: Engine
    ) async throws {
        let mireille = try await World(engine).visitor(.mireille)
        let rows = "Nom\tNature\nLes Fours d’Ici\tZorglub"
        let page = try await mireille.get(Self.path + "?kind=organisations")
        for _ in 0..<2 {
            let taken = try await mireille.submit(Self.path, on: page, ["rows": rows, "step": "keep"])
            #expect(taken.status == .ok && taken.text.contains("La liste est reprise"))
            #expect(taken.text.contains("terme inconnu « Zorglub »") && !taken.text.contains("Lignes refusées"))
            #expect(taken.fields(of: Self.path)["rows"] == "")
        }
    }

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
    func `a list that is sent many times at once is taken in once`(engine: Engine) async throws {
        let world = try await World(engine)
        let mireille = world.visitor(.mireille)
        for (kind, rows) in [
            ("people", "Nom;Courriel\nNora Invent;nora@example.org"), ("organisations", "Nom\nLes Fours d’Ici"),
        ] {
            let page = try await mireille.get("\(Self.path)?kind=\(kind)")
            let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
                for _ in 0..<12 {
                    group.addTask {
                        try await mireille.submit(Self.path, on: page, ["rows": rows, "step": "keep"]).status.code
                    }
                }
                return try await group.reduce(into: Set<Int>()) { $0.insert($1) }
            }
            #expect(statuses == [303], "\(kind)")
        }
        let runs = try await world.database.read { try $0.count("SELECT count(*) AS count FROM import_run") }
        #expect(runs == 2)
        #expect(try await world.noted("list-imported").count == 2)
        let made = try await world.database.read { connection in
            try connection.count("SELECT count(*) AS count FROM organisation WHERE name = 'Les Fours d’Ici'")
        }
        #expect(made == 1)
    }

    @Test(arguments: Engine.available)
    func `a list that was taken back is taken in again from the same page`(engine: Engine) async throws {
        let world = try await World(engine)
        let mireille = world.visitor(.mireille)
        let page = try await mireille.get(Self.path + "?kind=organisations")
        let fields: KeyValuePairs<String, String> = ["rows": "Nom\nLes Fours d’Ici", "step": "keep"]
        let taken = try await mireille.submit(Self.path, on: page, fields)
        let run = try await world.database.read { try $0.row("SELECT id FROM import_run")?["id"] as String? }
        #expect(taken.status == .seeOther)
        let undo = "\(Self.path)/\(run ?? "")/retirer"
        _ = try await mireille.submit(undo, on: mireille.get(undo), [:])
        let again = try await mireille.submit(Self.path, on: page, fields)
        #expect(try await mireille.follow(again).text.contains("La liste est reprise"))
        #expect(try await world.noted("list-imported").count == 2)
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

    @Test(arguments: Engine.available)
    func `a role that somebody judges by stays when its list is taken back, and the page says which and why`(
        engine: Engine
    ) async throws {
        let world = try await World(engine)
        let mireille = world.visitor(.mireille)
        let people = "Nom;Courriel\nNora Invent;nora@example.org\nOtto Invent;otto@example.org"
        let taken = try await mireille.submit(
            Self.path, on: mireille.get(Self.path + "?kind=people"),
            ["role": "juror", "edition": "2014", "rows": people, "step": "keep"])
        #expect(taken.status == .seeOther)
        try await world.database.write { connection in
            try connection.run(
                """
                INSERT INTO juror (id, edition, person, state, invited_at)
                SELECT \(World.key("0099", 90) as Identifier<Self>), \(World.edition2014), id, 'active', \(World.monday)
                FROM person WHERE name = 'Nora Invent'
                """)
        }
        let run = try await world.database.read { try $0.row("SELECT id FROM import_run")?["id"] as String? }
        let undo = "\(Self.path)/\(run ?? "")/retirer"
        let undone = try await mireille.submit(undo, on: mireille.get(undo), [:])
        #expect(undone.location?.contains("kept=2") == true)
        let held = try await world.database.read { connection in
            try connection.rows(
                """
                SELECT name FROM role_grant JOIN person ON person.id = role_grant.person
                WHERE name LIKE '%Invent' AND role = 'juror'
                """
            ).map { try $0["name"] as String }
        }
        #expect(held == ["Nora Invent"])
        let shown = try await mireille.follow(undone).text
        #expect(shown.contains("Nora Invent") && shown.contains("siège au jury") && !shown.contains("Otto"))
    }

    @Test(arguments: Engine.available)
    func `a role that somebody gave again stays when the list that gave it first is taken back`(engine: Engine)
        async throws
    {
        let world = try await World(engine)
        let mireille = world.visitor(.mireille)
        _ = try await mireille.submit(
            Self.path, on: mireille.get(Self.path + "?kind=people"),
            ["role": "coach", "edition": "2014", "rows": "Nom;Courriel\nNora Invent;nora@example.org", "step": "keep"])
        let key = try await world.database.read { connection -> Person.ID? in
            try connection.row("SELECT id FROM person WHERE name = 'Nora Invent'")?["id"]
        }
        let (nora, coach) = (try #require(key), Hat(.coach, in: World.edition2014))
        try await world.roles.revoke(coach, from: nora, by: Somebody.mireille.id)
        try await world.roles.grant(coach, to: nora, by: Somebody.mireille.id, at: Date(timeIntervalSinceNow: 60))
        let run = try await world.database.read { try $0.row("SELECT id FROM import_run")?["id"] as String? }
        let undo = "\(Self.path)/\(run ?? "")/retirer"
        let undone = try await mireille.submit(undo, on: mireille.get(undo), [:])
        #expect(try await world.roles.grants(of: nora) == [coach])
        #expect(try await mireille.follow(undone).text.contains("redonné depuis"))
    }

    @Test(arguments: Engine.available)
    func `an engagement that was changed since its list stays when the list is taken back`(engine: Engine) async throws
    {
        let world = try await World(engine)
        let mireille = world.visitor(.mireille)
        let taken = try await mireille.submit(
            Self.path, on: mireille.get(Self.path),
            ["edition": "2014", "rows": "Partenaire\tEngagement\nChambre des Fours\tRelayer", "step": "keep"])
        #expect(taken.status == .seeOther)
        try await world.database.write { connection in
            try connection.run("UPDATE partner_engagement SET signed_on = '2014-02-03' WHERE engagement = 'Relayer'")
        }
        let run = try await world.database.read { try $0.row("SELECT id FROM import_run")?["id"] as String? }
        let undo = "\(Self.path)/\(run ?? "")/retirer"
        let undone = try await mireille.submit(undo, on: mireille.get(undo), [:])
        #expect(undone.location?.contains("kept=") == true)
        #expect(try await world.partners("Chambre des Fours") == 1)
        #expect(try await mireille.get("/agence/editions/2014/partenaires").text.contains("Relayer"))
    }

    @Test(arguments: Engine.available, [0, 1, 2])
    func `an engagement that somebody counts on stays when its list is taken back, and what stayed may go later`(
        engine: Engine, use: Int
    ) async throws {
        let world = try await World(engine)
        let mireille = world.visitor(.mireille)
        _ = try await mireille.submit(
            Self.path, on: mireille.get(Self.path),
            ["edition": "2014", "rows": "Partenaire\tEngagement\nChambre des Fours\tRelayer", "step": "keep"])
        try await world.use(use)
        let run = try await world.database.read { try $0.row("SELECT id FROM import_run")?["id"] as String? }
        let undo = "\(Self.path)/\(run ?? "")/retirer"
        let undone = try await mireille.submit(undo, on: mireille.get(undo), [:])
        #expect(undone.location?.contains("kept=2") == true)
        #expect(try await mireille.get("/agence/editions/2014/partenaires").text.contains("Relayer"))
        let page = try await mireille.follow(undone)
        #expect(page.text.contains("Chambre des Fours, engagement : modifié ou utilisé depuis"), "\(page.text)")
        #expect(page.html.contains("href=\"\(undo)\""))
        guard use < 2 else { return }
        // Nobody counts on it any more.
        try await world.database.write { connection in
            try connection.run("UPDATE role_grant SET partner = NULL")
            try connection.run("DELETE FROM partner_engagement WHERE edition <> \(World.edition2014)")
        }
        let again = try await mireille.submit(undo, on: mireille.get(undo), [:])
        #expect(again.location?.contains("kept=0") == true)
        #expect(try await world.partners("Chambre des Fours") == 0)
        #expect(try await mireille.get(undo).text.contains("Il n’en reste rien à annuler"))
        #expect(try await mireille.follow(again).text.contains("chose reste") == false)
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

extension World {
    /// Somebody speaks for the partner, the next edition takes it over, or its record is written in.
    fileprivate func use(_ way: Int) async throws {
        try await database.write { connection in
            let partner = try connection.row("SELECT id FROM partner WHERE name_fr = 'Chambre des Fours'")
            let id: String = try partner?["id"] ?? ""
            switch way {
            case 0:
                try connection.run("UPDATE role_grant SET partner = \(id) WHERE person = \(Somebody.lucie.id)")
            case 1:
                try connection.run("UPDATE edition SET previous = \(World.edition2014) WHERE id = \(World.edition2013)")
                try connection.run(
                    "INSERT INTO partner_engagement (partner, edition) VALUES (\(id), \(World.edition2013))")
            default:
                try connection.run("UPDATE partner SET contact_name = 'Ana', revision = revision + 1 WHERE id = \(id)")
            }
        }
    }

    fileprivate func partners(_ name: String) async throws -> Int {
        try await database.read { try $0.count("SELECT count(*) AS count FROM partner WHERE name_fr = \(name)") }
    }
}
