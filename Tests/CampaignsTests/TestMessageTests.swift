import Foundation
import Identifiers
import Storage
import StorageTesting
import Testing
import Web
import WebTesting
import World

/// The page that says a message leaves has made one.
struct TestMessageTests {
    private let mail = "/agence/reglages/courriel"

    @Test(arguments: Engine.available)
    func `a test after the last one has left is a new message, with the settings that stand now`(engine: Engine)
        async throws
    {
        let world = try await World(engine)
        let mireille = world.visitor(.mireille)
        for (server, outcome) in [
            ("smtp.example.org", "sent"), ("smtp.inconnu.invalid", "failed"), ("mx.example.org", ""),
        ] {
            let saved = try await mireille.submit(
                mail, on: mireille.get(mail), ["server": server, "from_email": "agence@example.org"])
            #expect(saved.status == .seeOther, "\(server)")
            let before = try await tests(in: world)
            // While it waits, once more is the same.
            for _ in 0..<2 {
                let asked = try await mireille.submit(mail + "/essai", on: mireille.get(mail), [:])
                #expect(asked.location == mail + "?ok=test", "\(server)")
            }
            #expect(try await tests(in: world) == before + 1, "\(server)")
            guard !outcome.isEmpty else { continue }
            try await world.database.write { try $0.run("UPDATE message SET state = \(outcome)") }
        }
    }

    @Test(arguments: Engine.available)
    func `an invitation that did not arrive is sent again at once, one that is on its way is not`(engine: Engine)
        async throws
    {
        let world = try await World(engine)
        let (mireille, person) = (world.visitor(.mireille), "/agence/personnes/\(Somebody.awa.id)")
        func invite() async throws {
            #expect(
                try await mireille.submit(person + "/invitation", on: mireille.get(person), [:]).status == .seeOther)
        }
        try await invite()
        let twice = try await mireille.follow(
            mireille.submit(person + "/invitation", on: mireille.get(person), [:]))
        #expect(twice.text.contains("rien de plus n’est parti") && !twice.text.contains("invitation est en route"))
        #expect(twice.html.contains("href=\"/agence/messages/"))
        #expect(try await letters("invitation:\(Somebody.awa.id)", in: world) == 1)
        try await world.database.write { try $0.run("UPDATE message SET state = 'failed'") }
        try await invite()
        #expect(try await letters("invitation:\(Somebody.awa.id)", in: world) == 2)
    }

    @Test(arguments: Engine.available)
    func `an invitation names each role with its edition, and none of an edition that is closed`(engine: Engine)
        async throws
    {
        let world = try await World(engine)
        let (mireille, person) = (world.visitor(.mireille), "/agence/personnes/\(Somebody.awa.id)")
        try await world.database.write { connection in
            try connection.run(
                """
                INSERT INTO role_grant (id, person, role, edition, granted_at)
                VALUES (\(World.key("0007", 90) as Identifier<Somebody>), \(Somebody.awa.id), 'chair',
                    \(World.edition2013), \(World.monday - 364 * 86_400))
                """)
        }
        _ = try await mireille.submit(person + "/invitation", on: mireille.get(person), [:])
        let plain = try await world.database.read { connection -> String in
            let about = "invitation:\(Somebody.awa.id)"
            return try #require(try connection.row("SELECT plain FROM message WHERE about = \(about)"))["plain"]
        }
        let said = plain.replacing("\u{A0}", with: " ")
        #expect(said.contains(", rally’nov 2014. "), "\(said)")
        #expect(!said.contains("2013"), "\(said)")
    }

    private func tests(in world: World) async throws -> Int { try await letters("test", in: world) }

    private func letters(_ about: String, in world: World) async throws -> Int {
        try await world.database.read { try $0.count("SELECT count(*) AS count FROM message WHERE about = \(about)") }
    }
}
