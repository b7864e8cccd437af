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
