import Storage
import StorageTesting
import World

@testable import Submissions

extension World {
    /// Staff typed the whole file of Romain, and ticked the rules and the publication for him.
    static func typedByStaff(_ engine: Engine) async throws -> World {
        let world = try await World(engine)
        try await CompleteFile.fill(World.ovens, in: world)
        try await world.database.write { connection in
            try connection.run(
                """
                INSERT INTO submission_answer (submission, field, value, updated_at)
                VALUES (\(World.ovens), 'publication_agreed', 'on', \(World.monday))
                """)
            try connection.run(
                "UPDATE submission_answer SET person = \(Somebody.julien.id) WHERE submission = \(World.ovens)")
            try connection.run("UPDATE submission SET is_on_behalf = 1 WHERE id = \(World.ovens)")
        }
        return world
    }
}
