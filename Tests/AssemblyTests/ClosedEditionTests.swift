import Campaigns
import Foundation
import Storage
import StorageTesting
import Submissions
import Testing
import WebTesting
import World

/// What closing an edition leaves undone is said before, and whoever was promised something still gets it.
struct ClosedEditionTests {
    private static let turn = "/agence/editions/2014/etat"
    private static let begin = "1 fiche à commencer, d’un dossier retenu"

    @Test(arguments: Engine.available)
    func `whoever is about to close an edition reads the figures to type and the steps to come`(
        engine: Engine
    ) async throws {
        let world = try await World(engine)
        let target: Target.ID = World.key("0009", 1)
        try await world.database.write { connection in
            try connection.run(
                """
                INSERT INTO target (id, edition, position, name, goal, rule)
                VALUES (\(target), \(World.edition2014), 0, 'Personnes du ruban', 300, 'Venues')
                """)
        }
        let page = try await world.visitor(.julien).get(Self.turn)
        // The ceremony is to come, and no home page asks for it yet.
        #expect(page.text.contains("Saisir le chiffre : Personnes du ruban"), "\(page.text)")
        #expect(page.html.contains("href=\"/agence/editions/2014/objectifs/\(target)\""))
        #expect(page.text.contains("Son calendrier n’est pas terminé non plus"))
        let ceremony: Phase.ID = World.key("0004", 1411)
        #expect(page.html.contains("/agence/editions/2014/phases/\(ceremony)\">Cérémonie</a>"))
        #expect(!page.html.contains(">Cadrage</a>"))
        try await world.database.write { connection in
            try connection.run("UPDATE target SET typed = 312, typed_at = \(World.monday)")
        }
        #expect(try await !world.visitor(.julien).get(Self.turn).text.contains("Saisir le chiffre"))
    }

    @Test(arguments: Engine.available)
    func `a sheet that its owner waits for is asked for after the closing too, as long as the owner reads of it`(
        engine: Engine
    ) async throws {
        let world = try await World(engine)
        try await world.putDecision("retained")
        try await world.announce(at: World.monday - 86_400)
        try await world.close()
        #expect(try await world.visitor(.coralie).get("/ma-page").text.contains("l’agence écrit sa fiche publique"))
        for somebody in [Somebody.sabine, .julien] {
            #expect(try await world.visitor(somebody).get("/ma-page").text.contains(Self.begin), "\(somebody)")
        }
        try await world.announce(at: World.monday - 366 * 86_400)
        #expect(try await !world.visitor(.coralie).get("/ma-page").text.contains("l’agence écrit sa fiche publique"))
        #expect(try await !world.visitor(.sabine).get("/ma-page").text.contains("à commencer"))
    }

    @Test(arguments: Engine.available, [(13.0, true), (15.0, false)])
    func `a juror is told of a release for its two weeks, though the edition be closed meanwhile`(
        engine: Engine, days: (Double, Bool)
    ) async throws {
        let world = try await World(engine)
        try await world.database.write { connection in
            try connection.run(
                """
                INSERT INTO release_set (id, edition, released_at)
                VALUES (\("0192-a-set"), \(World.edition2014), \(World.monday - days.0 * 86_400))
                """)
        }
        try await world.close()
        for somebody in [Somebody.awa, .genevieve] {
            for page in ["/ma-page", "/jury"] {
                let screen = try await world.visitor(somebody).get(page)
                let isTold = screen.text.contains("Des décisions de rally’nov 2014 sont parues : voir les lauréats")
                #expect(isTold == days.1, "\(somebody), \(page)")
            }
        }
        #expect(try await !world.visitor(.coralie).get("/ma-page").text.contains("sont parues"))
    }
}

extension World {
    fileprivate func close() async throws {
        try await database.write { try $0.run("UPDATE edition SET status = 'closed' WHERE id = \(World.edition2014)") }
    }

    fileprivate func announce(at moment: Date) async throws {
        try await database.write { connection in
            try connection.run("UPDATE submission SET announced_at = \(moment) WHERE id = \(World.nursery)")
        }
    }
}
