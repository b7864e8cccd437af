import Campaigns
import Foundation
import Storage
import StorageTesting
import Submissions
import Testing
import WebTesting
import World

@testable import Awards

/// Where one person releases, what goes out at a moment is what was confirmed with it.
struct ConfirmedReleaseTests {
    private static let path = "/agence/editions/2014/publication"

    @Test(arguments: Engine.available)
    func `a reason that changes after the moment was confirmed voids it, and nothing leaves until it is planned again`(
        engine: Engine
    ) async throws {
        let world = try await World(engine)
        let (julien, releases) = (world.visitor(.julien), ReleaseStore(database: world.database))
        let letters = world.house.awards.letters
        _ = try await world.preparedLetter()
        let moment = try await world.plan(3600)
        try await DecisionStore(database: world.database).decide("retained", "Tout autre chose", at: 1)
        #expect(try await releases.find(World.edition2014).missed == .changed)
        _ = try await julien.prepareLetters()
        try await releases.letOutDue(now: moment, sending: letters, at: World.monday)
        #expect(try await world.announced().isEmpty)
        #expect(try await world.releaseLetters().map(\.state) == ["cancelled", "held"])
        let duty = "Le moment prévu pour la publication de rally’nov 2014 ne tient plus"
        #expect(try await julien.get("/ma-page").text.contains(duty))
        #expect(try await julien.get(Self.path).text.contains("Ce qui part a changé depuis"))
        #expect(try await world.noted("release-void").count == 1)
        let again = try await world.plan(7200)
        #expect(try await !julien.get("/ma-page").text.contains(duty))
        try await releases.letOutDue(now: again, sending: letters, at: World.monday)
        #expect(try await world.announced() == [World.nursery])
    }

    @Test(arguments: Engine.available)
    func `so do another letter, a decision kept back, and a file that is found eligible no more`(
        engine: Engine
    ) async throws {
        let world = try await World(engine)
        let (julien, releases) = (world.visitor(.julien), ReleaseStore(database: world.database))
        let (letter, desk) = (try await world.preparedLetter(), World.nursery.deskPath)
        let decision = "\(Self.path)/decisions/\(World.nursery)"
        let acts: [(page: String, path: String, fields: KeyValuePairs<String, String>)] = [
            (letter + "/modifier", letter, ["lead": "Autre chose."]), (Self.path, decision, ["out": "1"]),
            (Self.path, decision, ["out": "0"]),
            (desk, "\(desk)/recevabilite", ["verdict": "not-eligible", "note": "Hors du territoire"]),
        ]
        for act in acts {
            _ = try await world.plan(3600)
            #expect(try await releases.find(World.edition2014).isPlanned)
            let answer = try await julien.submit(act.path, on: julien.get(act.page), act.fields)
            #expect(answer.status == .seeOther, "\(act.path)")
            #expect(try await releases.find(World.edition2014).missed == .changed, "\(act.path)")
        }
    }

    @Test(arguments: Engine.available)
    func `a first letter says what was confirmed, and a file outside of it changes nothing: the moment stands`(
        engine: Engine
    ) async throws {
        let world = try await World(engine)
        let (julien, releases) = (world.visitor(.julien), ReleaseStore(database: world.database))
        try await world.decideTwo()
        _ = try await julien.submit("\(Self.path)/decisions/\(World.ovens)", on: julien.get(Self.path), ["out": "1"])
        let moment = try await world.plan(3600)
        _ = try await julien.prepareLetters()
        try await DecisionStore(database: world.database).decide("retained", "Après tout", at: 1, of: World.ovens)
        _ = try await julien.prepareLetters()
        #expect(try await releases.find(World.edition2014).isPlanned)
        try await releases.letOutDue(now: moment, sending: world.house.awards.letters, at: World.monday)
        #expect(try await world.announced() == [World.nursery])
    }

    @Test(arguments: Engine.available)
    func `after a release that was missed the rule of two can be set`(engine: Engine) async throws {
        let world = try await World(engine)
        let (julien, releases) = (world.visitor(.julien), ReleaseStore(database: world.database))
        try await DecisionStore(database: world.database).decide("retained", "Bien")
        let moment = try await world.plan(3600)
        #expect(try await !julien.get(Self.path).html.contains("name=\"two\""))
        try await releases.letOutDue(now: moment, sending: world.house.awards.letters, at: World.monday)
        let page = try await julien.get(Self.path)
        #expect(page.html.contains("name=\"two\""))
        #expect(try await julien.submit("\(Self.path)/deux", on: page, ["two": "on"]).status == .seeOther)
        #expect(try await releases.find(World.edition2014).needsTwo)
    }
}
