import Campaigns
import Foundation
import Jury
import Storage
import StorageTesting
import Testing
import WebTesting
import World

@testable import Awards

/// A file was decided, and then its readings change.
struct ChangedReadingsTests {
    private static let decision = "/agence/editions/2014/decisions/\(World.nursery)"
    private static let ties = "/jury/2014/interets"
    private static let duty = "ont changé depuis la décision"
    private static let asked = "Les lectures de ce dossier ont changé depuis la décision"

    @Test(arguments: Engine.available)
    func `a tie that is stated after the decision is told to staff and chair, until they confirm it`(engine: Engine)
        async throws
    {
        let world = try await World(engine)
        try await world.sendOne()
        try await decide(in: world)
        for somebody in [Somebody.julien, .genevieve] {
            #expect(try await !home(somebody, world).contains(Self.duty), "\(somebody)")
        }
        try await tie(in: world)
        for somebody in [Somebody.julien, .genevieve] {
            #expect(try await home(somebody, world).contains(Self.duty), "\(somebody)")
        }
        #expect(try await !home(.awa, world).contains(Self.duty))
        let julien = world.visitor(.julien)
        let page = try await julien.get(Self.decision)
        #expect(page.text.contains(Self.asked) && page.text.contains("La lecture de Awa ne compte plus"))
        #expect(try await julien.get("/agence/editions/2014/publication").text.contains(Self.duty))
        let confirmed = try await julien.submit(Self.decision, on: page, ["meant": "on"])
        #expect(confirmed.status == .seeOther)
        let after = try await julien.get(Self.decision)
        #expect(!after.text.contains(Self.asked) && after.text.contains("Confirmée"))
        #expect(try await !home(.genevieve, world).contains(Self.duty))
    }

    @Test(arguments: Engine.available)
    func `a role that is taken away and given back is told and forgotten`(engine: Engine) async throws {
        let world = try await World(engine)
        try await world.sendOne()
        try await decide(in: world)
        let hat = Hat(.juror, in: World.edition2014)
        try await world.roles.revoke(hat, from: Somebody.awa.id, by: Somebody.mireille.id)
        #expect(try await home(.julien, world).contains(Self.duty))
        try await world.roles.grant(hat, to: Somebody.awa.id, by: Somebody.mireille.id, at: World.monday)
        #expect(try await !home(.julien, world).contains(Self.duty))
        let history = try await world.visitor(.julien).get(Self.decision).text
        #expect(history.contains("La lecture de Awa est en suspens") && history.contains("compte de nouveau"))
    }

    @Test(arguments: Engine.available)
    func `a reading that is reopened asks again, and a changed decision answers it`(engine: Engine) async throws {
        let world = try await World(engine)
        try await world.sendOne()
        try await decide(in: world)
        try await world.database.write { connection in
            try connection.run("UPDATE assessment SET state = 'draft', sent_at = NULL WHERE id = \(World.reading)")
            try ResultsStore.noteAssessments(in: connection)
        }
        #expect(try await home(.julien, world).contains(Self.duty))
        let julien = world.visitor(.julien)
        _ = try await julien.submit(
            Self.decision, on: julien.get(Self.decision), ["choice": "not-retained", "meant": "on"])
        #expect(try await !home(.julien, world).contains(Self.duty))
    }

    @Test(arguments: Engine.available)
    func `nothing is asked once the decision is out, nor of one whose readings are not known`(engine: Engine)
        async throws
    {
        let world = try await World(engine)
        try await world.sendOne()
        try await world.putDecision("retained")
        try await tie(in: world)
        #expect(try await !home(.julien, world).contains(Self.duty))
        let other = try await World(engine)
        try await other.sendOne()
        try await decide(in: other)
        try await tie(in: other)
        try await other.database.write { connection in
            try connection.run("UPDATE submission SET announced_at = \(World.monday) WHERE id = \(World.nursery)")
        }
        #expect(try await !home(.julien, other).contains(Self.duty))
    }

    @Test(arguments: Engine.available)
    func `letters that were prepared still tell a decision that is confirmed`(engine: Engine) async throws {
        let world = try await World(engine)
        try await world.sendOne()
        try await decide(in: world)
        let (julien, path) = (world.visitor(.julien), "/agence/editions/2014/publication")
        _ = try await julien.submit("\(path)/lettres", on: julien.get(path), [:])
        try await tie(in: world)
        _ = try await julien.submit(Self.decision, on: julien.get(Self.decision), ["meant": "on"])
        #expect(try await julien.get(path).html.contains("\(path)/maintenant"))
    }

    @Test(arguments: Engine.available, ["reading", "file"])
    func `what changed while the form was open is shown before anything is recorded, and the text is kept`(
        engine: Engine, changed: String
    ) async throws {
        let world = try await World(engine)
        try await world.sendOne()
        let (julien, later) = (world.visitor(.julien), World.monday + 60)
        let page = try await julien.get(Self.decision)
        try await world.database.write { connection in
            if changed == "reading" {
                try connection.run("UPDATE assessment SET sent_at = \(later) WHERE id = \(World.reading)")
            } else {
                try connection.run(
                    """
                    INSERT INTO submission_answer (submission, field, value, updated_at)
                    VALUES (\(World.nursery), 'need', 'Autrement', \(later))
                    ON CONFLICT (submission, field) DO UPDATE SET value = excluded.value, updated_at = excluded.updated_at
                    """)
            }
            try ResultsStore.noteAssessments(in: connection)
        }
        let fields: KeyValuePairs = ["choice": "retained", "reason": "Une équipe qui décide", "meant": "on"]
        let asked = try await julien.submit(Self.decision, on: page, fields)
        #expect(asked.status == .conflict && asked.html.contains("Une équipe qui décide</textarea>"))
        #expect(asked.text.contains("ont changé depuis que cette page a été ouverte"))
        let none = try await world.database.read { try $0.count("SELECT count(*) AS count FROM decision") }
        #expect(none == 0)
        #expect(try await julien.submit(Self.decision, on: asked, ["meant": "on"]).status == .seeOther)
    }

    private func decide(in world: World) async throws {
        let julien = world.visitor(.julien)
        let fields: KeyValuePairs = ["choice": "retained", "reason": "Une équipe qui décide", "meant": "on"]
        #expect(try await julien.submit(Self.decision, on: julien.get(Self.decision), fields).status == .seeOther)
    }

    private func tie(in world: World) async throws {
        let awa = world.visitor(.awa)
        let page = try await awa.get("/jury/dossiers/\(World.reading)/abstention")
        let answer = try await awa.submit(
            "/jury/dossiers/\(World.reading)/abstention", on: page, ["reason": "tie", "words": "Mon employeur"])
        #expect(answer.status == .seeOther)
    }

    private func home(_ somebody: Somebody, _ world: World) async throws -> String {
        try await world.visitor(somebody).get("/ma-page").text
    }
}

extension World {
    fileprivate func sendOne() async throws {
        try await database.write { connection in
            try connection.run(
                "UPDATE assessment SET state = 'sent', sent_at = \(World.monday) WHERE id = \(World.reading)")
            try ResultsStore.noteAssessments(in: connection)
        }
    }
}
