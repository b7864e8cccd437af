import StorageTesting
import Testing
import WebTesting
import World

@testable import Accounts

/// The account's page says which second factors are in service, and why one is not offered.
struct InServiceTests {
    @Test(arguments: Engine.available)
    func `the account says which factors are in service, since when, and what is left on paper`(
        engine: Engine
    ) async throws {
        let gate = try await Gate(engine)
        let awa = try await gate.guest(.awa)
        let before = try await awa.get("/mon-compte").text
        #expect(before.contains("qui lit votre courrier entre") && !before.contains("Clé d’accès :"))
        let (_, paper) = try await gate.app(of: awa)
        let alone = try await awa.get("/mon-compte").text
        #expect(alone.contains("Application sur votre téléphone, en service depuis le lundi 22 septembre 2014"))
        #expect(alone.contains("Il reste \(paper.count) codes de secours sur papier"))
        #expect(!alone.contains("Clé d’accès :"))
        _ = try await gate.passkey(of: awa, named: "Bureau")
        #expect(try await awa.get("/mon-compte").text.contains("Clé d’accès : Bureau"))
        gate.wait(1)
        _ = try await gate.passkey(of: awa, named: "Trousseau")
        #expect(try await awa.get("/mon-compte").text.contains("Clés d’accès : Bureau et Trousseau"))
        // Nobody else's.
        #expect(try await !gate.guest(.benoit).get("/mon-compte").text.contains("Bureau"))
    }

    @Test func `where no passkey can be offered, both pages say why`() async throws {
        let world = try await World()
        let reason = "l’adresse de ce site est http://rallynov.test"
        for path in ["/mon-compte", "/mon-compte/second-facteur"] {
            #expect(try await world.visitor(.awa).get(path).text.contains(reason), "\(path)")
        }
        let gate = try await Gate()
        for path in ["/mon-compte", "/mon-compte/second-facteur"] {
            #expect(try await !gate.guest(.awa).get(path).text.contains("l’adresse de ce site est"), "\(path)")
        }
    }
}
