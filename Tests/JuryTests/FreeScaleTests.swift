import Grids
import HTTPTypes
import Storage
import StorageTesting
import Testing
import WebTesting
import World

@testable import Jury

/// Whatever the scale of the edition's grid, it is marked, resolved, scored and shown.
struct FreeScaleTests {
    private static let paths = ScaledGrid.weights.map { "\(World.page)/points/\($0.0)" }
    private static let result = "/jury/2014/resultats/\(World.nursery)"

    @Test(arguments: Engine.available, ScaledGrid.all)
    func `a file is marked on the grid's own scale, resolved and shown`(engine: Engine, grid: ScaledGrid) async throws {
        let world = try await World(engine)
        try await world.use(grid)
        let (lowest, highest) = (grid.levels.lowerBound, grid.levels.upperBound)
        let awa = world.visitor(.awa)
        let desk = try await awa.get(World.page)
        for level in grid.levels { #expect(desk.html.contains("id=\"level-\(level)\"")) }
        #expect(desk.html.contains("Palier \(highest)") && !desk.html.contains("id=\"level-\(highest + 1)\""))

        #expect(try await mark(0, "\(highest)", by: awa) == .ok)
        #expect(try await mark(1, "\(lowest)", by: awa) == .ok)
        for off in [lowest - 1, highest + 1] { #expect(try await mark(2, "\(off)", by: awa) == .unprocessableContent) }
        #expect(try await mark(2, "not-documented", by: awa) == .ok)
        #expect(try await awa.get("\(World.page)/feuille").html.contains("(demandée pour \(highest))"))
        #expect(try await awa.post("\(World.page)/envoi", ["token": "token-of-awa"]).status == .seeOther)

        let julien = world.visitor(.julien)
        let asked = try await julien.get(Self.result)
        #expect(asked.html.contains("\(highest),0 sur \(highest)"))
        let found = "\(Self.result)/precisions/three"
        let refused = try await julien.submit(found, on: asked, ["level": "\(highest + 1)", "how": " "])
        #expect(refused.status == .unprocessableContent && refused.lostFaults == [], "RGAA 11.10")
        #expect(try await julien.submit(found, on: asked, ["level": "\(highest)", "how": "x"]).status == .seeOther)
        // 50 and 20 of 100 at the highest level, 30 at the lowest: 70, wherever the scale begins.
        #expect(try await julien.get(Self.result).html.contains("70,0"))
        #expect(try await julien.get("/jury/2014/resultats").html.contains("70,0"))
        #expect(try await julien.get("/jury/2014/resultats.csv").html.contains("70"))
    }

    @Test(arguments: ScaledGrid.all) func `the public reads the levels of the grid`(grid: ScaledGrid) async throws {
        let world = try await World()
        try await world.use(grid)
        let page = try await world.stranger.get("/editions/2014/grille").html
        #expect(page.contains("start=\"\(grid.levels.lowerBound)\""))
        #expect(page.contains("Observé \(grid.levels.upperBound)"))
    }

    private func mark(_ place: Int, _ mark: String, by visitor: Visitor) async throws -> HTTPResponse.Status {
        try await visitor.post(
            Self.paths[place], ["token": "token-of-awa", "revision": "9", "mark": mark, "comment": "Seen"],
            [.accept: "application/json"]
        ).status
    }
}
