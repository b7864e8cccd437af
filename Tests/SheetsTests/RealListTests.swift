import Foundation
import StorageTesting
import Testing
import World

@testable import Sheets

/// Other people's lists, read where they lie beside the project.
struct RealListTests {
    private static let folder = World.root + "/../shared/data/initiatives"
    private static let isThere = FileManager.default.fileExists(atPath: folder)

    @Test(
        .enabled(if: isThere, "the lists are not beside the project"), arguments: Engine.available,
        [("ffe_laureats_fr", 150), ("betagouv_services_fr", 662), ("ips_cases_en", 853)])
    func `every row is accounted for, and a second run changes nothing`(
        engine: Engine, list: (name: String, rows: Int)
    ) async throws {
        let folder = try await ImportFolder(engine)
        let first = try await folder.run("\(Self.folder)/\(list.name).csv")
        #expect(first.text.hasSuffix("Created: \(list.rows)\nUpdated: 0\nUnchanged: 0\nRefused: 0"))
        let second = try await folder.run("\(Self.folder)/\(list.name).csv")
        #expect(second.text.hasSuffix("Created: 0\nUpdated: 0\nUnchanged: \(list.rows)\nRefused: 0"))
    }
}
