import Storage
import StorageTesting
import Testing
import Web
import WebTesting
import World

@testable import Submissions

/// What pages do not offer is not taken, whoever sends it.
struct OfferedAnswerTests {
    @Test(arguments: Engine.available)
    func `terms and choices that neither grid nor form offers are dropped`(engine: Engine) async throws {
        let world = try await World(engine)
        let romain = world.visitor(.romain)
        let part = "/dossiers/\(World.ovens)/parties"
        for (name, sent) in [
            ("besoin", ("tags.need", ["evil-need\"><b>", "health"])),
            ("organisation", ("organisation.kind", ["pirate<b>"])),
            ("initiative", ("tags.kind", ["evil-term<b>"])),
        ] {
            let page = try await romain.get("\(part)/\(name)")
            for value in sent.1 {
                _ = try await romain.submit("\(part)/\(name)", on: page, [sent.0: value])
            }
        }
        let stored = try await world.database.read { connection in
            try connection.rows("SELECT value FROM submission_answer WHERE submission = \(World.ovens)").map {
                row -> String in try row["value"]
            }
        }
        #expect(!stored.contains { $0.contains("evil") || $0.contains("pirate") }, "\(stored)")
        #expect(stored.contains(#"["health"]"#))
    }
}
