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

    @Test func `thousands of addresses stand in several maps, each of a size that readers take`() async throws {
        let shelf = try await Shelf()
        try await shelf.publish(0..<4100) { "Pratique \($0)" }
        let stranger = shelf.world.stranger
        // Many sheets at once are read in the background.
        _ = try await stranger.get("/sitemap.xml")
        try await shelf.world.house.catalogue.prepare()
        let list = try await stranger.get("/sitemap.xml").html
        #expect(list.contains("<sitemapindex"))
        let maps = list.matches(of: /<loc>http:\/\/rallynov\.test([^<]+)<\/loc>/).map { String($0.1) }
        #expect(maps.count == 3)
        var addresses: Set<String> = []
        for path in maps {
            let map = try await stranger.get(path).html
            let found = map.matches(of: /<loc>([^<]+)<\/loc>/).map { String($0.1) }
            #expect(found.count < 50_000 && map.utf8.count < 10 << 20)
            #expect(addresses.isDisjoint(with: found))
            addresses.formUnion(found)
        }
        #expect(addresses.count == 4110)
        #expect(try await stranger.get("/sitemap.xml?partie=4").status == .notFound)
    }
}
