import Foundation
import Storage
import StorageTesting
import Testing
import World

@testable import Assembly

/// A program beside files, or a database, of another one says what to do.
struct OwnFilesTests {
    /// Migrations up to a step, which may be one of a program to come.
    private static func root(upTo last: Int) throws -> String {
        let files = FileManager.default
        let root = files.temporaryDirectory.appending(path: "files-\(UUID().uuidString)").path
        try files.createDirectory(atPath: root + "/Migrations", withIntermediateDirectories: true)
        for number in [1, last] {
            try "CREATE TABLE thing\(number) (id TEXT)".write(
                toFile: "\(root)/Migrations/\(number)_thing.sql", atomically: true, encoding: .utf8)
        }
        return root
    }

    @Test func `the program knows the last of its migrations, and is content with its own files`() throws {
        let files = try FileManager.default.contentsOfDirectory(atPath: World.root + "/Migrations")
        #expect(files.compactMap { Int($0.prefix { $0 != "_" }) }.max() == Databases.step)
        try Databases.refuseFilesOfAnother(in: World.root)
    }

    @Test(arguments: ["serve", "demo"])
    func `files of a newer or an older program are not served, and the line says what to do`(verb: String) async throws
    {
        let cases = [
            (Databases.step + 1, "are of a newer program", "install or build the program that came with them"),
            (Databases.step - 1, "are of an older program", "put the files that came with this program in their place"),
        ]
        for (last, what, act) in cases {
            let root = try Self.root(upTo: last)
            defer { try? FileManager.default.removeItem(atPath: root) }
            let end = try await Program([verb, "--database", "\(root)/site.sqlite"], root: root).end()
            #expect(end.code == 1 && end.errors.hasPrefix("rallynov: the files in «\(root)» \(what) (step \(last))"))
            #expect(end.errors.contains(act), "\(end.errors)")
            #expect(!FileManager.default.fileExists(atPath: "\(root)/site.sqlite"))
        }
    }

    @Test(arguments: Engine.available)
    func `a database of an older program, and of a newer one, are not served, and the line says what to do`(
        engine: Engine
    ) async throws {
        let database = try await engine.database()
        for (statement, act) in [
            ("DELETE FROM schema_step WHERE number = \(Databases.step)", "run rallynov migrate, which copies it first"),
            ("INSERT INTO schema_step (number, name, taken_at) VALUES (9999, 'more', 1)", "start that one, or restore"),
        ] {
            try await database.write { try $0.runScript(statement) }
            let end = try await Program(["serve", "--database", database.address], root: World.root).end()
            #expect(end.code == 1 && end.errors.contains(act), "\(end.errors)")
        }
    }
}
