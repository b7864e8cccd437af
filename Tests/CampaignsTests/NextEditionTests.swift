import Storage
import StorageTesting
import Testing
import Web
import WebTesting
import World

@testable import Campaigns

/// Whoever leads an edition prepares the next one of it, and of no other.
struct NextEditionTests {
    private static let path = "/agence/editions/nouvelle"

    @Test(arguments: Engine.available, ["running", "closed"])
    func `a lead makes the next edition of theirs, open or closed, and leads it`(engine: Engine, status: String)
        async throws
    {
        let world = try await World(engine)
        try await world.database.write { connection in
            try connection.run("UPDATE edition SET status = \(status) WHERE id = \(World.edition2014)")
        }
        let julien = world.visitor(.julien)
        let overview = try await julien.get("/agence/editions/2014")
        #expect(overview.html.contains("\(Self.path)?depuis=2014"))
        #expect(try await julien.get("/agence/editions").html.contains("href=\"\(Self.path)\""))
        let page = try await julien.get(Self.path + "?depuis=2014")
        #expect(page.status == .ok)
        #expect(page.html.contains(World.edition2014.description) && !page.html.contains(World.edition2013.description))
        #expect(!page.text.contains("Le calendrier type"))
        let made = try await julien.submit(Self.path, on: page, [:])
        #expect(made.location == "/agence/editions/2015?ok=made")
        #expect(try await julien.get("/agence/editions/2015").status == .ok)
        // The same form once more makes nothing more.
        #expect(try await julien.submit(Self.path, on: page, [:]).location == "/agence/editions/2015?ok=made")
        #expect(try await leads(in: world) == 2)
        #expect(try await EditionStore(database: world.database).all().count == 3)
    }

    @Test(arguments: Engine.available)
    func `another lead of the edition, and anybody else, has nothing of the one that was made`(engine: Engine)
        async throws
    {
        let world = try await World(engine)
        try await world.roles.grant(
            Hat(.campaignLead, in: World.edition2014), to: Somebody.lucie.id, by: Somebody.mireille.id, at: World.monday
        )
        let julien = world.visitor(.julien)
        _ = try await julien.submit(Self.path, on: julien.get(Self.path), [:])
        #expect(try await world.visitor(.lucie).get("/agence/editions/2014").status == .ok)
        #expect(try await world.visitor(.lucie).get("/agence/editions/2015").status == .notFound)
        for somebody in Somebody.allCases where ![.mireille, .julien, .lucie].contains(somebody) {
            #expect(try await world.visitor(somebody).get(Self.path).status == .forbidden, "\(somebody)")
            let posted = try await world.visitor(somebody).post(
                Self.path, [("token", "token-of-\(somebody.rawValue)"), ("previous", World.edition2014.description)])
            #expect(posted.status == .forbidden, "\(somebody)")
        }
    }

    @Test(arguments: Engine.available)
    func `a lead makes none from another edition, from nothing, or once the role was taken`(engine: Engine) async throws
    {
        let world = try await World(engine)
        let julien = world.visitor(.julien)
        let page = try await julien.get(Self.path)
        for previous in [World.edition2013.description, "", "rien"] {
            let refused = try await julien.submit(Self.path, on: page, ["previous": previous])
            #expect(refused.status == .unprocessableContent, "\(previous)")
            #expect(refused.html.contains("href=\"#previous\""), "\(previous)")
        }
        // The key of an edition that is there leads nobody into it.
        let key = World.edition2013.description
        #expect(try await julien.submit(Self.path, on: page, ["key": key]).status == .unprocessableContent)
        // They lead another one now.
        try await world.database.write { connection in
            try connection.run(
                "UPDATE role_grant SET edition = \(World.edition2013) WHERE person = \(Somebody.julien.id)")
        }
        #expect(try await julien.submit(Self.path, on: page, [:]).status == .unprocessableContent)
        try await world.database.write { connection in
            try connection.run("DELETE FROM role_grant WHERE person = \(Somebody.julien.id)")
        }
        #expect(try await julien.submit(Self.path, on: page, [:]).status == .forbidden)
        #expect(try await EditionStore(database: world.database).all().count == 2)
        #expect(try await leads(in: world) == 0)
    }

    @Test(arguments: Engine.available)
    func `whatever campaign a lead's form names, the next edition is of that of the earlier one`(engine: Engine)
        async throws
    {
        let world = try await World(engine)
        let other: Campaign.ID = World.key("0002", 9)
        try await world.database.write { connection in
            try connection.run(
                "INSERT INTO campaign (id, slug, name, created_at) VALUES (\(other), 'autre', 'Autre', \(World.monday))"
            )
        }
        let julien = world.visitor(.julien)
        let page = try await julien.get(Self.path)
        #expect(!page.html.contains("<select id=\"campaign\""))
        _ = try await julien.submit(Self.path, on: page, ["campaign": other.description])
        #expect(try await EditionStore(database: world.database).find("2015")?.campaign == World.campaign)
    }

    private func leads(in world: World) async throws -> Int {
        try await world.database.read { connection in
            try connection.count("SELECT count(*) AS count FROM role_grant WHERE role = 'campaign-lead'")
        }
    }
}
