import Identifiers
import Storage
import StorageTesting
import Testing
import WebTesting
import World

/// Lists that the agency pastes: tried first, then taken in, and taken back.
struct ListPagesTests: PastesLists {
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
}
