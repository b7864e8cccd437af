import Foundation
import Storage

/// The migrations as an older program had them.
public enum OlderSteps {
    /// Those before that number.
    public static func run(before number: Int, on database: any Database) async throws {
        let files = FileManager.default
        let folder = files.temporaryDirectory.appending(path: "rallynov-test-\(UUID().uuidString)").path
        try files.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? files.removeItem(atPath: folder) }
        for file in try files.contentsOfDirectory(atPath: World.root + "/Migrations") {
            guard let step = Self.number(of: file), step < number else { continue }
            try files.copyItem(atPath: "\(World.root)/Migrations/\(file)", toPath: "\(folder)/\(file)")
        }
        try await Migrator(folder: folder).migrate(database)
    }

    /// Those before the one of that name.
    public static func run(before name: String, on database: any Database) async throws {
        let steps = try FileManager.default.contentsOfDirectory(atPath: World.root + "/Migrations")
        guard let number = steps.first(where: { $0.contains("_\(name).") }).flatMap(number) else {
            throw Missing(name: name)
        }
        try await run(before: number, on: database)
    }

    struct Missing: Error {
        let name: String
    }

    private static func number(of file: String) -> Int? { Int(file.prefix { $0 != "_" }) }
}
