import Campaigns
import Storage
import StorageTesting
import Testing
import WebTesting
import World

/// The page of an edition made from another, and its first duty, say by name what came along and what did not.
struct InheritedTests {
    private static let path = "/agence/editions/nouvelle"

    @Test(arguments: Engine.available)
    func `what came along and what did not stands there by name, with the way to it`(engine: Engine) async throws {
        let world = try await prepared(engine)
        let julien = world.visitor(.julien)
        try await make(by: julien, with: ["phases", "texts"])
        let page = try await julien.get("/agence/editions/2015")
        let parts = page.html.components(separatedBy: "Ceci ne l’a pas été")
        try #require(parts.count == 2)
        let (came, left) = (parts[0], parts[1])
        for words in [
            "Dépôt des dossiers</a>", "/agence/editions/2015/textes/rules\">Règlement", "2015/grille\">la grille",
        ] {
            #expect(came.contains(words), "\(words)")
        }
        for words in [
            "href=\"/agence/editions/2015/prix\"", "Prix du temps", "2015/publication\">publication à deux",
            "href=\"/agence/editions/2015/jury\"", "Genevieve",
        ] { #expect(left.contains(words), "\(words)") }
        #expect(left.contains("2015/publication\">lettres telles") == false)
        let home = try await julien.get("/ma-page").text
        #expect(home.contains("Ouvrir rally’nov 2015"))
        #expect(home.contains("repris de rally’nov 2014") && home.contains("figure sur sa page"))
        #expect(!home.contains("à deux"))
        // Set here, it is among what came along.
        try await world.database.write { connection in
            try connection.run(
                """
                INSERT INTO release (edition, needs_two)
                SELECT id, 1 FROM edition WHERE slug = '2015'
                """)
        }
        #expect(try await julien.get("/agence/editions/2015").text.contains("publication à deux : demandée"))
    }

    @Test(arguments: Engine.available)
    func `what came along is called by its English name on an English page, and a French one is marked as French`(
        engine: Engine
    ) async throws {
        let world = try await prepared(engine)
        try await world.database.write { connection in
            try connection.run("UPDATE award SET name_en = 'Prize of time'")
            try connection.run(
                "UPDATE phase SET name_en = 'Call for files' WHERE edition = \(World.edition2014) AND kind = 'call'")
            try connection.run(
                """
                INSERT INTO target (id, edition, position, name, name_en, goal, rule)
                VALUES (\(World.key("0009", 1) as Campaign.ID), \(World.edition2014), 0, 'Ruban', 'Ribbon', 20, 'Venues')
                """)
        }
        let julien = world.visitor(.julien)
        try await make(by: julien, with: ["phases", "targets"])
        let english = try await julien.get("/en/agence/editions/2015").html
        for words in [
            ">Call for files</a>", ">Ribbon</a>", "<span lang=\"fr\">Cadrage</span></a>", "Prize of time",
            "without their notes: <a", "target, without its figure: <a",
        ] { #expect(english.contains(words), "\(words)") }
        #expect(!english.contains("Dépôt des dossiers") && !english.contains("Prix du temps"))
        let french = try await julien.get("/agence/editions/2015").html
        #expect(french.contains("sans leurs notes\u{A0}: <a") && french.contains(">Dépôt des dossiers</a>"))
    }

    @Test(arguments: Engine.available)
    func `whoever leads the new edition alone reads how much the earlier one had, and no name of it`(engine: Engine)
        async throws
    {
        let world = try await prepared(engine)
        try await make(by: world.visitor(.mireille), with: ["phases"])
        try await world.database.write { connection in
            try connection.run(
                """
                UPDATE role_grant SET edition = (SELECT id FROM edition WHERE slug = '2015')
                WHERE person = \(Somebody.julien.id)
                """)
        }
        let page = try await world.visitor(.julien).get("/agence/editions/2015")
        #expect(page.text.contains("1 prix, encore remis à personne"))
        #expect(!page.text.contains("Prix du temps") && !page.text.contains("Genevieve"))
        #expect(try await world.visitor(.mireille).get("/agence/editions/2015").text.contains("Prix du temps"))
    }

    private func prepared(_ engine: Engine) async throws -> World {
        let world = try await World(engine)
        try await world.database.write { connection in
            try connection.run(
                """
                INSERT INTO award (id, edition, position, name_fr)
                VALUES (\(World.key("0035", 1) as Campaign.ID), \(World.edition2014), 0, 'Prix du temps')
                """)
            try connection.run("INSERT INTO release (edition, needs_two) VALUES (\(World.edition2014), 1)")
            try connection.run(
                """
                INSERT INTO page_text (scope, name, language, body, updated_at)
                VALUES (\(World.edition2014.description), 'rules', 'fr', 'Règlement.', \(World.monday))
                """)
        }
        return world
    }

    private func make(by visitor: Visitor, with parts: [String]) async throws {
        let form = try await visitor.get(Self.path).fields(of: Self.path)
        let kept = form.filter { $0.key != "part" }.map { ($0.key, $0.value) }
        #expect(try await visitor.post(Self.path, kept + parts.map { ("part", $0) }).status == .seeOther)
    }
}
