import Foundation
import Identifiers
import Storage
import StorageTesting
import Testing
import World

@testable import Grids

struct GridStoreTests {
    @Test(arguments: Engine.available) func `a grid is taken in, and found as it was given`(engine: Engine) async throws
    {
        let (_, grids) = try await place(engine)
        let id = try await grids.adopt(SmallGrid.yaml, now: World.monday + 60)
        #expect(try await grids.find(id) == SmallGrid.grid)
        #expect(try await grids.source(of: id) == SmallGrid.yaml)
        let records = try await grids.all()
        #expect(records.map(\.id) == [id, World.grid])
        #expect(records[0].title == "Petite grille")
        #expect(records[0].addedAt == World.monday + 60)
        #expect(records[0].uses.isEmpty)
        #expect(records[1].uses.map(\.slug).sorted() == ["2013", "2014"])
    }

    @Test(arguments: Engine.available) func `the same grid given again is the same`(engine: Engine) async throws {
        let (_, grids) = try await place(engine)
        let first = try await grids.adopt(SmallGrid.yaml, now: World.monday)
        let commented = "# A word from its author\r\n" + SmallGrid.yaml.replacing("\n", with: "\r\n")
        #expect(try await grids.adopt(commented, now: World.monday + 60) == first)
        #expect(try await grids.all().count == 2)
    }

    @Test(arguments: Engine.available) func `a version keeps its content`(engine: Engine) async throws {
        let (_, grids) = try await place(engine)
        let first = try await grids.adopt(SmallGrid.yaml, now: World.monday)
        let changed = try SmallGrid.yaml("Petite grille", becomes: "Autre grille")
        await #expect(throws: GridStore.Refusal.versionTaken("1.0.0")) {
            try await grids.adopt(changed, now: World.monday)
        }
        #expect(try await grids.source(of: first) == SmallGrid.yaml)
        let next = try await grids.adopt(changed.replacing("version: 1.0.0", with: "version: 1.1.0"), now: World.monday)
        #expect(next != first)
        #expect(try await grids.find(next)?.title.french == "Autre grille")
    }

    @Test(arguments: Engine.available) func `a grid with a fault leaves nothing behind`(engine: Engine) async throws {
        let (_, grids) = try await place(engine)
        let wrong = try SmallGrid.yaml("weight: 40", becomes: "weight: 41")
        await #expect(throws: GridFaults.self) { try await grids.adopt(wrong, now: World.monday) }
        #expect(try await grids.all().map(\.id) == [World.grid])
    }

    @Test(arguments: Engine.available)
    func `those who run an edition give it its grid, nobody else`(engine: Engine) async throws {
        let (_, grids) = try await place(engine)
        let small = try await grids.adopt(SmallGrid.yaml, now: World.monday)
        #expect(try await !grids.bind(small, to: "2014", by: Somebody.sabine.id))
        #expect(try await !grids.bind(small, to: "2013", by: Somebody.julien.id))
        #expect(try await grids.choice(of: "2014", by: Somebody.awa.id) == nil)
        #expect(try await grids.grid(of: World.edition2014)?.name.description == "social-innovation-default")
        #expect(try await grids.bind(small, to: "2014", by: Somebody.julien.id))
        #expect(try await grids.grid(of: World.edition2014) == SmallGrid.grid)
        #expect(try await grids.choice(of: "2014", by: Somebody.julien.id)?.grid == small)
    }

    @Test(arguments: Engine.available) func `a grid that is not there is not given`(engine: Engine) async throws {
        let (_, grids) = try await place(engine)
        #expect(try await !grids.bind(World.key("0009", 99), to: "2014", by: Somebody.mireille.id))
        #expect(try await !grids.bind(World.grid, to: "1999", by: Somebody.mireille.id))
    }

    @Test(arguments: Engine.available) func `the first mark fixes the grid for good`(engine: Engine) async throws {
        let (database, grids) = try await place(engine)
        let small = try await grids.adopt(SmallGrid.yaml, now: World.monday)
        let (first, second) = (World.monday + 60, World.monday + 120)
        for moment in [first, second] {
            try await database.write { try GridStore.freeze(World.edition2014, at: moment, in: $0) }
        }
        await #expect(throws: GridStore.Refusal.frozen(since: first)) {
            try await grids.bind(small, to: "2014", by: Somebody.mireille.id)
        }
        #expect(try await grids.choice(of: "2014", by: Somebody.mireille.id)?.grid == World.grid)
        #expect(try await grids.bind(World.grid, to: "2014", by: Somebody.mireille.id))
    }

    @Test(arguments: Engine.available) func `an edition without a grid has none`(engine: Engine) async throws {
        let (database, grids) = try await place(engine)
        #expect(try await grids.grid(of: World.edition2014) != nil)
        try await database.write { connection in
            try connection.run("DELETE FROM edition_grid WHERE edition = \(World.edition2014)")
        }
        #expect(try await grids.grid(of: World.edition2014) == nil)
        #expect(try await grids.choice(of: "2014", by: Somebody.julien.id)?.grid == nil)
    }

    private func place(_ engine: Engine) async throws -> (any Database, GridStore) {
        let world = try await World(engine)
        return (world.database, GridStore(database: world.database))
    }
}
