import Storage
import StorageTesting
import Testing
import WebTesting
import World

@testable import Submissions

/// A file from a place outside of the campaign is noted, and refused nothing.
struct OutsideTerritoryTests: SayingOfOrganisation {
    @Test(arguments: [
        ("21", "25 39", true), ("Côte-d’Or", "25 39", true), ("25", "25 39", false), ("Jura", "25 39", false),
        ("21", "", false), ("nulle part", "25", false), ("", "25", false),
    ])
    func `a department is held against those that the campaign names`(said: String, named: String, isOutside: Bool) {
        let named = named.split(separator: " ").map(String.init)
        #expect((OutsideTerritory(said, of: named) != nil) == isOutside)
    }

    @Test(arguments: Engine.available)
    func `the owner reads it where they type and before they send, and staff beside the territory`(engine: Engine)
        async throws
    {
        let world = try await World(engine)
        try await fill(World.ovens, ["organisation.department": "21"], in: world)
        let words = "dans un autre département (Côte-d’Or)"
        let (romain, julien) = (world.visitor(.romain), world.visitor(.julien))
        #expect(try await romain.get(Self.file + "/parties/organisation").text.contains(words))
        #expect(try await romain.get(Self.file).text.contains(words))
        #expect(try await send(World.ovens, as: .romain, in: world).status == .seeOther)
        #expect(try await julien.get(Self.desk).text.contains(words))
        try await world.database.write { connection in
            try connection.run("UPDATE submission_answer SET value = '25' WHERE field = 'organisation.department'")
        }
        for text in [try await romain.get(Self.file).text, try await julien.get(Self.desk).text] {
            #expect(!text.contains("dans un autre département"))
        }
    }
}
