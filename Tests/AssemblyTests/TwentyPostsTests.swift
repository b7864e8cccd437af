import Foundation
import Storage
import StorageTesting
import Testing
import WebTesting
import World

/// A button pressed twenty times does its work once.
struct TwentyPostsTests {
    @Test(arguments: Engine.available)
    func `twenty awards that say the same are one`(engine: Engine) async throws {
        let world = try await World(engine)
        let path = "/agence/editions/2014/prix"
        let fields: KeyValuePairs = ["name_fr": "Prix du travail", "name_en": "", "kind": "award", "note": ""]
        let statuses = try await world.press(path, from: path, fields, as: .julien)
        #expect(statuses.allSatisfy { $0 == 303 })
        #expect(try await world.count("SELECT count(*) AS count FROM award WHERE edition = \(World.edition2014)") == 1)
    }

    private struct Form: Sendable {
        let path: String
        let page: String
        let by: Somebody
        let fields: KeyValuePairs<String, String>
        /// What is then there once.
        let made: SQL

        init(
            _ path: String, new: String = "", by somebody: Somebody, _ fields: KeyValuePairs<String, String>, made: SQL
        ) {
            (self.path, page, by) = (path, path + new, somebody)
            (self.fields, self.made) = (fields, made)
        }
    }

    private static let edition = "/agence/editions/2014"

    private static let forms = [
        Form(
            "/agence/reglages/campagnes", new: "/nouvelle", by: .mireille,
            ["name": "Été des idées", "departments": "Doubs"], made: "campaign WHERE name = 'Été des idées'"),
        Form("/agence/editions/nouvelle", by: .mireille, [:], made: "edition WHERE slug = '2015'"),
        Form(
            edition + "/phases", new: "/nouvelle", by: .julien,
            ["name_fr": "Visites", "start_day": "01/10/2014", "end_day": "02/10/2014"],
            made: "phase WHERE name_fr = 'Visites'"),
        Form(
            edition + "/objectifs", new: "/nouveau", by: .julien,
            ["name": "Ateliers", "goal": "10", "rule": "Un atelier compte une fois."],
            made: "target WHERE name = 'Ateliers'"),
        Form(
            "/agence/partenaires", new: "/nouveau", by: .julien, ["name_fr": "Chambre des Fours"],
            made: "partner WHERE name_fr = 'Chambre des Fours'"),
        Form(
            "/agence/organisations/nouvelle", by: .julien, ["name": "Les Meules"],
            made: "organisation WHERE name = 'Les Meules'"),
        person("Odile", "odile@example.org", made: "message WHERE address = 'odile@example.org'"),
        person("Damien", "damien@example.org", made: "message WHERE address = 'damien@example.org'"),
        Form(
            edition + "/jury", by: .mireille, ["name": "Odile", "email": "odile@example.org"],
            made: "message WHERE address = 'odile@example.org'"),
        Form(
            edition + "/fiches", by: .sabine, ["submission": World.nursery.description],
            made: "sheet WHERE submission = \(World.nursery)"),
    ]

    private static func person(_ name: String, _ email: String, made: SQL) -> Form {
        Form(
            "/agence/personnes/nouvelle", by: .mireille,
            [
                "name": name, "email": email, "role": "observer", "edition": World.edition2014.description,
                "invited": "on",
            ], made: made)
    }

    @Test(arguments: Engine.available)
    func `whatever twenty identical forms add is there once, and none of them is refused`(engine: Engine) async throws {
        for form in Self.forms {
            let world = try await World(engine)
            let statuses = try await world.press(form.path, from: form.page, form.fields, as: form.by)
            #expect(statuses.allSatisfy { $0 == 303 }, "\(form.path): \(Set(statuses))")
            #expect(try await world.count("SELECT count(*) AS count FROM \(form.made)") == 1, "\(form.path)")
        }
    }

    @Test(arguments: Engine.available)
    func `twenty invitations are one letter`(engine: Engine) async throws {
        let world = try await World(engine)
        let person = "/agence/personnes/\(Somebody.damien.id)"
        let statuses = try await world.press(person + "/invitation", from: person, [:], as: .mireille)
        #expect(statuses.allSatisfy { $0 == 303 })
        #expect(try await world.count("SELECT count(*) AS count FROM message") == 1)
    }

    @Test(arguments: Engine.available)
    func `twenty reminders are one letter`(engine: Engine) async throws {
        let world = try await World(engine)
        let juror = "/agence/editions/2014/jury/\(World.juror(.awa))"
        let statuses = try await world.press(juror + "/rappel", from: "/agence/editions/2014/jury", [:], as: .julien)
        #expect(statuses.allSatisfy { $0 == 303 })
        #expect(try await world.count("SELECT count(*) AS count FROM message") == 1)
    }

    @Test(arguments: Engine.available)
    func `twenty test letters are one`(engine: Engine) async throws {
        let world = try await World(engine)
        let settings = "/agence/reglages/courriel"
        try await world.database.write(for: .insiders) { connection in
            try connection.run(
                """
                INSERT INTO mail_setting (id, server, from_email) VALUES ('mail', 'mail.example.org', 'agence@example.org')
                ON CONFLICT (id) DO UPDATE SET server = excluded.server, from_email = excluded.from_email
                """)
        }
        _ = try await world.press(settings + "/essai", from: settings, [:], as: .mireille)
        #expect(try await world.count("SELECT count(*) AS count FROM message") == 1)
    }

    @Test(arguments: Engine.available)
    func `twenty files typed for the same organisation are one`(engine: Engine) async throws {
        let world = try await World(engine)
        let path = "/agence/editions/2014/dossiers/saisir"
        let fields: KeyValuePairs = ["organisation": "Levain", "title": "Au téléphone", "email": "odile@example.org"]
        let statuses = try await world.press(path, from: path, fields, as: .julien)
        #expect(statuses.allSatisfy { $0 == 303 })
        #expect(try await world.count("SELECT count(*) AS count FROM submission WHERE title = 'Au téléphone'") == 1)
        // Nobody is written to before the agency asks.
        #expect(try await world.count("SELECT count(*) AS count FROM message") == 0)
    }

    @Test(arguments: Engine.available)
    func `twenty letters that ask for more are one, and one line of the history`(engine: Engine) async throws {
        let world = try await World(engine)
        try await world.leaveOpen("need-established")
        let desk = "/agence/dossiers/\(World.nursery)"
        let statuses = try await world.press(
            desk + "/precisions", from: desk + "?precisions=need-established", [:], as: .julien)
        #expect(statuses.allSatisfy { $0 == 303 })
        #expect(try await world.count("SELECT count(*) AS count FROM message") == 1)
        #expect(
            try await world.count(
                "SELECT count(*) AS count FROM submission_event WHERE kind = 'precisions-asked'") == 1)
    }

    @Test(arguments: Engine.available)
    func `twenty letters that ask to read again are one, and one line of the history`(engine: Engine) async throws {
        let world = try await World(engine)
        try await world.database.write { connection in
            try connection.run("UPDATE submission SET is_on_behalf = 1 WHERE id = \(World.ovens)")
        }
        let desk = "/agence/dossiers/\(World.ovens)"
        let statuses = try await world.press(desk + "/relecture", from: desk, [:], as: .julien)
        #expect(statuses.allSatisfy { $0 == 303 })
        #expect(try await world.count("SELECT count(*) AS count FROM message") == 1)
        #expect(
            try await world.count("SELECT count(*) AS count FROM submission_event WHERE kind = 'reading-asked'") == 1)
    }
}

extension World {
    fileprivate func press(
        _ path: String, from page: String, _ fields: KeyValuePairs<String, String>, as somebody: Somebody
    ) async throws -> [Int] {
        let visitor = visitor(somebody)
        let form = try await visitor.get(page)
        return try await withThrowingTaskGroup(of: Int.self) { group in
            for _ in 0..<20 {
                group.addTask { try await visitor.submit(path, on: form, fields).status.code }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
    }

    fileprivate func count(_ statement: SQL) async throws -> Int { try await database.read { try $0.count(statement) } }
}
