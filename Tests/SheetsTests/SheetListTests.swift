import Identifiers
import Organisations
import Storage
import StorageTesting
import Testing
import WebTesting
import World

@testable import Sheets

struct SheetListTests {
    private static let list = "/agence/editions/2014/fiches"

    @Test(arguments: Engine.available)
    func `a list asks as much of 300 sheets as of 60, and reads a page of them`(engine: Engine) async throws {
        for path in [Self.list, "\(Self.list)?tri=-date", "\(Self.list)?etat=draft&tri=etat", "\(Self.list)?page=2"] {
            let (few, many) = try await (
                Self.world(of: 60, engine).cost(of: path, for: .sabine),
                Self.world(of: 300, engine).cost(of: path, for: .sabine)
            )
            #expect(many.statements == few.statements, "\(path): \(few), then \(many)")
            #expect(many.rows <= few.rows + 60, "\(path): \(few), then \(many)")
        }
    }

    @Test(arguments: Engine.available)
    func `a page holds fifty, counts say all, and a word is found on whichever page it would stand`(engine: Engine)
        async throws
    {
        let world = try await Self.world(of: 120, engine)
        let sabine = world.visitor(.sabine)
        let first = try await sabine.get("\(Self.list)?tri=titre").text
        #expect(first.contains("Page 1 sur 3") && first.contains("120 fiches"))
        #expect(first.contains("En cours de rédaction (60)") && first.contains("Publiée ou prête (60)"))
        #expect(first.contains("Élan 000") && !first.contains("Élan 119"))
        let found = try await sabine.get("\(Self.list)?q=elan+119").text
        #expect(found.contains("1 fiche") && found.contains("Élan 119") && !found.contains("Élan 118"))
        let table = try await sabine.get("\(Self.list).csv?etat=published&tri=-titre").html.split(
            whereSeparator: \.isNewline)
        #expect(table.count == 61)
        #expect(table.dropFirst().first?.contains("Élan 119") == true)
    }

    /// Every other one is published.
    private static func world(of count: Int, _ engine: Engine) async throws -> World {
        let world = try await World(engine)
        try await world.database.write { connection in
            for number in 0..<count {
                let title = "Élan \(World.digits(number))"
                let (initiative, sheet): (Initiative.ID, Sheet.ID) = (
                    World.key("0c02", number), World.key("0c03", number)
                )
                try connection.run(
                    """
                    INSERT INTO initiative (id, slug, title, created_at)
                    VALUES (\(initiative), \("elan-\(number)"), \(title), \(World.monday))
                    """)
                try connection.run(
                    """
                    INSERT INTO sheet (id, initiative, edition, state, title, strapline, content, tags, updated_at)
                    VALUES (\(sheet), \(initiative), \(World.edition2014), \(number.isMultiple(of: 2) ? "draft" : "published"),
                        \(title), '', '{}', '{}', \(World.monday))
                    """)
            }
        }
        return world
    }
}
