import Foundation
import StorageTesting
import Testing
import WebTesting
import World

struct ReceiptFloodTests {
    @Test(arguments: Engine.available)
    func `a file taken back and sent again over and over is sent each time, and ten receipts leave in the hour`(
        engine: Engine
    ) async throws {
        let world = try await World(engine)
        try await CompleteFile.fill(World.nursery, in: world)
        let (owner, file) = (world.visitor(.coralie), "/dossiers/\(World.nursery)")
        for _ in 1...25 {
            let back = try await owner.submit(
                file + "/retirer", on: owner.get(file + "/retirer"), ["reason": "Nous réorganisons l'atelier."])
            #expect(back.status == .seeOther)
            let sent = try await owner.submit(file + "/transmettre", on: owner.get(file + "/transmettre"), [:])
            #expect(sent.status == .seeOther && sent.location?.hasSuffix("/accuse") == true)
        }
        let subject = "submission:\(World.nursery)"
        let letters = try await world.database.read { connection in
            try connection.count("SELECT count(*) AS count FROM message WHERE about = \(subject)")
        }
        // An hour may end meanwhile.
        #expect(10...20 ~= letters)
    }
}
