import Foundation
import Storage
import StorageTesting
import Testing
import WebTesting
import World

@testable import Awards

/// The letter of a laureate is glad of it, and says when the ceremony is; afterwards staff read all that came out.
struct LaureateLetterTests {
    private static let glad = "Félicitations à toutes celles"
    private static let (award, phase) = (
        "01480000-0a0b-7000-8000-000000000007", "01480000-0a0c-7000-8000-000000000007"
    )
    private static let ceremony = "La cérémonie est prévue le"

    private static func plain(_ world: World) async throws -> String {
        _ = try await world.visitor(.julien).prepareLetters()
        return try await world.database.read { connection in
            let row = try connection.row(
                """
                SELECT plain FROM message WHERE about = \("letters:\(World.edition2014)") AND state = 'held'
                ORDER BY created_at DESC, id DESC LIMIT 1
                """)
            return try row?["plain"] ?? ""
        }
    }

    private static func give(_ outcome: String, ceremonyAt: Date?, in world: World) async throws {
        let given: String? = outcome == "award" ? Self.award : nil
        try await world.database.write { connection in
            try connection.run("DELETE FROM phase WHERE edition = \(World.edition2014) AND kind = 'ceremony'")
            if let ceremonyAt {
                try connection.run(
                    """
                    INSERT INTO phase (id, edition, kind, name_fr, position, starts_at, ends_at)
                    VALUES (\(Self.phase), \(World.edition2014), 'ceremony', 'Cérémonie', 99, \(ceremonyAt), \(ceremonyAt + 3_600))
                    """)
            }
            try connection.run(
                """
                INSERT INTO award (id, edition, position, name_fr, name_en, kind)
                VALUES (\(Self.award), \(World.edition2014), 9, 'Prix du courage', 'Courage', 'award')
                """)
            try connection.run(
                """
                INSERT INTO decision (submission, outcome, award, reason, recorded_at)
                VALUES (\(World.nursery), \(outcome), \(given), 'Une équipe qui décide', \(World.monday - 7_200))
                """)
        }
    }

    @Test(arguments: Engine.available)
    func `a laureate is congratulated, and told of a ceremony that is to come`(engine: Engine) async throws {
        let world = try await World(engine)
        try await Self.give("award", ceremonyAt: Date(timeIntervalSinceNow: 10 * 86_400), in: world)
        let letter = try await Self.plain(world)
        // Letters are dated by the machine, whatever day the campaign has.
        #expect(letter.contains(Self.glad) && letter.contains(Self.ceremony))
    }

    @Test(arguments: Engine.available)
    func `who has no award is not congratulated on one, and a ceremony that is over is not told`(engine: Engine)
        async throws
    {
        let world = try await World(engine)
        try await Self.give("retained", ceremonyAt: World.monday - 86_400, in: world)
        let letter = try await Self.plain(world)
        #expect(letter.contains("Une équipe qui décide"))
        #expect(!letter.contains(Self.glad) && !letter.contains(Self.ceremony))
    }
}
