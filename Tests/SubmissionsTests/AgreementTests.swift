import Forms
import Foundation
import Storage
import StorageTesting
import Testing
import WebTesting
import World

@testable import Submissions

/// The agency reads what was agreed to; whoever wrote a file finds where it stands alike.
struct AgreementTests {
    @Test(arguments: Engine.available)
    func `the agency reads what was agreed to, when, and what was not`(engine: Engine) async throws {
        let world = try await World(engine)
        try await world.database.write { connection in
            try connection.run(
                """
                INSERT INTO submission_answer (submission, field, value, updated_at)
                VALUES (\(World.nursery), 'rules_accepted', 'on', \(World.monday))
                """)
        }
        let page = try await world.visitor(.julien).get(World.nursery.deskPath)
        #expect(page.text.contains("Règlement et accords"))
        #expect(page.text.contains("Accepté le lundi 22 septembre 2014"))
        #expect(page.text.contains("Non accepté"))
        // The jury reads none of it.
        let read = try await world.visitor(.awa).get("/jury/dossiers/\(World.reading)")
        #expect(read.text.contains("Composer les tournées en équipe") && !read.text.contains("Règlement et accords"))
    }

    @Test(arguments: Engine.available)
    func `needed answers are counted, and nothing else`(engine: Engine) async throws {
        let world = try await World(engine)
        let count = CompleteFile.form.needed.count
        let words = { (given: Int) in "Réponses nécessaires données : \(given) sur \(count)" }
        try await CompleteFile.fill(World.ovens, in: world, without: ["need"])
        let desk = try await world.visitor(.julien).get(World.ovens.deskPath)
        #expect(desk.text.contains(words(count - 1)))
    }

    @Test(arguments: Engine.available)
    func `once the decision is out, each of those who wrote the file finds it in their list`(engine: Engine)
        async throws
    {
        let world = try await World(engine)
        let link = "href=\"\(World.nursery.path)/decision\""
        for somebody in [Somebody.coralie, .edith] {
            #expect(try await !world.visitor(somebody).get("/dossiers").html.contains(link))
        }
        try await world.database.write { connection in
            try connection.run(
                "UPDATE submission SET announced_at = \(World.monday - 3_600) WHERE id = \(World.nursery)")
        }
        for somebody in [Somebody.coralie, .edith] {
            let list = try await world.visitor(somebody).get("/dossiers")
            #expect(list.html.contains(link) && list.text.contains("Décision publiée"))
            #expect(!list.text.contains("Recevable"))
        }
    }
}
