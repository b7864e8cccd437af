import Foundation
import Storage
import StorageTesting
import Testing
import WebTesting
import World

@testable import Jury

/// Somebody who was invited to a jury, and has not answered.
struct InvitedTests {
    private static let jury = "/agence/editions/2014/jury"
    private static let juror = "\(jury)/\(World.juror(.benoit))"

    @Test(arguments: Engine.available)
    func `an invitation that did not arrive is said to be such, and is sent again`(engine: Engine) async throws {
        let world = try await World(engine)
        try await invite(in: world)
        let julien = world.visitor(.julien)
        #expect(try await !julien.get(Self.jury).text.contains("n’est pas arrivée"))
        try await letter("failed", in: world)
        for path in [Self.jury, Self.juror] {
            let page = try await julien.get(path)
            #expect(page.text.contains("La lettre à ailleurs@example.org n’est pas arrivée"), "\(path)")
        }
        let page = try await julien.get(Self.juror)
        let answer = try await julien.submit("\(Self.juror)/inviter", on: page, [:])
        #expect(answer.location == "\(Self.jury)?ok=invited")
        #expect(try await letters("failed", in: world) == 0)
        #expect(try await letters("waiting", in: world) == 1)
        #expect(try await !julien.get(Self.juror).text.contains("n’est pas arrivée"))
    }

    @Test(arguments: Engine.available)
    func `an invitation is taken back, and told where it had arrived`(engine: Engine) async throws {
        let world = try await World(engine)
        try await invite(in: world)
        try await letter("sent", in: world)
        let julien = world.visitor(.julien)
        let page = try await julien.get(Self.juror)
        let answer = try await julien.submit("\(Self.juror)/reprendre", on: page, [:])
        #expect(answer.location == "\(Self.jury)?ok=uninvited")
        #expect(try await count("juror WHERE id = \(World.juror(.benoit)) AND state = 'left'", in: world) == 1)
        #expect(
            try await count("role_grant WHERE person = \(Somebody.benoit.id) AND role = 'juror'", in: world) == 0)
        #expect(try await count("message WHERE about LIKE 'jury-left:%' AND state = 'waiting'", in: world) == 1)
        #expect(try await julien.submit("\(Self.juror)/reprendre", on: page, [:]).status == .notFound)
    }

    @Test(arguments: Engine.available)
    func `whoever is invited to chair reads so in the letter, the first time and again`(engine: Engine) async throws {
        let world = try await World(engine)
        try await invite(in: world)
        try await world.database.write { try $0.run("UPDATE juror SET is_chair = 0") }
        let julien = world.visitor(.julien)
        let form: KeyValuePairs = ["name": "Nadia", "email": "nadia@example.org", "chair": "on"]
        #expect(try await julien.submit(Self.jury, on: julien.get(Self.jury), form).status == .seeOther)
        #expect(try await subjects(in: world).last?.hasPrefix("Vous êtes invité·e à présider le jury") == true)
        // One who is to read only is not told so.
        _ = try await julien.submit("\(Self.juror)/inviter", on: julien.get(Self.juror), [:])
        #expect(try await subjects(in: world).last?.hasPrefix("Vous êtes invité·e au jury") == true)
        try await world.database.write {
            try $0.run("UPDATE juror SET is_chair = 1 WHERE id = \(World.juror(.benoit))")
        }
        _ = try await julien.submit("\(Self.juror)/inviter", on: julien.get(Self.juror), [:])
        let again = try await subjects(in: world)
        #expect(again.last?.hasPrefix("Vous êtes invité·e à présider le jury") == true)
    }

    @Test(arguments: Engine.available)
    func `somebody whose account is disabled is not invited, and is said to be let in no more`(engine: Engine)
        async throws
    {
        let world = try await World(engine)
        let julien = world.visitor(.julien)
        try await world.database.write { connection in
            try connection.run("UPDATE person SET disabled_at = \(World.monday) WHERE id = \(Somebody.helene.id)")
        }
        let before = try await count("juror", in: world)
        let refused = try await julien.submit(
            Self.jury, on: julien.get(Self.jury), ["name": "Helene", "email": "helene@example.org"])
        #expect(refused.status == .unprocessableContent && refused.text.contains("Le compte de cette personne"))
        #expect(refused.html.contains("helene@example.org"))
        #expect(try await count("juror", in: world) == before)
    }

    @Test func `whoever has answered is neither invited again nor taken back`() async throws {
        let world = try await World()
        let julien = world.visitor(.julien)
        for act in ["inviter", "reprendre"] {
            let answer = try await julien.post("\(Self.juror)/\(act)", ["token": "token-of-julien"])
            #expect(answer.status == .notFound, "\(act)")
        }
        #expect(try await !julien.get(Self.juror).html.contains("/reprendre\""))
    }

    private func invite(in world: World) async throws {
        try await world.database.write { connection in
            try connection.run(
                """
                UPDATE juror SET agreed_at = NULL, state = 'invited' WHERE id = \(World.juror(.benoit))
                """)
        }
    }

    private func letter(_ state: String, in world: World) async throws {
        try await world.database.write { connection in
            try connection.run(
                """
                INSERT INTO message (id, edition, person, about, address, language, subject, letter, plain, html, state,
                    created_at, send_after)
                VALUES (\("0148-a-letter"), \(World.edition2014), \(Somebody.benoit.id),
                    \("jury:" + World.edition2014.description), \("ailleurs@example.org"), 'fr', \("Objet"), \("{}"),
                    \("Texte"), \("Texte"), \(state), \(World.monday - 60), \(World.monday - 60))
                """)
        }
    }

    private func subjects(in world: World) async throws -> [String] {
        try await world.database.read { connection in
            try connection.rows("SELECT subject FROM message ORDER BY id").map { try $0["subject"] }
        }
    }

    private func letters(_ state: String, in world: World) async throws -> Int {
        try await count("message WHERE about LIKE 'jury:%' AND state = \(state)", in: world)
    }

    private func count(_ what: SQL, in world: World) async throws -> Int {
        try await world.database.read { try $0.count("SELECT count(*) AS count FROM \(what)") }
    }
}
