import Foundation
import Identifiers
import Storage
import StorageTesting
import Testing
import Web
import WebTesting
import World

@testable import Accounts

struct DisabledAccountTests {
    @Test(arguments: Engine.available)
    func `a disabled account is out at once, everywhere, and its links with it`(engine: Engine) async throws {
        let porch = try await Porch(engine)
        let (here, there, other) = (
            try await porch.visitor(.awa), try await porch.visitor(.awa), try await porch.visitor(.benoit)
        )
        let waiting = try await porch.link(for: .awa)
        #expect(try await disable(.awa, in: porch))
        for visitor in [here, there] { #expect(try await visitor.get("/mon-compte").status == .seeOther) }
        #expect(try await porch.stranger.get(waiting).status == .gone)
        #expect(try await other.get("/mon-compte").status == .ok)
        // Done once: the moment stays.
        porch.wait(60)
        #expect(try await !disable(.awa, in: porch))
        #expect(try await account(porch)?.disabledAt == World.monday)
    }

    @Test(arguments: Engine.available)
    func `it is in the question for the session, not only in what was deleted`(engine: Engine) async throws {
        let porch = try await Porch(engine)
        let visitor = try await porch.visitor(.awa)
        try await porch.database.write { connection in
            try connection.run("UPDATE person SET disabled_at = \(World.monday) WHERE id = \(Somebody.awa.id)")
        }
        #expect(try await visitor.get("/mon-compte").status == .seeOther)
    }

    @Test(arguments: Engine.available)
    func `what slipped in beside the disabling is over when the account is enabled`(engine: Engine) async throws {
        let porch = try await Porch(engine)
        let visitor = try await porch.visitor(.awa)
        let enabled = try await porch.database.write { connection in
            try connection.run("UPDATE person SET disabled_at = \(World.monday) WHERE id = \(Somebody.awa.id)")
            return try AccountStore.enable(Somebody.awa.id, in: connection)
        }
        #expect(enabled)
        #expect(try await visitor.get("/mon-compte").status == .seeOther)
        #expect(try await porch.visitor(.awa).get("/mon-compte").status == .ok)
    }

    @Test(arguments: Engine.available)
    func `asking for a link is answered as for an address nobody has, and nothing is sent`(engine: Engine) async throws
    {
        let porch = try await Porch(engine)
        _ = try await disable(.awa, in: porch)
        let answer = try await ask(porch, "awa@example.org")
        let unknown = try await ask(porch, "axa@example.org")
        #expect(answer.replacing("awa@", with: "axa@") == unknown)
        #expect(porch.letters.isEmpty)
        let links = try await porch.database.read { try $0.count("SELECT count(*) AS count FROM sign_in_link") }
        #expect(links == 0)
    }

    @Test(arguments: Engine.available)
    func `a link that was made all the same opens nothing, and is said to be none`(engine: Engine) async throws {
        let porch = try await Porch(engine)
        _ = try await disable(.awa, in: porch)
        let link = try await porch.database.write { connection in
            let account = try #require(try AccountStore.find(Somebody.awa.id, in: connection))
            return try SignInStore.letter(for: account, at: porch.time, in: connection).path
        }
        let shown = try await porch.stranger.get(link)
        #expect(shown.status == .gone)
        let unknown = try await porch.stranger.get("/connexion/abc")
        #expect(shown.text == unknown.text)
        let visitor = porch.stranger
        let forced = try await visitor.post(link, [:] as KeyValuePairs<String, String>)
        #expect(forced.status == .gone)
        #expect(visitor.sessionCookie == nil)
        await #expect(throws: SignInLink.Refusal.unknown) {
            try await porch.database.write { connection in
                _ = try SessionStore.begin(for: Somebody.awa.id, next: .home, at: porch.time, in: connection)
            }
        }
    }

    @Test(arguments: Engine.available)
    func `enabled again, it is let in by a new link`(engine: Engine) async throws {
        let porch = try await Porch(engine)
        let before = try await porch.visitor(.awa)
        _ = try await disable(.awa, in: porch)
        let enabled = try await porch.database.write { connection in
            try [
                AccountStore.enable(Somebody.awa.id, in: connection),
                AccountStore.enable(Somebody.awa.id, in: connection),
            ]
        }
        #expect(enabled == [true, false])
        #expect(try await before.get("/mon-compte").status == .seeOther)
        let visitor = try await porch.visitor(.awa)
        #expect(try await visitor.get("/mon-compte").status == .ok)
    }

    private func disable(_ somebody: Somebody, in porch: Porch) async throws -> Bool {
        let time = porch.time
        return try await porch.database.write { try AccountStore.disable(somebody.id, at: time, in: $0) }
    }

    private func account(_ porch: Porch) async throws -> Account? {
        try await AccountStore(database: porch.database).find(Somebody.awa.id)
    }

    private func ask(_ porch: Porch, _ email: String) async throws -> String {
        let visitor = porch.stranger
        return try await visitor.submit("/connexion", on: visitor.get("/connexion"), ["email": email]).html
    }
}
