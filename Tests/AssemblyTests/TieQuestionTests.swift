import Foundation
import Storage
import StorageTesting
import Testing
import WebTesting
import World

/// Jurors who accepted before a file was eligible hear once that the question of ties is there.
struct TieQuestionTests {
    private static let desk = "/agence/dossiers/\(World.nursery)"

    private func judge(_ world: World, _ verdict: String) async throws {
        let julien = world.visitor(.julien)
        let answer = try await julien.submit(
            Self.desk + "/recevabilite", on: julien.get(Self.desk),
            ["verdict": verdict, "note": "À compléter", "unlooked": "on"])
        #expect(answer.status == .seeOther)
    }

    private func asked(_ world: World) async throws -> [String] {
        try await world.database.read { connection in
            try connection.rows("SELECT address FROM message WHERE about LIKE 'jury-ties:%' ORDER BY address")
                .map { row -> String in try row["address"] }
        }
    }

    @Test(arguments: Engine.available)
    func `the first eligible file is told to a juror who has said nothing yet, and no other letter follows`(
        engine: Engine
    ) async throws {
        let world = try await World(engine)
        try await world.database.write { connection in
            try connection.run("DELETE FROM interest WHERE juror = \(World.juror(.benoit))")
        }
        try await judge(world, "to-complete")
        #expect(try await asked(world).isEmpty)
        for verdict in ["eligible", "to-complete", "eligible"] { try await judge(world, verdict) }
        // The others have said theirs.
        #expect(try await asked(world) == [Somebody.benoit.email])
        #expect(try await world.visitor(.benoit).get("/ma-page").text.contains("Déclarez vos liens"))
    }

    @Test(arguments: Engine.available)
    func `whoever has not accepted the undertaking is asked nothing`(engine: Engine) async throws {
        let world = try await World(engine)
        try await world.database.write { connection in
            try connection.run("DELETE FROM interest WHERE juror = \(World.juror(.benoit))")
            try connection.run("UPDATE juror SET agreed_at = NULL WHERE id = \(World.juror(.benoit))")
        }
        try await judge(world, "to-complete")
        try await judge(world, "eligible")
        #expect(try await asked(world).isEmpty)
    }
}
