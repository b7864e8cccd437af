import Foundation
import Identifiers
import Storage
import StorageTesting
import Testing
import Web
import WebTesting
import World

@testable import Campaigns

/// A second round is an edition that stands under another one.
struct RoundEditionTests {
    private static let round: Edition.ID = World.key("0003", 142)

    private static func world(_ engine: Engine = .sqlite) async throws -> World {
        let world = try await World(engine)
        try await world.database.write { connection in
            try connection.run(
                """
                INSERT INTO edition (id, campaign, slug, name, status, created_at, round_of)
                VALUES (\(round), \(World.campaign), '2014-2', 'Finalistes', 'running', \(World.monday), \(World.edition2014))
                """)
        }
        return world
    }

    @Test(arguments: Engine.available)
    func `a role in an edition is one in its round, and in no other`(engine: Engine) async throws {
        let world = try await Self.world(engine)
        let editions = EditionStore(database: world.database)
        #expect(try await editions.find("2014-2", runBy: Somebody.julien.id)?.firstRound == World.edition2014)
        let held = try await world.database.read { try Rights.roles(of: Somebody.julien.id, in: $0).editions }
        #expect(Set(held[.campaignLead] ?? []) == ["2014", "2014-2"])
        try await world.database.write { connection in
            try connection.run(
                "UPDATE role_grant SET edition = \(World.edition2013) WHERE person = \(Somebody.julien.id)")
        }
        #expect(try await editions.find("2014-2", runBy: Somebody.julien.id) == nil)
        // What is given for the round alone opens nothing of its edition.
        try await world.database.write { connection in
            try connection.run(
                "UPDATE role_grant SET edition = \(Self.round) WHERE person = \(Somebody.julien.id)")
        }
        #expect(try await editions.find("2014-2", runBy: Somebody.julien.id) != nil)
        #expect(try await editions.find("2014", runBy: Somebody.julien.id) == nil)
        #expect(
            try await editions.findWhole("2014-2", for: Somebody.julien.id, holding: [.campaignLead]) == nil)
    }

    @Test(arguments: Engine.available)
    func `whoever names no edition never meets a round, and whoever works in one does`(engine: Engine) async throws {
        let editions = EditionStore(database: try await Self.world(engine).database)
        #expect(try await editions.all().map(\.slug) == ["2014", "2013"])
        #expect(try await editions.running().all.map(\.slug) == ["2014"])
        #expect(try await editions.shown(at: World.monday)?.slug == "2014")
        #expect(try await Set(editions.underWay().map(\.slug)) == ["2014", "2014-2"])
        #expect(try await editions.round(of: World.edition2014)?.id == Self.round)
        #expect(try await editions.round(of: World.edition2013) == nil)
    }

    @Test func `the public pages of a round are those of its edition`() async throws {
        let world = try await Self.world()
        for (round, whole) in [
            ("/editions/2014-2", "/editions/2014"), ("/editions/2014-2/laureats", "/editions/2014/laureats"),
            ("/en/editions/2014-2", "/en/editions/2014"),
        ] {
            let answer = try await world.stranger.get(round)
            #expect(answer.status == .movedPermanently && answer.location == whole, "\(round)")
            #expect(try await world.stranger.get(whole).status == .ok, "\(whole)")
        }
        // What is in preparation leads nowhere.
        try await world.database.write { connection in
            try connection.run("UPDATE edition SET status = 'draft' WHERE id = \(Self.round)")
        }
        #expect(try await world.stranger.get("/editions/2014-2").status == .notFound)
        #expect(try await world.stranger.get("/editions/2014-2/laureats").status == .notFound)
    }

    @Test(arguments: Engine.available)
    func `a round closes with its edition`(engine: Engine) async throws {
        let world = try await Self.world(engine)
        let julien = world.visitor(.julien)
        let path = "/agence/editions/2014/etat"
        let closed = try await julien.submit(path, on: julien.get(path), [:])
        #expect(closed.location == "/agence/editions/2014?ok=closed")
        #expect(try await EditionStore(database: world.database).find("2014-2")?.status == .closed)
    }

    @Test func `an edition that is not under way has no second round, nor has a round`() throws {
        var form = PhaseForm(key: "", revision: 1)
        (form.startDay, form.endDay, form.endHour) = ("20/10/2014", "31/10/2014", "18:00")
        let plan = try RoundPlan(form, now: World.monday)
        func edition(_ status: Edition.Status, of first: Edition.ID? = nil) -> Edition {
            Edition(
                id: Self.round, campaign: World.campaign, slug: "2015", name: "2015", status: status, phases: [],
                revision: 1, firstRound: first)
        }
        #expect(plan.phases.map(\.kind) == [.call, .jury] && plan.phases[1].startsAt == plan.call.endsAt)
        #expect(throws: RoundPlan.Refusal.notUnderWay) { try plan.check(edition(.draft)) }
        #expect(throws: RoundPlan.Refusal.notUnderWay) { try plan.check(edition(.closed)) }
        #expect(throws: RoundPlan.Refusal.isRound) { try plan.check(edition(.running, of: World.edition2014)) }
        form.endDay = "19/10/2014"
        #expect(throws: PhaseForm.Problems(all: [.endBeforeStart])) { try RoundPlan(form, now: World.monday) }
    }
}
