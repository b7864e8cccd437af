import Storage
import Testing
import WebTesting
import World

@testable import Grids

struct GridPagesTests {
    @Test func `everyone reads the grid of the edition under way`() async throws {
        let page = try await World().stranger.get("/grille")
        #expect(page.status == .ok)
        #expect(page.text.contains("Points de repère de l’innovation sociale"))
        #expect(page.text.contains("rally’nov 2014, grille version 1.0.0"))
        #expect(page.text.contains("Un besoin social établi"))
        #expect(page.text.contains("0 Absent Aucun besoin social identifiable."))
        #expect(page.text.contains("Témoignages de personnes concernées"))
        #expect(page.html.components(separatedBy: "<section class=\"checkpoint").count == 19)
    }

    @Test func `it is read in English too, what has no English staying French`() async throws {
        let world = try await World()
        #expect(try await world.stranger.get("/en/grille").text.contains("An established social need"))
        try await world.give(SmallGrid.yaml, to: "2014")
        let page = try await world.stranger.get("/en/grille")
        #expect(page.text.contains("Small grid"))
        #expect(page.html.contains("<span lang=\"fr\">Au travail</span>"))
    }

    @Test func `each edition keeps its own grid at its own address`() async throws {
        let world = try await World()
        try await world.give(SmallGrid.yaml, to: "2014")
        #expect(try await world.stranger.get("/editions/2014/grille").text.contains("Petite grille"))
        #expect(
            try await world.stranger.get("/editions/2013/grille").text.contains(
                "Points de repère de l’innovation sociale"))
        #expect(try await world.stranger.get("/editions/1999/grille").status == .notFound)
    }

    @Test func `a kept copy of the page goes when the grid changes`() async throws {
        let world = try await World()
        #expect(try await world.stranger.get("/grille").text.contains("Un besoin social établi"))
        try await world.give(SmallGrid.yaml, to: "2014")
        #expect(try await world.stranger.get("/grille").text.contains("Petite grille"))
    }

    @Test func `the grid of an edition in preparation is not public`() async throws {
        let world = try await World()
        #expect(try await world.stranger.get("/editions/2014/grille").status == .ok)
        try await world.database.write { connection in
            try connection.run("UPDATE edition SET status = 'draft' WHERE slug = '2014'")
        }
        #expect(try await world.stranger.get("/editions/2014/grille").status == .notFound)
    }

    @Test func `without a grid the page says when it comes`() async throws {
        let world = try await World()
        try await world.database.write { try $0.run("DELETE FROM edition_grid") }
        let page = try await world.stranger.get("/grille")
        #expect(page.status == .ok)
        #expect(page.text.contains("Les partenaires y travaillent encore."))
    }
}

extension World {
    /// Another grid for an edition that is not fixed yet.
    func give(_ yaml: String, to slug: String) async throws {
        let grids = GridStore(database: database)
        let id = try await grids.adopt(yaml, now: World.monday)
        #expect(try await grids.bind(id, to: slug, by: Somebody.mireille.id))
    }
}
