import Storage
import StorageTesting
import Testing
import WebTesting
import World

@testable import Submissions

/// Counts that are kept say what counting would.
struct FileCountTests {
    @Test(arguments: Engine.available)
    func `kept counts follow a file from its draft to its withdrawal`(engine: Engine) async throws {
        let world = try await World(engine)
        #expect(try await kept(in: world) == counted(in: world))
        let store = SubmissionStore(database: world.database)
        try await CompleteFile.fill(World.ovens, in: world)
        let before = try await kept(in: world)
        _ = try await store.transmit(World.ovens, by: Somebody.romain.id, now: World.monday) { _, _, _ in }
        #expect(try await kept(in: world) != before)
        #expect(try await kept(in: world) == counted(in: world))
        _ = try await store.withdraw(World.ovens, by: Somebody.romain.id, reason: "Fermeture", now: World.monday)
        #expect(try await kept(in: world) == counted(in: world))
    }

    @Test(arguments: Engine.available)
    func `kept counts follow a new file and its eligibility`(engine: Engine) async throws {
        let world = try await World(engine)
        let julien = world.visitor(.julien)
        let file = "/agence/dossiers/\(World.nursery)"
        _ = try await julien.submit(
            file + "/recevabilite", on: julien.get(file),
            ["verdict": "not-eligible", "gate.territory": "no", "note": "Hors du territoire."])
        let counts = try await kept(in: world)
        #expect(counts.contains { $0.contains("not-eligible 1") })
        #expect(counts == (try await counted(in: world)))
    }

    @Test(arguments: Engine.available)
    func `counts of files noted twice stay right`(engine: Engine) async throws {
        let world = try await World(engine)
        for _ in 1...2 { try await world.database.write { try SubmissionStore.noteFiles(in: $0) } }
        #expect(try await kept(in: world) == counted(in: world))
    }

    private func kept(in world: World) async throws -> [String] {
        try await lines("SELECT edition, state, eligibility, files FROM file_count WHERE files <> 0", in: world)
    }

    private func counted(in world: World) async throws -> [String] {
        try await lines(
            "SELECT edition, state, eligibility, count(*) AS files FROM submission GROUP BY edition, state, eligibility",
            in: world)
    }

    private func lines(_ sql: SQL, in world: World) async throws -> [String] {
        try await world.database.read { connection in
            try connection.rows(sql).map { row in
                let (edition, state, eligibility): (String, String, String) =
                    (try row["edition"], try row["state"], try row["eligibility"])
                let files: Int = try row["files"]
                return "\(edition) \(state) \(eligibility) \(files)"
            }.sorted()
        }
    }
}
