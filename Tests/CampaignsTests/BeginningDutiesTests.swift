import Foundation
import Storage
import StorageTesting
import Testing
import WebTesting
import World

@testable import Campaigns

/// Before the first file there is something to do at every step, and the home page says what.
struct BeginningDutiesTests {
    @Test(arguments: Engine.available)
    func `on a blank site the administration is sent from step to step`(engine: Engine) async throws {
        let world = try await World.blank(engine)
        let mireille = world.visitor(.mireille)
        let page = try await mireille.get("/ma-page")
        #expect(page.text.contains("Créer la première campagne"))
        #expect(!page.text.contains("Créer la première édition"))
        #expect(page.text.contains("Donner l’adresse de l’agence pour le public"))
        #expect(page.text.contains("qui trouve une faille du site"))
        #expect(try await world.stranger.get("/.well-known/security.txt").status == .notFound)
        try await world.database.write { connection in
            try connection.run(
                """
                INSERT INTO campaign (id, slug, name, departments, territory_fr, created_at)
                VALUES (\(World.key("0002", 9) as Campaign.ID), 'rallynov', 'rally’nov', '25', 'Doubs', \(World.monday))
                """)
        }
        #expect(try await mireille.get("/ma-page").text.contains("Créer la première édition"))
    }

    @Test func `the address for the public is asked for until it is given`() async throws {
        let world = try await World()
        let asked = "Donner l’adresse de l’agence pour le public"
        #expect(try await !world.visitor(.mireille).get("/ma-page").text.contains(asked))
        #expect(try await world.stranger.get("/.well-known/security.txt").status == .ok)
        try await world.database.write { try $0.run("UPDATE agency SET email = ''") }
        let later = try world.seen(through: world.database)
        #expect(try await later.visitor(.mireille).get("/ma-page").text.contains(asked))
        // Nobody else could give it.
        #expect(try await !later.visitor(.julien).get("/ma-page").text.contains(asked))
    }

    @Test(arguments: Engine.available)
    func `rules and the word on personal data are asked for until they are written without a blank`(engine: Engine)
        async throws
    {
        let world = try await World(engine)
        let mireille = world.visitor(.mireille)
        let asked = [
            "Écrire le règlement de rally’nov 2014", "Écrire ce que deviennent les données personnelles",
            "Compléter la déclaration d’accessibilité",
        ]
        try await world.write("rules", "Article 1 : {{à compléter}}")
        try await world.write("privacy", "Chez {{qui}}")
        try await world.write("accessibility", "Au {{quand}}")
        let page = try await mireille.get("/ma-page")
        for words in asked { #expect(page.text.contains(words)) }
        #expect(try await !world.stranger.get("/reglement").text.contains("{{"))
        #expect(try await !world.stranger.get("/en/donnees-personnelles").text.contains("{{"))
        try await world.write("rules", "Article 1")
        try await world.write("privacy", "Chez nous")
        try await world.write("accessibility", "Partout")
        let after = try await mireille.get("/ma-page")
        for words in asked { #expect(!after.text.contains(words)) }
    }

    @Test(arguments: Engine.available)
    func `an edition in preparation is to be opened, and opening it says what is not written`(engine: Engine)
        async throws
    {
        let world = try await World(engine)
        let julien = world.visitor(.julien)
        try await world.database.write { connection in
            try connection.run("UPDATE edition SET status = 'draft' WHERE id = \(World.edition2014)")
            try connection.run("DELETE FROM page_text WHERE name IN ('rules', 'privacy')")
        }
        #expect(try await julien.get("/ma-page").text.contains("Ouvrir rally’nov 2014 quand elle est prête"))
        let page = try await julien.get("/agence/editions/2014/etat")
        #expect(page.text.contains("Pas encore écrit") && page.text.contains("Règlement"))
        try await world.write("rules", "Article 1")
        try await world.write("privacy", "Chez nous")
        #expect(try await !julien.get("/agence/editions/2014/etat").text.contains("Pas encore écrit"))
    }

    @Test(arguments: Engine.available)
    func `a figure that somebody types waits for the ceremony among the dates, and is to be done from then on`(
        engine: Engine
    ) async throws {
        for (days, block) in [(0.0, "next"), (80, "to-do")] {
            let world = try await World(engine, now: World.monday + days * 86_400)
            try await world.database.write { connection in
                try connection.run(
                    """
                    INSERT INTO target (id, edition, position, name, goal, rule)
                    VALUES (\(World.key("0033", 1) as Target.ID), \(World.edition2014), 1, 'Visites', 3, 'Comptées')
                    """)
            }
            let page = try await world.visitor(.julien).get("/ma-page").html
            let parts = page.components(separatedBy: "<section ").filter { $0.contains("Visites</a>") }
            #expect(parts.count == 1 && parts[0].contains("aria-labelledby=\"\(block)\""), "\(days)")
            #expect(page.contains("peut attendre jusqu’au") == (days == 0))
        }
    }

    @Test(arguments: Engine.available)
    func `partners are asked for while their work is near, until one is engaged`(engine: Engine) async throws {
        let words = "Engager les partenaires de rally’nov 2014"
        let late = try await World(engine, now: World.monday + 100 * 86_400)
        #expect(try await !late.visitor(.julien).get("/ma-page").text.contains(words))
        let world = try await World(engine)
        #expect(try await world.visitor(.julien).get("/ma-page").text.contains(words))
        #expect(try await !world.visitor(.awa).get("/ma-page").text.contains(words))
        try await world.database.write { connection in
            let partner: Partner.ID = World.key("0010", 1)
            try connection.run(
                "INSERT INTO partner (id, name_fr, created_at) VALUES (\(partner), 'Chambre', \(World.monday))")
            try connection.run(
                """
                INSERT INTO partner_engagement (partner, edition, engagement)
                VALUES (\(partner), \(World.edition2014), 'Relayer')
                """)
        }
        #expect(try await !world.visitor(.julien).get("/ma-page").text.contains(words))
    }
}

extension World {
    fileprivate func write(_ name: String, _ body: String) async throws {
        try await database.write { connection in
            try connection.run(
                """
                INSERT INTO page_text (scope, name, language, body, updated_at, revision)
                VALUES ('', \(name), 'fr', \(body), \(World.monday), 1)
                ON CONFLICT (scope, name, language) DO UPDATE SET body = excluded.body
                """)
        }
    }
}
