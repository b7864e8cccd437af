import Identifiers
import Storage
import StorageTesting
import Submissions
import Testing
import WebTesting
import World

@testable import Sheets

/// What a file says of its organisation is taken over or left before everybody reads its sheet.
struct UnsettledFileTests {
    @Test(arguments: Engine.available)
    func `a file that says more of its organisation than the record is a duty until its sheet is public`(
        engine: Engine
    ) async throws {
        let world = try await World(engine)
        _ = try await world.beginSheet()
        try await world.database.write { connection in
            try connection.run("UPDATE organisation SET activity_fr = ''")
            try connection.run(
                """
                INSERT INTO submission_answer (submission, field, value, updated_at)
                VALUES (\(World.nursery), 'organisation.activity', 'Aide à domicile', \(World.monday))
                """)
        }
        #expect(try await files(of: .julien, in: world) == [World.nursery])
        // Whoever does not run the edition neither takes over nor leaves.
        #expect(try await files(of: .sabine, in: world) == [])
        try await world.database.write { connection in
            try connection.run("UPDATE organisation SET activity_fr = 'Aide à domicile'")
        }
        #expect(try await files(of: .julien, in: world) == [])
        try await world.database.write { connection in
            try connection.run("UPDATE organisation SET activity_fr = ''")
            try connection.run("UPDATE sheet SET state = 'unpublished'")
        }
        #expect(try await files(of: .julien, in: world) == [])
    }

    private func files(of somebody: Somebody, in world: World) async throws -> [Submission.ID] {
        try await SheetStore(database: world.database).unsettled(by: somebody.id).flatMap(\.files)
    }
}
