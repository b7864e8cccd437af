import Storage
import StorageTesting
import Testing
import WebTesting
import World

/// An edition whose grid nobody has chosen yet.
struct WithoutGridTests {
    private static let grid = "/agence/editions/2014/grille"

    @Test(arguments: Engine.available)
    func `the results say that there is no grid, and lead whoever may choose one to it`(engine: Engine) async throws {
        let world = try await World(engine)
        try await world.takeGridAway()
        let page = try await world.visitor(.julien).get("/jury/2014/resultats")
        #expect(page.status == .ok)
        #expect(page.text.contains("n’a pas encore de grille"))
        #expect(page.html.contains("href=\"\(Self.grid)\""))
        let chair = try await world.visitor(.genevieve).get("/jury/2014/resultats")
        #expect(chair.status == .ok && !chair.html.contains("href=\"\(Self.grid)\""))
    }

    @Test(arguments: Engine.available)
    func `the default grid is taken in and chosen by one button, once`(engine: Engine) async throws {
        let world = try await World(engine)
        try await world.takeGridAway()
        let julien = world.visitor(.julien)
        for _ in 0..<2 {
            let answer = try await julien.post(Self.grid, ["token": "token-of-julien", "grid": "defaut"])
            #expect(answer.status == .seeOther)
        }
        #expect(try await julien.get(Self.grid).text.contains("Points de repère"))
        let stranger = try await world.visitor(.awa).post(Self.grid, ["token": "token-of-awa", "grid": "defaut"])
        #expect(stranger.status == .forbidden)
    }
}

extension World {
    fileprivate func takeGridAway() async throws {
        try await database.write { connection in
            try connection.run("DELETE FROM edition_grid WHERE edition = \(World.edition2014)")
        }
    }
}
