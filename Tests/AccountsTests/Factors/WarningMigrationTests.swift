import Storage
import StorageTesting
import Testing
import World

@testable import Accounts

/// Warnings that an earlier program wrote, and that have not left yet.
struct WarningMigrationTests {
    @Test(arguments: Engine.available)
    func `what warns somebody is named so, and nothing else is`(engine: Engine) async throws {
        let database = try await engine.emptyDatabase()
        try await OlderSteps.run(before: "warnings", on: database)
        let (person, monday) = (Somebody.awa.id, World.monday)
        let letters = [
            ("a", "Un second facteur a été ajouté", "waiting"), ("b", "Your second factor was reset", "failed"),
            ("c", "Un second facteur a été ajouté", "sent"), ("d", "Message d’essai", "waiting"),
        ]
        try await database.write { connection in
            try connection.run(
                """
                INSERT INTO person (id, email, email_key, name, created_at)
                VALUES (\(person), \("awa@example.org"), \("awa@example.org"), \("Awa"), \(monday))
                """)
            for (id, subject, state) in letters {
                try connection.run(
                    """
                    INSERT INTO message
                        (id, person, address, language, subject, letter, plain, html, state, created_at, send_after)
                    VALUES (\(id), \(person), \("awa@example.org"), 'fr', \(subject), '{}', 'x', 'x', \(state), \(monday),
                            \(monday))
                    """)
            }
        }
        try await Migrator(folder: World.root + "/Migrations").migrate(database)
        let named = try await database.read { connection in
            try connection.rows("SELECT id FROM message WHERE about = \("warning:\(person)") ORDER BY id").map {
                row -> String in try row["id"]
            }
        }
        #expect(named == ["a", "b"])
    }
}
