import Campaigns
import Foundation
import Grids
import Identifiers
import Storage
import StorageTesting
import Submissions
import Testing
import WebTesting
import World

@testable import Jury

/// Categories of an edition in its second round: the same ones, for files, forms and jurors.
struct RoundCategoryTests {
    private static let first = "/agence/dossiers/\(World.nursery)"

    /// The nursery's file is on health; Benoît reads files on inclusion alone.
    private func journey(_ engine: Engine) async throws -> RoundJourney {
        let journey = try await RoundJourney(engine)
        try await journey.world.addCategories()
        try await journey.world.put(World.nursery, in: World.health)
        let julien = journey.world.visitor(.julien)
        let juror = "/agence/editions/2014/jury/\(World.juror(.benoit))"
        let limited = try await julien.submit(
            "\(juror)/categories", on: julien.get(juror), ["category": World.inclusion.description])
        #expect(limited.status == .seeOther)
        try await journey.open()
        try await journey.choose()
        return journey
    }

    @Test(arguments: Engine.available)
    func `a second round has the categories of its edition, and a second part that of the first`(engine: Engine)
        async throws
    {
        let journey = try await journey(engine)
        let round = try await EditionStore(database: journey.world.database).round(of: World.edition2014)
        #expect(round?.categories.map(\.id) == [World.health, World.inclusion])
        // They are declared with the edition: its page is the one there is.
        let page = try await journey.world.visitor(.julien).get("/agence/editions/2014-2/categories")
        #expect(page.html.contains("/agence/editions/2014/categories/\(World.health)"))
        try await journey.tell()
        let part = try #require(try await journey.part)
        #expect(try await category(of: part, in: journey.world) == World.health)
        let coralie = journey.october.visitor(.coralie)
        let own = try await coralie.get(part.path)
        #expect(own.text.contains("Santé au travail") && !own.html.contains("\(part.path)/categorie"))
        let list = try await journey.october.visitor(.julien).get("/agence/editions/2014-2/dossiers?categorie=sante")
        #expect(list.text.contains("Composer les tournées") && list.html.contains("data-th=\"Catégorie\""))
    }

    @Test(arguments: Engine.available)
    func `whoever reads some categories in the first round reads them in the second`(engine: Engine) async throws {
        let journey = try await journey(engine)
        try await journey.tell()
        let limits = try await journey.world.database.read { connection in
            try connection.rows(
                """
                SELECT juror_category.category FROM juror_category JOIN juror ON juror.id = juror_category.juror
                JOIN edition ON edition.id = juror.edition
                WHERE edition.round_of = \(World.edition2014) AND juror.person = \(Somebody.benoit.id)
                """
            ).map { row -> Campaigns.Category.ID in try row["category"] }
        }
        #expect(limits == [World.inclusion])
    }

    @Test(arguments: Engine.available)
    func `a category that staff give the first part is that of the second, and is given there alone`(engine: Engine)
        async throws
    {
        let journey = try await journey(engine)
        try await journey.tell()
        let part = try #require(try await journey.sendPart())
        let julien = journey.october.visitor(.julien)
        let given: KeyValuePairs = ["category": World.inclusion.description, "category-reason": "Elle parle d’emploi."]
        let done = try await julien.submit("\(Self.first)/categorie", on: julien.get(Self.first), given)
        #expect(done.location == "\(Self.first)?ok=category")
        #expect(try await category(of: part, in: journey.world) == World.inclusion)
        let second = try await julien.get(part.deskPath)
        #expect(
            second.text.contains("Elle parle d’emploi.") && second.text.contains("changez-la sur la première partie"))
        let refused = try await julien.post(
            "\(part.deskPath)/categorie",
            ["token": "token-of-julien", "category": World.health.description, "category-reason": "Pour voir"])
        #expect(refused.status == .unprocessableContent)
        #expect(try await category(of: part, in: journey.world) == World.inclusion)
    }

    @Test(arguments: Engine.available)
    func `a second part is read by the checkpoints of its category alone`(engine: Engine) async throws {
        let journey = try await RoundJourney(engine)
        try await journey.world.addCategories()
        try await journey.world.put(World.nursery, in: World.inclusion)
        let yaml = ScaledGrid(0...10).yaml.replacing("{id: two, ", with: "{id: two, only: [sante], ")
        try await journey.world.database.write { connection in
            let id = try GridStore.adopt(yaml, now: World.monday, in: connection)
            try GridStore.bind(id, to: World.edition2014, in: connection)
        }
        try await journey.open()
        try await journey.choose()
        try await journey.tell()
        let part = try #require(try await journey.sendPart())
        let found: Assessment.ID? = try await journey.world.database.read { connection in
            try connection.row(
                """
                SELECT assessment.id FROM assessment JOIN juror ON juror.id = assessment.juror
                WHERE submission = \(part) AND juror.person = \(Somebody.awa.id)
                """)?["id"]
        }
        let reading = try #require(found)
        let page = try await journey.world(on: 42).visitor(.awa).get("\(reading.path)/feuille")
        #expect(page.text.contains("Point one") && page.text.contains("Point three"))
        #expect(!page.text.contains("Point two"))
        let desk = try await journey.world(on: 42).visitor(.awa).get(reading.path)
        #expect(!desk.text.contains("Point two") && desk.text.contains("Inclusion"))
    }

    @Test(arguments: Engine.available)
    func `what an older program kept of a second round is in the categories of its edition`(engine: Engine) async throws
    {
        let database = try await engine.emptyDatabase()
        try await OlderSteps.run(before: "round_categories", on: database)
        try await database.write { try $0.runScript(Self.older) }
        try await Migrator(folder: World.root + "/Migrations").migrate(database)
        let (part, declared, limits, stale) = try await database.read { connection in
            (
                try connection.row("SELECT category FROM submission WHERE id = 'p'")?["category"] as String?,
                try connection.rows("SELECT id FROM category WHERE edition = 'e' ORDER BY id").map { row -> String in
                    try row["id"]
                },
                try connection.rows("SELECT category FROM juror_category WHERE juror = 'k'").map { row -> String in
                    try row["category"]
                },
                try connection.count("SELECT count(*) AS count FROM file_progress WHERE is_stale = 1")
            )
        }
        #expect(part == "sante" && declared == ["ronde", "sante"] && limits == ["sante"] && stale == 1)
    }

    /// A first part in a category, a second part in none, one category that the round alone has, and a limited juror.
    private static let older = """
        INSERT INTO person (id, email, email_key, name, created_at) VALUES ('h', 'h@example.org', 'h@example.org', 'H', 0);
        INSERT INTO campaign (id, slug, name, created_at) VALUES ('c', 'c', 'C', 0);
        INSERT INTO edition (id, campaign, slug, name, created_at) VALUES ('e', 'c', 'e', 'E', 0);
        INSERT INTO edition (id, campaign, slug, name, created_at, round_of) VALUES ('r', 'c', 'r', 'R', 0, 'e');
        INSERT INTO category (id, edition, code, name_fr, position) VALUES ('sante', 'e', 'sante', 'Santé', 0);
        INSERT INTO category (id, edition, code, name_fr, position) VALUES ('double', 'r', 'sante', 'Santé', 0);
        INSERT INTO category (id, edition, code, name_fr, position) VALUES ('ronde', 'r', 'ronde', 'Ronde', 1);
        INSERT INTO initiative (id, slug, title, created_at) VALUES ('i', 'i', 'I', 0);
        INSERT INTO submission (id, edition, initiative, category, created_at, updated_at) VALUES ('s', 'e', 'i', 'sante', 0, 0);
        INSERT INTO submission (id, edition, initiative, created_at, updated_at) VALUES ('p', 'r', 'i', 0, 0);
        INSERT INTO file_progress (submission, edition, state, eligibility, changed_at) VALUES ('p', 'r', 'draft', 'pending', 0);
        INSERT INTO shortlisted (submission, round, chosen_at, told_at, part) VALUES ('s', 'r', 0, 1, 'p');
        INSERT INTO juror (id, edition, person, invited_at) VALUES ('j', 'e', 'h', 0);
        INSERT INTO juror (id, edition, person, invited_at) VALUES ('k', 'r', 'h', 0);
        INSERT INTO juror_category (juror, category) VALUES ('j', 'sante');
        """

    private func category(of file: Submission.ID, in world: World) async throws -> Campaigns.Category.ID? {
        try await world.database.read { connection in
            try connection.row("SELECT category FROM submission WHERE id = \(file)")?["category"]
        }
    }
}
