import Storage
import StorageTesting
import Testing
import World

/// What earlier programs wrote comes along.
struct JuryMigrationTests {
    @Test(arguments: Engine.available)
    func `marks on the old table are all there on the one without a scale`(engine: Engine) async throws {
        let database = try await engine.emptyDatabase()
        try await OlderSteps.run(before: 14, on: database)
        try await database.write { try $0.runScript(Self.marks) }
        await #expect(throws: StorageError.self) {
            try await database.write { try $0.runScript("UPDATE mark SET points = 9 WHERE checkpoint = 'need'") }
        }
        try await Migrator(folder: World.root + "/Migrations").migrate(database)
        let rows = try await database.read { connection in
            try connection.rows("SELECT * FROM mark ORDER BY checkpoint").map { row -> [String?] in
                let (points, found): (Int?, Int?) = (try row["points"], try row["resolved_points"])
                return [
                    try row["assessment"], try row["checkpoint"], try row["kind"], points.map(String.init),
                    try row["comment"], found.map(String.init), try row["resolved_how"], try row["resolved_by"],
                    try row["typed_by"], String(try row["revision"] as Int), String(try row["updated_at"] as Int),
                ]
            }
        }
        #expect(
            rows == [
                ["a", "need", "level", "4", "Why", nil, "", nil, "p", "7", "11"],
                ["a", "novelty", "not-documented", nil, "", "2", "A call", "p", nil, "3", "12"],
                ["a", "spread", nil, nil, "Only words", nil, "", nil, nil, "1", "13"],
            ])
        try await database.write { try $0.runScript("UPDATE mark SET points = 9 WHERE checkpoint = 'need'") }
        await #expect(throws: StorageError.self) {
            try await database.write { try $0.runScript("UPDATE mark SET assessment = 'nobody'") }
        }
    }

    private static let marks = """
        INSERT INTO person (id, email, email_key, name, created_at) VALUES ('p', 'p@example.org', 'p@example.org', 'P', 0);
        INSERT INTO campaign (id, slug, name, created_at) VALUES ('c', 'c', 'C', 0);
        INSERT INTO edition (id, campaign, slug, name, created_at) VALUES ('e', 'c', 'e', 'E', 0);
        INSERT INTO initiative (id, slug, title, created_at) VALUES ('i', 'i', 'I', 0);
        INSERT INTO submission (id, edition, initiative, created_at, updated_at) VALUES ('s', 'e', 'i', 0, 0);
        INSERT INTO juror (id, edition, person, invited_at) VALUES ('j', 'e', 'p', 0);
        INSERT INTO assessment (id, submission, juror, assigned_at) VALUES ('a', 's', 'j', 0);
        INSERT INTO mark (assessment, checkpoint, kind, points, comment, typed_by, revision, updated_at)
            VALUES ('a', 'need', 'level', 4, 'Why', 'p', 7, 11);
        INSERT INTO mark (assessment, checkpoint, kind, resolved_points, resolved_how, resolved_by, revision, updated_at)
            VALUES ('a', 'novelty', 'not-documented', 2, 'A call', 'p', 3, 12);
        INSERT INTO mark (assessment, checkpoint, comment, updated_at) VALUES ('a', 'spread', 'Only words', 13);
        """
}
