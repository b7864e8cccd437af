import Foundation
import Storage
import StorageTesting
import Testing
import WebTesting
import World

@testable import Jury

/// Readings that staff had a hand in, and readings of what is out.
struct ReopenedTests {
    private static let desk = "/agence/lectures/\(World.reading)"
    private static let results = "/jury/2014/resultats/\(World.nursery)"

    @Test(arguments: Engine.available)
    func `staff reopen a reading with a reason, which juror, chair and history tell`(engine: Engine) async throws {
        let world = try await World(engine)
        let julien = world.visitor(.julien)
        try await ReferenceReading.some()[0].mark(in: world)
        let silent = try await julien.submit("\(Self.desk)/rouvrir", on: julien.get(Self.desk), ["reason": " "])
        #expect(silent.status == .unprocessableContent)
        #expect(try await world.states() == ["sent"])
        let reason = "Deux feuilles avaient été confondues"
        let answer = try await julien.submit("\(Self.desk)/rouvrir", on: julien.get(Self.desk), ["reason": reason])
        #expect(answer.status == .seeOther)
        #expect(try await world.states() == ["draft"])
        #expect(try await world.visitor(.genevieve).get(Self.results).text.contains(reason))
        _ = try await julien.submit("\(Self.desk)/envoi", on: julien.get("\(Self.desk)/envoi"), [:])
        let own = try await world.visitor(.awa).get(World.page).text
        #expect(own.contains(reason) && own.contains("Julien"))
        #expect(own.contains("envoyée par Julien, de l’agence"))
    }

    @Test(arguments: Engine.available)
    func `marks that staff typed in a juror's place are told as such`(engine: Engine) async throws {
        let world = try await World(engine)
        let julien = world.visitor(.julien)
        for checkpoint in World.theGrid.checkpoints {
            _ = try await julien.post(
                "\(Self.desk)/points/\(checkpoint.id)", ["token": "token-of-julien", "revision": "999", "mark": "2"])
        }
        _ = try await julien.submit("\(Self.desk)/envoi", on: julien.get("\(Self.desk)/envoi"), [:])
        #expect(try await world.states() == ["sent"])
        #expect(try await world.visitor(.genevieve).get(Self.results).text.contains("saisi par Julien"))
        #expect(try await world.visitor(.awa).get(World.page).text.contains("Saisi d’après le papier par Julien"))
    }

    @Test(arguments: Engine.available)
    func `once the decision is out nobody reopens a reading, nor sends another`(engine: Engine) async throws {
        let world = try await World(engine)
        let (awa, julien) = (world.visitor(.awa), world.visitor(.julien))
        try await ReferenceReading.some()[0].mark(in: world)
        let (own, desk) = try await (awa.get(World.page), julien.get(Self.desk))
        try await world.database.write { connection in
            try connection.run("UPDATE submission SET announced_at = \(World.monday) WHERE id = \(World.nursery)")
        }
        #expect(try await awa.submit("\(World.page)/rouvrir", on: own, [:]).status == .conflict)
        let late = try await julien.submit("\(Self.desk)/rouvrir", on: desk, ["reason": "Une erreur"])
        #expect(late.status == .conflict)
        #expect(try await world.states() == ["sent"])
        let page = try await awa.get(World.page)
        #expect(!page.html.contains("/rouvrir\"") && page.text.contains("ses lectures restent comme elles sont"))
        try await world.database.write(for: .insiders) { connection in
            try connection.run("UPDATE assessment SET state = 'draft' WHERE id = \(World.reading)")
        }
        let sent = try await awa.post("\(World.page)/envoi", ["token": "token-of-awa"])
        #expect(sent.status == .conflict)
        #expect(try await world.states() == ["draft"])
    }
}

extension World {
    fileprivate func states() async throws -> [String] {
        try await database.read { connection in
            try connection.rows("SELECT state FROM assessment WHERE id = \(World.reading)").map { try $0["state"] }
        }
    }
}
