import Identifiers
import Storage
import StorageTesting
import Submissions
import Testing
import WebTesting
import World

/// Whoever has left a file that was sent judges neither that one, nor another of the organisation for which they have written.
struct FormerAuthorTests {
    @Test(arguments: Engine.available)
    func `a former author is tied to the other files of that organisation, once staff have confirmed both`(
        engine: Engine
    ) async throws {
        let world = try await World(engine)
        try await world.leaveFile(.awa, World.ovens)
        #expect(try await world.isTied(.awa, to: World.ovens))
        #expect(try await world.isTied(.awa, to: World.nursery) == false)
        #expect(try await world.visitor(.awa).get("/jury/dossiers/\(World.reading)").status == .ok)
        try await world.database.write { connection in
            try connection.run(
                """
                UPDATE submission SET confirmed_organisation = (
                    SELECT confirmed_organisation FROM submission AS other WHERE other.id = \(World.nursery))
                WHERE id = \(World.ovens)
                """)
        }
        #expect(try await world.isTied(.awa, to: World.nursery))
        #expect(try await world.visitor(.awa).get("/jury/dossiers/\(World.reading)").status == .notFound)
        // Nobody else is.
        #expect(try await world.isTied(.benoit, to: World.nursery) == false)
        let pairs = try await world.database.read { connection in
            try connection.rows(Ties.pairs("submission.id = \(World.nursery)")).map { try $0["juror"] as String }
        }
        #expect(pairs == ["\(World.juror(.awa))"])
    }
}

extension World {
    fileprivate func leaveFile(_ somebody: Somebody, _ file: Submission.ID) async throws {
        try await database.write { connection in
            try connection.run("INSERT INTO former_author (submission, person) VALUES (\(file), \(somebody.id))")
        }
    }
}
