import Campaigns
import Foundation
import StorageTesting
import Testing
import WebTesting
import World

@testable import Awards

/// An edition that is made from another gives the awards of that one again, if whoever makes it wants so.
struct AwardSuccessionTests {
    private static let prizes = "/agence/editions/2014/prix"

    @Test(arguments: Engine.available)
    func `awards come along in their order and in both languages, and the page of the edition says so`(
        engine: Engine
    ) async throws {
        let world = try await World(engine)
        let (mireille, store) = (world.visitor(.mireille), AwardStore(database: world.database))
        try await add(by: mireille)
        try await make(by: mireille, with: ["phases", "awards"])
        let (old, new) = try await (store.all(in: World.edition2014), store.all(in: next(in: world)))
        #expect(new.map(\.nameFR).suffix(2) == ["Prix du lien", "Prix du temps"])
        #expect(new.map(\.nameFR) == old.map(\.nameFR) && new.map(\.nameEN) == old.map(\.nameEN))
        #expect(new.map(\.kind) == old.map(\.kind) && Set(new.map(\.id)).isDisjoint(with: old.map(\.id)))
        let page = try await mireille.get("/agence/editions/2015").text
        #expect(page.contains("Faite à partir de rally’nov 2014"))
        #expect(page.contains("\(old.count) prix, encore remis à personne"))
        try await world.database.write { try $0.run("UPDATE edition SET status = 'running' WHERE slug = '2015'") }
        #expect(try await !mireille.get("/agence/editions/2015").text.contains("Faite à partir de"))
    }

    @Test func `awards that nobody ticked stay behind, and the page says that they do`() async throws {
        let world = try await World()
        let mireille = world.visitor(.mireille)
        try await add(by: mireille)
        try await make(by: mireille, with: ["phases"])
        #expect(try await AwardStore(database: world.database).all(in: next(in: world)).isEmpty)
        let page = try await mireille.get("/agence/editions/2015").text
        let left = try #require(page.components(separatedBy: "Ceci ne l’a pas été").dropFirst().first)
        #expect(left.contains("prix, encore remis à personne"))
    }

    private func add(by visitor: Visitor) async throws {
        for (french, english) in [("Prix du lien", "Prize of the tie"), ("Prix du temps", "Prize of time")] {
            _ = try await visitor.submit(
                Self.prizes, on: visitor.get(Self.prizes), ["name_fr": french, "name_en": english])
        }
    }

    private func next(in world: World) async throws -> Edition.ID {
        try #require(try await EditionStore(database: world.database).find("2015")).id
    }

    private func make(by visitor: Visitor, with parts: [String]) async throws {
        let path = "/agence/editions/nouvelle"
        let form = try await visitor.get(path).fields(of: path)
        let kept = form.filter { $0.key != "part" }.map { ($0.key, $0.value) }
        #expect(try await visitor.post(path, kept + parts.map { ("part", $0) }).status == .seeOther)
    }
}
