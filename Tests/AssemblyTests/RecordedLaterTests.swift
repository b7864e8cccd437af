import Campaigns
import Foundation
import Storage
import StorageTesting
import Testing
import WebTesting
import World

/// Editions stand where their dates say, whenever they were recorded; one that is over keeps its page.
struct RecordedLaterTests {
    private static func world(_ engine: Engine) async throws -> World {
        let world = try await World(engine)
        var addition = EditionCommand.Addition(slug: "2012", name: "rally'nov 2012", firstDay: "2012-01-09")
        addition.status = .closed
        let answer = try await EditionCommand(database: world.database).add(addition, now: World.monday + 60)
        #expect(answer.exit == 0, "\(answer.text)")
        return world
    }

    @Test(arguments: Engine.available)
    func `a former year that is recorded after a later one is listed before it`(engine: Engine) async throws {
        let world = try await Self.world(engine)
        let store = EditionStore(database: world.database)
        #expect(try await store.all().map(\.slug) == ["2014", "2013", "2012"])
        #expect(try await world.database.read { try EditionStore.slugs(in: $0) } == ["2014", "2013", "2012"])
        let list = try await world.visitor(.mireille).get("/agence/editions").text
        let places = try ["2014", "2013", "2012"].map { year in
            try #require(list.firstRange(of: "rally’nov \(year)")).lowerBound
        }
        #expect(places == places.sorted())
        // What came before what, for the figures that count what is new.
        let before = try await world.database.read { connection in
            try connection.rows(
                """
                SELECT earlier.slug FROM edition JOIN edition AS earlier ON \(EditionStore.isBefore("earlier", "edition"))
                WHERE edition.slug = '2013'
                """
            ).map { row -> String in try row["slug"] }
        }
        #expect(before == ["2012"])
        // The next one is proposed from the last one.
        let new = "/agence/editions/nouvelle"
        #expect(try await world.visitor(.mireille).get(new).fields(of: new)["slug"] == "2015")
    }

    @Test(arguments: Engine.available, ["", "/en"])
    func `once nothing runs, the grid, the partners and the rules are those of the last edition by its dates`(
        engine: Engine, language: String
    ) async throws {
        let world = try await Self.world(engine)
        try await world.database.write { connection in
            try connection.run("UPDATE edition SET status = 'closed' WHERE slug = '2014'")
            try connection.run(
                """
                INSERT INTO page_text (scope, name, language, body, updated_at)
                VALUES (\(World.edition2014.description), 'rules', 'fr', 'Règlement de 2014', \(World.monday))
                """)
        }
        for page in ["/grille", "/partenaires", "/reglement"] {
            let text = try await world.stranger.get(language + page).text
            #expect(text.contains("rally’nov 2014") && !text.contains("nov 2012"), "\(page): \(text)")
        }
        #expect(try await world.stranger.get(language + "/reglement").text.contains("Règlement de 2014"))
        #expect(try await world.stranger.get(language + "/grille").html.contains("<section class=\"checkpoint"))
    }

    @Test(arguments: Engine.available)
    func `an edition that is over has a page of its own, with what stays of it`(engine: Engine) async throws {
        let world = try await Self.world(engine)
        let page = try await world.stranger.get("/editions/2013")
        #expect(page.html.contains("<h1 class=\"display\">rally’nov 2013</h1>"), "\(page.text)")
        #expect(page.text.contains("Cette édition est terminée. Son calendrier : du"))
        #expect(page.html.contains("href=\"/editions/2013/grille\""))
        #expect(!page.text.contains("Présenter votre initiative"))
        let other = try await world.stranger.get("/editions/2012")
        #expect(other.text.contains("rally’nov 2012") && !other.text.contains("rally’nov 2013"))
        #expect(try await world.stranger.get("/en/editions/2013").text.contains("This edition is over. Its calendar:"))
        // The one that runs still invites.
        #expect(try await world.stranger.get("/editions/2014").html.contains("href=\"/dossiers/nouveau\""))
    }
}
