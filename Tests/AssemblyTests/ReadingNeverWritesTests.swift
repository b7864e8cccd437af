import StorageTesting
import Testing
import WebTesting
import World

@testable import Assembly

struct ReadingNeverWritesTests {
    /// What a reader may cause: readiness is tried by a write.
    private static let kept: Set<String> = ["UPDATE schema_step"]
    /// A list that leaves the house is noted in the journal.
    private static let noted: Set<String> = ["INSERT journal", "UPDATE journal_head"]

    /// Markup of ours that stands on a page as text.
    private static var shownMarkup: some RegexComponent {
        /&lt;\/?(a|b|button|dd|div|dl|form|input|li|p|section|span|strong|table|td|ul)[ &]/
    }

    @Test(arguments: Engine.available)
    func `no page that is only read writes anything or shows its own markup, whoever reads it`(engine: Engine)
        async throws
    {
        let world = try await World.furnished(engine)
        let changes = try await Changes.watching(world.database)
        let visitors = Somebody.allCases.map(world.visitor) + [world.stranger]
        for (entry, path) in world.readableRoutes {
            for visitor in visitors {
                let screen = try await visitor.get(path)
                #expect(screen.status.code < 500, "\(path)")
                #expect(!screen.html.contains(Self.shownMarkup), "\(path)")
                #expect(try await visitor.send(.head, path).status == screen.status, "\(path)")
            }
            let isFile = [".csv", ".xlsx", ".yaml", ".zip"].contains(where: path.hasSuffix)
            let seen = try await changes.seen().subtracting(Self.kept)
            #expect(seen.subtracting(isFile ? Self.noted : []) == [], "\(entry.path)")
        }
    }

    @Test(arguments: Engine.available) func `a write is seen, even of what was there`(engine: Engine) async throws {
        let world = try await World.furnished(engine)
        let changes = try await Changes.watching(world.database)
        try await world.database.write { try $0.run("UPDATE agency SET name_fr = name_fr") }
        #expect(try await changes.seen() == ["UPDATE agency"])
        #expect(try await changes.seen() == [])
    }
}
