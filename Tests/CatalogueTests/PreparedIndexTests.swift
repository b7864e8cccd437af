import StorageTesting
import Testing
import World

@testable import Catalogue

/// What a question would have to make first is made before it is asked.
struct PreparedIndexTests {
    @Test(arguments: Engine.available)
    func `once the background has looked after a start, nothing is left to be made`(engine: Engine) async throws {
        let shelf = try await Shelf(engine)
        try await shelf.publish(0..<600) { "Atelier \($0)" }
        #expect(try await shelf.keeper.index().unprepared == 1)
        try await shelf.keeper.tend()
        #expect(try await shelf.keeper.index().unprepared == 0)
        // By the snapshot that was kept.
        let again = try Shelf.keeper(of: shelf.world.database)
        #expect(try await again.index().unprepared == 1)
        try await again.tend()
        #expect(try await again.index().unprepared == 0)
        #expect(try await shelf.titles("atelierr 7", keeper: again) == ["Atelier 7"])
    }

    @Test func `nothing is left to be made after a write, whatever the catalogue's size`() async throws {
        let shelf = try await Shelf()
        try await shelf.publish(0..<300) { "Atelier \($0)" }
        _ = try await shelf.keeper.index()
        try await shelf.keeper.tend()
        for number in 1..<12 {
            try await shelf.write("UPDATE sheet SET title = 'Fournil' WHERE id = \(Shelf.sheet(number))")
            let index = try await shelf.keeper.index()
            #expect(index.parts.count > 1 && index.unprepared == 0, "\(number)")
        }
        #expect(try await shelf.titles("fournill").count == 11)
    }

    @Test func `many sheets are ready before they take their place`() async throws {
        let shelf = try await Shelf()
        try await shelf.publish(0..<300) { "Atelier \($0)" }
        _ = try await shelf.keeper.index()
        try await shelf.publish(1000..<1300) { "Fournil \($0)" }
        _ = try await shelf.keeper.index()
        try await shelf.keeper.tend()
        let index = try await shelf.keeper.index()
        #expect(index.count == 600 && index.parts.count == 2)
        #expect(index.parts.allSatisfy { $0.segment.count > Segment.few })
        #expect(index.unprepared == 0)
    }

    @Test func `segments that are brought together are ready before they take the place of their parts`() async throws {
        let shelf = try await Shelf()
        try await shelf.publish(0..<300) { "Atelier \($0)" }
        _ = try await shelf.keeper.index()
        try await shelf.publish(1000..<2100) { "Fournil \($0)" }
        _ = try await shelf.keeper.index()
        try await shelf.keeper.tend()
        let index = try await shelf.keeper.index()
        #expect(index.count == 1400 && index.parts.count == 1)
        #expect(index.unprepared == 0)
    }
}
