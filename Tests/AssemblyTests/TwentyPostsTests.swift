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
