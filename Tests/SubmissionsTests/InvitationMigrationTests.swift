import Storage
import StorageTesting
import Testing
import World

/// What earlier programs wrote comes along.
struct InvitationMigrationTests {
    @Test(arguments: Engine.available)
    func `what staff found eligible or sent is confirmed, and lines without the role of their part are noted`(
        engine: Engine
    ) async throws {
        let database = try await engine.emptyDatabase()
        try await OlderSteps.run(before: "invitations", on: database)
        try await database.write { try $0.runScript(Self.files) }
        try await Migrator(folder: World.root + "/Migrations").migrate(database)
        let (confirmed, taken) = try await database.read { connection in
            (
                try connection.rows("SELECT id FROM submission WHERE confirmed_organisation = 'o' ORDER BY id")
                    .map { try $0["id"] as String },
                try connection.rows(
                    "SELECT submission, person FROM submission_author WHERE is_taken = 1 ORDER BY submission, person"
                ).map { "\(try $0["submission"] as String) \(try $0["person"] as String)" }
            )
        }
        #expect(confirmed == ["eligible", "typed"])
        // Owners by a role of the edition, of all editions, of another one; and by the other part's role.
        #expect(taken == ["eligible elsewhere", "eligible nobody", "sent along"])
    }

    private static let files = """
        INSERT INTO person (id, email, email_key, name, created_at) VALUES
            ('here', 'a@example.org', 'a@example.org', 'A', 0), ('everywhere', 'b@example.org', 'b@example.org', 'B', 0),
            ('elsewhere', 'c@example.org', 'c@example.org', 'C', 0), ('along', 'd@example.org', 'd@example.org', 'D', 0),
            ('nobody', 'e@example.org', 'e@example.org', 'E', 0);
        INSERT INTO campaign (id, slug, name, created_at) VALUES ('c', 'c', 'C', 0);
        INSERT INTO edition (id, campaign, slug, name, created_at) VALUES ('e', 'c', 'e', 'E', 0), ('f', 'c', 'f', 'F', 0);
        INSERT INTO role_grant (id, person, role, edition, granted_at) VALUES
            ('1', 'here', 'submitter', 'e', 0), ('2', 'everywhere', 'submitter', NULL, 0),
            ('3', 'elsewhere', 'submitter', 'f', 0), ('4', 'along', 'co-author', 'e', 0);
        INSERT INTO organisation (id, name, name_key, created_at) VALUES ('o', 'O', 'o', 0);
        INSERT INTO initiative (id, slug, title, created_at) VALUES
            ('i', 'i', 'I', 0), ('j', 'j', 'J', 0), ('k', 'k', 'K', 0), ('l', 'l', 'L', 0), ('m', 'm', 'M', 0);
        INSERT INTO submission (id, edition, initiative, organisation, state, eligibility, is_on_behalf, created_at, updated_at)
        VALUES ('eligible', 'e', 'i', 'o', 'transmitted', 'eligible', 0, 0, 0),
            ('refused', 'e', 'j', 'o', 'transmitted', 'not-eligible', 1, 0, 0),
            ('sent', 'e', 'k', 'o', 'transmitted', 'pending', 0, 0, 0),
            ('typed', 'e', 'l', 'o', 'transmitted', 'pending', 1, 0, 0), ('draft', 'e', 'm', 'o', 'draft', 'pending', 1, 0, 0);
        INSERT INTO submission_author (submission, person, role) VALUES
            ('eligible', 'here', 'owner'), ('eligible', 'everywhere', 'owner'), ('eligible', 'elsewhere', 'owner'),
            ('eligible', 'nobody', 'co-author'), ('eligible', 'along', 'co-author'), ('sent', 'along', 'owner'),
            ('sent', 'here', 'owner');
        """
}
