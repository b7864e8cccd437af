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

    private func letters(_ state: String, in world: World) async throws -> Int {
        try await count("message WHERE about LIKE 'jury:%' AND state = \(state)", in: world)
    }

    private func count(_ what: SQL, in world: World) async throws -> Int {
        try await world.database.read { try $0.count("SELECT count(*) AS count FROM \(what)") }
    }
}
