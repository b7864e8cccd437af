import Campaigns
import Mail
import Storage
import StorageTesting
import Submissions
import Testing
import WebTesting
import World

/// Where several editions are open, each line of a home page says of which one it is.
struct DutyEditionTests {
    @Test(arguments: Engine.available)
    func `a file is said to be of its edition once another one is open`(engine: Engine) async throws {
        let world = try await World(engine)
        let line = "rally’nov 2014"
        let before = try await block(of: "\"/dossiers/\(World.ovens)\"", on: world.visitor(.romain))
        #expect(!before.contains(line))
        try await open(in: world)
        #expect(try await block(of: "\"/dossiers/\(World.ovens)\"", on: world.visitor(.romain)).contains(line))
        #expect(try await block(of: "\"/dossiers/\(World.nursery)\"", on: world.visitor(.coralie)).contains(line))
    }

    @Test(arguments: Engine.available)
    func `messages are counted in each edition that is open, and lead to those alone`(engine: Engine) async throws {
        let world = try await World(engine)
        try await open(in: world)
        let mireille = world.visitor(.mireille)
        try await world.database.write { connection in
            for (number, edition) in [World.edition2013, World.edition2014, World.edition2014, nil].enumerated() {
                try connection.run(
                    """
                    INSERT INTO message (id, edition, address, language, subject, letter, plain, html, state, created_at, send_after)
                    VALUES (\(World.key("0034", number) as Campaign.ID), \(edition), 'x@example.org', 'fr', 'Objet', '{}', 'Texte',
                        'Texte', 'failed', \(World.monday), \(World.monday))
                    """)
            }
        }
        let html = try await mireille.get("/ma-page").html
        for edition in [World.edition2013, World.edition2014] {
            #expect(html.contains("/agence/messages?etat=failed&amp;edition=\(edition)"), "\(edition)")
        }
        let text = try await mireille.get("/ma-page").text
        #expect(text.contains("2 messages ne sont pas partis"))
        // That of no edition stands by itself.
        #expect(html.contains("href=\"/agence/messages?etat=failed\""))
    }

    @Test(arguments: Engine.available)
    func `a sheet that waits, and what was decided, are said to be of their edition`(engine: Engine) async throws {
        let world = try await World(engine)
        try await world.database.write { connection in
            try connection.run(
                """
                INSERT INTO sheet (id, initiative, edition, submission, state, title, updated_at)
                SELECT \(World.key("0031", 1) as Campaign.ID), initiative, edition, id, 'approved', title, \(World.monday)
                FROM submission WHERE id = \(World.nursery)
                """)
            try connection.run(
                """
                INSERT INTO decision (submission, outcome, reason, recorded_at)
                VALUES (\(World.nursery), 'retained', 'Une équipe qui décide', \(World.monday.addingTimeInterval(-7_200)))
                """)
            try connection.run(
                "UPDATE submission SET announced_at = \(World.monday.addingTimeInterval(-3_600)) WHERE id = \(World.nursery)"
            )
        }
        let coralie = world.visitor(.coralie)
        #expect(try await block(of: "est retenu", on: coralie).contains("rally’nov 2014"))
        #expect(try await block(of: "L’agence publie la fiche", on: coralie).contains("rally’nov 2014"))
    }

    /// The edition of 2013 runs beside that of 2014.
    private func open(in world: World) async throws {
        try await world.database.write { connection in
            try connection.run("UPDATE edition SET status = 'running' WHERE id = \(World.edition2013)")
        }
    }

    /// The line of the home page that says these words, or leads there, with what stands below it.
    private func block(of words: String, on visitor: Visitor) async throws -> String {
        let html = try await visitor.get("/ma-page").html.replacing("\u{A0}", with: " ")
        let lines = html.components(separatedBy: "<li")
        return try #require(lines.first { $0.contains(words) })
    }
}
