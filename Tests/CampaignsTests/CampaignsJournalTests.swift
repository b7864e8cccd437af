import Foundation
import StorageTesting
import Testing
import Web
import World

@testable import Campaigns

struct CampaignsJournalTests {
    @Test(arguments: Engine.available)
    func `a right that is given or taken is noted with its role, its edition and whoever did it`(
        engine: Engine
    ) async throws {
        let world = try await World(engine)
        let roles = RoleStore(database: world.database)
        let hat = Hat(.editor, in: World.edition2014)
        for _ in 1...2 {
            try await roles.grant(hat, to: Somebody.awa.id, by: Somebody.mireille.id, at: World.monday)
        }
        for _ in 1...2 { try await roles.revoke(hat, from: Somebody.awa.id, by: Somebody.julien.id) }
        let noted = try await world.noted("role-granted", "role-revoked")
        #expect(noted.map(\.act) == ["role-granted", "role-revoked"])
        #expect(noted.map(\.actor) == [Somebody.mireille.id, Somebody.julien.id])
        for row in noted {
            #expect((row.thing, row.whom) == ("role editor", Somebody.awa.id))
            #expect(row.edition == World.edition2014.description)
        }
        #expect(try await world.journalLength() == 2)
    }

    @Test func `a right that could not be taken is not noted`() async throws {
        let world = try await World()
        let roles = RoleStore(database: world.database)
        await #expect(throws: Hat.Refusal.lastAdministrator) {
            try await roles.revoke(
                Hat(.agencyAdministrator, in: nil), from: Somebody.mireille.id, by: Somebody.julien.id)
        }
        #expect(try await world.journalLength() == 0)
    }

    @Test(arguments: Engine.available)
    func `more time that is granted, and taken back, is noted with its reason`(engine: Engine) async throws {
        let world = try await World(engine)
        let extensions = ExtensionStore(database: world.database)
        let end = World.monday + 60 * 86_400
        let granted = try await extensions.grant(
            end, of: World.call, in: "2014", for: World.nursery.description, reason: "Panne", by: Somebody.julien.id,
            at: World.monday)
        #expect(granted != nil)
        let id = try #require(try await extensions.all(of: World.call).first).id
        _ = try await extensions.revoke(id, of: World.call, in: "2014", by: Somebody.mireille.id, at: World.monday)
        let noted = try await world.noted("extension-granted", "extension-revoked")
        #expect(noted.map(\.actor) == [Somebody.julien.id, Somebody.mireille.id])
        let milliseconds = Int(end.timeIntervalSince1970 * 1000)
        #expect(
            noted.first?.holds(
                ["subject": World.nursery.description, "until": "\(milliseconds)", "reason": "Panne"]) == true)
    }
}
