import Foundation
import Storage
import StorageTesting
import Testing
import WebTesting
import World

@testable import Awards

/// A file that changes after its decision was recorded, and before that is out.
struct ChangedDecidedFileTests {
    private static let decision = "/agence/editions/2014/decisions/\(World.nursery)"
    private static let release = "/agence/editions/2014/publication"
    private static let duty = "a changé depuis sa décision"

    @Test(arguments: Engine.available)
    func `those who decide are told, and read what changed beside the decision`(engine: Engine) async throws {
        let world = try await World(engine)
        try await world.putDecision("retained")
        #expect(try await !world.visitor(.julien).get("/ma-page").text.contains(Self.duty))
        try await world.rewrite("need")
        for somebody in [Somebody.julien, .genevieve] {
            #expect(try await world.visitor(somebody).get("/ma-page").text.contains(Self.duty), "\(somebody)")
            let page = try await world.visitor(somebody).get(Self.decision)
            #expect(page.text.contains("Le dossier a changé depuis cette décision"), "\(somebody)")
            #expect(page.text.contains("Ce qui a changé"), "\(somebody)")
        }
        for somebody in [Somebody.awa, .coralie, .sabine] {
            #expect(try await !world.visitor(somebody).get("/ma-page").text.contains(Self.duty), "\(somebody)")
        }
        let release = try await world.visitor(.julien).get(Self.release)
        #expect(release.text.contains("Modifiés depuis l’enregistrement de leur décision"))
    }

    @Test(arguments: Engine.available)
    func `a decision that is recorded as it stands is confirmed, and asks no more`(engine: Engine) async throws {
        let world = try await World(engine)
        try await world.putDecision("retained")
        try await world.rewrite("need")
        let later = try world.seen(through: world.database, now: World.monday + 120)
        let genevieve = later.visitor(.genevieve)
        let before = try await world.revision()
        let page = try await genevieve.get(Self.decision)
        #expect(try await genevieve.submit(Self.decision, on: page, ["meant": "on"]).status == .seeOther)
        #expect(try await !genevieve.get("/ma-page").text.contains(Self.duty))
        #expect(try await !genevieve.get(Self.decision).text.contains("Le dossier a changé depuis cette décision"))
        #expect(try await !later.visitor(.julien).get(Self.release).text.contains("Modifiés depuis"))
        // What its letters say is what it says.
        #expect(try await world.revision() == before)
        // Once it changes again it is asked again.
        try await world.rewrite("need", at: World.monday + 180)
        #expect(try await genevieve.get("/ma-page").text.contains(Self.duty))
    }

    @Test(arguments: Engine.available)
    func `whom to call changes no decision`(engine: Engine) async throws {
        let world = try await World(engine)
        try await world.putDecision("retained")
        try await world.rewrite("contact.phone")
        #expect(try await !world.visitor(.julien).get("/ma-page").text.contains(Self.duty))
        try await world.rewrite("need")
        #expect(try await world.visitor(.julien).get("/ma-page").text.contains(Self.duty))
    }
}

extension World {
    /// An answer of the nursery's file, as its owner changes it.
    fileprivate func rewrite(_ field: String, at moment: Date = World.monday + 60) async throws {
        try await database.write { connection in
            try connection.run(
                """
                INSERT INTO submission_answer (submission, field, value, updated_at)
                VALUES (\(World.nursery), \(field), \("Autrement"), \(moment))
                ON CONFLICT (submission, field) DO UPDATE SET value = excluded.value, updated_at = excluded.updated_at
                """)
        }
    }

    fileprivate func revision() async throws -> Int {
        try await database.read { connection in
            try connection.count("SELECT revision AS count FROM decision WHERE submission = \(World.nursery)")
        }
    }
}
