import Foundation
import Grids
import Storage
import StorageTesting
import Testing
import WebTesting
import World

/// A file found eligible with questions that nobody has looked at.
struct EligibilityQuestionTests {
    private static let file = "/agence/dossiers/\(World.nursery)"
    private static let path = file + "/recevabilite"
    private static let gates = (try? World.defaultGrid().1.gates) ?? []

    @Test(arguments: Engine.available)
    func `it is asked about once, with the questions, and kept when that is meant`(engine: Engine) async throws {
        let world = try await World(engine)
        try await world.database.write { connection in
            try connection.run("UPDATE submission SET eligibility = 'pending' WHERE id = \(World.nursery)")
        }
        let julien = world.visitor(.julien)
        let asked = try await julien.submit(
            Self.path, on: julien.get(Self.file),
            ["verdict": "eligible", "gate.territory": "yes", "note": "Une note à garder"])
        #expect(asked.status == .unprocessableContent)
        #expect(asked.html.contains("name=\"unlooked\"") && asked.html.contains("Une note à garder</textarea>"))
        #expect(asked.html.contains("value=\"eligible\" checked"))
        let list = try #require(asked.html.firstMatch(of: /id="unlooked"[\s\S]*?<ul>([\s\S]*?)<\/ul>/)).1
        #expect(list.components(separatedBy: "<li>").count == Self.gates.count)
        #expect(try await eligibility(in: world) == "pending")
        #expect(try await julien.submit(Self.path, on: asked, ["unlooked": "on"]).status == .seeOther)
        #expect(try await eligibility(in: world) == "eligible")
    }

    @Test(arguments: Engine.available)
    func `a file under a record of another name is found eligible once that was read`(engine: Engine) async throws {
        let world = try await World(engine)
        try await world.database.write { connection in
            try connection.run(
                "UPDATE submission SET eligibility = 'pending', confirmed_organisation = NULL WHERE id = \(World.nursery)"
            )
            try connection.run(
                """
                INSERT INTO submission_answer (submission, field, value, updated_at)
                VALUES (\(World.nursery), 'organisation.name', 'Une rivale', \(World.monday))
                """)
        }
        let julien = world.visitor(.julien)
        let page = try await julien.get(Self.file)
        #expect(page.text.contains("Une rivale"))
        let fields: KeyValuePairs = ["verdict": "eligible", "unlooked": "on"]
        let asked = try await julien.submit(Self.path, on: page, fields)
        #expect(asked.status == .unprocessableContent)
        #expect(asked.text.contains("J’ai lu que la notice porte un autre nom : À Portée de Pas"))
        #expect(try await eligibility(in: world) == "pending")
        #expect(try await julien.submit(Self.path, on: asked, ["misnamed": "on"]).status == .seeOther)
        #expect(try await eligibility(in: world) == "eligible")
        // Whatever its owner types later, it is called as it was confirmed.
        try await world.database.write { connection in
            try connection.run(
                """
                UPDATE submission_answer SET value = 'Un tiers nom' WHERE submission = \(World.nursery)
                AND field = 'organisation.name'
                """)
        }
        let results = try await julien.get("/jury/2014/resultats").text
        #expect(results.contains("À Portée de Pas") && !results.contains("Un tiers nom"))
    }

    @Test(arguments: Engine.available)
    func `a file that the agency sends itself is asked about in the same way`(engine: Engine) async throws {
        let world = try await World(engine)
        try await CompleteFile.fill(World.ovens, in: world, without: ["organisation.name"])
        try await world.database.write { connection in
            try connection.run("DELETE FROM submission_author WHERE submission = \(World.ovens)")
            try connection.run("UPDATE submission SET is_on_behalf = 1 WHERE id = \(World.ovens)")
            try connection.run(
                """
                INSERT INTO submission_answer (submission, field, value, updated_at)
                VALUES (\(World.ovens), 'organisation.name', 'Une rivale', \(World.monday))
                """)
        }
        let (julien, sending) = (world.visitor(.julien), "/dossiers/\(World.ovens)/transmettre")
        let asked = try await julien.submit(sending, on: julien.get(sending), [:])
        #expect(asked.status == .unprocessableContent)
        #expect(asked.text.contains("J’ai lu que la notice porte un autre nom") && asked.html.contains("#misnamed"))
        let state = try await world.database.read {
            try $0.row("SELECT state FROM submission WHERE id = \(World.ovens)")?["state"] as String?
        }
        #expect(state == "draft")
        let other = try await julien.submit(sending, on: asked, ["misnamed": "on", "record-name": "Une autre"])
        #expect(other.status == .unprocessableContent)
        #expect(try await julien.submit(sending, on: asked, ["misnamed": "on"]).status == .seeOther)
    }

    @Test(arguments: Engine.available)
    func `case, accents and spaces make no other name`(engine: Engine) async throws {
        let world = try await World(engine)
        try await world.database.write { connection in
            try connection.run("UPDATE submission SET eligibility = 'pending' WHERE id = \(World.nursery)")
            try connection.run(
                """
                INSERT INTO submission_answer (submission, field, value, updated_at)
                VALUES (\(World.nursery), 'organisation.name', 'A PORTEE  DE PAS', \(World.monday))
                """)
        }
        let julien = world.visitor(.julien)
        let fields: KeyValuePairs = ["verdict": "eligible", "unlooked": "on"]
        #expect(try await julien.submit(Self.path, on: julien.get(Self.file), fields).status == .seeOther)
    }

    @Test func `with every question answered nothing is asked`() async throws {
        let world = try await World()
        let julien = world.visitor(.julien)
        let answers = Self.gates.map { ("gate.\($0.id)", "yes") }
        #expect(answers.count > 3)
        let fields = [("token", "token-of-julien"), ("seen", "eligible"), ("verdict", "eligible")] + answers
        #expect(try await julien.post(Self.path, fields).status == .seeOther)
        // A no stands against it, and is said.
        let refused = try await julien.post(Self.path, fields + [("gate.territory", "no"), ("unlooked", "on")])
        #expect(refused.status == .unprocessableContent)
    }

    private func eligibility(in world: World) async throws -> String {
        try await world.database.read {
            try #require(try $0.row("SELECT eligibility FROM submission WHERE id = \(World.nursery)"))["eligibility"]
        }
    }
}
