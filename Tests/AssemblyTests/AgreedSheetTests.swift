import Foundation
import Storage
import StorageTesting
import Testing
import WebTesting
import World

/// Whoever agrees to a sheet reads all that the public will: its text, what the jury read, the award and the reason.
struct AgreedSheetTests {
    private static let owned = "/dossiers/\(World.nursery)/fiche"
    private static let read = "Ce que le jury a lu"
    private static let reason = "Une équipe qui décide"
    private static let later = "rejoint la page avec la décision"

    @Test(arguments: Engine.available)
    func `before its decision is out, an owner reads what will join the page, and nothing of it`(engine: Engine)
        async throws
    {
        let world = try await Self.asked(engine, isOut: false)
        for path in [Self.owned, "/agence/fiches/\(World.readSheet)/apercu"] {
            let page = try await world.visitor(path == Self.owned ? .coralie : .sabine).get(path)
            #expect(page.status == .ok && page.text.contains(Self.later), "\(path)")
            #expect(!page.text.contains(Self.read) && !page.text.contains(Self.reason), "\(path)")
        }
    }

    @Test(arguments: Engine.available)
    func `once it is out, an owner and the agency read the profile, the award and the reason before they agree`(
        engine: Engine
    ) async throws {
        let world = try await Self.asked(engine, isOut: true)
        #expect(try await world.stranger.get("/initiatives/initiative-1").status == .notFound)
        for path in [Self.owned, "/agence/fiches/\(World.readSheet)/apercu"] {
            let page = try await world.visitor(path == Self.owned ? .coralie : .sabine).get(path)
            #expect(page.text.contains(Self.read) && page.text.contains(Self.reason), "\(path)")
            #expect(page.text.contains("Prix du courage") && !page.text.contains(Self.later), "\(path)")
        }
    }

    @Test(arguments: Engine.available)
    func `what is public of a sheet is what its owner reads of it`(engine: Engine) async throws {
        let world = try await Self.asked(engine, isOut: true)
        try await world.database.write { connection in
            try connection.run(
                "UPDATE sheet SET state = 'published', published_at = \(World.monday) WHERE id = \(World.readSheet)")
        }
        let told = try await Self.article(world.stranger.get("/initiatives/initiative-1"))
        #expect(told.contains(Self.read))
        #expect(try await Self.article(world.visitor(.coralie).get(Self.owned)) == told)
    }

    /// From the first line below the title to its end.
    private static func article(_ page: Screen) throws -> String {
        let top = "<div class=\"split\"><div class=\"flow flow-7\">"
        let start = try #require(page.html.firstRange(of: top)).lowerBound
        let end = try #require(page.html[start...].firstRange(of: "</article>")).lowerBound
        return String(page.html[start..<end])
    }

    /// Awa has sent her reading, the file has an award, and its owner is asked to agree to the sheet.
    private static func asked(_ engine: Engine, isOut: Bool) async throws -> World {
        let world = try await World.read(engine, sheet: "awaiting-approval")
        try await world.database.write { connection in
            try connection.run(
                """
                INSERT INTO award (id, edition, kind, name_fr, name_en, position)
                VALUES (\(World.thing("0a0b", 7)), \(World.edition2014), 'award', 'Prix du courage', 'Courage', 9)
                """)
            try connection.run(
                """
                INSERT INTO decision (submission, outcome, award, reason, recorded_at)
                VALUES (\(World.nursery), 'award', \(World.thing("0a0b", 7)), \(reason), \(World.monday))
                """)
            guard isOut else { return }
            try connection.run(
                "UPDATE submission SET announced_at = \(World.monday - 3_600) WHERE id = \(World.nursery)")
        }
        return world
    }
}
