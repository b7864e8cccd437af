import Awards
import Campaigns
import Storage
import StorageTesting
import Testing
import WebTesting
import World

/// What people name in both languages has its English name on English pages.
struct EnglishNamesTests {
    @Test(arguments: Engine.available)
    func `targets, phases and awards have their English names on English pages`(engine: Engine) async throws {
        let world = try await World(engine)
        let (target, award): (Target.ID, Award.ID) = (World.key("0009", 1), World.key("0015", 1))
        try await world.database.write { connection in
            try connection.run(
                "UPDATE phase SET name_fr = \("Temps fort"), name_en = \("High point") WHERE edition = \(World.edition2014)"
            )
            try connection.run(
                """
                INSERT INTO target (id, edition, position, name, name_en, goal, rule)
                VALUES (\(target), \(World.edition2014), 1, \("Entreprises du ruban"), \("Companies of the ribbon"), 20, 'x')
                """)
            try connection.run(
                """
                INSERT INTO award (id, edition, position, name_fr, name_en, kind)
                VALUES (\(award), \(World.edition2014), 1, \("Prix du silence"), \("Prize of silence"), 'award')
                """)
        }
        let julien = world.visitor(.julien)
        for (page, french, english) in [
            ("objectifs", "Entreprises du ruban", "Companies of the ribbon"),
            ("prix", "Prix du silence", "Prize of silence"),
            ("phases", "Temps fort", "High point"),
        ] {
            let path = "/agence/editions/2014/\(page)"
            #expect(try await julien.get(path).text.contains(french), "\(page)")
            let text = try await julien.get("/en" + path).text
            #expect(text.contains(english) && !text.contains(french), "\(page)")
        }
    }

    @Test(arguments: Engine.available)
    func `a partner has its English name on an English page, and one without is marked as French`(engine: Engine)
        async throws
    {
        let world = try await World(engine)
        try await world.database.write { connection in
            for (number, english) in [(1, "Invented chamber"), (2, "")] {
                let partner: Partner.ID = World.key("0040", number)
                try connection.run(
                    """
                    INSERT INTO partner (id, name_fr, name_en, kind, created_at)
                    VALUES (\(partner), \("Chambre inventée \(number)"), \(english), 'chamber', \(World.monday))
                    """)
                try connection.run(
                    """
                    INSERT INTO partner_engagement (partner, edition, engagement)
                    VALUES (\(partner), \(World.edition2014), \("Signale"))
                    """)
            }
        }
        let page = try await world.visitor(.julien).get("/en/agence/editions/2014/partenaires")
        #expect(page.html.contains(">Invented chamber</a>") && !page.text.contains("Chambre inventée 1"))
        #expect(page.html.contains("<span lang=\"fr\">Chambre inventée 2</span>"))
        let french = try await world.visitor(.julien).get("/agence/editions/2014/partenaires")
        #expect(french.text.contains("Chambre inventée 1") && !french.text.contains("Invented"))
    }
}
