import Foundation
import Identifiers
import Storage
import StorageTesting
import Testing
import WebTesting
import World

@testable import Sheets

/// What was there before is no result of an edition, unless whoever takes it in says so.
struct CountedImportTests {
    @Test(arguments: Engine.available, [false, true])
    func `imported sheets count towards targets where that was chosen, and nowhere else`(
        engine: Engine, isCounted: Bool
    ) async throws {
        let folder = try await ImportFolder(engine)
        for (number, counter) in ["initiatives-new", "sheets-published"].enumerated() {
            let key: Identifier<Self> = World.key("0c52", number + 1)
            try await folder.world.database.write { connection in
                try connection.run(
                    """
                    INSERT INTO target (id, edition, position, name, unit, goal, rule, counter)
                    VALUES (\(key), \(World.edition2014), \(90 + number), \(counter), 'initiatives', 20, 'Publiées', \(counter))
                    """)
            }
        }
        let before = try await figures(folder.world)
        try folder.write("list.csv", Data(ImportFolder.list.utf8))
        let command = ImportCommand(database: folder.world.database, phrasebook: .english, root: World.root)
        var arguments = ImportCommand.Arguments(
            file: "\(folder.path)/list.csv", mapping: "\(folder.path)/mapping.yaml", edition: "2014")
        (arguments.isPublic, arguments.isCounted) = (true, isCounted)
        let answer = try await command.run(arguments, now: World.monday) { words in
            words.contains("do not count towards the targets") != isCounted
        }
        #expect(answer.exit == .complete)
        #expect(try await folder.count("SELECT count(*) AS count FROM sheet WHERE source_key <> ''") == 3)
        let after = try await figures(folder.world)
        #expect(after.count == 2 && after == before.map { $0 + (isCounted ? 3 : 0) })
    }

    /// Of the two targets, as their list tells them.
    private func figures(_ world: World) async throws -> [Int] {
        let rows = try await world.visitor(.mireille).get("/agence/editions/2014/objectifs.csv").html
            .split(whereSeparator: \.isNewline).filter { $0.contains("Publiées") }
        return rows.compactMap { row in row.split { ";,".contains($0) }.dropFirst(2).first.flatMap { Int($0) } }
    }
}
