import Foundation
import StorageTesting
import Testing
import World

@testable import Awards

struct AwardsJournalTests {
    @Test(arguments: Engine.available)
    func `a decision, a change of it, and the release are noted`(engine: Engine) async throws {
        let world = try await World(engine)
        let (decisions, releases) = (DecisionStore(database: world.database), ReleaseStore(database: world.database))
        for (revision, choice) in [(0, "retained"), (1, "not-retained"), (2, "retained")] {
            let recorded = try await decisions.record(
                World.nursery, at: revision, by: Somebody.genevieve.id, now: World.monday
            ) { awards throws(Decision.Refusal) in try Verdict(choice: choice, among: awards, reason: "Bien") }
            #expect(recorded == true)
        }
        let moment = World.monday + 3600
        _ = try await world.visitor(.julien).prepareLetters()
        let plan = try await releases.find(World.edition2014)
        _ = try await releases.plan(
            World.edition2014, for: moment, at: plan.revision, by: Somebody.julien.id, now: World.monday)
        let letters = world.house.awards.letters
        try await releases.letOutDue(now: moment, sending: letters, at: World.monday)

        let recorded = try await world.noted("decision-recorded")
        #expect(recorded.count == 3)
        #expect(
            recorded.allSatisfy {
                $0.actor == Somebody.genevieve.id && $0.thing == "submission \(World.nursery)"
                    && $0.edition == World.edition2014.description
            })
        #expect(recorded[1].holds(["outcome": "not-retained", "award": "", "reason": "Bien"]))
        let released = try await world.noted("release-planned", "released")
        #expect(released.map(\.act) == ["release-planned", "released"])
        #expect(released.map(\.actor) == [Somebody.julien.id, nil])
        #expect(released.allSatisfy { $0.thing == "edition \(World.edition2014)" })
        #expect(released[0].holds(["moment": "\(Int(moment.timeIntervalSince1970 * 1000))"]))
    }

    @Test func `a release by hand is noted with whoever did it, one that was refused is not`() async throws {
        let world = try await World()
        let releases = ReleaseStore(database: world.database)
        let letters = world.house.awards.letters
        await #expect(throws: Release.Refusal.nothingDecided) {
            _ = try await releases.letOut(
                World.edition2014, at: 0, by: Somebody.julien.id, now: World.monday, sending: letters, at: World.monday)
        }
        #expect(try await world.journalLength() == 0)
        let decisions = DecisionStore(database: world.database)
        _ = try await decisions.record(World.nursery, at: 0, by: Somebody.julien.id, now: World.monday) {
            awards throws(Decision.Refusal) in try Verdict(choice: "retained", among: awards, reason: "Bien")
        }
        _ = try await world.visitor(.julien).prepareLetters()
        #expect(try await world.visitor(.julien).letOut().status == .seeOther)
        #expect(try await world.noted("released").map(\.actor) == [Somebody.julien.id])
    }
}
