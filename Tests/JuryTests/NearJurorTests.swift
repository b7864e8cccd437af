import StorageTesting
import Testing
import WebTesting
import World

@testable import Jury

struct NearJurorTests {
    private static let jury = "/agence/editions/2014/jury"
    private static let replace = "\(jury)/\(World.juror(.awa))/remplacer"

    @Test(arguments: Engine.available)
    func `somebody of nearly the name of somebody under another address is asked about once, and invited all the same`(
        engine: Engine
    ) async throws {
        let world = try await Self.named(engine)
        let julien = world.visitor(.julien)
        let typed: KeyValuePairs = [
            "name": "Mme RENARD Hélène", "email": "h.renard@example.org", "function": "Ergonome",
        ]
        let asked = try await julien.submit(Self.jury, on: julien.get(Self.jury), typed)
        #expect(asked.status == .unprocessableContent)
        #expect(asked.html.contains("href=\"#near\"") && asked.lostFaults == [])
        #expect(asked.text.contains("Hélène Renard, helene@example.org"), "\(asked.text)")
        #expect(asked.html.contains("value=\"Mme RENARD Hélène\"") && asked.html.contains("value=\"Ergonome\""))
        #expect(try await Self.accounts(in: world) == 0)
        for _ in 0..<2 { _ = try await julien.submit(Self.jury, on: asked, ["near": "new"]) }
        #expect(try await Self.accounts(in: world) == 1)
    }

    @Test(arguments: Engine.available)
    func `the address of somebody of another edition is not told`(engine: Engine) async throws {
        let world = try await Self.named(engine)
        try await world.database.write { connection in
            try connection.run("DELETE FROM role_grant WHERE person = \(Somebody.helene.id)")
        }
        let julien = world.visitor(.julien)
        let asked = try await julien.submit(
            Self.jury, on: julien.get(Self.jury), ["name": "Helene Renard", "email": "h.renard@example.org"])
        #expect(asked.text.contains("Hélène Renard") && !asked.text.contains("helene@example.org"), "\(asked.text)")
    }

    @Test(arguments: Engine.available)
    func `one wrong letter of a longer name is asked about, and another short name is not`(engine: Engine) async throws
    {
        let world = try await Self.named(engine)
        let julien = world.visitor(.julien)
        let asked = try await julien.submit(
            Self.jury, on: julien.get(Self.jury), ["name": "Helene Renart", "email": "h.renard@example.org"])
        #expect(asked.status == .unprocessableContent && asked.text.contains("Hélène Renard, helene@example.org"))
        let other = try await julien.submit(
            Self.jury, on: julien.get(Self.jury), ["name": "Irène Renart", "email": "h.renard@example.org"])
        #expect(other.status == .seeOther)
    }

    @Test func `whoever takes a juror's place is asked about as well, and a known address is not`() async throws {
        let world = try await Self.named(.sqlite)
        let (julien, page) = (world.visitor(.julien), "\(Self.jury)/\(World.juror(.awa))")
        let typed: KeyValuePairs = ["name": "Hélène Renard", "email": "h.renard@example.org"]
        let asked = try await julien.submit(Self.replace, on: julien.get(page), typed)
        #expect(asked.status == .unprocessableContent && asked.html.contains("href=\"#near\""))
        #expect(try await julien.submit(Self.replace, on: asked, ["near": "new"]).status == .seeOther)
        let known = try await julien.submit(
            Self.jury, on: julien.get(Self.jury), ["name": "Hélène Renard", "email": "h.renard@example.org"])
        #expect(!known.html.contains("href=\"#near\""))
    }

    private static func named(_ engine: Engine) async throws -> World {
        let world = try await World(engine)
        try await world.database.write { connection in
            try connection.run("UPDATE person SET name = 'Hélène Renard' WHERE id = \(Somebody.helene.id)")
        }
        return world
    }

    private static func accounts(in world: World) async throws -> Int {
        try await world.database.read {
            try $0.count("SELECT count(*) AS count FROM person WHERE email = 'h.renard@example.org'")
        }
    }
}
