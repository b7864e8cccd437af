import StorageTesting
import Testing
import WebTesting
import World

/// A word of a list that says what an organisation is, and that nobody knows.
struct UnknownKindTests: PastesLists {
    @Test(arguments: Engine.available)
    func `a list whose kind is unknown says as what the organisation is taken in`(engine: Engine) async throws {
        let world = try await World(engine)
        let mireille = world.visitor(.mireille)
        let page = try await mireille.get(Self.path + "?kind=organisations")
        let rows = "Nom;Nature\nFonderie d’Ici;Entrprise\nAmis d’Ici;Association"
        let trial = try await mireille.submit(Self.path, on: page, ["rows": rows]).text
        #expect(trial.contains("Entrprise"))
        #expect(trial.contains("reprise comme « Autre organisation »"), "\(trial)")
        let known = try await mireille.submit(Self.path, on: page, ["rows": "Nom;Nature\nAmis d’Ici;Association"]).text
        #expect(!known.contains("reprise comme"))
    }
}
