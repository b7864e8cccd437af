import Foundation
import HTTPTypes
import Storage
import StorageTesting
import Testing
import Web
import WebTesting
import World

@testable import Accounts

struct SessionTests {
    private static let day: TimeInterval = 86_400

    @Test(arguments: Engine.available)
    func `a session ends after fourteen days in which nothing was sent`(engine: Engine) async throws {
        let porch = try await Porch(engine)
        let visitor = try await porch.visitor(.awa)
        porch.wait(14 * Self.day - 1)
        #expect(try await visitor.get("/mon-compte").status == .ok)
        porch.wait(1)
        #expect(try await visitor.get("/mon-compte").status == .seeOther)
    }

    @Test(arguments: Engine.available)
    func `sending something keeps it open, for sixty days in all`(engine: Engine) async throws {
        let porch = try await Porch(engine)
        let visitor = try await porch.visitor(.awa)
        for _ in 0..<5 {
            porch.wait(11 * Self.day)
            try await save(visitor)
        }
        porch.wait(5 * Self.day - 1)
        #expect(try await visitor.get("/mon-compte").status == .ok)
        porch.wait(1)
        #expect(try await visitor.get("/mon-compte").status == .seeOther)
    }

    @Test func `reading writes nothing, not even that the session was used`() async throws {
        let porch = try await Porch()
        let visitor = try await porch.visitor(.awa)
        porch.wait(3 * Self.day)
        for path in ["/mon-compte", "/connexion", "/en/mon-compte"] { _ = try await visitor.get(path) }
        #expect(try await seenAt(porch) == World.monday)
    }

    @Test func `the last use is noted once a minute at most, and is true to the minute that is shown`() async throws {
        let porch = try await Porch()
        let visitor = try await porch.visitor(.awa)
        porch.wait(59)
        try await save(visitor)
        #expect(try await seenAt(porch) == World.monday)
        porch.wait(1)
        try await save(visitor)
        #expect(try await seenAt(porch) == World.monday + 60)
        porch.wait(59)
        try await save(visitor)
        #expect(try await seenAt(porch) == World.monday + 60)
    }

    @Test func `a form of an earlier session comes back whole, to be sent once more`() async throws {
        let porch = try await Porch()
        let visitor = try await porch.visitor(.awa)
        let page = try await visitor.get("/mon-compte")
        _ = try await visitor.submit("/deconnexion", on: page, [:])
        try await visitor.enter(porch.link(for: .awa))
        let answer = try await visitor.submit("/mon-compte", on: page, ["name": "Awa Deux"])
        #expect(answer.status == .unprocessableContent)
        #expect(try await visitor.get("/mon-compte").html.contains("value=\"Awa\""))
        #expect(try await visitor.submit("/mon-compte", on: answer, [:]).status == .seeOther)
        #expect(try await visitor.get("/mon-compte").html.contains("value=\"Awa Deux\""))
    }

    @Test(arguments: Engine.available)
    func `what is over is forgotten, and open sessions stay`(engine: Engine) async throws {
        let porch = try await Porch(engine)
        _ = try await porch.visitor(.awa)
        porch.wait(10 * Self.day)
        let visitor = try await porch.visitor(.benoit)
        porch.wait(5 * Self.day)
        try await SessionStore(database: porch.database).forget(at: porch.time)
        let left = try await porch.database.read { try $0.count("SELECT count(*) AS count FROM session") }
        #expect(left == 1)
        #expect(try await visitor.get("/mon-compte").status == .ok)
    }

    private func save(_ visitor: Visitor) async throws {
        let page = try await visitor.get("/mon-compte")
        #expect(try await visitor.submit("/mon-compte", on: page, [:]).status == .seeOther)
    }

    private func seenAt(_ porch: Porch) async throws -> Date? {
        try await porch.database.read {
            try $0.row("SELECT max(seen_at) AS seen_at FROM session").map { try $0["seen_at"] }
        }
    }
}
