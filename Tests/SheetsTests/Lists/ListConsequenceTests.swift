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

    @Test(arguments: Engine.available)
    func `what a list did is said by name, and the same list once more says that nothing was written`(engine: Engine)
        async throws
    {
        let world = try await World(engine)
        let mireille = world.visitor(.mireille)
        let taken = try await paste(world, "partners", Self.partners, "keep")
        let done = try await mireille.follow(taken).text
        #expect(done.contains("Chambre des Fours : ajout") && done.contains("Union des Levains : ajout"), "\(done)")
        let again = try await paste(world, "partners", Self.partners, "keep")
        #expect(again.text.contains("Rien n’a été écrit") && again.text.contains("il n’y a rien à reprendre"))
        #expect(again.text.contains("Déjà connus tels quels : 2"), "\(again.text)")
        let tried = try await paste(world, "partners", Self.partners, "try")
        #expect(!tried.text.contains("Rien n’a été écrit") && tried.text.contains("il n’y a rien à reprendre"))
    }

    @Test(arguments: Engine.available)
    func `what a record says otherwise than a list stays, and is said`(engine: Engine) async throws {
        let folder = try await ImportFolder(engine)
        let partners = "Nom;Site web;Contact\nChambre des Fours;https://fours.example;Ana Invent\n"
        _ = try await folder.take(.partners, partners)
        #expect(try await !folder.take(.partners, partners).text.contains("the record says"))
        let other = partners.replacing("//fours", with: "//meules")
        let answer = try await folder.take(.partners, other)
        #expect(answer.text.contains("“https://meules.example”: the record says “https://fours.example”"))
        #expect(answer.text.contains("Unchanged: 1\n"), "\(answer.text)")
        let organisations = "Nom;Commune;Département\nÀ Portée de Pas;Arbois;39\n"
        let elsewhere = try await folder.take(.organisations, organisations)
        #expect(elsewhere.text.contains("Created: 1\n"), "\(elsewhere.text)")
        let moved = try await folder.take(
            .organisations, "Nom;SIRET;Commune;Département\nÀ Portée de Pas;00001001700010;Arbois;39\n")
        #expect(moved.text.contains("“Arbois (39)”: the record says “Doubs”"), "\(moved.text)")
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
