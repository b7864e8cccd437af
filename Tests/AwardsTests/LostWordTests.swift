import Campaigns
import Foundation
import Storage
import StorageTesting
import Testing
import WebTesting
import World

@testable import Awards

/// Where two people release, the word of somebody who may release no more is none.
struct LostWordTests {
    enum Loss: CaseIterable { case role, account }

    private static let path = "/agence/editions/2014/publication"

    @Test(arguments: Engine.available, Loss.allCases)
    func `what was asked for by somebody who releases no more waits for two others`(engine: Engine, loss: Loss)
        async throws
    {
        let world = try await World(engine)
        let (julien, mireille) = (world.visitor(.julien), world.visitor(.mireille))
        _ = try await julien.submit("\(Self.path)/deux", on: julien.get(Self.path), ["two": "on"])
        try await DecisionStore(database: world.database).decide("retained", "Bien")
        _ = try await julien.prepareLetters()
        #expect(try await julien.letOut().status == .seeOther)
        let releases = ReleaseStore(database: world.database)
        #expect(try await releases.find(World.edition2014).askedBy == Somebody.julien.id)
        try await world.lose(loss)
        #expect(try await mireille.letOut().status == .seeOther)
        #expect(try await world.announced().isEmpty)
        #expect(try await releases.find(World.edition2014).askedBy == Somebody.mireille.id)
    }

    @Test(arguments: Engine.available, Loss.allCases)
    func `a moment planned by somebody who releases no more is taken up by one, and waits for another`(
        engine: Engine, loss: Loss
    ) async throws {
        let world = try await World(engine)
        let (releases, mireille) = (ReleaseStore(database: world.database), Somebody.mireille.id)
        let moment = try await world.agreed()
        try await world.lose(loss)
        #expect(try await world.visitor(.mireille).get("/ma-page").text.contains("Confirmer la publication"))
        let left = try await releases.find(World.edition2014)
        #expect(left.waitsForSecond && left.plannedBy == nil)
        _ = try await releases.confirm(World.edition2014, at: left.revision, by: mireille)
        let taken = try await releases.find(World.edition2014)
        #expect(taken.plannedBy == mireille && taken.waitsForSecond)
        await #expect(throws: Release.Refusal.samePerson) {
            _ = try await releases.confirm(World.edition2014, at: taken.revision, by: mireille)
        }
        try await releases.letOutDue(now: moment, sending: world.house.awards.letters, at: World.monday)
        #expect(try await releases.find(World.edition2014).missed == .second)
        #expect(try await world.announced().isEmpty)
    }

    @Test(arguments: Engine.available, Loss.allCases)
    func `what somebody confirmed who releases no more is confirmed no more`(engine: Engine, loss: Loss) async throws {
        let world = try await World(engine)
        let releases = ReleaseStore(database: world.database)
        let moment = try await world.agreed(plannedBy: .mireille, confirmedBy: .julien)
        try await world.lose(loss)
        #expect(try await releases.find(World.edition2014).confirmedBy == nil)
        try await releases.letOutDue(now: moment, sending: world.house.awards.letters, at: World.monday)
        #expect(try await releases.find(World.edition2014).missed == .second)
        #expect(try await world.announced().isEmpty)
    }

    @Test(arguments: Engine.available, Loss.allCases)
    func `where one person releases, nothing planned by somebody who releases no more goes out`(
        engine: Engine, loss: Loss
    ) async throws {
        let world = try await World(engine)
        let releases = ReleaseStore(database: world.database)
        let moment = try await world.plannedAlone()
        try await world.lose(loss)
        let mireille = world.visitor(.mireille)
        #expect(try await mireille.get("/ma-page").text.contains("Confirmer la publication"))
        #expect(try await mireille.get(Self.path).text.contains("n’a plus le droit de publier"))
        try await releases.letOutDue(now: moment, sending: world.house.awards.letters, at: World.monday)
        #expect(try await world.announced().isEmpty)
        #expect(try await releases.find(World.edition2014).missed == .second)
        let told = try await mireille.get("/ma-page").text
        #expect(told.contains("n’est pas partie") && told.contains("n’a plus le droit de publier"))
    }

    @Test(arguments: Engine.available, Loss.allCases)
    func `where one person releases, somebody else confirms that moment, and it goes out`(engine: Engine, loss: Loss)
        async throws
    {
        let world = try await World(engine)
        let releases = ReleaseStore(database: world.database)
        let moment = try await world.plannedAlone()
        try await world.lose(loss)
        let mireille = world.visitor(.mireille)
        let confirmed = try await mireille.submit(
            "\(Self.path)/confirmer", on: mireille.get(Self.path), ["confirmation": "publier 2014"])
        #expect(confirmed.status == .seeOther)
        #expect(try await releases.find(World.edition2014).plannedBy == Somebody.mireille.id)
        #expect(try await !mireille.get("/ma-page").text.contains("Confirmer la publication"))
        try await releases.letOutDue(now: moment, sending: world.house.awards.letters, at: World.monday)
        #expect(try await world.announced() == [World.nursery])
    }

    @Test(arguments: Engine.available)
    func `a moment on which two agree who may release still comes out`(engine: Engine) async throws {
        let world = try await World(engine)
        let moment = try await world.agreed()
        try await ReleaseStore(database: world.database).letOutDue(
            now: moment, sending: world.house.awards.letters, at: World.monday)
        #expect(try await world.announced() == [World.nursery])
    }

    @Test(arguments: Engine.available)
    func `somebody whose account is disabled is no second person`(engine: Engine) async throws {
        let world = try await World(engine)
        let julien = world.visitor(.julien)
        let page = try await julien.get(Self.path)
        try await world.database.write { connection in
            try connection.run(
                "UPDATE person SET disabled_at = \(World.monday) WHERE id <> \(Somebody.julien.id)")
        }
        let refused = try await julien.submit("\(Self.path)/deux", on: page, ["two": "on"])
        #expect(refused.status == .unprocessableContent && refused.text.contains("Personne d’autre"))
        #expect(try await !ReleaseStore(database: world.database).find(World.edition2014).needsTwo)
    }
}

extension World {
    /// Julien may release no more.
    fileprivate func lose(_ loss: LostWordTests.Loss) async throws {
        switch loss {
        case .role:
            try await roles.revoke(
                Hat(.campaignLead, in: World.edition2014), from: Somebody.julien.id, by: Somebody.mireille.id)
        case .account:
            try await database.write { connection in
                try connection.run(
                    "UPDATE person SET disabled_at = \(World.monday) WHERE id = \(Somebody.julien.id)")
            }
        }
    }

    /// A decision with its letter, and a moment that Julien has planned, where one person releases.
    fileprivate func plannedAlone() async throws -> Date {
        let (releases, moment) = (ReleaseStore(database: database), World.monday + 3600)
        try await DecisionStore(database: database).decide("retained", "Bien")
        _ = try await visitor(.julien).prepareLetters()
        let before = try await releases.find(World.edition2014).revision
        _ = try await releases.plan(
            World.edition2014, for: moment, at: before, by: Somebody.julien.id, now: World.monday)
        return moment
    }

    /// A decision with its letter, and the moment at which it goes out, on which two people agree.
    fileprivate func agreed(
        plannedBy planner: Somebody = .julien, confirmedBy second: Somebody = .mireille
    ) async throws -> Date {
        let (releases, moment) = (ReleaseStore(database: database), World.monday + 3600)
        try await DecisionStore(database: database).decide("retained", "Bien")
        _ = try await visitor(.julien).prepareLetters()
        try await database.write { try $0.run("UPDATE release SET needs_two = 1") }
        let before = try await releases.find(World.edition2014).revision
        _ = try await releases.plan(
            World.edition2014, for: moment, at: before, by: planner.id, now: World.monday)
        let planned = try await releases.find(World.edition2014).revision
        _ = try await releases.confirm(World.edition2014, at: planned, by: second.id)
        #expect(try await releases.find(World.edition2014).confirmedBy == second.id)
        return moment
    }
}
