import Campaigns
import Foundation
import Storage
import StorageTesting
import Submissions
import Testing
import WebTesting
import World

@testable import Awards

/// A laureate that everybody has read of is withdrawn.
struct WithdrawnLaureateTests {
    private static let publication = "/agence/editions/2014/publication"
    private static let desk = World.nursery.deskPath

    @Test(arguments: Engine.available, ["", "/en"])
    func `the only laureate that was announced and withdrawn is said to have been, and nothing of it`(
        engine: Engine, prefix: String
    ) async throws {
        let world = try await World(engine)
        try await world.announceLaureate()
        let page = "\(prefix)/editions/2014/laureats"
        let title = "Composer les tournées"
        #expect(try await world.stranger.get(page).text.contains(title))
        try await world.withdrawLaureate()
        for path in [page, "\(prefix)/laureats"] {
            let text = try await world.stranger.get(path).text
            #expect(text.contains(prefix.isEmpty ? "a été retiré le" : "was withdrawn on"), "\(path)")
            #expect(!text.contains("n’a pas encore annoncé") && !text.contains("has not announced"), "\(path)")
            #expect(!text.contains(title) && !text.contains("Prix du silence"), "\(path)")
        }
        let release = try await world.visitor(.julien).get(Self.publication)
        #expect(release.text.contains("Retirés après leur parution") && release.text.contains("Fermeture"))
    }
}

extension World {
    /// The nursery's file gets an award, and everybody reads it.
    fileprivate func announceLaureate() async throws {
        let award: Award.ID = World.key("0a0a", 31)
        try await database.write { connection in
            try connection.run(
                """
                INSERT INTO award (id, edition, position, name_fr)
                VALUES (\(award), \(World.edition2014), 0, 'Prix du silence')
                """)
        }
        try await DecisionStore(database: database).decide(award.description, "Une équipe qui décide")
        _ = try await visitor(.julien).prepareLetters()
        #expect(try await visitor(.julien).letOut().status == .seeOther)
    }

    fileprivate func withdrawLaureate() async throws {
        try await database.write { connection in
            try connection.run(
                """
                UPDATE submission SET state = 'withdrawn', withdrawn_at = \(World.monday), withdrawn_reason = 'Fermeture'
                WHERE id = \(World.nursery)
                """)
        }
    }
}
