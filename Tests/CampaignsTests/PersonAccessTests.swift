import Accounts
import Foundation
import Storage
import StorageTesting
import Testing
import Web
import WebTesting
import World

@testable import Campaigns

/// Administrators see how somebody gets in, end their sessions, and disable or enable their account.
struct PersonAccessTests {
    private static let awa = "/agence/personnes/\(Somebody.awa.id)"

    @Test func `nobody disables their own account, nor the last one that gives rights`() throws {
        let (mireille, julien) = (Somebody.mireille.id, Somebody.julien.id)
        #expect(throws: Access.Refusal.oneself) {
            try Access.check(disabling: mireille, by: mireille, isAdministrator: true, hasOther: true)
        }
        for actor in [julien, nil] {
            #expect(throws: Access.Refusal.lastAdministrator) {
                try Access.check(disabling: mireille, by: actor, isAdministrator: true, hasOther: false)
            }
        }
        try Access.check(disabling: mireille, by: julien, isAdministrator: true, hasOther: true)
        try Access.check(disabling: julien, by: mireille, isAdministrator: false, hasOther: false)
    }

    @Test(arguments: Engine.available)
    func `an administrator ends the sessions of somebody, and of nobody else`(engine: Engine) async throws {
        let world = try await World(engine)
        try await begin(.awa, in: world)
        try await begin(.awa, in: world)
        try await begin(.benoit, in: world)
        let mireille = world.visitor(.mireille)
        let page = try await mireille.get(Self.awa)
        #expect(page.text.contains("2 sessions sont ouvertes."))
        let ended = try await mireille.submit(Self.awa + "/sessions", on: page, [:])
        let after = try await mireille.follow(ended)
        #expect(after.text.contains("Toutes les sessions de cette personne sont fermées."))
        #expect(after.text.contains("Aucune session n’est ouverte."))
        #expect(try await sessions(of: .awa, in: world) == 0)
        #expect(try await sessions(of: .benoit, in: world) == 1)
        let noted = try await world.noted("sessions-ended")
        #expect(noted.map(\.thing) == ["account \(Somebody.awa.id)"])
        #expect(noted.map(\.actor) == [Somebody.mireille.id])
    }

    @Test(arguments: Engine.available)
    func `an account is disabled and enabled by its page, which says so`(engine: Engine) async throws {
        let world = try await World(engine)
        try await begin(.awa, in: world)
        let mireille = world.visitor(.mireille)
        let disabled = try await mireille.submit(Self.awa + "/compte", on: mireille.get(Self.awa), [:])
        let page = try await mireille.follow(disabled)
        #expect(page.text.contains("Le compte est désactivé.") && page.text.contains("Désactivé le "))
        #expect(!page.html.contains(Self.awa + "/invitation"))
        #expect(try await mireille.get("/agence/personnes").html.matches(of: /désactivé</).count == 1)
        #expect(try await sessions(of: .awa, in: world) == 0)
        let enabled = try await mireille.submit(Self.awa + "/compte", on: page, [:])
        #expect(try await mireille.follow(enabled).text.contains("Le compte est rétabli."))
        // What was done twice is noted once.
        _ = try await mireille.submit(Self.awa + "/compte", on: page, [:])
        let noted = try await world.noted("account-disabled", "account-enabled")
        #expect(noted.map(\.act) == ["account-disabled", "account-enabled"])
        #expect(noted.allSatisfy { $0.thing == "account \(Somebody.awa.id)" && $0.whom == nil })
    }

    @Test(arguments: Engine.available)
    func `the last administrator stays, and of two who disable each other one stays`(engine: Engine) async throws {
        let world = try await World(engine)
        let mireille = world.visitor(.mireille)
        let own = "/agence/personnes/\(Somebody.mireille.id)"
        let refused = try await mireille.submit(own + "/compte", on: mireille.get(own), [:])
        #expect(refused.status == .unprocessableContent)
        #expect(refused.text.contains("Vous ne pouvez pas désactiver votre propre compte."))
        let access = AccessStore(database: world.database)
        await #expect(throws: Access.Refusal.lastAdministrator) {
            try await access.disable(Somebody.mireille.id, by: nil, at: World.monday)
        }
        try await world.roles.grant(
            Hat(.agencyAdministrator, in: nil), to: Somebody.julien.id, by: Somebody.mireille.id, at: World.monday)
        async let first = try? access.disable(Somebody.mireille.id, by: Somebody.julien.id, at: World.monday)
        async let second = try? access.disable(Somebody.julien.id, by: Somebody.mireille.id, at: World.monday)
        let done = await [first, second].compactMap { $0 }
        #expect(done == [true])
    }

    @Test(arguments: Engine.available)
    func `a disabled administrator is none of those who could take over`(engine: Engine) async throws {
        let world = try await World(engine)
        let administrator = Hat(.agencyAdministrator, in: nil)
        try await world.roles.grant(
            administrator, to: Somebody.julien.id, by: Somebody.mireille.id, at: World.monday)
        _ = try await AccessStore(database: world.database).disable(
            Somebody.julien.id, by: Somebody.mireille.id, at: World.monday)
        await #expect(throws: Hat.Refusal.lastAdministrator) {
            try await world.roles.revoke(administrator, from: Somebody.mireille.id, by: Somebody.julien.id)
        }
    }

    @Test(arguments: Engine.available)
    func `no letter goes to a disabled account, and what waited for it is dropped`(engine: Engine) async throws {
        let world = try await World(engine)
        let mireille = world.visitor(.mireille)
        _ = try await mireille.submit(Self.awa + "/invitation", on: mireille.get(Self.awa), [:])
        #expect(try await states(world) == ["waiting"])
        _ = try await mireille.submit(Self.awa + "/compte", on: mireille.get(Self.awa), [:])
        #expect(try await states(world) == ["cancelled"])
        // Not even by a form that was open before.
        let invited = try await mireille.post(Self.awa + "/invitation", ["token": "token-of-mireille"])
        #expect(invited.status == .notFound)
        let hat: KeyValuePairs = [
            "token": "token-of-mireille", "role": "juror", "edition": World.edition2014.description,
        ]
        #expect(try await mireille.post(Self.awa + "/roles/retirer", hat).status == .seeOther)
        #expect(try await states(world) == ["cancelled"])
    }

    @Test(arguments: Engine.available)
    func `what was written to the address alone, as an invitation to write along is, is dropped as well`(
        engine: Engine
    ) async throws {
        let world = try await World(engine)
        let mireille = world.visitor(.mireille)
        try await world.database.write { connection in
            for (key, address) in [("0148-a", "Awa@example.org"), ("0148-b", "benoit@example.org")] {
                try connection.run(
                    """
                    INSERT INTO message (id, address, language, subject, letter, plain, html, state, created_at, send_after)
                    VALUES (\(key), \(address), 'fr', 'Objet', '{}', 'Texte', 'Texte', 'waiting', \(World.monday), \(World.monday))
                    """)
            }
        }
        _ = try await mireille.submit(Self.awa + "/compte", on: mireille.get(Self.awa), [:])
        let left = try await world.database.read { connection in
            try connection.rows("SELECT state FROM message ORDER BY id").map { row -> String in try row["state"] }
        }
        #expect(left == ["cancelled", "waiting"])
    }

    private func begin(_ somebody: Somebody, in world: World) async throws {
        try await world.database.write { connection in
            // By the machine's clock, which the pages of the world read for sessions.
            _ = try SessionStore.begin(for: somebody.id, next: .home, at: Date(), in: connection)
        }
    }

    private func sessions(of somebody: Somebody, in world: World) async throws -> Int {
        try await world.database.read {
            try $0.count("SELECT count(*) AS count FROM session WHERE person = \(somebody.id)")
        }
    }

    private func states(_ world: World) async throws -> [String] {
        try await world.database.read { connection in
            try connection.rows("SELECT state FROM message WHERE person = \(Somebody.awa.id) ORDER BY id").map {
                try $0["state"]
            }
        }
    }
}
