import Foundation
import Storage
import StorageTesting
import Testing
import WebTesting
import World

/// What owners are written of their sheet before the decision on their file is out, and as it comes out.
struct ReleasedSheetLetterTests {
    private static let edition = "/agence/editions/2014"
    private static let decision = "\(edition)/decisions/\(World.nursery)"
    private static let release = "\(edition)/publication"

    @Test(arguments: Engine.available)
    func `a sheet that comes out with a release is told with its address, as one that is published alone`(
        engine: Engine
    ) async throws {
        let world = try await World(engine)
        _ = try await world.publishSheet(isOut: false)
        #expect(try await !world.letters().contains { $0.subject.contains("Publiée") })
        try await world.letOut()
        let letters = try await world.letters()
        let published = letters.filter { $0.subject.contains("Publiée") }
        #expect(published.count == 1 && published[0].plain.contains("/initiatives/initiative-1"))
        let decided = try #require(letters.first { $0.subject.contains("retenue") })
        #expect(decided.plain.contains("\(World.address)/dossiers/\(World.nursery)/fiche"))
    }

    @Test(arguments: Engine.available)
    func `who is asked for approval before the release is not told that something comes out`(engine: Engine)
        async throws
    {
        let world = try await World(engine)
        _ = try await world.publishSheet(isOut: false)
        let asked = try #require(try await world.letters().first { $0.plain.contains("/fiche") })
        #expect(asked.subject.contains("À relire") && !asked.subject.contains("fiche publique"))
        #expect(asked.plain.contains("Aucune décision sur votre dossier n’est publiée."))
        #expect(!asked.plain.contains("catalogue"))
    }

    @Test func `staff read what asking early gives away, and nothing of it once the decision is out`() async throws {
        let words = "demander l’accord peut la laisser deviner"
        for isOut in [false, true] {
            let world = try await World()
            let list = "\(Self.edition)/fiches"
            let sabine = world.visitor(.sabine)
            if isOut {
                try await world.database.write { connection in
                    try connection.run("UPDATE submission SET announced_at = \(World.monday - 3_600)")
                }
            }
            let begun = try await sabine.submit(list, on: sabine.get(list), [:])
            let page = try await sabine.follow(begun)
            #expect(page.html.contains("/accord\"") && page.text.contains(words) != isOut, "\(isOut)")
        }
    }

    @Test(arguments: Engine.available)
    func `letters are answered to the agency, those of the jury too`(engine: Engine) async throws {
        let world = try await World(engine)
        try await world.database.write { try $0.run("UPDATE agency SET email = 'contact@example.org'") }
        let (julien, jury) = (world.visitor(.julien), "\(Self.edition)/jury")
        _ = try await julien.submit(jury, on: julien.get(jury), ["name": "Paul", "email": "paul@example.org"])
        _ = try await world.publishSheet(isOut: false)
        let answers = try await world.database.read { connection in
            try connection.rows("SELECT reply_to FROM message").map { row -> String? in try row["reply_to"] }
        }
        #expect(answers.count >= 2 && answers.allSatisfy { $0 == "contact@example.org" })
    }
}

extension World {
    fileprivate func letOut() async throws {
        let (julien, edition) = (visitor(.julien), "/agence/editions/2014")
        let (decision, release) = ("\(edition)/decisions/\(World.nursery)", "\(edition)/publication")
        func press(_ path: String, on page: String, _ fields: KeyValuePairs<String, String> = [:]) async throws {
            #expect(try await julien.submit(path, on: julien.get(page), fields).status == .seeOther, "\(path)")
        }
        try await press(decision, on: decision, ["choice": "retained", "reason": "Une équipe", "meant": "on"])
        try await press(release + "/lettres", on: release)
        try await press(release + "/maintenant", on: release, ["confirmation": "publier 2014"])
    }

    fileprivate func letters() async throws -> [(subject: String, plain: String)] {
        try await database.read { connection in
            try connection.rows("SELECT subject, plain FROM message ORDER BY id").map { row in
                (subject: try row["subject"] as String, plain: try row["plain"] as String)
            }
        }
    }
}
