import Foundation
import Storage
import StorageTesting
import Testing
import WebTesting
import World

@testable import Submissions

/// What is open in a file has one count, the category among it; once it is sent, its receipt says which one.
struct OpenCountTests {
    private static let ovens = "/dossiers/\(World.ovens)"

    @Test(arguments: Engine.available)
    func `band, parts, list before sending and home page count what is missing alike`(engine: Engine) async throws {
        let world = try await World(engine)
        try await CompleteFile.fill(World.ovens, in: world, without: ["need", "response"])
        try await world.addCategories()
        let romain = world.visitor(.romain)
        let check = try await romain.get("\(Self.ovens)/transmettre")
        #expect(check.text.contains("Ce qui manque (3)"))
        #expect(check.text.contains("3 réponses sont encore à donner ou à corriger"))
        #expect(check.html.contains("href=\"\(Self.ovens)/categorie\""))
        let part = try await romain.get("\(Self.ovens)/parties/besoin")
        #expect(part.text.contains("3 réponses sont encore à donner ou à corriger"))
        #expect(try await romain.get("/ma-page").text.contains("3 réponses à donner"))
        try await world.put(World.ovens, in: World.health)
        #expect(try await romain.get("/ma-page").text.contains("2 réponses à donner"))
    }

    @Test(arguments: Engine.available)
    func `the receipt of a file says its category, on its page and in its letter`(engine: Engine) async throws {
        let world = try await World(engine)
        try await CompleteFile.fill(World.ovens, in: world)
        try await world.addCategories()
        try await world.put(World.ovens, in: World.health)
        let romain = world.visitor(.romain)
        #expect(try await romain.post("\(Self.ovens)/transmettre", ["token": "token-of-romain"]).status == .seeOther)
        let receipt = try await romain.get("\(Self.ovens)/accuse")
        #expect(receipt.html.contains("<dt>Catégorie</dt><dd>Santé au travail</dd>"))
        let letter = try await world.database.read { connection in
            try connection.row("SELECT plain FROM message WHERE address = 'romain@example.org' ORDER BY id DESC")?[
                "plain"]
                as String?
        }
        #expect(letter?.contains("Santé au travail") == true)
    }
}
