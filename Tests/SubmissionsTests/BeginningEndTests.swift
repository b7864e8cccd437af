import Accounts
import Campaigns
import Foundation
import Identifiers
import Storage
import StorageTesting
import Testing
import Web
import WebTesting
import World

@testable import Submissions

/// The link of a file that was begun lets somebody in: it ends with their sessions, and belongs to the browser that asked.
struct BeginningEndTests {
    /// What ends every way in that is open.
    enum Ending: CaseIterable {
        case own, administrator, everybody, disabling
    }

    @Test(arguments: Engine.available, Ending.allCases)
    func `what ends somebody’s sessions ends the links of files begun with their address`(
        engine: Engine, ending: Ending
    ) async throws {
        let world = try await World(engine)
        let romain = try await begin(world.stranger, email: "Romain@Example.ORG", in: world)
        let other = try await begin(world.stranger, email: "autre@example.org", in: world)
        #expect(try await world.stranger.get(romain).status == .ok)
        try await end(ending, in: world)
        let late = world.stranger
        #expect(try await late.post(romain, [:]).status == .gone)
        #expect(late.sessionCookie == nil)
        // Nobody else's.
        let still = try await world.stranger.get(other).status
        #expect(still == (ending == .everybody ? .gone : .ok))
    }

    @Test(arguments: Engine.available)
    func `whoever repeats what another browser asked for gets a letter of their own, and moves no link`(
        engine: Engine
    ) async throws {
        let world = try await World(engine)
        let (owner, other) = (world.elsewhere, world.elsewhere)
        let first = try await begin(owner, email: "nouvelle@example.org", in: world)
        let second = try await begin(other, email: "nouvelle@example.org", besides: first, in: world)
        #expect(try await other.get(second).status == .ok)
        #expect(try await other.get(first).html.contains("name=\"code\""))
        #expect(try await other.post(first, [:]).status == .unprocessableContent)
        #expect(other.sessionCookie == nil)
        #expect(try await !owner.get(first).html.contains("name=\"code\""))
        #expect(try await owner.post(first, [:]).status == .seeOther)
    }

    private func end(_ ending: Ending, in world: World) async throws {
        let id = Somebody.romain.id
        let access = AccessStore(database: world.database)
        switch ending {
        case .own: try await SessionStore(database: world.database).endAll(of: id)
        case .administrator: _ = try await access.endSessions(of: id, by: Somebody.mireille.id)
        case .everybody: _ = try await access.endAllSessions()
        case .disabling:
            _ = try await access.disable(id, by: Somebody.mireille.id, at: World.monday)
            _ = try await access.enable(id, by: Somebody.mireille.id)
        }
    }

    /// Answers the link of the letter; `known` is one that was there before.
    private func begin(
        _ visitor: Visitor, email: String, besides known: String? = nil, in world: World
    ) async throws -> String {
        let answer = try await visitor.post(
            "/dossiers/nouveau", ["email": email, "organisation": "Levain", "title": "La nuit rendue"])
        #expect(try await visitor.follow(answer).text.contains("Regardez votre messagerie"))
        let letters = try await world.database.read { connection in
            try connection.rows("SELECT plain FROM message WHERE lower(address) = \(email.lowercased())").map {
                row -> String in try row["plain"]
            }
        }
        let links = letters.compactMap { $0.firstMatch(of: /\/dossiers\/commencer\/[0-9a-f]+/).map { String($0.0) } }
        return try #require(links.first { $0 != known })
    }
}
