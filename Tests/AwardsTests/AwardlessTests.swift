import Foundation
import Storage
import StorageTesting
import Testing
import WebTesting
import World

@testable import Awards

/// An edition that is to be decided on, and for which nobody has defined an award.
struct AwardlessTests {
    private static let duty = "Définir les prix de"
    private static let decision = "/agence/editions/2014/decisions/\(World.nursery)"
    private static let words = "Aucun prix n’est défini"

    @Test(arguments: Engine.available)
    func `staff are to define awards, and whoever chairs reads who can`(engine: Engine) async throws {
        let world = try await World(engine)
        #expect(try await world.visitor(.julien).get("/ma-page").text.contains(Self.duty))
        #expect(try await !world.visitor(.genevieve).get("/ma-page").text.contains(Self.duty))
        let chair = try await world.visitor(.genevieve).get(Self.decision)
        #expect(chair.text.contains(Self.words) && chair.text.contains("responsables de la campagne"))
        #expect(
            try await world.visitor(.julien).get(Self.decision).html.contains("href=\"/agence/editions/2014/prix\""))
        let (julien, prizes) = (world.visitor(.julien), "/agence/editions/2014/prix")
        let added = try await julien.submit(
            prizes, on: julien.get(prizes), ["name_fr": "Prix du travail", "name_en": "", "kind": "award", "note": ""])
        #expect(added.status == .seeOther)
        #expect(try await !julien.get("/ma-page").text.contains(Self.duty))
        #expect(try await !world.visitor(.genevieve).get(Self.decision).text.contains(Self.words))
    }

    @Test func `nothing is asked any more once the deliberation is over`() async throws {
        let world = try await World(now: World.monday + 400 * 86_400)
        #expect(try await !world.visitor(.julien).get("/ma-page").text.contains(Self.duty))
    }
}
