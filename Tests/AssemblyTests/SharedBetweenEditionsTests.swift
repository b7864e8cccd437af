import Campaigns
import Identifiers
import Organisations
import Storage
import StorageTesting
import Testing
import WebTesting
import World

/// What editions share, and what whoever runs one of them sees and changes of another.
struct SharedBetweenEditionsTests {
    private static let page = "/agence/organisations/\(World.homeCare)"

    /// Julien runs 2013 alone; what the world holds takes part in 2014.
    private func elsewhere(_ engine: Engine) async throws -> World {
        let world = try await World(engine)
        try await world.database.write { connection in
            try connection.run(
                "UPDATE role_grant SET edition = \(World.edition2013) WHERE person = \(Somebody.julien.id)")
        }
        return world
    }

    @Test(arguments: Engine.available)
    func `an organisation is changed by those who run an edition in which it takes part`(engine: Engine) async throws {
        let world = try await elsewhere(engine)
        let julien = world.visitor(.julien)
        let screen = try await julien.get(Self.page)
        #expect(screen.status == .ok)
        #expect(screen.text.contains("Elle participe à des éditions que d’autres conduisent"))
        #expect(!screen.html.contains("action=\"\(Self.page)\""))
        let typed: KeyValuePairs = ["token": "token-of-julien", "revision": "1", "name": "Nom d’un autre"]
        #expect(try await julien.post(Self.page, typed).status == .notFound)
        #expect(try await world.visitor(.mireille).get(Self.page).text.contains("À Portée de Pas"))
        #expect(try await world.visitor(.mireille).get(Self.page).html.contains("action=\"\(Self.page)\""))
    }

    @Test(arguments: Engine.available)
    func `a file that names an organisation gives nobody a right over what another edition publishes of it`(
        engine: Engine
    ) async throws {
        let world = try await elsewhere(engine)
        // Its sheet stands in 2014; a file of 2013, where Julien is, takes its name.
        try await world.database.write { connection in
            let (initiative, file): (Initiative.ID, Identifier<Self>) = (World.key("0008", 70), World.key("0006", 70))
            try connection.run(
                """
                INSERT INTO initiative (id, slug, title, created_at) VALUES (\(initiative), 'nom-pris', \("Nom pris"), \(World.monday))
                """)
            try connection.run(
                """
                INSERT INTO submission (id, edition, initiative, organisation, state, number, title, eligibility, created_at,
                    updated_at, transmitted_at)
                VALUES (\(file), \(World.edition2013), \(initiative), \(World.homeCare), 'transmitted', '2013-070', \("Nom pris"),
                    'eligible', \(World.monday), \(World.monday), \(World.monday))
                """)
            try connection.run("UPDATE submission SET confirmed_organisation = organisation WHERE id <> \(file)")
        }
        let typed: KeyValuePairs = ["token": "token-of-julien", "revision": "1", "name": "Nom d’un autre"]
        #expect(try await world.visitor(.julien).post(Self.page, typed).status == .notFound)
        #expect(try await !world.visitor(.julien).get(Self.page).html.contains("action=\"\(Self.page)\""))
        #expect(try await world.visitor(.mireille).get(Self.page).html.contains("action=\"\(Self.page)\""))
    }

    @Test(arguments: Engine.available)
    func `nor is one changed by others that takes part by a file which nobody has confirmed`(engine: Engine)
        async throws
    {
        let world = try await elsewhere(engine)
        try await world.database.write { connection in
            try connection.run("DELETE FROM sheet")
            try connection.run("UPDATE submission SET confirmed_organisation = NULL")
        }
        let typed: KeyValuePairs = ["token": "token-of-julien", "revision": "1", "name": "Nom d’un autre"]
        #expect(try await world.visitor(.julien).post(Self.page, typed).status == .notFound)
        #expect(try await !world.visitor(.julien).get(Self.page).html.contains("action=\"\(Self.page)\""))
        #expect(try await world.visitor(.mireille).get(Self.page).html.contains("action=\"\(Self.page)\""))
    }

    @Test(arguments: Engine.available)
    func `one that takes part in no edition is changed by whoever runs one`(engine: Engine) async throws {
        let world = try await elsewhere(engine)
        let free: Organisation.ID = World.key("0005", 9)
        try await world.database.write { connection in
            try connection.run(
                """
                INSERT INTO organisation (id, name, name_key, created_at)
                VALUES (\(free), \("Libre"), \("libre"), \(World.monday))
                """)
        }
        let page = "/agence/organisations/\(free)"
        let julien = world.visitor(.julien)
        let saved = try await julien.submit(page, on: julien.get(page), ["name": "Libre et ouverte"])
        #expect(saved.status == .seeOther)
    }

    @Test(arguments: Engine.available)
    func `sheets of another edition are seen once they are public`(engine: Engine) async throws {
        let world = try await elsewhere(engine)
        let (draft, out) = ("Titre que personne ne connaît", "Titre public")
        for (number, title, state) in [(1, draft, "draft"), (2, out, "published")] {
            try await world.database.write { connection in
                let initiative: Initiative.ID = World.key("0008", 70 + number)
                try connection.run(
                    """
                    INSERT INTO initiative (id, slug, title, created_at)
                    VALUES (\(initiative), \("autre-\(number)"), \(title), \(World.monday))
                    """)
                try connection.run(
                    """
                    INSERT INTO initiative_organisation (initiative, organisation) VALUES (\(initiative), \(World.homeCare))
                    """)
                try connection.run(
                    """
                    INSERT INTO sheet (id, initiative, edition, state, title, updated_at)
                    VALUES (\(World.key("0031", number) as Identifier<Self>), \(initiative), \(World.edition2014), \(state),
                        \(title), \(World.monday))
                    """)
            }
        }
        let seen = try await world.visitor(.julien).get(Self.page)
        #expect(!seen.text.contains(draft))
        #expect(seen.html.contains("href=\"/initiatives/autre-2\""))
        let all = try await world.visitor(.mireille).get(Self.page)
        #expect(all.text.contains(draft) && all.text.contains(out))
    }

    @Test(arguments: Engine.available)
    func `the contact of a partner is for those who run every edition in which it is engaged`(engine: Engine)
        async throws
    {
        let world = try await elsewhere(engine)
        let partner: Partner.ID = World.key("0040", 1)
        try await engaged(partner, in: world)
        let (page, julien, mireille) = (
            "/agence/partenaires/\(partner)", world.visitor(.julien), world.visitor(.mireille)
        )
        for isEngagedByJulien in [false, true] {
            if isEngagedByJulien {
                // Whoever engages it in an edition of their own gains no right over what others know of it.
                let list = "/agence/editions/2013/partenaires"
                let answer = try await julien.submit(list, on: julien.get(list), ["partner": partner.description])
                #expect(answer.status == .seeOther)
                #expect(try await julien.get(list).text.contains("Chambre inventée"))
            }
            let exports = isEngagedByJulien ? ["/agence/editions/2013/partenaires.csv"] : []
            for path in ["/agence/partenaires", "/agence/partenaires.csv", "/agence/partenaires?q=gontran", page]
                + exports
            {
                #expect(try await !julien.get(path).html.contains("gontran@example.org"), "\(path)")
                #expect(try await mireille.get(path).html.contains("gontran@example.org"), "\(path)")
            }
            #expect(try await julien.get("/agence/partenaires").text.contains("Chambre inventée"))
            let shown = try await julien.get(page)
            #expect(shown.text.contains("par l’administration et par qui conduit toutes ses éditions"))
            #expect(!shown.html.contains("action=\"\(page)\""))
            let typed: KeyValuePairs = [
                "token": "token-of-julien", "revision": "1", "name_fr": "Autre", "kind": "other",
                "contact_email": "autre@example.org",
            ]
            #expect(try await julien.post(page, typed).status == .notFound)
            #expect(try await mireille.get(page).html.contains("gontran@example.org"))
        }
    }

    /// One with a contact, in the edition of 2014.
    private func engaged(_ partner: Partner.ID, in world: World) async throws {
        try await world.database.write { connection in
            try connection.run(
                """
                INSERT INTO partner (id, name_fr, kind, contact_name, contact_email, created_at)
                VALUES (\(partner), \("Chambre inventée"), 'chamber', \("Gontran"), \("gontran@example.org"), \(World.monday))
                """)
            try connection.run(
                """
                INSERT INTO partner_engagement (partner, edition, engagement)
                VALUES (\(partner), \(World.edition2014), \("Signale"))
                """)
        }
    }

    @Test func `one page says what editions share and who changes it`() async throws {
        let text = try await World().visitor(.julien).get("/agence/editions").text
        for words in ["Ce que les éditions partagent", "Leurs noms sont vus de tous.", "Propres à une édition"] {
            #expect(text.contains(words), "\(words)")
        }
    }
}
