import Storage
import StorageTesting
import Testing
import WebTesting
import World

@testable import Submissions

/// A file that nobody outside the agency can send is given an owner.
struct OwnerlessTests {
    private static let words = "Donner un porteur à « Un pain qui attend le matin »"

    @Test(arguments: Engine.available)
    func `a file without an owner leads the agency to where one is named, until one is`(engine: Engine) async throws {
        let world = try await World(engine)
        let (julien, desk) = (world.visitor(.julien), World.ovens.deskPath)
        #expect(try await !julien.get("/ma-page").text.contains("Donner un"))
        try await world.database.write { connection in
            try connection.run("DELETE FROM submission_author WHERE submission = \(World.ovens)")
        }
        let home = try await julien.get("/ma-page")
        #expect(home.text.contains(Self.words) && home.html.contains("href=\"\(desk)#owner\""))
        #expect(try await !world.visitor(.sabine).get("/ma-page").text.contains("Donner un"))
        let page = try await julien.get(desk)
        #expect(page.html.contains("<details id=\"owner\" open>"))
        let answer = try await julien.submit(
            "\(desk)/porteur", on: page, ["email": "edith@example.org", "owner-reason": "Elle le porte."])
        #expect(answer.status == .seeOther)
        #expect(try await !julien.get("/ma-page").text.contains("Donner un"))
        #expect(try await julien.get(desk).text.contains("Porteur désigné : Edith. Elle le porte."))
    }

    @Test(arguments: Engine.available)
    func `the history of a file says since when somebody has left it, and since when another owns it`(engine: Engine)
        async throws
    {
        let world = try await World(engine)
        let (edith, julien, desk) = (world.visitor(.edith), world.visitor(.julien), World.nursery.deskPath)
        let authors = "/dossiers/\(World.nursery)/auteurs"
        let page = try await edith.get(authors)
        #expect(page.text.contains("Quitter le dossier"))
        let left = try await edith.submit("\(authors)/\(Somebody.edith.id)/retirer", on: page, [:])
        #expect(try await edith.follow(left).text.contains("Vous avez quitté le dossier"))
        _ = try await julien.submit(
            "\(desk)/porteur", on: julien.get(desk), ["email": "romain@example.org", "owner-reason": "Départ"])
        for (reader, path) in [(julien, desk), (world.visitor(.romain), "/dossiers/\(World.nursery)")] {
            let told = try await reader.get(path).text
            #expect(told.contains("lundi 22 septembre 2014 à 9 h Edith a quitté le dossier"))
            #expect(told.contains("lundi 22 septembre 2014 à 9 h Porteur remplacé : Coralie → Romain. Départ"))
        }
    }

    @Test(arguments: Engine.available)
    func `whoever runs an edition or judges in it is made the owner of none of its files, and is told before`(
        engine: Engine
    ) async throws {
        let world = try await World(engine)
        let (julien, desk, typing) = (
            world.visitor(.julien), World.ovens.deskPath, "/agence/editions/2014/dossiers/saisir"
        )
        let runs = "elle ne pourrait plus l’instruire"
        let refused: [(String, String)] = [
            ("julien", "vous ne pourriez plus l’instruire"), ("mireille", runs), ("sabine", runs),
            ("awa", "Cette personne juge"),
        ]
        let before = try await count(in: world)
        for (name, words) in refused {
            let address = "\(name)@example.org"
            let changed = try await julien.submit(
                "\(desk)/porteur", on: julien.get(desk), ["email": address, "owner-reason": "Essai"])
            #expect(changed.status == .unprocessableContent && changed.text.contains(words), "\(name)")
            let typed = try await julien.submit(
                typing, on: julien.get(typing), ["organisation": "Élan", "title": "Essai", "email": address])
            #expect(typed.status == .unprocessableContent && typed.text.contains(words), "\(name)")
        }
        #expect(try await julien.get(desk).status == .ok)
        #expect(try await count(in: world) == before)
    }

    private func count(in world: World) async throws -> Int {
        try await world.database.read { try $0.count("SELECT count(*) AS count FROM submission") }
    }

    @Test func `a file whose owner has the role no more is told as that`() async throws {
        let world = try await World()
        try await world.database.write { connection in
            try connection.run("UPDATE submission_author SET is_taken = 1 WHERE submission = \(World.ovens)")
        }
        let home = try await world.visitor(.julien).get("/ma-page").text
        #expect(home.contains("Donner un autre porteur à « Un pain qui attend le matin »"))
        #expect(!home.contains(Self.words))
    }

    @Test(arguments: Engine.available)
    func `a file whose owner is let in no more is told as that, and no letter is said to leave`(engine: Engine)
        async throws
    {
        let world = try await World(engine)
        let (julien, desk) = (world.visitor(.julien), World.nursery.deskPath)
        try await world.disable(.coralie)
        #expect(try await julien.get("/ma-page").text.contains("le compte de celui qu’il a est désactivé"))
        let answer = try await julien.submit(
            "\(desk)/recevabilite", on: julien.get(desk), ["verdict": "not-eligible", "note": "Hors du territoire"])
        #expect(answer.location?.hasSuffix("?ok=judged-silently") == true)
    }

    @Test(arguments: Engine.available)
    func `somebody who is let in no more is made the owner of no file, and what was typed stays`(engine: Engine)
        async throws
    {
        let world = try await World(engine)
        let (julien, desk, typing) = (
            world.visitor(.julien), World.ovens.deskPath, "/agence/editions/2014/dossiers/saisir"
        )
        try await world.disable(.edith)
        let before = try await count(in: world)
        let changed = try await julien.submit(
            "\(desk)/porteur", on: julien.get(desk), ["email": "edith@example.org", "owner-reason": "Elle le porte."])
        #expect(changed.status == .unprocessableContent && changed.text.contains("Le compte de cette personne"))
        #expect(changed.html.contains("Elle le porte."))
        let typed = try await julien.submit(
            typing, on: julien.get(typing),
            ["organisation": "Élan", "title": "Essai", "email": "edith@example.org"])
        #expect(typed.status == .unprocessableContent && typed.text.contains("Le compte de cette personne"))
        #expect(typed.html.contains("Élan"))
        #expect(try await count(in: world) == before)
    }
}

extension World {
    fileprivate func disable(_ somebody: Somebody) async throws {
        try await database.write { connection in
            try connection.run("UPDATE person SET disabled_at = \(World.monday) WHERE id = \(somebody.id)")
        }
    }
}
