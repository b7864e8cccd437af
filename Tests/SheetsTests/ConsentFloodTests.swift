import Foundation
import StorageTesting
import Testing
import WebTesting
import World

struct ConsentFloodTests {
    @Test(arguments: Engine.available)
    func `an agreement taken back and given again over and over is done each time, and floods nobody`(engine: Engine)
        async throws
    {
        let world = try await World(engine)
        let (owner, owned) = (world.visitor(.coralie), "/dossiers/\(World.nursery)/fiche")
        _ = try await world.publishSheet()
        for _ in 1...12 {
            let taken = try await owner.submit(owned + "/retrait", on: owner.get(owned + "/retrait"), [:])
            #expect(taken.status == .seeOther)
            try await world.pass()
            let given = try await owner.submit(owned + "/retour", on: owner.get(owned), [:])
            #expect(given.status == .seeOther)
            try await world.pass()
        }
        let counts = try await world.database.read { connection in
            try connection.rows(
                "SELECT count(*) AS count FROM message WHERE about LIKE 'sheet:%' GROUP BY person"
            ).map { try $0["count"] as Int }
        }
        #expect(counts.contains { $0 > 5 })
        // An hour may end meanwhile.
        #expect(counts.allSatisfy { $0 <= 20 }, "\(counts)")
        let last = try await owner.submit(owned + "/retrait", on: owner.get(owned + "/retrait"), [:])
        #expect(try await owner.follow(last).text.contains("Votre accord est retiré."))
        #expect(try await world.stranger.get("/initiatives/initiative-1").status == .gone)
    }
}
