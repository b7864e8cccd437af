import Campaigns
import Foundation
import Storage
import StorageTesting
import Testing
import Web
import WebTesting
import World

/// ASVS 2.4.1 from the pages: a button that writes to somebody, pressed over and over.
struct LetterFloodTests {
    @Test(arguments: Engine.available)
    func `a role given and taken over and over is taken each time, and its letters have an end`(engine: Engine)
        async throws
    {
        let world = try await World(engine)
        let mireille = world.visitor(.mireille)
        let hat = Hat(.coach, in: World.edition2014)
        for _ in 1...65 {
            try await world.roles.grant(hat, to: Somebody.damien.id, by: Somebody.mireille.id, at: World.monday)
            let taken = try await mireille.post(
                "/agence/personnes/\(Somebody.damien.id)/roles/retirer",
                ["token": "token-of-mireille", "role": "coach", "edition": World.edition2014.description])
            #expect(taken.status == .seeOther)
        }
        #expect(try await !world.roles.grants(of: Somebody.damien.id).contains(hat))
        // An hour may end meanwhile.
        let count = try await letters(about: "role:\(Somebody.damien.id)", in: world)
        #expect(30...60 ~= count)
    }

    private func letters(about subject: String, in world: World) async throws -> Int {
        try await world.database.read {
            try $0.count("SELECT count(*) AS count FROM message WHERE about = \(subject)")
        }
    }
}
