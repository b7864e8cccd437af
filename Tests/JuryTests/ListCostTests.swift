import Storage
import StorageTesting
import Testing
import WebTesting
import World

/// What a list costs does not grow with what it lists from.
struct ListCostTests {
    private static let pages: [(Somebody, String)] = [
        (.julien, "/agence/editions/2014/jury/lectures"), (.julien, "/agence/editions/2014/jury/lectures?moins=5"),
        (.julien, "/agence/editions/2014/jury"), (.julien, "/agence/editions/2014/jury/\(World.juror(.awa))"),
        (.julien, "/jury/2014/resultats"), (.julien, "/jury/2014/resultats?tri=moyenne"),
        (.julien, "/jury/2014/resultats?tri=-ecart"), (.julien, "/jury/2014/resultats?tri=titre"),
        (.genevieve, "/jury/2014/resultats?tri=-moyenne"), (.julien, "/agence/editions/2014/decisions"),
        (.julien, "/agence/editions/2014/decisions?etat=a-prendre"), (.awa, "/jury"), (.awa, "/jury/2014/interets"),
        (.awa, World.page), (.awa, "\(World.page)/envoi"), (.julien, "/agence/lectures/\(World.reading)"),
        (.julien, "/ma-page"), (.awa, "/ma-page"),
    ]

    /// Of the session, the frame, the edition and its phases, the grid, counts.
    private static let others = 60

    @Test(arguments: Engine.available)
    func `a list asks as much of 300 files as of 60, and reads a page of them`(engine: Engine) async throws {
        let (small, large) = try await (costs(of: 60, engine), costs(of: 300, engine))
        for (place, page) in Self.pages.enumerated() {
            let (few, many) = (small[place], large[place])
            #expect(many.statements <= few.statements, "\(page.1): \(few), then \(many)")
            #expect(many.rows <= 50 * 4 + Self.others, "\(page.1): \(many)")
            #expect(many.rows <= few.rows + 60, "\(page.1): \(few), then \(many)")
        }
    }

    private func costs(of files: Int, _ engine: Engine) async throws -> [CountingDatabase.Cost] {
        let world = try await World(engine)
        try await world.add(files: files, on: ScaledGrid(0...10))
        let (counted, counter) = try world.counted()
        var costs: [CountingDatabase.Cost] = []
        for (somebody, path) in Self.pages {
            let (cost, page) = try await counter.cost(of: { try await counted.visitor(somebody).get(path) })
            #expect(page.status == .ok, "\(path)")
            costs.append(cost)
        }
        return costs
    }
}
