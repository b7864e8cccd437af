import StorageTesting
import Testing
import WebTesting
import World

@testable import Awards

/// What looks like a slip is asked about before it is recorded.
struct DecisionDoubtTests {
    private static let desk = "/agence/editions/2014"
    private static let decision = "\(desk)/decisions/\(World.nursery)"

    @Test(arguments: Engine.available)
    func `a file that nobody has read is retained only when somebody says that it is meant`(engine: Engine) async throws
    {
        let julien = try await World(engine).visitor(.julien)
        let page = try await julien.get(Self.decision)
        let asked = try await julien.submit(Self.decision, on: page, ["choice": "retained", "reason": "Bien pensé"])
        #expect(asked.status == .unprocessableContent)
        #expect(asked.text.contains("Personne n’a envoyé de lecture de ce dossier"))
        #expect(asked.text.contains("1 point est à confirmer") && !asked.text.contains("à corriger"))
        #expect(asked.html.contains("Bien pensé</textarea>") && asked.html.contains("value=\"retained\" checked"))
        #expect(try await julien.get("\(Self.desk)/decisions").text.contains("Dossiers décidés : 0 sur 1."))
        #expect(try await julien.submit(Self.decision, on: asked, ["meant": "on"]).status == .seeOther)
    }

    @Test(arguments: Engine.available)
    func `a file that nobody has read is not put aside without a question either`(engine: Engine) async throws {
        let julien = try await World(engine).visitor(.julien)
        let page = try await julien.get(Self.decision)
        let asked = try await julien.submit(Self.decision, on: page, ["choice": "not-retained", "reason": "Trop tôt"])
        #expect(asked.status == .unprocessableContent)
        #expect(asked.text.contains("Personne n’a envoyé de lecture de ce dossier"))
        #expect(try await julien.get("\(Self.desk)/decisions").text.contains("Dossiers décidés : 0 sur 1."))
        #expect(try await julien.submit(Self.decision, on: asked, ["meant": "on"]).status == .seeOther)
    }

    @Test(arguments: Engine.available)
    func `the same award for a second file is asked about, with the number of the first`(engine: Engine) async throws {
        let world = try await World(engine)
        try await world.add(files: 2, on: ScaledGrid(0...10))
        let julien = world.visitor(.julien)
        _ = try await julien.submit(
            "\(Self.desk)/prix", on: julien.get("\(Self.desk)/prix"), ["name_fr": "Prix du travail", "kind": "award"])
        let (first, second) = (
            "\(Self.desk)/decisions/\(World.many(1_001))", "\(Self.desk)/decisions/\(World.many(1_002))"
        )
        let page = try await julien.get(first)
        let award = try #require(page.html.firstMatch(of: /name="choice" value="([0-9a-f-]{36})"/)).1
        let fields: KeyValuePairs = ["choice": String(award), "reason": "Le meilleur"]
        #expect(try await julien.submit(first, on: page, fields).status == .seeOther)
        // Recorded once more for the same file, it is no second one.
        #expect(try await julien.submit(first, on: julien.get(first), fields).status == .seeOther)
        let asked = try await julien.submit(second, on: julien.get(second), fields)
        #expect(asked.status == .unprocessableContent && asked.text.contains("2014-1001"))
        #expect(try await !julien.get("\(Self.desk)/publication").text.contains("va déjà à un autre dossier"))
        #expect(try await julien.submit(second, on: asked, ["meant": "on"]).status == .seeOther)
        let release = try await julien.get("\(Self.desk)/publication").text
        #expect(release.contains("va déjà à un autre dossier : 2014-1002"))
        #expect(release.contains("va déjà à un autre dossier : 2014-1001"))
    }

    @Test func `a reason has a limit, and comes back whole`() async throws {
        let julien = try await World().visitor(.julien)
        let page = try await julien.get(Self.decision)
        let reason = String(repeating: "long ", count: 20_000)
        let refused = try await julien.submit(Self.decision, on: page, ["choice": "not-retained", "reason": reason])
        #expect(refused.status == .unprocessableContent)
        #expect(refused.text.contains(/en 5\s000 signes au plus/))
        #expect(refused.html.contains(reason))
    }
}
