import Storage
import StorageTesting
import Testing
import WebTesting
import World

/// What follows from a pasted list is said before it is taken in.
struct ListConsequenceTests {
    private static let lists = "/agence/listes"
    private static let partners = "nom;date de signature\nChambre des Fours;15/09/2014\nUnion des Levains;"

    private func paste(_ world: World, _ kind: String, _ rows: String, _ step: String) async throws -> Screen {
        let mireille = world.visitor(.mireille)
        let path = "\(Self.lists)?kind=\(kind)&edition=2014"
        return try await mireille.submit(
            Self.lists, on: mireille.get(path),
            ["kind": kind, "edition": "2014", "role": "", "rows": rows, "step": step])
    }

    @Test func `a trial of partners says that they are public at once, and of people that nobody is written to`()
        async throws
    {
        let world = try await World()
        let partners = try await paste(world, "partners", Self.partners, "try")
        #expect(partners.text.contains("sur la page publique des partenaires"))
        let people = try await paste(world, "people", "nom;courriel\nNadia;nadia@example.org", "try")
        #expect(people.text.contains("Personne ne reçoit de message"))
        #expect(!people.text.contains("page publique des partenaires"))
        let taken = try await paste(world, "people", "nom;courriel\nNadia;nadia@example.org", "keep")
        #expect(try await world.visitor(.mireille).follow(taken).text.contains("Personne ne reçoit de message"))
    }

    @Test func `what partners do is said of those who have signed, and the others stand apart`() async throws {
        let world = try await World()
        try await world.database.write { connection in
            try connection.run("DELETE FROM partner_engagement WHERE edition = \(World.edition2014)")
        }
        #expect(try await paste(world, "partners", Self.partners, "keep").status == .seeOther)
        let page = try await world.stranger.get("/partenaires").text
        let words = try #require(page.firstRange(of: "Ils repèrent")).lowerBound
        let signed = try #require(page.firstRange(of: "Chambre des Fours")).lowerBound
        let apart = try #require(page.firstRange(of: "Conventions en préparation")).lowerBound
        let other = try #require(page.firstRange(of: "Union des Levains")).lowerBound
        #expect(words < signed && signed < apart && apart < other)
        try await world.database.write { try $0.run("UPDATE partner_engagement SET signed_on = NULL") }
        #expect(try await !world.stranger.get("/partenaires").text.contains("Ils repèrent"))
    }
}
