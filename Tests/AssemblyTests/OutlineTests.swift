import StorageTesting
import Testing
import Web
import WebTesting
import World

/// The outline of each page, its lists and its quotations, for whoever goes by them (RGAA 9.1, 9.3, 9.4).
struct OutlineTests {
    @Test(arguments: [Somebody.mireille, .julien, .awa, .genevieve, .coralie, .romain])
    func `each page has one first heading and skips no level`(somebody: Somebody) async throws {
        let world = try await World.furnished(.sqlite)
        let visitor = world.visitor(somebody)
        var seen = 0
        for (_, path) in world.readableRoutes {
            let page = try await visitor.get(path)
            guard page.status == .ok, page.html.contains("<main") else { continue }
            seen += 1
            let levels = page.html.matches(of: /<h([1-6])[\s>]/).compactMap { Int($0.1) }
            #expect(levels.count { $0 == 1 } == 1, "\(path): \(levels)")
            for (before, after) in zip(levels, levels.dropFirst()) where after > before + 1 {
                Issue.record("\(path): a heading of level \(after) follows one of level \(before)")
            }
            #expect(page.html.ranges(of: "<main").count == 1, "\(path)")
        }
        #expect(seen > 10)
    }

    @Test func `what is a list is one, and the words of the jury are a quotation`() async throws {
        let world = try await World.furnished(.sqlite)
        let part = try await world.visitor(.romain).get("/dossiers/\(World.ovens)/parties/besoin").html
        #expect(part.contains(/<ul><li><a href="[^"]*">Le dossier entier/) || part.contains(/<\/summary>\s*<ul><li><a/))
        #expect(part.ranges(of: "aria-current=\"step\"").count == 1)
        let grid = try await world.stranger.get("/grille").html
        #expect(grid.contains(/<ul><li><a href="#need">/))
        for path in ["/", "/laureats", "/editions/2013/laureats", "/initiatives/initiative-13"] {
            let page = try await world.stranger.get(path).html
            let reasons = page.ranges(of: "<div class=\"why\">").count
            #expect(
                page.matches(of: /<div class="why"><strong>[^<]*<\/strong> <blockquote/).count == reasons, "\(path)")
            #expect(!page.contains("<p class=\"why\">"), "\(path)")
        }
    }
}
