import Campaigns
import Foundation
import Identifiers
import Storage
import StorageTesting
import World

/// The world with one of everything that an address can name, in the edition of 2014 and in that of 2013.
extension World {
    static func furnished(_ engine: Engine = .sqlite, now: Date = World.monday) async throws -> World {
        let world = try await World(engine, now: now)
        try await world.database.write { connection in
            try Furnishings(year: 13, submission: thing("0a06", 13), edition: edition2013).put(in: connection)
            try Furnishings(year: 14, submission: nursery.description, edition: edition2014).put(in: connection)
        }
        return world
    }

    /// The key of a thing of these furnishings, of one of the two years.
    static func thing(_ kind: String, _ year: Int) -> String {
        (key(kind, year) as Identifier<Furnishings>).description
    }
}

struct Furnishings {
    let year: Int
    let submission: String
    let edition: Edition.ID

    private var isPast: Bool { year == 13 }
    private var words: String { "Texte" }
    private let day = World.monday - 86_400

    func put(in connection: any Connection) throws {
        if isPast { try putPastFile(in: connection) }
        try putPlan(in: connection)
        try putAnswers(in: connection)
        try putSheet(in: connection)
        try putAward(in: connection)
        try putMessage(in: connection)
        if !isPast { try putForm(in: connection) }
    }

    /// Its form is being shaped.
    private func putForm(in connection: any Connection) throws {
        try connection.run(
            """
            INSERT INTO form_draft (edition, source, started_at, changed_at, changed_by)
            VALUES (\(edition), \(World.defaultForm()), \(day), \(day), \(Somebody.mireille.id))
            """)
        try connection.run(
            """
            INSERT INTO form_draft_change (id, draft, at, person, kind, about)
            VALUES (\(id("0a5d")), \(edition), \(day), \(Somebody.mireille.id), 'begun', \(words))
            """)
    }

    private func id(_ kind: String) -> String { World.thing(kind, year) }

    /// A file of 2013 that nobody of the world wrote, with Awa's reading of it.
    private func putPastFile(in connection: any Connection) throws {
        try connection.run(
            "INSERT INTO import_run (id, kind, file, started_at) VALUES (\(id("0a12")), 'partners', \(words), \(day))")
        try connection.run(
            "INSERT INTO initiative (id, slug, title, created_at) VALUES (\(id("0a08")), 'initiative-13', \(words), \(day))"
        )
        try connection.run(
            "INSERT INTO initiative_organisation (initiative, organisation) VALUES (\(id("0a08")), \(World.bakery))")
        try connection.run(
            """
            INSERT INTO submission (id, edition, initiative, organisation, state, number, title, eligibility, created_at,
                updated_at, transmitted_at)
            VALUES (\(submission), \(edition), \(id("0a08")), \(World.bakery), 'transmitted', '2013-001', \(words), 'eligible',
                \(day), \(day), \(day))
            """)
        try connection.run(
            """
            INSERT INTO juror (id, edition, person, state, agreed_at, invited_at)
            VALUES (\(id("0a10")), \(edition), \(Somebody.awa.id), 'active', \(day), \(day))
            """)
        // The row of a juror stands for a role: without it, it opens nothing.
        try connection.run(
            """
            INSERT INTO role_grant (id, person, role, edition, granted_at)
            VALUES (\(id("0a07")), \(Somebody.awa.id), 'juror', \(edition), \(day))
            """)
        try connection.run(
            """
            INSERT INTO assessment (id, submission, juror, state, assigned_at, sent_at)
            VALUES (\(id("0a11")), \(submission), \(id("0a10")), 'sent', \(day), \(day))
            """)
        try connection.run(
            """
            INSERT INTO mark (assessment, checkpoint, kind, points, comment, updated_at)
            VALUES (\(id("0a11")), \(Places.checkpoint), 'level', 2, \(words), \(day))
            """)
    }

    private func putPlan(in connection: any Connection) throws {
        try connection.run(
            """
            INSERT INTO extension (id, phase, subject, ends_at, reason, granted_at)
            VALUES (\(id("0a04")), \(World.thing("0004", year * 100 + 5)), \(submission), \(World.monday + 40 * 86_400), \(words),
                \(day))
            """)
        try connection.run(
            """
            INSERT INTO export_template (id, edition, name, columns)
            VALUES (\(id("0a17")), \(edition), \(words), '["number","answer.title"]')
            """)
        // As the edition has one, its files are in it.
        try connection.run(
            """
            INSERT INTO category (id, edition, code, name_fr, position) VALUES (\(id("0a18")), \(edition), 'essai', \(words), 0)
            """)
        try connection.run("UPDATE submission SET category = \(id("0a18")) WHERE edition = \(edition)")
        try connection.run(
            """
            INSERT INTO target (id, edition, position, name, unit, goal, rule)
            VALUES (\(id("0a03")), \(edition), 0, \(words), \(words), 10, \(words))
            """)
        try connection.run(
            """
            INSERT INTO partner (id, name_fr, name_en, website, contact_name, contact_role, contact_email, created_at)
            VALUES (\(World.thing("0a05", 1)), \(words), \(words), 'https://example.org', \(words), \(words), 'p@example.org', \(day))
            ON CONFLICT (id) DO NOTHING
            """)
        try connection.run(
            """
            INSERT INTO partner_engagement (partner, edition, engagement) VALUES (\(World.thing("0a05", 1)), \(edition), \(words))
            """)
        for name in ["rules", "home-title", "home-lead"] {
            try connection.run(
                """
                INSERT INTO page_text (scope, name, language, body, updated_at)
                VALUES (\(edition), \(name), 'fr', \(words), \(day))
                """)
        }
    }

    private func putAnswers(in connection: any Connection) throws {
        for field in ["need", "response", "before", "effects"] {
            try connection.run(
                """
                INSERT INTO submission_answer (submission, field, value, updated_at)
                VALUES (\(submission), \(field), \(words), \(day)) ON CONFLICT (submission, field) DO NOTHING
                """)
        }
        try connection.run(
            """
            INSERT INTO submission_event (id, submission, kind, person, at, note)
            VALUES (\(id("0a07")), \(submission), 'transmitted', \(Somebody.coralie.id), \(day), \(words))
            """)
    }

    /// That of 2013 is public, that of 2014 waits for its owner.
    private func putSheet(in connection: any Connection) throws {
        try connection.run(
            """
            INSERT INTO sheet (id, initiative, edition, submission, state, title, strapline, content, tags, approved_by,
                approved_at, published_at, updated_at)
            SELECT \(id("0a09")), initiative, edition, id, \(isPast ? "published" : "awaiting-approval"), \(words), \(words),
                \(Self.content), '{"need": ["work-organisation"]}', \(words), \(isPast ? day : nil), \(isPast ? day : nil), \(day)
            FROM submission WHERE id = \(submission)
            """)
        try connection.run(
            """
            INSERT INTO sheet_event (id, sheet, kind, at, version, note)
            VALUES (\(id("0a0e")), \(id("0a09")), 'asked', \(day), 1, \(words))
            """)
    }

    /// Every part of a sheet has something to say.
    private static let content = """
        {"need": "Texte", "before": "Texte", "response": "Texte", "who_with": "Texte",
         "steps": [{"date": "2011-03", "text": "Texte"}], "effects": "Texte",
         "indicators": [{"name": "Texte", "unit": "Texte", "direction": "up", "baseline": 1, "baseline_date": "2011-03",
                         "value": 2, "date": "2012-03", "source": "Texte"}],
         "difficulties": ["Texte"], "levers": ["Texte"], "risk": "Texte", "reuse": "Texte", "reuse_conditions": ["Texte"],
         "cost": {"min": 1, "max": 2, "unit": "Texte", "per": "Texte", "note": "Texte"},
         "quote": {"text": "Texte", "role": "Texte"}, "description": "Texte", "website": "https://example.org/",
         "title_en": "Texte", "summary_en": "Texte"}
        """

    /// Decided in both years; that of 2013 is out.
    private func putAward(in connection: any Connection) throws {
        try connection.run(
            """
            INSERT INTO award (id, edition, position, name_fr, name_en, note)
            VALUES (\(id("0a0a")), \(edition), 0, \(words), \(words), \(words))
            """)
        try connection.run(
            """
            INSERT INTO decision (submission, outcome, award, reason, recorded_by, recorded_at)
            VALUES (\(submission), 'award', \(id("0a0a")), \(words), \(Somebody.mireille.id), \(day))
            """)
        let released: Date? = isPast ? day : nil
        try connection.run("INSERT INTO release (edition, released_at) VALUES (\(edition), \(released))")
        try connection.run("UPDATE submission SET announced_at = \(released) WHERE id = \(submission)")
    }

    private static let letter = """
        {"language": "fr", "subject": "Texte", "lead": "Texte", "paragraphs": ["Texte"], "points": [], "closing": ["Texte"]}
        """

    private func putMessage(in connection: any Connection) throws {
        try connection.run(
            """
            INSERT INTO message (id, edition, person, about, address, language, subject, letter, plain, html, state, created_at,
                send_after)
            VALUES (\(id("0a0d")), \(edition), \(Somebody.coralie.id), 'test', 'coralie@example.org', 'fr', \(words),
                \(Self.letter), \(words), \(words), 'held', \(day), \(day))
            """)
    }
}
