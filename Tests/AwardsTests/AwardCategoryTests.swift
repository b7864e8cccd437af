import Campaigns
import Foundation
import Storage
import StorageTesting
import Testing
import WebTesting
import World

@testable import Awards

/// Awards for files of one category.
struct AwardCategoryTests {
    private static let prizes = "/agence/editions/2014/prix"
    private static let decision = "/agence/editions/2014/decisions/\(World.nursery)"
    private static let file = "/agence/dossiers/\(World.nursery)/categorie"

    /// A prize for inclusion, one for health, and the nursery's file on health.
    private func world(_ engine: Engine) async throws -> (World, [Award]) {
        let world = try await World(engine)
        try await world.addCategories()
        try await world.put(World.nursery, in: World.health)
        let julien = world.visitor(.julien)
        for (name, category) in [("Prix Inclusion", World.inclusion), ("Prix Santé", World.health)] {
            let added = try await julien.submit(
                Self.prizes, on: julien.get(Self.prizes),
                ["name_fr": name, "kind": "award", "category": category.description])
            #expect(added.status == .seeOther)
        }
        return (world, try await AwardStore(database: world.database).all(in: World.edition2014))
    }

    @Test(arguments: Engine.available)
    func `a decision does not give an award of another category`(engine: Engine) async throws {
        let (world, awards) = try await world(engine)
        let julien = world.visitor(.julien)
        let page = try await julien.get(Self.decision)
        #expect(page.text.contains("Prix Santé") && !page.text.contains("Prix Inclusion"))
        let other: KeyValuePairs = [
            "choice": awards[0].id.description, "reason": "Elle aide beaucoup", "meant": "on",
        ]
        let refused = try await julien.submit(Self.decision, on: page, other)
        #expect(refused.status == .unprocessableContent && refused.text.contains("réservé aux dossiers d’une autre"))
        let own: KeyValuePairs = ["choice": awards[1].id.description, "reason": "Elle soigne", "meant": "on"]
        #expect(try await julien.submit(Self.decision, on: page, own).status == .seeOther)
    }

    @Test(arguments: Engine.available)
    func `a file with an award of its category stays in it, and the award stays for it`(engine: Engine) async throws {
        let (world, awards) = try await world(engine)
        let julien = world.visitor(.julien)
        let own: KeyValuePairs = ["choice": awards[1].id.description, "reason": "Elle soigne", "meant": "on"]
        _ = try await julien.submit(Self.decision, on: julien.get(Self.decision), own)
        let moved = try await julien.post(
            Self.file,
            [
                "token": "token-of-julien", "category": World.inclusion.description, "category-reason": "Autre sujet",
            ])
        #expect(moved.status == .unprocessableContent && moved.text.contains("Prix Santé"))
        let path = "\(Self.prizes)/\(awards[1].id)"
        let changed = try await julien.submit(
            path, on: julien.get(Self.prizes), ["category": World.inclusion.description])
        #expect(changed.status == .unprocessableContent)
    }

    @Test(arguments: Engine.available)
    func `an award of a category goes on to the next edition for its like`(engine: Engine) async throws {
        let (world, _) = try await world(engine)
        let julien = world.visitor(.julien)
        let page = try await julien.get("/agence/editions/nouvelle?depuis=2014")
        _ = try await julien.submit("/agence/editions/nouvelle", on: page, [:])
        let next = try #require(try await EditionStore(database: world.database).find("2015"))
        let awards = try await AwardStore(database: world.database).all(in: next.id)
        #expect(awards.map { next.category($0.category)?.code } == ["inclusion", "sante"])
    }
}
