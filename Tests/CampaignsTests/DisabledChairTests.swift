import Foundation
import Storage
import StorageTesting
import Testing
import WebTesting
import World

@testable import Campaigns

/// Whoever gives the chair is asked about another chair, as long as that one can come in.
struct DisabledChairTests {
    @Test(arguments: Engine.available)
    func `a chair whose account is disabled is not named beside another`(engine: Engine) async throws {
        let world = try await World(engine)
        let hat = Hat(.chair, in: World.edition2014)
        #expect(try await world.roles.chairs(beside: Somebody.awa.id, where: hat) == ["Genevieve"])
        try await world.database.write { connection in
            try connection.run(
                "UPDATE person SET disabled_at = \(World.monday) WHERE id = \(Somebody.genevieve.id)")
        }
        #expect(try await world.roles.chairs(beside: Somebody.awa.id, where: hat).isEmpty)
    }
}
