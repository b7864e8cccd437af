import Testing
import WebTesting
import World

@testable import Catalogue

struct SiteMapTests {
    @Test(arguments: ["", "/en"]) func `every page of the map is there`(prefix: String) async throws {
        let world = try await World()
        let page = try await world.stranger.get(prefix + "/plan-du-site")
        #expect(page.status == .ok)
        let main = page.html.components(separatedBy: "<main")[1].components(separatedBy: "</main>")[0]
        let paths = main.matches(of: /href="([^"]+)"/).map { String($0.1) }
        #expect(paths.count > 12)
        for path in paths { #expect(try await world.stranger.get(path).status == .ok, "\(path)") }
        for path in [
            "/catalogue", "/grille", "/accessibilite", "/editions/2014", "/editions/2013/grille", "/dossiers/nouveau",
        ] {
            #expect(paths.contains(prefix + path), "\(path)")
        }
    }

    @Test func `what is not out has no line`() async throws {
        let page = try await World().stranger.get("/plan-du-site")
        #expect(!page.html.contains("/editions/2014/laureats"))
        #expect(page.text.contains("Ses points de repère"))
    }

    @Test func `an edition in preparation is not on the map`() async throws {
        let world = try await World()
        try await world.database.write { connection in
            try connection.run("UPDATE edition SET status = 'draft' WHERE id = \(World.edition2014)")
        }
        let page = try await world.stranger.get("/plan-du-site")
        #expect(page.html.contains("/editions/2013\""))
        #expect(!page.html.contains("/editions/2014") && !page.html.contains("/dossiers/nouveau"))
    }
}
