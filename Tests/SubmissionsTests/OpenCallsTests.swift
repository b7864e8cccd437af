import Campaigns
import Foundation
import Storage
import StorageTesting
import Submissions
import Testing
import WebTesting
import World

/// The next edition is opened while the last one still receives files.
struct OpenCallsTests {
    @Test(arguments: Engine.available)
    func `a second edition does not shut the call of the first`(engine: Engine) async throws {
        let world = try await World(engine)
        try await world.open("2015", callFrom: 300, to: 400)
        let visitor = world.stranger
        #expect(try await visitor.get("/").html.contains("/dossiers/nouveau"))
        let form = try await visitor.get("/dossiers/nouveau")
        #expect(form.text.contains("Présenter une initiative"))
        let answer = try await visitor.submit(
            "/dossiers/nouveau", on: form,
            ["email": "nadia@example.org", "organisation": "Levain", "title": "Au four"])
        #expect(try await visitor.follow(answer).text.contains("Regardez votre messagerie"))
    }

    @Test(arguments: Engine.available)
    func `of two calls each can be chosen, and one that has closed is not replaced`(engine: Engine) async throws {
        let world = try await World(engine)
        try await world.open("2015", callFrom: -1, to: 400)
        let romain = world.visitor(.romain)
        let form = try await romain.get("/dossiers/nouveau")
        #expect(form.html.contains("name=\"edition\" value=\"2014\""))
        #expect(form.html.contains("/dossiers/nouveau?edition=2015"))
        let other = try await romain.get("/dossiers/nouveau?edition=2015")
        let begun = try await romain.submit(
            "/dossiers/nouveau", on: other, ["organisation": "Levain", "title": "L’an prochain"])
        #expect(begun.status == .seeOther)
        let editions = try await world.database.read { connection in
            try connection.rows(
                """
                SELECT edition.slug FROM submission JOIN edition ON edition.id = submission.edition
                WHERE submission.title = 'L’an prochain'
                """
            ).map { row -> String in try row["slug"] }
        }
        #expect(editions == ["2015"])
        let gone = try await romain.submit(
            "/dossiers/nouveau", on: form, ["edition": "2013", "organisation": "Levain", "title": "Trop tard"])
        #expect(gone.status == .conflict)
        #expect(gone.text.contains("Trop tard"))
    }
}

extension World {
    /// Opens another edition, its call in days from Monday.
    fileprivate func open(_ slug: String, callFrom start: Double, to end: Double) async throws {
        let id: Edition.ID = World.key("0003", 15)
        let phase: Phase.ID = World.key("0004", 15)
        try await database.write { connection in
            try connection.run(
                """
                INSERT INTO edition (id, campaign, slug, name, status, created_at)
                SELECT \(id), campaign, \(slug), \("rally’nov \(slug)"), 'running', \(World.monday + 1)
                FROM edition WHERE id = \(World.edition2014)
                """)
            try connection.run(
                """
                INSERT INTO phase (id, edition, kind, name_fr, position, starts_at, ends_at)
                VALUES (\(phase), \(id), 'call', 'Dépôt des dossiers', 0,
                        \(World.monday + start * 86_400), \(World.monday + end * 86_400))
                """)
        }
    }
}
