import StorageTesting
import Testing
import WebTesting
import Words
import World

@testable import Sheets

/// What a list held and an import did not take is read again later.
struct ImportLeftTests {
    private static let path = "/agence/listes"
    private static let rows = "Nom\tNature\tSIRET\nLes Fours d’Ici\tZorglub\t123456789"

    @Test(arguments: Engine.available)
    func `what a list left out is read again beside it, in either language, until it is taken back`(
        engine: Engine
    ) async throws {
        let world = try await World(engine)
        let mireille = world.visitor(.mireille)
        let run = try await take(Self.rows, by: mireille, in: world)
        #expect(try await mireille.get(Self.path).html.contains("href=\"\(run.id.path)\""))
        let page = try await mireille.get(run.id.path)
        #expect(page.text.contains("terme inconnu « Zorglub »"), "\(page.text)")
        #expect(page.text.contains("« 123456789 »") && page.text.contains("Les Fours d’Ici"), "\(page.text)")
        #expect(try await mireille.get("/en" + run.id.path).text.contains("unknown term “Zorglub”"))
        let undo = try await mireille.get(run.id.undoPath)
        #expect(try await mireille.submit(run.id.undoPath, on: undo, [:]).status == .seeOther)
        #expect(try await count(in: world) == 0)
        #expect(try await !mireille.get(run.id.path).text.contains("Zorglub"))
        #expect(try await mireille.get(run.id.path).text.contains("La reprise de la liste a été annulée"))
    }

    @Test(arguments: Engine.available)
    func `a list of which all was taken leaves nothing to read, and the same list sent again keeps it once`(
        engine: Engine
    ) async throws {
        let world = try await World(engine)
        let mireille = world.visitor(.mireille)
        let whole = try await take("Nom\tNature\nLa Scierie douce\t", by: mireille, in: world)
        #expect(try await count(in: world) == 0)
        #expect(try await !mireille.get(Self.path).html.contains("href=\"\(whole.id.path)\""))
        let page = try await mireille.get(Self.path + "?kind=organisations")
        for _ in 0..<2 { _ = try await mireille.submit(Self.path, on: page, ["rows": Self.rows, "step": "keep"]) }
        #expect(try await count(in: world) == 2)
    }

    @Test func `the command prints what an import left`() async throws {
        let world = try await World()
        let run = try await take(Self.rows, by: world.visitor(.mireille), in: world)
        let command = ImportRunCommand(database: world.database, phrasebook: .english, roles: world.roles)
        #expect(try await command.left(run.id.description).text.contains("Zorglub"))
    }

    @Test func `whoever is no administrator reads nothing of it`() async throws {
        let world = try await World()
        let run = try await take(Self.rows, by: world.visitor(.mireille), in: world)
        #expect(try await world.visitor(.julien).get(run.id.path).status != .ok)
        #expect(try await world.visitor(.mireille).get(run.id.path).status == .ok)
    }

    private func take(_ rows: String, by visitor: Visitor, in world: World) async throws -> ImportRun {
        let page = try await visitor.get(Self.path + "?kind=organisations")
        _ = try await visitor.submit(Self.path, on: page, ["rows": rows, "step": "keep"])
        return try #require(try await ImportRunStore(database: world.database).all().first).run
    }

    private func count(in world: World) async throws -> Int {
        try await world.database.read { try $0.count("SELECT count(*) AS count FROM import_left") }
    }
}
