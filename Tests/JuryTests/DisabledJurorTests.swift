import Storage
import StorageTesting
import Testing
import WebTesting
import World

@testable import Jury

/// A juror whose account lets nobody in: the agency sees it, and counts on nothing of theirs to come.
struct DisabledJurorTests {
    private static let jury = "/agence/editions/2014/jury"
    private static let board = jury + "/lectures"

    @Test(arguments: Engine.available)
    func `it stands on the pages of the jury, and nobody is said to be reminded`(engine: Engine) async throws {
        let world = try await World(engine)
        let julien = world.visitor(.julien)
        let before = try await julien.get(Self.jury)
        #expect(before.html.contains("Relancer Awa") && !before.text.contains("compte désactivé"))
        try await disable(in: world)
        let after = try await julien.get(Self.jury)
        #expect(!after.html.contains("Relancer Awa") && after.text.contains("compte désactivé"))
        let path = "\(Self.jury)/\(World.juror(.awa))"
        #expect(try await julien.get(path).text.contains("compte désactivé"))
        let reminded = try await julien.submit("\(path)/rappel", on: before, [:])
        #expect(reminded.location == "\(Self.jury)?ok=nothing")
        #expect(try await count("message", in: world) == 0)
    }

    @Test(arguments: Engine.available)
    func `their invitation is not sent again, and can be taken back`(engine: Engine) async throws {
        let world = try await World(engine)
        try await world.database.write { connection in
            try connection.run(
                "UPDATE juror SET state = 'invited', agreed_at = NULL WHERE id = \(World.juror(.awa))")
        }
        let (julien, path) = (world.visitor(.julien), "\(Self.jury)/\(World.juror(.awa))")
        let before = try await julien.get(path)
        #expect(before.html.contains(path + "/inviter"))
        try await disable(in: world)
        let after = try await julien.get(path)
        #expect(!after.html.contains(path + "/inviter") && after.html.contains(path + "/reprendre"))
        #expect(try await julien.submit(path + "/inviter", on: before, [:]).status == .notFound)
        #expect(try await count("message", in: world) == 0)
        #expect(try await julien.submit(path + "/reprendre", on: after, [:]).status == .seeOther)
    }

    @Test(arguments: Engine.available)
    func `an even share gives them no file`(engine: Engine) async throws {
        let world = try await World(engine)
        try await world.database.write { connection in
            try connection.run("DELETE FROM assessment")
            try connection.run("DELETE FROM file_result")
        }
        try await disable(in: world)
        let julien = world.visitor(.julien)
        let page = try await julien.get("\(Self.board)?lecteurs=3&maximum=9")
        #expect(try await julien.submit(Self.board, on: page, [:]).location == "\(Self.board)?ok=saved")
        #expect(try await count("assessment WHERE juror = \(World.juror(.awa))", in: world) == 0)
        #expect(try await count("assessment", in: world) == 2)
    }

    private func disable(in world: World) async throws {
        try await world.database.write { connection in
            try connection.run("UPDATE person SET disabled_at = \(World.monday) WHERE id = \(Somebody.awa.id)")
        }
    }

    private func count(_ what: SQL, in world: World) async throws -> Int {
        try await world.database.read { try $0.count("SELECT count(*) AS count FROM \(what)") }
    }
}
