import Campaigns
import Foundation
import Storage
import StorageTesting
import Testing
import Web
import WebTesting
import World

@testable import Jury

/// What staff say of the readings of somebody who is no juror any more, and say otherwise.
struct SettledReadingTests {
    private static let juror = "/agence/editions/2014/jury/\(World.juror(.awa))"
    private static let results = "/jury/2014/resultats"

    @Test(arguments: Engine.available)
    func `some readings stay only once one of them is ticked`(engine: Engine) async throws {
        let world = try await World(engine)
        try await world.sendAwas()
        try await leave(in: world, byTie: false)
        let julien = world.visitor(.julien)
        let refused = try await julien.submit(
            "\(Self.juror)/lectures", on: julien.get(Self.juror), ["stay": "some"])
        #expect(refused.status == .unprocessableContent && refused.text.contains("Cochez les lectures qui restent"))
        #expect(refused.html.contains("href=\"#stay\"") && refused.html.contains("value=\"some\" checked"))
        #expect(try await count("assessment WHERE ended_at IS NOT NULL", in: world) == 0)
        let said = try await julien.submit(
            "\(Self.juror)/lectures", on: refused, ["reading": World.reading.description])
        #expect(said.status == .seeOther)
        #expect(try await julien.get(Self.results).html.contains("50,0"))
    }

    @Test(arguments: Engine.available, [false, true])
    func `what was said of a reading is said otherwise until the decision on its file is out`(
        engine: Engine, byTie: Bool
    ) async throws {
        let world = try await World(engine)
        try await world.sendAwas()
        try await leave(in: world, byTie: byTie)
        let julien = world.visitor(.julien)
        _ = try await say("nothing", in: world)
        #expect(try await !julien.get(Self.results).html.contains("50,0"))
        let page = try await julien.get(Self.juror)
        #expect(page.html.contains("value=\"nothing\" checked") && page.text.contains("C’est déjà dit"))
        #expect(try await say("all", in: world).location == "/agence/editions/2014/jury?ok=settled")
        #expect(try await julien.get(Self.results).html.contains("50,0"))
        #expect(try await julien.get(Self.juror).html.contains("value=\"all\" checked"))
        #expect(try await count("assessment WHERE id = \(World.reading) AND ended_at IS NULL", in: world) == 1)
        // The same answer again changes nothing and is not noted.
        _ = try await say("all", in: world)
        #expect(try await count("journal WHERE act = 'readings-settled'", in: world) == 2)
        _ = try await say("nothing", in: world)
        #expect(try await !julien.get(Self.results).html.contains("50,0"))
        try await world.announce()
        #expect(try await !julien.get(Self.juror).html.contains("name=\"stay\""))
        let late = try await julien.post("\(Self.juror)/lectures", ["token": "token-of-julien", "stay": "all"])
        #expect(late.status == .notFound)
    }

    @Test func `what a juror took back themselves is nobody else's to give back`() async throws {
        let world = try await World()
        try await world.sendAwas()
        let awa = world.visitor(.awa)
        let page = try await awa.get("\(World.page)/abstention")
        _ = try await awa.submit("\(World.page)/abstention", on: page, ["reason": "other", "words": "Plus de temps"])
        #expect(try await count("assessment WHERE ended_at IS NOT NULL", in: world) == 1)
        try await leave(in: world, byTie: false)
        #expect(try await !world.visitor(.julien).get(Self.juror).html.contains("name=\"stay\""))
    }

    @Test(arguments: Engine.available)
    func `the chair reads that a juror abstains and why, not that somebody took the reading away`(engine: Engine)
        async throws
    {
        let world = try await World(engine)
        try await world.sendAwas()
        let awa = world.visitor(.awa)
        let page = try await awa.get("\(World.page)/abstention")
        _ = try await awa.submit("\(World.page)/abstention", on: page, ["reason": "other", "words": "Plus de temps"])
        let file = try await world.visitor(.genevieve).get("\(Self.results)/\(World.nursery)").text
        #expect(file.contains("Awa s’abstient") && file.contains("Plus de temps"))
        #expect(!file.contains("retirée à son"))
    }

    @Test(arguments: Engine.available)
    func `what waits for a word is said to be suspended, and its return is in the history`(engine: Engine) async throws
    {
        let world = try await World(engine)
        try await world.sendAwas()
        try await leave(in: world, byTie: false)
        let (genevieve, file) = (world.visitor(.genevieve), "\(Self.results)/\(World.nursery)")
        #expect(try await genevieve.get(Self.results).text.contains("1 lecture en suspens"))
        #expect(try await genevieve.get(file).text.contains("Awa en suspens"))
        _ = try await say("all", in: world)
        #expect(try await !genevieve.get(Self.results).text.contains("en suspens"))
        #expect(try await genevieve.get(file).text.contains("Awa compte de nouveau"))
    }

    private func leave(in world: World, byTie: Bool) async throws {
        guard byTie else {
            let hat = Hat(.juror, in: World.edition2014)
            return try await world.roles.revoke(hat, from: Somebody.awa.id, by: Somebody.mireille.id)
        }
        try await world.bind(.awa)
    }

    private func say(_ choice: String, in world: World) async throws -> Screen {
        let julien = world.visitor(.julien)
        return try await julien.submit("\(Self.juror)/lectures", on: julien.get(Self.juror), ["stay": choice])
    }

    private func count(_ what: SQL, in world: World) async throws -> Int {
        try await world.database.read { try $0.count("SELECT count(*) AS count FROM \(what)") }
    }
}
