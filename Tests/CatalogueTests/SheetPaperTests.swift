import Documents
import Foundation
import Storage
import StorageTesting
import Testing
import WebTesting
import Workers
import World

@testable import Catalogue

/// A published sheet as a paper, for everybody.
struct SheetPaperTests {
    private static let sheet = Shelf.sheet(31)
    private static let place = "/initiatives/initiative-1"
    private static let paper = place + "/fiche.pdf"

    /// What it was asked to say, and which time it was asked.
    private static let echo = """
        import base64, json, sys
        for number, line in enumerate(sys.stdin):
            said = f"asked {number} " + json.dumps(json.loads(line), ensure_ascii=False, sort_keys=True)
            print(json.dumps({"bytes": base64.b64encode(said.encode()).decode()}), flush=True)
        """

    private func withWorld(_ engine: Engine = .sqlite, _ body: (World) async throws -> Void) async throws {
        let papers = Papers(worker: LineWorker("python3", ["-c", Self.echo], limits: .init(processes: 1)))
        let world = try await World(engine)
        try await Self.publish(in: world)
        try await body(try world.making(papers))
        await papers.stop()
    }

    @Test(arguments: Engine.available)
    func `everybody has a published sheet as a paper in their language, made once, and nobody a withdrawn one`(
        engine: Engine
    ) async throws {
        try await withWorld(engine) { world in
            let page = try await world.stranger.get(Self.place)
            #expect(page.html.contains("href=\"\(Self.paper)\""))
            let french = try await world.stranger.get(Self.paper)
            #expect(french.headers[.contentType] == "application/pdf")
            for words in ["asked 0", "Composer les tournées", "Des équipes composent", "\"language\": \"fr\""] {
                #expect(french.html.contains(words), "\(words)")
            }
            #expect(try await world.stranger.get(Self.paper).html == french.html)
            let english = try await world.stranger.get("/en" + Self.paper)
            #expect(english.html.contains("asked 1") && english.html.contains("\"title_language\": \"fr\""))

            // What was made before is given to nobody any more.
            try await world.database.write { connection in
                try connection.run("UPDATE sheet SET state = 'unpublished' WHERE id = \(Self.sheet)")
            }
            #expect(try await world.stranger.get(Self.paper).status == .gone)
        }
    }

    @Test(arguments: Engine.available)
    func `before its decision is out, a sheet that is kept ready is a paper for nobody`(engine: Engine) async throws {
        try await withWorld(engine) { world in
            try await world.database.write { connection in
                try connection.run("UPDATE submission SET announced_at = NULL WHERE id = \(World.nursery)")
            }
            #expect(try await world.stranger.get(Self.paper).status == .notFound)
        }
    }

    @Test func `where this machine makes no papers, the link gives the page to print`() async throws {
        let world = try await World()
        try await Self.publish(in: world)
        let page = try await world.stranger.get(Self.paper)
        #expect(page.status == .ok && page.text.contains("Des équipes composent les tournées."))
        #expect(page.headers[.contentType]?.hasPrefix("text/html") == true)
    }

    private static func publish(in world: World) async throws {
        try await world.database.write { connection in
            try connection.run(
                "UPDATE submission SET announced_at = \(World.monday - 3_600) WHERE id = \(World.nursery)")
            try connection.run(
                """
                INSERT INTO sheet (id, initiative, edition, submission, state, language, title, strapline, content, tags, version,
                    published_at, updated_at)
                SELECT \(sheet), initiative, edition, id, 'published', 'fr', 'Composer les tournées', 'En équipe',
                    '{"need": "Des équipes composent les tournées."}', '{}', 1, \(World.monday), \(World.monday)
                FROM submission WHERE id = \(World.nursery)
                """)
        }
    }
}
