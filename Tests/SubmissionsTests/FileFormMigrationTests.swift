import Storage
import StorageTesting
import Testing
import World

/// Files of an earlier program answer what their edition asked.
struct FileFormMigrationTests {
    @Test(arguments: Engine.available)
    func `each file gets the version of its edition, and none where that has none`(engine: Engine) async throws {
        let database = try await engine.emptyDatabase()
        try await OlderSteps.run(before: "file_form", on: database)
        try await database.write { try $0.runScript(Self.files) }
        try await Migrator(folder: World.root + "/Migrations").migrate(database)
        let forms = try await database.read { connection in
            try connection.rows("SELECT id, form FROM submission ORDER BY id").map { row -> String in
                let (id, form): (String, String?) = (try row["id"], try row["form"])
                return "\(id) \(form ?? "none")"
            }
        }
        #expect(forms == ["s one", "t none"])
    }

    private static let files = """
        INSERT INTO campaign (id, slug, name, created_at) VALUES ('c', 'c', 'C', 0);
        INSERT INTO edition (id, campaign, slug, name, created_at) VALUES ('e', 'c', 'e', 'E', 0), ('f', 'c', 'f', 'F', 0);
        INSERT INTO form (id, slug, version, title, source, digest, created_at) VALUES ('one', 'o', '1.0.0', 'O', '', 'd', 0);
        INSERT INTO edition_form (edition, form) VALUES ('e', 'one');
        INSERT INTO initiative (id, slug, title, created_at) VALUES ('i', 'i', 'I', 0), ('j', 'j', 'J', 0);
        INSERT INTO submission (id, edition, initiative, created_at, updated_at) VALUES
            ('s', 'e', 'i', 0, 0), ('t', 'f', 'j', 0, 0);
        """
}
