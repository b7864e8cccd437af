import Campaigns
import Storage
import StorageTesting
import Testing
import Web
import WebTesting
import World

@testable import Jury

/// A second chair is invited by whoever means it.
struct SecondChairTests {
    private static let jury = "/agence/editions/2014/jury"

    @Test(arguments: Engine.available)
    func `a second chair is invited after a question, which keeps what was typed`(engine: Engine) async throws {
        let world = try await World(engine)
        let julien = world.visitor(.julien)
        let asked = try await julien.submit(
            Self.jury, on: julien.get(Self.jury), ["name": "Odile", "email": "odile@example.org", "chair": "on"])
        #expect(asked.status == .unprocessableContent && asked.text.contains("Genevieve préside déjà ce jury"))
        #expect(asked.html.contains("value=\"odile@example.org\"") && asked.html.contains("name=\"chairs\""))
        #expect(try await jurors(in: world) == 3)
        #expect(
            try await julien.submit(Self.jury, on: asked, ["chairs": "on"]).location == Self.jury + "?ok=invited")
        #expect(try await jurors(in: world) == 4)
        // The same form sent twice is one invitation.
        #expect(try await julien.submit(Self.jury, on: asked, ["chairs": "on"]).status == .seeOther)
        #expect(try await jurors(in: world) == 4)
    }

    @Test(arguments: Engine.available)
    func `nobody is asked about a chair who has lost the role, nor about a plain juror`(engine: Engine) async throws {
        let world = try await World(engine)
        let julien = world.visitor(.julien)
        let juror: KeyValuePairs = ["name": "Odile", "email": "odile@example.org"]
        #expect(try await julien.submit(Self.jury, on: julien.get(Self.jury), juror).status == .seeOther)
        let hat = Hat(.chair, in: World.edition2014)
        try await world.roles.revoke(hat, from: Somebody.genevieve.id, by: Somebody.mireille.id)
        let chair: KeyValuePairs = ["name": "Blanche", "email": "blanche@example.org", "chair": "on"]
        #expect(try await julien.submit(Self.jury, on: julien.get(Self.jury), chair).status == .seeOther)
    }

    @Test(arguments: Engine.available)
    func `nobody is asked about a chair whose account is disabled`(engine: Engine) async throws {
        let world = try await World(engine)
        let julien = world.visitor(.julien)
        try await world.database.write { connection in
            try connection.run(
                "UPDATE person SET disabled_at = \(World.monday) WHERE id = \(Somebody.genevieve.id)")
        }
        let chair: KeyValuePairs = ["name": "Blanche", "email": "blanche@example.org", "chair": "on"]
        #expect(try await julien.submit(Self.jury, on: julien.get(Self.jury), chair).status == .seeOther)
    }

    @Test(arguments: Engine.available)
    func `somebody proposed as chair is asked about as well`(engine: Engine) async throws {
        let world = try await World(engine)
        let julien = world.visitor(.julien)
        try await world.database.write { connection in
            try connection.run(
                """
                INSERT INTO juror_proposal (edition, person, is_chair)
                VALUES (\(World.edition2014), \(Somebody.lucie.id), 1)
                """)
        }
        let proposal = "\(Self.jury)/propositions/\(Somebody.lucie.id)/inviter"
        let asked = try await julien.submit(proposal, on: julien.get(Self.jury), [:])
        #expect(asked.status == .unprocessableContent && asked.html.contains("name=\"chairs\""))
        #expect(try await jurors(in: world) == 3)
    }

    private func jurors(in world: World) async throws -> Int {
        try await world.database.read { try $0.count("SELECT count(*) AS count FROM juror") }
    }
}
