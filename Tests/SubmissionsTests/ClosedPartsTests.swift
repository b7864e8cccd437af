import Forms
import Foundation
import Storage
import StorageTesting
import Testing
import WebTesting
import World

@testable import Submissions

/// A file that nothing can be written in any more: its side leads to what it says, and asks for nothing.
struct ClosedPartsTests {
    private static let file = "/dossiers/\(World.nursery)"

    @Test(arguments: Engine.available)
    func `parts lead to where they are written while they can be, and then to where they are read`(engine: Engine)
        async throws
    {
        let world = try await World(engine)
        let coralie = world.visitor(.coralie)
        #expect(try await coralie.get(Self.file).html.contains("href=\"\(Self.file)/parties/"))
        try await world.database.write { connection in
            try connection.run(
                "UPDATE submission SET announced_at = \(World.monday - 3_600) WHERE id = \(World.nursery)")
        }
        let page = try await coralie.get(Self.file).html
        #expect(!page.contains("\(Self.file)/parties/"))
        let told = try #require(
            CompleteFile.form.sections.first { $0.isTold && $0.fields.contains { $0.id == "need" } })
        #expect(page.contains("href=\"\(Self.file)#part-\(told.word)\"") && page.contains("id=\"part-\(told.word)\""))
    }

    @Test(arguments: Engine.available)
    func `a text beside what is agreed to has no day glued to it`(engine: Engine) async throws {
        let world = try await World(engine)
        let section = try #require(CompleteFile.form.sections.first { !$0.isTold })
        let text = try #require(section.fields.first { $0.id == "heard_from" })
        try await world.database.write { connection in
            for (field, value) in [(text.id, "La Région"), ("rules_accepted", "on")] {
                try connection.run(
                    """
                    INSERT INTO submission_answer (submission, field, value, updated_at)
                    VALUES (\(World.nursery), \(field), \(value), \(World.monday))
                    """)
            }
        }
        let page = try await world.visitor(.coralie).get(Self.file).text
        #expect(page.contains("Accepté le lundi 22 septembre 2014"))
        #expect(page.contains("La Région") && !page.contains("La Région le lundi"))
    }
}
