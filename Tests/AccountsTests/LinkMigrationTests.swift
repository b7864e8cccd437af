import Storage
import StorageTesting
import Testing
import World

/// Letters of an earlier program are still on their way.
struct LinkMigrationTests {
    @Test(arguments: Engine.available)
    func `links of weeks become doors, and those that let in at once are asked for again`(engine: Engine) async throws {
        let database = try await engine.emptyDatabase()
        try await OlderSteps.run(before: "links", on: database)
        try await database.write { try $0.runScript(Self.links) }
        try await Migrator(folder: World.root + "/Migrations").migrate(database)
        let (left, ends) = try await database.read { connection in
            (
                try connection.rows("SELECT digest, is_door FROM sign_in_link ORDER BY digest")
                    .map { "\(try $0["digest"] as String) \(try $0["is_door"] as Bool)" },
                try connection.rows("SELECT ends_at FROM file_beginning ORDER BY digest").map {
                    try $0["ends_at"] as Int
                }
            )
        }
        #expect(left == ["demonstration false", "invitation true", "used false"])
        #expect(ends == [7_200_000, 0])
    }

    private static let links = """
        INSERT INTO person (id, email, email_key, name, created_at) VALUES ('a', 'a@example.org', 'a@example.org', 'A', 0);
        INSERT INTO sign_in_link (digest, person, created_at, ends_at, used_at, is_reusable) VALUES
            ('short', 'a', 0, 900000, NULL, 0), ('late', 'a', 0, 21600000, NULL, 0),
            ('invitation', 'a', 0, 604800000, NULL, 0), ('used', 'a', 0, 604800000, 1, 0),
            ('demonstration', 'a', 0, 2592000000, NULL, 1);
        INSERT INTO campaign (id, slug, name, created_at) VALUES ('c', 'c', 'C', 0);
        INSERT INTO edition (id, campaign, slug, name, created_at) VALUES ('e', 'c', 'e', 'E', 0);
        INSERT INTO file_beginning
            (digest, edition, address, language, organisation, title, created_at, ends_at, used_at) VALUES
            ('begun', 'e', 'a@example.org', 'fr', 'O', 'T', 0, 7200000, 1),
            ('waiting', 'e', 'a@example.org', 'fr', 'O', 'T', 0, 7200000, NULL);
        """
}
