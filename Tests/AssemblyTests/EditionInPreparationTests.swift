import StorageTesting
import Testing
import WebTesting
import World

/// An edition in preparation is nobody's business outside the team: none of its addresses tells it from one that there is not.
struct EditionInPreparationTests {
    @Test(arguments: Engine.available, ["", "/en"])
    func `none of its public addresses is there for anybody, in either language`(engine: Engine, language: String)
        async throws
    {
        let world = try await World(engine)
        let entries = world.house.site.entries.filter {
            $0.method == "GET" && $0.path.hasPrefix("/editions/:edition")
        }
        let paths = entries.map { language + $0.path.replacing(":edition", with: "2014") }
        #expect(paths.count > 2)
        for path in paths { #expect(try await world.stranger.get(path).status == .ok, "\(path)") }
        try await world.database.write { connection in
            try connection.run("UPDATE edition SET status = 'draft' WHERE id = \(World.edition2014)")
        }
        for path in paths {
            for visitor in [world.stranger, world.visitor(.awa), world.visitor(.mireille)] {
                #expect(try await visitor.get(path).status == .notFound, "\(path)")
            }
        }
    }
}
