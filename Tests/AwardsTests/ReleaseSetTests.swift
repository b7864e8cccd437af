import Campaigns
import Foundation
import Storage
import StorageTesting
import Submissions
import Testing
import WebTesting
import World

@testable import Awards

/// An edition comes out in several releases, each a dated set of decisions.
struct ReleaseSetTests {
    @Test(arguments: Engine.available)
    func `an edition comes out in several releases, each with its date and its decisions`(
        engine: Engine
    ) async throws {
        let world = try await World(engine)
        let julien = world.visitor(.julien)
        try await world.decideTwo()
        let path = "/agence/editions/2014/publication"
        var page = try await julien.get(path)
        page = try await julien.follow(
            julien.submit("\(path)/decisions/\(World.ovens)", on: page, ["out": "1"]))
        #expect(page.text.contains("Gardées pour plus tard"))
        _ = try await julien.prepareLetters()
        #expect(try await julien.letOut().status == .seeOther)
        #expect(try await world.announced() == [World.nursery])
        // What stayed is decided anew, and goes out in its turn; what is out stays.
        try await DecisionStore(database: world.database).decide("retained", "Après tout", at: 1, of: World.ovens)
        page = try await julien.get(path)
        page = try await julien.follow(
            julien.submit("\(path)/decisions/\(World.ovens)", on: page, ["out": "0"]))
        _ = try await julien.prepareLetters()
        #expect(try await julien.letOut().status == .seeOther)
        #expect(Set(try await world.announced()) == [World.nursery, World.ovens])
        let sets = try await world.database.read { try $0.count("SELECT count(*) AS count FROM release_set") }
        #expect(sets == 2)
        #expect(try await julien.get(path).text.contains("Ce qui est paru"))
    }

    @Test(arguments: Engine.available)
    func `what was kept back when the rest came out is said, and stands on the home page`(engine: Engine) async throws {
        let world = try await World(engine)
        let julien = world.visitor(.julien)
        try await world.decideTwo()
        let (path, duty) = ("/agence/editions/2014/publication", "1 décision gardée pour plus tard")
        #expect(try await !julien.get("/ma-page").text.contains(duty))
        _ = try await julien.submit("\(path)/decisions/\(World.ovens)", on: julien.get(path), ["out": "1"])
        _ = try await julien.prepareLetters()
        let page = try await julien.follow(julien.letOut())
        #expect(!page.text.contains("Tout est publié.") && !page.text.contains("à un seul moment"))
        #expect(page.text.contains("Ce qui était prêt est publié") && page.text.contains("1 décision gardée"))
        #expect(try await julien.get("/ma-page").text.contains(duty))
        #expect(try await julien.get("/agence/editions/2014/decisions").text.contains("avant leur publication"))
        _ = try await julien.submit("\(path)/decisions/\(World.ovens)", on: julien.get(path), ["out": "0"])
        _ = try await julien.prepareLetters()
        #expect(try await julien.letOut().status == .seeOther)
        let after = try await julien.get("/agence/editions/2014/decisions").text
        #expect(!after.contains("avant leur publication") && after.contains("Tout est publié."))
        #expect(try await julien.get(path).text.contains("Il ne reste rien à publier"))
        #expect(try await !julien.get(path).text.contains("Rien ne peut encore sortir"))
        // A file that waits for its eligibility is not out.
        try await world.database.write { connection in
            try connection.run(
                """
                UPDATE submission SET announced_at = NULL, eligibility = 'pending' WHERE id = \(World.ovens)
                """)
        }
        let waiting = try await julien.get("/agence/editions/2014/decisions").text
        #expect(!waiting.contains("Tout est publié.") && waiting.contains("Ce qui est décidé est publié."))
    }

    @Test(arguments: Engine.available)
    func `letters of what is kept back are not counted among those that leave`(engine: Engine) async throws {
        let world = try await World(engine)
        let julien = world.visitor(.julien)
        try await world.decideTwo()
        let path = "/agence/editions/2014/publication"
        let unready = try await julien.get(path)
        #expect(!unready.text.contains("Publier sans attendre") && !unready.text.contains("Elles partent"))
        let all = try await julien.prepareLetters()
        let letters = try await world.releaseLetters().count
        #expect(letters > 1 && all.text.contains("Décisions : 2, lettres : \(letters)."))
        _ = try await julien.submit("\(path)/decisions/\(World.nursery)", on: all, ["out": "1"])
        let rest = try await julien.get(path)
        #expect(rest.text.contains("Décisions : 1, lettres : \(letters - 1)."))
    }

    @Test func `an edition that the database fails does not keep another one from coming out`() async throws {
        let world = try await World()
        try await world.database.write { connection in
            try connection.run(
                "INSERT INTO release (edition, planned_for) VALUES (\(World.edition2013), \(World.monday + 60))")
            try connection.run(
                """
                CREATE TRIGGER failing BEFORE UPDATE ON release
                WHEN OLD.planned_for IS NOT NULL AND OLD.planned_by IS NULL BEGIN SELECT RAISE(ABORT, 'no'); END
                """)
        }
        let releases = ReleaseStore(database: world.database)
        try await DecisionStore(database: world.database).decide("retained", "Bien")
        _ = try await world.visitor(.julien).prepareLetters()
        let moment = try await world.plan(3600)
        await #expect(throws: (any Error).self) {
            try await releases.letOutDue(now: moment, sending: world.house.awards.letters, at: World.monday)
        }
        #expect(try await world.announced() == [World.nursery])
    }
}
