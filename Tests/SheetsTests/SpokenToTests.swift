import Storage
import StorageTesting
import Testing
import WebTesting
import World

/// An owner is spoken to of what waits for them, and is told what is so.
struct SpokenToTests {
    private static let owned = "/dossiers/\(World.nursery)/fiche"

    @Test(arguments: Engine.available)
    func `a sheet that waits for its owner says so to them, and to the agency that it waits for its organisation`(
        engine: Engine
    ) async throws {
        let world = try await World(engine)
        let sheet = try await world.publishSheet(isOut: false)
        try await world.database.write { try $0.run("UPDATE sheet SET state = 'awaiting-approval'") }
        let owner = try await world.visitor(.coralie).get(Self.owned).text
        #expect(owner.contains("Attend votre accord") && !owner.contains("Attend l’accord de l’organisation"))
        #expect(try await world.visitor(.sabine).get(sheet).text.contains("Attend l’accord de l’organisation"))
    }

    @Test(arguments: Engine.available)
    func `a sheet that is ready comes out with the decision, whatever that is, and its letter says so`(engine: Engine)
        async throws
    {
        let world = try await World(engine)
        _ = try await world.publishSheet(isOut: false)
        let row = try await world.database.read { try $0.row("SELECT plain FROM message WHERE subject LIKE 'Prête%'") }
        let ready: String = try #require(try row?["plain"])
        let flat = ready.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        #expect(flat.contains("quelle qu’elle soit") && !flat.contains("dépend"))
    }

    @Test func `whoever withdraws the agreement reads that an award alone keeps it among the laureates`() async throws {
        let world = try await World()
        _ = try await world.publishSheet()
        let page = try await world.visitor(.coralie).get(Self.owned + "/retrait").text
        #expect(page.contains("parmi les lauréats si elle donne un prix"))
    }
}
