import Foundation
import Identifiers
import Storage
import StorageTesting
import Testing
import WebTesting
import Words
import World

@testable import Campaigns

struct EditionRemovalTests {
    private static let next: Edition.ID = World.key("0003", 15)
    private let path = "/agence/editions/2015/retirer"

    @Test(arguments: Engine.available)
    func `an edition in preparation goes by a typed word, with all that hangs on it, and whoever loses a role is told`(
        engine: Engine
    ) async throws {
        let world = try await Self.prepared(engine)
        let mireille = world.visitor(.mireille)
        #expect(try await mireille.get("/agence/editions/2015").html.contains("href=\"\(path)\""))
        let page = try await mireille.get(path)
        for words in ["Retirer rally’nov 2015", "13 phases", "1 prix", "1 objectif", "Awa", "Damien"] {
            #expect(page.text.contains(words), "\(words)")
        }
        let refused = try await mireille.submit(path, on: page, ["confirmation": "retirer 2014"])
        #expect(refused.status == .unprocessableContent)
        #expect(refused.html.contains("href=\"#confirmation\"") && refused.html.contains("value=\"retirer 2014\""))
        #expect(try await EditionStore(database: world.database).find("2015") != nil)
        let gone = try await mireille.submit(path, on: page, ["confirmation": " Retirer 2015"])
        #expect(gone.location == "/agence/editions?ok=removed")
        #expect(try await mireille.follow(gone).text.contains("L’édition est retirée"))
        #expect(try await EditionStore(database: world.database).all().map(\.slug) == ["2014", "2013"])
        #expect(try await mireille.get("/agence/editions/2015").status == .notFound)
        let noted = try await world.noted("edition-removed")
        #expect(noted.map(\.actor) == [Somebody.mireille.id])
        #expect(noted.first?.thing == "edition \(Self.next)")
        #expect(noted.first?.holds(["slug": "2015", "name": "rally'nov 2015"]) == true)
        #expect(Set(try await world.noted("role-revoked").map(\.whom)) == [Somebody.awa.id, Somebody.damien.id])
        #expect(try await Self.told(in: world) == [Somebody.awa.id, Somebody.damien.id])
        #expect(try await Self.letterState(in: world) == "cancelled")
    }

    @Test(arguments: Engine.available)
    func `an edition with a file stays, and its page says why and what can be done instead`(engine: Engine) async throws
    {
        let world = try await Self.prepared(engine)
        try await world.database.write { connection in
            try connection.run(
                "UPDATE submission SET edition = \(Self.next) WHERE id = \(World.ovens)")
        }
        let mireille = world.visitor(.mireille)
        let page = try await mireille.get(path)
        #expect(page.text.contains("Cette édition ne peut pas être retirée"))
        #expect(page.text.contains("1 dossier s’y trouve") && page.text.contains("la laisser en préparation"))
        #expect(page.form(to: path) == nil)
        // A page that was open before the file came.
        let fields = ["token": "token-of-mireille", "revision": "1", "confirmation": "retirer 2015"]
        let answer = try await mireille.post(path, fields.map { ($0.key, $0.value) })
        #expect([.unprocessableContent, .conflict].contains(answer.status))
        #expect(try await EditionStore(database: world.database).find("2015") != nil)
        #expect(try await world.noted("edition-removed").isEmpty)
    }

    @Test(arguments: Engine.available)
    func `an edition that is under way or was public is never removed`(engine: Engine) async throws {
        let world = try await World(engine)
        for (slug, words) in [("2014", "Elle est en cours"), ("2013", "Elle a été publique")] {
            let page = try await world.visitor(.mireille).get("/agence/editions/\(slug)/retirer")
            #expect(page.text.contains(words) && !page.text.contains("la laisser en préparation"), "\(slug)")
            #expect(page.form(to: "/agence/editions/\(slug)/retirer") == nil)
        }
    }

    @Test(arguments: Engine.available)
    func `whoever does not run an edition neither reads what would go nor removes it`(engine: Engine) async throws {
        let world = try await Self.prepared(engine)
        let julien = world.visitor(.julien)
        #expect(try await julien.get(path).status == .notFound)
        let fields: KeyValuePairs = ["token": "token-of-julien", "revision": "1", "confirmation": "retirer 2015"]
        #expect(try await julien.post(path, fields).status == .notFound)
        #expect(try await EditionStore(database: world.database).find("2015") != nil)
    }

    @Test(arguments: Engine.available)
    func `an edition that moved on in another window is shown again with what was typed`(engine: Engine) async throws {
        let world = try await Self.prepared(engine)
        let mireille = world.visitor(.mireille)
        let page = try await mireille.get(path)
        try await world.database.write { connection in
            try connection.run("UPDATE edition SET revision = revision + 1 WHERE id = \(Self.next)")
        }
        let answer = try await mireille.submit(path, on: page, ["confirmation": "remove 2015"])
        #expect(answer.status == .conflict && answer.html.contains("value=\"remove 2015\""))
        #expect(try await mireille.submit(path, on: answer, ["confirmation": "remove 2015"]).status == .seeOther)
    }

    @Test(arguments: Engine.available)
    func `what came into it since its page was shown is shown before it goes`(engine: Engine) async throws {
        let world = try await Self.prepared(engine)
        let mireille = world.visitor(.mireille)
        let page = try await mireille.get(path)
        try await world.roles.grant(
            Hat(.observer, in: Self.next), to: Somebody.coralie.id, by: Somebody.mireille.id, at: World.monday)
        let answer = try await mireille.submit(path, on: page, ["confirmation": "retirer 2015"])
        #expect(answer.status == .conflict && answer.text.contains("Coralie"))
        #expect(try await EditionStore(database: world.database).find("2015") != nil)
        #expect(try await mireille.submit(path, on: answer, ["confirmation": "retirer 2015"]).status == .seeOther)
    }

    @Test(arguments: Engine.available)
    func `the command says what would go, and removes it once its word is typed again`(engine: Engine) async throws {
        let world = try await Self.prepared(engine)
        let command = EditionCommand(database: world.database, roles: world.roles)
        let asked = try await command.remove("2015", confirmedBy: nil, now: World.monday)
        #expect(asked.exit == 1 && asked.text.contains("--confirm 2015"), "\(asked.text)")
        #expect(asked.text.contains("phases\t13") && asked.text.contains("role\tjuror\tAwa"), "\(asked.text)")
        #expect(try await EditionStore(database: world.database).find("2015") != nil)
        let done = try await command.remove("2015", confirmedBy: "2015", now: World.monday)
        #expect(done.exit == 0 && done.text.hasPrefix("removed: 2015"), "\(done.text)")
        #expect(try await EditionStore(database: world.database).find("2015") == nil)
        #expect(try await world.noted("edition-removed").map(\.actor) == [nil])
        #expect(try await command.remove("2014", confirmedBy: "2014", now: World.monday).text.contains("under way"))
        #expect(try await command.remove("2015", confirmedBy: "2015", now: World.monday).exit == 1)
    }

    /// What stands for an edition in any table goes with it, keeps it, or forgets it.
    @Test func `no table that belongs to an edition is forgotten`() throws {
        let folder = World.root + "/Migrations"
        var tables: Set<String> = []
        for file in try FileManager.default.contentsOfDirectory(atPath: folder) {
            let text = try String(contentsOfFile: "\(folder)/\(file)", encoding: .utf8)
            for statement in text.split(separator: ";") where statement.contains("REFERENCES edition (id)") {
                if let found = statement.firstMatch(of: /CREATE TABLE (\w+)/) { tables.insert(String(found.1)) }
            }
        }
        #expect(tables.count > 15)
        let path = World.root + "/Sources/Campaigns/Removal/EditionRemovalStore.swift"
        let store = try String(contentsOfFile: path, encoding: .utf8)
        // These hang on files, which keep the edition.
        for table in tables.subtracting(["file_progress", "file_result"]) {
            #expect(store.contains("FROM \(table) ") || store.contains("UPDATE \(table) "), "\(table)")
        }
    }
}

extension EditionRemovalTests {
    /// The edition of 2015, in preparation, with something of each kind.
    private static func prepared(_ engine: Engine) async throws -> World {
        let world = try await World(engine)
        let plan = EditionPlan(
            key: "", name: "rally'nov 2015", slug: "2015", firstDay: Day("2015-01-12")!,
            campaign: World.campaign.description, previous: World.edition2014.description)
        _ = try await EditionPlanStore(database: world.database).make(
            plan, as: next, by: Somebody.mireille.id, at: World.monday)
        try await world.roles.grant(
            Hat(.juror, in: next), to: Somebody.awa.id, by: Somebody.mireille.id, at: World.monday)
        try await world.roles.grant(
            Hat(.relay, in: next), to: Somebody.damien.id, by: Somebody.mireille.id, at: World.monday)
        try await world.database.write { connection in for statement in things { try connection.run(statement) } }
        return world
    }

    private static var things: [SQL] {
        let (partner, juror): (Partner.ID, Campaign.ID) = (World.key("0b05", 1), World.key("0b10", 1))
        return [
            "DELETE FROM target WHERE edition = \(next)", "DELETE FROM juror WHERE edition = \(next)",
            """
            INSERT INTO target (id, edition, position, name, goal, rule)
            VALUES (\(World.key("0b03", 1) as Campaign.ID), \(next), 0, 'Initiatives', 20, 'Publiées')
            """,
            "INSERT INTO partner (id, name_fr, created_at) VALUES (\(partner), 'Chambre', \(World.monday))",
            "INSERT INTO partner_engagement (partner, edition) VALUES (\(partner), \(next))",
            """
            INSERT INTO award (id, edition, position, name_fr)
            VALUES (\(World.key("0b0a", 1) as Campaign.ID), \(next), 0, 'Prix du temps')
            """,
            """
            INSERT INTO juror (id, edition, person, state, invited_at)
            VALUES (\(juror), \(next), \(Somebody.awa.id), 'active', \(World.monday))
            """,
            """
            INSERT INTO chair_event (id, juror, kind, at)
            VALUES (\(World.key("0b11", 1) as Campaign.ID), \(juror), 'chairs', \(World.monday))
            """,
            "INSERT INTO juror_proposal (edition, person) VALUES (\(next), \(Somebody.benoit.id))",
            "INSERT INTO release (edition) VALUES (\(next))",
            "INSERT INTO file_rule (edition, most_of_organisation) VALUES (\(next), 2)",
            """
            INSERT INTO category (id, edition, code, name_fr, position)
            VALUES (\(World.key("0b15", 1) as Campaign.ID), \(next), 'essai', 'Essai', 0)
            """,
            """
            INSERT INTO export_template (id, edition, name, columns)
            VALUES (\(World.key("0b14", 1) as Campaign.ID), \(next), 'Liste courte', '["number"]')
            """,
            "INSERT INTO kept_text (edition, thing, mark) VALUES (\(next), 'target:1', 'x')",
            "INSERT INTO role_taken (person, role, edition) VALUES (\(Somebody.edith.id), 'submitter', \(next))",
            """
            INSERT INTO page_text (scope, name, language, body, updated_at)
            VALUES (\(next.description), 'home', 'fr', 'Bienvenue', \(World.monday))
            """,
            """
            INSERT INTO message (id, edition, address, language, subject, letter, plain, html, state, created_at, send_after)
            VALUES (\(letter), \(next.description), 'x@example.org', 'fr', 'Objet', '{}', 'Texte', 'Texte', 'held',
                \(World.monday), \(World.monday))
            """,
        ]
    }

    private static let letter: Campaign.ID = World.key("0b0d", 1)

    private static func letterState(in world: World) async throws -> String? {
        try await world.database.read { connection in
            try connection.row("SELECT state FROM message WHERE id = \(letter)")?["state"]
        }
    }

    private static func told(in world: World) async throws -> Set<Person.ID> {
        try await world.database.read { connection in
            let rows = try connection.rows(
                "SELECT person FROM message WHERE about LIKE 'role:%' AND person IS NOT NULL")
            return Set(try rows.map { try $0["person"] as Person.ID })
        }
    }
}
