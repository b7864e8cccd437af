import Storage
import StorageTesting
import Testing
import World

/// Which of the organisations that earlier programs knew nothing but unconfirmed files speak of.
struct ClaimedMigrationTests {
    @Test(arguments: Engine.available)
    func `a record is only said where neither staff, nor a sheet, nor a list has spoken of it`(engine: Engine)
        async throws
    {
        let database = try await engine.emptyDatabase()
        try await OlderSteps.run(before: "claimed_and_kept", on: database)
        try await database.write { try $0.runScript(Self.known) }
        try await Migrator(folder: World.root + "/Migrations").migrate(database)
        let said = try await database.read { connection in
            try connection.rows("SELECT id FROM organisation WHERE is_claimed = 1 ORDER BY id")
                .map { try $0["id"] as String }
        }
        #expect(said == ["said"])
    }

    private static let known = """
        INSERT INTO campaign (id, slug, name, created_at) VALUES ('c', 'c', 'C', 0);
        INSERT INTO edition (id, campaign, slug, name, created_at) VALUES ('e', 'c', 'e', 'E', 0);
        INSERT INTO organisation (id, name, name_key, created_at, revision) VALUES ('said', 'A', 'a', 0, 1),
            ('changed', 'B', 'b', 0, 2), ('confirmed', 'C', 'c', 0, 1), ('published', 'D', 'd', 0, 1),
            ('listed', 'E', 'e', 0, 1), ('alone', 'F', 'f', 0, 1);
        INSERT INTO initiative (id, slug, title, created_at) VALUES ('i1', 'i1', 'I', 0), ('i2', 'i2', 'I', 0),
            ('i3', 'i3', 'I', 0), ('i4', 'i4', 'I', 0), ('i5', 'i5', 'I', 0), ('i6', 'i6', 'I', 0);
        INSERT INTO submission (id, edition, initiative, organisation, confirmed_organisation, created_at, updated_at) VALUES
            ('1', 'e', 'i1', 'said', NULL, 0, 0), ('2', 'e', 'i2', 'changed', NULL, 0, 0),
            ('3', 'e', 'i3', 'confirmed', 'confirmed', 0, 0), ('4', 'e', 'i4', 'published', NULL, 0, 0),
            ('5', 'e', 'i5', 'listed', NULL, 0, 0);
        INSERT INTO initiative_organisation (initiative, organisation) VALUES ('i6', 'published'), ('i1', 'said');
        INSERT INTO sheet (id, initiative, edition, title, updated_at) VALUES ('s', 'i6', 'e', 'S', 0);
        INSERT INTO import_run (id, kind, file, started_at) VALUES ('r', 'organisations', 'l', 0);
        INSERT INTO import_change (run, kind, subject, is_new, revision) VALUES ('r', 'organisation', 'listed', 1, 1);
        """
}
