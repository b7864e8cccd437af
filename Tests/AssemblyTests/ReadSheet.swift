import Storage
import StorageTesting
import World

extension World {
    /// Of the nursery's file.
    static let readSheet = thing("0a09", 7)

    /// Awa has sent her reading of the nursery's file, whose sheet is in that state.
    static func read(_ engine: Engine, sheet state: String) async throws -> World {
        let world = try await World(engine)
        try await world.database.write { connection in
            try connection.run(
                """
                INSERT INTO mark (assessment, checkpoint, kind, points, updated_at)
                VALUES (\(reading), 'need-established', 'level', 3, 0)
                """)
            try connection.run("UPDATE assessment SET state = 'sent', sent_at = \(monday) WHERE id = \(reading)")
            try connection.run(
                """
                INSERT INTO sheet (id, initiative, edition, submission, state, title, updated_at)
                SELECT \(readSheet), initiative, edition, id, \(state), title, \(monday) FROM submission WHERE id = \(nursery)
                """)
            guard state == "published" else { return }
            try connection.run("UPDATE sheet SET published_at = \(monday) WHERE id = \(readSheet)")
        }
        return world
    }
}
