import Foundation
import StorageTesting
import Tables
import Testing
import World

@testable import Sheets

/// Other people's lists: the large ones where they lie beside the project, and the small ones in it.
struct RealListTests {
    private static let lists = ["\(World.root)/../shared/data/initiatives", "\(World.root)/Tests/Data/initiatives"]
        .flatMap { folder in
            ["ffe_laureats_fr", "betagouv_services_fr", "ips_cases_en"].map { "\(folder)/\($0).csv" }
        }.filter { FileManager.default.fileExists(atPath: $0) }

    @Test(arguments: Engine.available, lists)
    func `every row is accounted for, and a second run changes nothing`(engine: Engine, list: String) async throws {
        let folder = try await ImportFolder(engine)
        let rows = try Table(data: Data(contentsOf: URL(filePath: list))).rows.count
        #expect(rows >= 60)
        let first = try await folder.run(list)
        #expect(first.text.contains("Created: \(rows)\nUpdated: 0\nUnchanged: 0\nRefused: 0\n"), "\(first.text)")
        let second = try await folder.run(list)
        #expect(second.text.contains("Created: 0\nUpdated: 0\nUnchanged: \(rows)\nRefused: 0\n"))
    }
}
