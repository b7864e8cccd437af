import Accounts
import Assembly
import Foundation
import Identifiers
import Storage
import StorageTesting
import Testing
import Web
import WebTesting
import World

@testable import Submissions

/// How often somebody from the street may ask for a letter.
struct BeginningLimitTests: BeginsFiles {
    @Test(arguments: Engine.available)
    func `a form that comes four times from one browser is one letter, and another browser has its own`(engine: Engine)
        async throws
    {
        let world = try await World(engine)
        for visitor in [world.elsewhere] + Array(repeating: world.stranger, count: 4) {
            #expect(try await begin(visitor, email: "a@example.org").text.contains("Regardez votre messagerie"))
        }
        #expect(try await letters(in: world) == 2)
        let link = try await link(to: "a@example.org", in: world)
        #expect(try await world.stranger.post(link, [:]).status == .seeOther)
        #expect(try await files(of: "a@example.org", in: world).count == 1)
        // With something else in it, or once its link was used, it is another one.
        _ = try await begin(world.stranger, email: "a@example.org", title: "Une autre")
        _ = try await begin(world.stranger, email: "a@example.org")
        #expect(try await letters(in: world) == 4)
    }

    @Test(arguments: Engine.available)
    func `a letter that has left is followed by another one, asked for a minute later`(engine: Engine) async throws {
        let world = try await World(engine)
        _ = try await begin(world.stranger, email: "a@example.org")
        for (age, state, count) in [(120.0, "waiting", 1), (0, "sent", 1), (120, "sent", 2)] {
            try await world.database.write { connection in
                try connection.run("UPDATE file_beginning SET created_at = \(Date() - age)")
                try connection.run("UPDATE message SET state = \(state)")
            }
            _ = try await begin(world.stranger, email: "a@example.org")
            #expect(try await letters(in: world) == count, "\(age) \(state)")
        }
    }

    @Test(arguments: Engine.available)
    func `five letters of one form asked for again give one draft`(engine: Engine) async throws {
        let world = try await World(engine)
        var links: [String] = []
        for _ in 0..<5 {
            _ = try await begin(world.stranger, email: "a@example.org")
            links.append(try await link(to: "a@example.org", in: world))
            try await world.database.write { connection in
                try connection.run("UPDATE file_beginning SET created_at = \(Date() - 120)")
                try connection.run("UPDATE message SET state = 'sent'")
            }
        }
        #expect(Set(links).count == 5)
        for link in links { #expect(try await world.stranger.post(link, [:]).status == .seeOther) }
        #expect(try await files(of: "a@example.org", in: world).count == 1)
    }

    @Test func `one address gets so many letters in an hour, and no more`() async throws {
        let world = try await World()
        for number in 0..<BeginRequest.mostOfOneAddress {
            _ = try await begin(world.stranger, email: "a@example.org", title: "La nuit \(number)")
        }
        let before = try await letters(in: world)
        #expect(before == BeginRequest.mostOfOneAddress)
        let more = try await begin(world.stranger, email: "A@example.org")
        #expect(more.status == .ok && more.text.contains("Regardez votre messagerie"))
        #expect(try await letters(in: world) == before)
        #expect(try await begin(world.stranger, email: "b@example.org").status == .ok)
        #expect(try await letters(in: world) == before + 1)
    }

    @Test(arguments: [
        (["192.0.2.7", "::ffff:192.0.2.7", "::ffff:c000:207"], "192.0.2.8"),
        (["2001:db8:1:2::1", "2001:db8:1:2:ffff::9", "2001:DB8:1:2:0:0:0:3"], "2001:db8:1:3::1"),
    ])
    func `one network begins so many files in an hour, however it writes its address`(origins: [String], other: String)
        async throws
    {
        let store = SubmissionStore(database: try await World().database)
        func ask(_ number: Int, from origin: String) async throws -> Bool {
            let file = NewFile(edition: World.edition2014, title: "Dossier \(number)", organisation: "Levain")
            let place = BeginRequest(origin: origin, now: World.monday, time: World.monday)
            let outcome = try await store.ask(
                for: file, by: EmailAddress("a\(number)@example.org"), in: .french, place
            ) { _, _, _ in }
            if case .asked = outcome { return true }
            return false
        }
        for number in 0..<BeginRequest.mostFromOnePlace {
            #expect(try await ask(number, from: origins[number % origins.count]))
        }
        for origin in origins { #expect(try await !ask(99, from: origin), "\(origin)") }
        #expect(try await ask(100, from: other))
    }
}
