import Campaigns
import Foundation
import Storage
import StorageTesting
import Testing
import WebTesting
import World

@testable import Awards

/// What an edition leaves behind when it closes, and what is still told of it.
struct AfterClosingTests {
    private static let news = "Des décisions de rally’nov 2014 sont parues"

    @Test(arguments: Engine.available)
    func `decisions that are out are told to the jury for two weeks, also once the edition is closed`(engine: Engine)
        async throws
    {
        let world = try await World(engine)
        try await release(in: world)
        try await close(world)
        for somebody in [Somebody.awa, .genevieve] {
            for path in ["/ma-page", "/jury"] {
                #expect(try await world.visitor(somebody).get(path).text.contains(Self.news), "\(somebody) \(path)")
            }
        }
        #expect(try await !world.visitor(.romain).get("/ma-page").text.contains(Self.news))
        let later = try world.seen(through: world.database, now: World.monday + 15 * 86_400)
        for path in ["/ma-page", "/jury"] {
            #expect(try await !later.visitor(.awa).get(path).text.contains(Self.news), "\(path)")
        }
    }

    @Test(arguments: Engine.available)
    func `an owner is promised no sheet that nobody is reminded of`(engine: Engine) async throws {
        let world = try await World(engine)
        try await release(in: world)
        let told = "/dossiers/\(World.nursery)/decision"
        let coralie = world.visitor(.coralie)
        #expect(try await coralie.get(told).text.contains("l’agence écrit sa fiche publique"))
        try await close(world)
        for path in [told, "/ma-page"] {
            let text = try await coralie.get(path).text
            #expect(!text.contains("l’agence écrit sa fiche publique"), "\(path)")
            #expect(text.contains("l’édition est finie : demandez à l’agence"), "\(path)")
        }
    }

    @Test(arguments: Engine.available)
    func `results wait for the chair no more once everything is out`(engine: Engine) async throws {
        let world = try await World(engine)
        let (genevieve, results) = (world.visitor(.genevieve), " les résultats de la lecture</a>")
        #expect(try await genevieve.get("/ma-page").html.contains(results))
        try await release(in: world)
        #expect(try await !genevieve.get("/ma-page").html.contains(results))
    }

    @Test(arguments: Engine.available)
    func `a file withdrawn after its release stands on the page of the chair and of the leads`(engine: Engine)
        async throws
    {
        let world = try await World(engine)
        let (julien, desk) = (world.visitor(.julien), "/agence/dossiers/\(World.nursery)")
        try await release(in: world)
        let words = "« Composer les tournées en équipe » a été retiré après sa décision"
        #expect(try await !world.visitor(.genevieve).get("/ma-page").text.contains(words))
        let answer = try await julien.submit(
            "\(desk)/retrait", on: julien.get(desk),
            ["withdrawal-reason": "Ils renoncent", "confirmation": "retirer 2014-001"])
        #expect(answer.status == .seeOther)
        for somebody in [Somebody.genevieve, .julien] {
            #expect(try await world.visitor(somebody).get("/ma-page").text.contains(words), "\(somebody)")
        }
        #expect(try await !world.visitor(.awa).get("/ma-page").text.contains(words))
    }

    @Test(arguments: Engine.available)
    func `whoever closes reads of figures nobody typed, of steps ahead and of messages that did not leave`(
        engine: Engine
    ) async throws {
        let world = try await World(engine)
        let (mireille, path) = (world.visitor(.mireille), "/agence/editions/2014/etat")
        let calm = try await mireille.get(path).text
        #expect(!calm.contains("Personnes rencontrées") && !calm.contains("n’est pas parti"))
        #expect(calm.contains("Étapes qui ne sont pas finies") && calm.contains("Cérémonie ("))
        try await world.database.write { connection in
            try connection.run(
                """
                INSERT INTO target (id, edition, position, name, goal, rule, counter)
                VALUES (\(World.key("0033", 7) as Target.ID), \(World.edition2014), 1, \("Personnes rencontrées"), 300,
                    \("Comptées"), 'typed')
                """)
            try connection.run(
                """
                INSERT INTO message (id, edition, person, about, address, language, subject, letter, plain, html, state,
                    created_at, send_after)
                VALUES (\("0148-unsent"), \(World.edition2014), \(Somebody.benoit.id), \("jury:x"),
                    \("ailleurs@example.org"), 'fr', \("Objet"), \("{}"), \("Texte"), \("Texte"), 'failed',
                    \(World.monday - 60), \(World.monday - 60))
                """)
        }
        let text = try await mireille.get(path).text
        #expect(text.contains("Personnes rencontrées") && text.contains("1 message n’est pas parti"))
    }

    private func release(in world: World) async throws {
        let julien = world.visitor(.julien)
        try await DecisionStore(database: world.database).decide("retained", "Bien")
        _ = try await julien.prepareLetters()
        #expect(try await julien.letOut().status == .seeOther)
    }

    private func close(_ world: World) async throws {
        try await world.database.write {
            try $0.run("UPDATE edition SET status = 'closed' WHERE id = \(World.edition2014)")
        }
    }
}
