import Identifiers
import Jury
import Storage
import StorageTesting
import Submissions
import Testing
import WebTesting
import World

/// Ties that appear after marks, and after the release.
struct LateTieTests {
    private static let results = "/jury/2014/resultats"

    @Test(arguments: Engine.available)
    func `what was released stays as it was reckoned, whatever ties come later`(engine: Engine) async throws {
        let world = try await World(engine)
        try await world.sendAwas()
        try await world.announce()
        try await world.writeAlong(.awa, in: World.nursery)
        #expect(try await world.visitor(.julien).get(Self.results).html.contains("50,0"))
        #expect(try await world.visitor(.awa).get("/jury/dossiers/\(World.reading)").status == .notFound)
    }

    @Test(arguments: Engine.available)
    func `a reading that a tie took away does not come back with the release`(engine: Engine) async throws {
        let world = try await World(engine)
        try await world.sendAwas()
        #expect(try await world.visitor(.julien).get(Self.results).html.contains("50,0"))
        try await world.writeAlong(.awa, in: World.nursery)
        #expect(try await !world.visitor(.julien).get(Self.results).html.contains("50,0"))
        try await world.announce()
        #expect(try await !world.visitor(.julien).get(Self.results).html.contains("50,0"))
    }

    @Test(arguments: Engine.available)
    func `staff are told of a tie that appears after marks, and say what stays`(engine: Engine) async throws {
        let world = try await World(engine)
        try await world.sendAwas()
        let (julien, told) = (world.visitor(.julien), "ce qu’a lu Awa avant qu’un lien apparaisse")
        #expect(try await !julien.get("/ma-page").text.contains(told))
        try await world.writeAlong(.awa, in: World.nursery)
        #expect(try await julien.get("/ma-page").text.contains(told))
        #expect(try await !julien.get(Self.results).html.contains("50,0"))
        let juror = "/agence/editions/2014/jury/\(World.juror(.awa))"
        let page = try await julien.get(juror)
        #expect(page.text.contains("Composer les tournées en équipe"))
        #expect(try await julien.submit(juror + "/lectures", on: page, ["stay": "all"]).status == .seeOther)
        #expect(try await julien.get(Self.results).html.contains("50,0"))
        #expect(try await !julien.get("/ma-page").text.contains(told))
        // Still a juror, who does not open that file.
        #expect(try await world.visitor(.awa).get("/jury").status == .ok)
        #expect(try await world.visitor(.awa).get("/jury/dossiers/\(World.reading)").status == .notFound)
        // The same answer again is the same; another one can be given until the decision is out.
        let again = try await julien.post(juror + "/lectures", ["token": "token-of-julien", "stay": "all"])
        #expect(again.status == .seeOther)
        #expect(try await julien.get(Self.results).html.contains("50,0"))
    }
}
